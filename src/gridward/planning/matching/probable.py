"""Pairs without a number in common, and how probable each pair is: Fellegi and Sunter's model, by Splink on DuckDB."""

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
    "door and surname": ("place_sound, building, room, accent[1]", 1),
    "door number, surname and birth year": ("building, room, accent[1], birth_year", 1),
    "house and birth year": ("place_sound, building, birth_year", 1),
}
"""What two records may share to be compared, and what divides the crowd: a name alone tells only where it is rare."""
_KEYED = """
    CREATE TABLE {side}_keys AS {keys}
"""
_PAIRS = """
    CREATE TABLE pairs AS
    WITH near AS (
        SELECT key, id, divisor, count(*) OVER (PARTITION BY key) AS bearers
        FROM persons_keys SEMI JOIN rows_keys USING (key)
    )
    SELECT rows_keys.id AS row, near.id AS person
    FROM rows_keys JOIN near USING (key) WHERE near.bearers * near.divisor <= $crowd
    UNION SELECT row, person FROM document_pairs
    UNION SELECT row, person FROM phone_pairs
"""
_BLOCKED = "CREATE VIEW blocked AS SELECT 0 AS match_key, row AS join_key_l, person AS join_key_r FROM {pairs}"


def find_near(store: duckdb.DuckDBPyConnection, crowd: int) -> None:
    """Make `pairs` (row, person): those that share a number or, for rows not settled, one of `_KEYS`."""
    store.execute(_KEYED.format(side="persons", keys=_keys("persons")))
    store.execute(_KEYED.format(side="rows", keys=_keys("rows ANTI JOIN settled USING (id)")))
    store.execute(_PAIRS, {"crowd": crowd})


def _keys(source: str) -> str:
    return " UNION ALL ".join(
        f"SELECT hash({place}, {columns}) AS key, id, {divisor} AS divisor FROM {source} WHERE {_given(columns)}"
        for place, (columns, divisor) in enumerate(_KEYS.values())
    )


def _given(columns: str) -> str:
    return " AND ".join(f"{column} IS NOT NULL" for column in columns.split(", "))


def score(store: duckdb.DuckDBPyConnection, records: str, pairs: str, model: Model) -> str:
    """The name of a table of scored pairs: id_l, id_r, match_probability, of each field gamma_ and mw_.

    gamma_ is the level (0 the last, -1 where a side lacks the field), mw_ its weight in bits. `records` is a table
    with `id`, the columns that the model compares, and `tf_` columns of frequencies; `pairs` one of two ids (row,
    person), no pair twice.
    """
    api = DuckDBAPI(store)
    linker = linker_of(api, records, model)
    store.execute(_BLOCKED.format(pairs=pairs))
    linker.table_management.register_blocked_pairs_for_predict(api.register("blocked"))
    return linker.inference.predict(warning_mode="never").physical_name


def linker_of(api: DuckDBAPI, records: str, model: Model) -> Linker:
    """Splink over a table of records; it neither logs nor looks for mistakes in settings that tests have seen."""
    return Linker(api.register(records), _settings(model), log_level=None, validate_settings=False)


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
    last = levels.ElseLevel().configure(m_probability=m[one.last], u_probability=u[one.last])
    return CustomComparison(output_column_name=one.field, comparison_levels=[*found, last])
