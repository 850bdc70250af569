"""Chances estimated from data, when asked: `dated/parameters.yaml` was made so, a match never trains."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import duckdb
from splink import DuckDBAPI, Linker

from gridward.planning.matching.comparing import Chances, Comparison, Model
from gridward.planning.matching.probable import linker_of

_SEED = 1
_LEAST = 1e-8
"""A level that was never seen is not impossible."""


def from_truth(
    store: duckdb.DuckDBPyConnection, records: str, truth: str, model: Model, most_pairs: float
) -> Chances:
    """`m` from the pairs of the table `truth` (row, person), `u` from at most so many random pairs of `records`."""
    api = DuckDBAPI(store)
    linker = linker_of(api, records, model)
    training: Any = linker.training  # partly without types
    training.estimate_u_using_random_sampling(max_pairs=most_pairs, seed=_SEED)
    store.execute(f"CREATE VIEW labels AS SELECT row AS id_l, person AS id_r FROM {truth}")
    labels = linker.table_management.register_labels_table(api.register("labels"))
    training.estimate_m_from_pairwise_labels(labels)
    return _chances(linker, model)


def from_likeness(
    store: duckdb.DuckDBPyConnection,
    records: str,
    blocks: Iterable[str],
    model: Model,
    most_pairs: float,
) -> Chances:
    """Without truth: `u` from random pairs, `m` by expectation maximisation over pairs equal in each of `blocks`."""
    linker = linker_of(DuckDBAPI(store), records, model)
    linker.training.estimate_u_using_random_sampling(max_pairs=most_pairs, seed=_SEED)
    for block in blocks:
        linker.training.estimate_parameters_using_expectation_maximisation(block)
    return _chances(linker, model)


def _chances(linker: Linker, model: Model) -> Chances:
    fields: dict[str, list[dict[str, Any]]] = {
        one["output_column_name"]: one["comparison_levels"]
        for one in linker.misc.save_model_to_json()["comparisons"]
    }
    found = {one.field: _levels(one, fields[one.field]) for one in model.comparisons}
    m = {field: {word: pair[0] for word, pair in levels.items()} for field, levels in found.items()}
    u = {field: {word: pair[1] for word, pair in levels.items()} for field, levels in found.items()}
    return replace(model.chances, m=m, u=u)


def _levels(one: Comparison, levels: list[dict[str, Any]]) -> dict[str, tuple[float, float]]:
    known = [level for level in levels if not level.get("is_null_level")]
    return {
        word: (_seen(level.get("m_probability")), _seen(level.get("u_probability")))
        for word, level in zip(one.words, known, strict=True)
    }


def _seen(chance: Any) -> float:
    return max(float(chance), _LEAST) if isinstance(chance, int | float) else _LEAST
