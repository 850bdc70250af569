"""Pairs without a number in common, and how probable each pair is: the model of Fellegi and Sunter, by Splink on DuckDB."""

from collections.abc import Mapping
from typing import Any

import duckdb
import splink.comparison_level_library as levels
from splink import DuckDBAPI, Linker, SettingsCreator
from splink.comparison_library import CustomComparison

from gridward.planning.matching.comparing import Comparison, Model

_KEYS = {
    "name": ("name", 10),
    "name, birth_year": ("name, birth_year", 1),
    "bag, birth_year": ("bag, birth_year", 1),
    "name, building": ("name, building", 1),
    "door and surname": ("building, room, accent[1]", 1),
    "door and birth year": ("building, room, birth_year", 1),
    "house and birth year": ("place, building, birth_year", 1),
}
"""What two records may share to be compared, and by what the crowd is divided: a name alone tells only where it is rare."""
_KEYED = """
    CREATE TABLE {side}_keys AS {keys}
"""
_PAIRS = """
    CREATE TABLE near_pairs AS
    WITH near AS (
        SELECT key, id, least_crowd, count(*) OVER (PARTITION BY key) AS bearers
        FROM persons_keys SEMI JOIN rows_keys USING (key)
    )
    SELECT rows_keys.id AS row, near.id AS person
    FROM rows_keys JOIN near USING (key) WHERE near.bearers * near.least_crowd <= $crowd
    EXCEPT SELECT row, person FROM number_pairs
"""
_BLOCKED = (
    "CREATE VIEW {blocked} AS SELECT 0 AS match_key, row AS join_key_l, person AS join_key_r FROM {pairs}"
)


def find_near(store: duckdb.DuckDBPyConnection, crowd: int) -> None:
    """Make `near_pairs` (row, person): those of rows not settled that share one of `_KEYS`, and no number."""
    store.execute(_KEYED.format(side="persons", keys=_keys("persons")))
    store.execute(_KEYED.format(side="rows", keys=_keys("rows ANTI JOIN settled USING (id)")))
    store.execute(_PAIRS, {"crowd": crowd})


def _keys(source: str) -> str:
    return " UNION ALL ".join(
        f"SELECT hash({place}, {columns}) AS key, id, {divided} AS least_crowd FROM {source} WHERE {_given(columns)}"
        for place, (columns, divided) in enumerate(_KEYS.values())
    )


def _given(columns: str) -> str:
    return " AND ".join(f"{column} IS NOT NULL" for column in columns.split(", "))


def score(
    store: duckdb.DuckDBPyConnection, records: str, pairs: Mapping[str, float | None], model: Model
) -> str:
    """SQL of all scored pairs: id_l, id_r, match_probability, and of each field gamma_ (level) and mw_ (bits).

    `records` is a table with `id`, the columns that the model compares, and `tf_` columns of frequencies; `pairs` names
    tables of two ids (row, person) with no pair twice, each with the least log2 of the odds of what is kept, if any.
    """
    api = DuckDBAPI(store)
    linker = Linker(api.register(records), _settings(model), log_level=None)
    found = []
    for table, least in pairs.items():
        blocked = f"blocked_{table}"
        store.execute(_BLOCKED.format(blocked=blocked, pairs=table))
        linker.table_management.register_blocked_pairs_for_predict(api.register(blocked))
        scored = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
        found.append(f"SELECT * FROM {scored.physical_name}")
    return " UNION ALL ".join(found)


def _settings(model: Model) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[_comparison(one, model) for one in model.comparisons],
        probability_two_random_records_match=model.chances.prior,
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
    )


def _comparison(one: Comparison, model: Model) -> CustomComparison:
    m, u = model.chances.m[one.field], model.chances.u[one.field]
    found: list[Any] = [levels.CustomLevel(one.lacking).configure(is_null_level=True)]
    for level in one.levels:
        made = levels.CustomLevel(level.condition, level.word)
        made.configure(m_probability=m[level.word], u_probability=u[level.word])
        if level.frequency:
            made.configure(tf_adjustment_column=level.frequency)
        found.append(made)
    last = levels.ElseLevel().configure(m_probability=m["differs"], u_probability=u["differs"])
    return CustomComparison(output_column_name=one.field, comparison_levels=[*found, last])
