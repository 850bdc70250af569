"""Chances are estimated only when asked, and then near the truth."""

from random import Random

import duckdb
import pyarrow as pa
import pytest

from gridward.planning.matching.comparing import Chances, Comparison, Level, Model
from gridward.planning.matching.training import from_likeness, from_truth

KEPT = {"town": 0.9, "year": 0.8, "street": 0.7, "shop": 0.85, "bank": 0.75}
FIELDS = tuple(KEPT)
VALUES = 20


@pytest.fixture(scope="module")
def store():
    """Two records each of 800 people: values out of twenty, kept with the chances of `KEPT`."""
    rng = Random(5)
    records = []
    for n in range(800):
        one = {field: rng.randrange(VALUES) for field in FIELDS}
        other = {f: one[f] if rng.random() < KEPT[f] else (one[f] + 1) % VALUES for f in FIELDS}
        records += [{"id": n, **one}, {"id": -1 - n, **other}]
    with duckdb.connect() as store:
        store.register("records", pa.Table.from_pylist(records))
        store.execute(
            "CREATE TABLE truth AS SELECT id AS row, -1 - id AS person FROM records WHERE id >= 0"
        )
        yield store


def model() -> Model:
    comparisons = tuple(
        Comparison(
            field,
            f"{field}_l IS NULL OR {field}_r IS NULL",
            (Level("exact", f"{field}_l = {field}_r"),),
        )
        for field in FIELDS
    )
    guess = {field: {"exact": 0.8, "differs": 0.2} for field in FIELDS}
    rarely = {field: {"exact": 0.1, "differs": 0.9} for field in FIELDS}
    return Model(comparisons, Chances(1 / 800, guess, rarely))


def test_m_and_u_from_known_pairs(store: duckdb.DuckDBPyConnection) -> None:
    found = from_truth(store, "records", "truth", model(), 2e6)
    for field in FIELDS:
        assert found.m[field]["exact"] == pytest.approx(KEPT[field], abs=0.05)
        assert found.u[field]["exact"] == pytest.approx(1 / VALUES, abs=0.01)
        assert found.m[field]["exact"] + found.m[field]["differs"] == pytest.approx(1)


def test_m_and_u_without_any_truth(store: duckdb.DuckDBPyConnection) -> None:
    blocks = ("l.bank = r.bank", "l.shop = r.shop")
    found = from_likeness(store, "records", blocks, model(), 2e6)
    assert found.m["town"]["exact"] == pytest.approx(KEPT["town"], abs=0.1)
    assert found.m["street"]["exact"] == pytest.approx(KEPT["street"], abs=0.1)
    assert found.prior == 1 / 800
