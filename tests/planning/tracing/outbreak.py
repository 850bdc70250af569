"""A simulated outbreak with known truth: its contacts by layer as groups, and who infected whom.

Of the layers household, school and work pairs stay as they are; in the community they are drawn anew each day, and only those
of the last day are told. So an infection in the community is found where that pair met on the last day, or otherwise.
"""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from tests.shared_data import shared

BEGIN = datetime(2022, 3, 1, tzinfo=timezone(timedelta(hours=8)))
LAST_DAY = 45
LAYERS = {"h": "household", "s": "school", "w": "work", "c": "community"}


@dataclass(frozen=True)
class Infection:
    """Who infected whom on which day, in which layer."""

    source: str
    target: str
    layer: str


def infections() -> list[Infection]:
    """All that began with somebody of the town."""
    with (shared("covasim_sample") / "infection_log.csv").open() as lines:
        return [
            Infection(_id(row["source"]), _id(row["target"]), LAYERS[row["layer"]])
            for row in csv.DictReader(lines)
            if row["source"]
        ]


def write(folder: Path) -> Path:
    """The groups of the town, and as cases all who were infectious; answers the file of cases."""
    moment = pa.timestamp("us", tz="Asia/Shanghai")
    rows = list(zip(*_groups(), strict=True))
    columns = ("person", "group", "kind", "from", "to")
    types = (pa.string(), pa.string(), pa.string(), moment, moment)
    arrays = [pa.array(one, kind) for one, kind in zip(rows, types, strict=True)]
    pq.write_table(pa.table(dict(zip(columns, arrays, strict=True))), folder / "groups.parquet")
    cases = list(zip(*_cases(), strict=True))
    told = {
        "person": pa.array(cases[0], pa.string()),
        "from": pa.array(cases[1], moment),
        "to": pa.array([_day(LAST_DAY + 1)] * len(cases[0]), moment),
    }
    pq.write_table(pa.table(told), folder / "cases.parquet")
    return folder / "cases.parquet"


def _groups() -> Iterator[tuple[str, str, str, datetime, datetime]]:
    for row in _rows("people.csv.gz"):
        yield _id(row["pid"]), f"h{row['household']}", "household", _day(0), _day(LAST_DAY + 1)
    for number, row in enumerate(_rows("contacts_last_day.csv.gz")):
        if row["layer"] == "h":
            continue
        begin = _day(LAST_DAY if row["layer"] == "c" else 0)
        for person in (row["p1"], row["p2"]):
            layer = LAYERS[row["layer"]]
            yield _id(person), f"{row['layer']}{number}", layer, begin, _day(LAST_DAY + 1)


def _cases() -> Iterator[tuple[str, datetime]]:
    for row in _rows("people.csv.gz"):
        if row["date_infectious"] and float(row["date_infectious"]) <= LAST_DAY:
            yield _id(row["pid"]), _day(float(row["date_infectious"]))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(shared("covasim_sample") / name, "rt") as lines:
        yield from csv.DictReader(lines)


def _day(number: float) -> datetime:
    return BEGIN + timedelta(days=number)


def _id(number: str) -> str:
    return f"n{int(float(number)):05}"


@dataclass(frozen=True)
class Score:
    """Of those whom a case infected (or whom these infected), how many were proposed, and of the proposed how many were."""

    name: str
    found: int
    true: int
    proposed: int

    @property
    def recall(self) -> float:
        return self.found / self.true

    @property
    def precision(self) -> float:
        return self.found / self.proposed


def scores(rows: pa.Table) -> list[Score]:
    """Recall and precision of the first degree by layer and in all, and of the second."""
    pairs: dict[int, set[tuple[str, str]]] = defaultdict(set)
    kinds: dict[str, set[tuple[str, str]]] = defaultdict(set)
    columns = (rows[one].to_pylist() for one in ("case", "person", "degree", "kind"))
    for case, person, degree, kind in zip(*columns, strict=True):
        pairs[degree].add((case, person))
        if degree == 1:
            kinds[kind].add((case, person))
    log = infections()
    made = []
    for layer in LAYERS.values():
        true = {(one.source, one.target) for one in log if one.layer == layer}
        made.append(_score(layer, true, kinds[layer]))
    first = {(one.source, one.target) for one in log}
    made.append(_score("first degree", first, pairs[1]))
    onward = {(a, d) for a, b in first for c, d in first if b == c and a != d}
    near = pairs[1] | pairs[2]
    found = _score("second degree", onward - first, near)
    return [*made, Score(found.name, found.found, found.true, len(pairs[2]))]


def _score(name: str, true: set[tuple[str, str]], proposed: set[tuple[str, str]]) -> Score:
    return Score(name, len(true & proposed), len(true), len(proposed))
