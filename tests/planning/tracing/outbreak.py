"""A simulated outbreak with known truth: its contacts by layer as groups, and who infected whom.

Pairs of households, schools and work are taken to stay as they are; those of the community are told of the last day
only, and taken to have met then. What the simulation calls infectious is the window of a case.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
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
    people, contacts = _read("people.csv.gz"), _read("contacts_last_day.csv.gz")
    pq.write_table(
        pa.concat_tables([_households(people), _pairs(contacts)]), folder / "groups.parquet"
    )
    began = people["date_infectious"]
    cases = people.filter(pc.less_equal(began, LAST_DAY))
    table = {
        "person": _ids(cases["pid"]),
        "from": _days(cases["date_infectious"]),
        "to": _all_days(LAST_DAY + 1, cases.num_rows),
    }
    pq.write_table(pa.table(table), folder / "cases.parquet")
    return folder / "cases.parquet"


def _households(people: pa.Table) -> pa.Table:
    table = {
        "person": _ids(people["pid"]),
        "group": pc.binary_join_element_wise("h", people["household"].cast(pa.string()), ""),
        "kind": pa.array(["household"] * people.num_rows),
        "from": _all_days(0, people.num_rows),
        "to": _all_days(LAST_DAY + 1, people.num_rows),
    }
    return pa.table(table)


def _pairs(contacts: pa.Table) -> pa.Table:
    """Each pair of the other layers is a group of two."""
    numbers = pa.array(range(contacts.num_rows)).cast(pa.string())
    contacts = contacts.append_column("group", pc.binary_join_element_wise("pair", numbers, ""))
    contacts = contacts.filter(pc.not_equal(contacts["layer"], "h"))
    kinds = pa.array([LAYERS[one] for one in contacts["layer"].to_pylist()])
    begin = pc.if_else(pc.equal(contacts["layer"], "c"), LAST_DAY, 0).cast(pa.float64())
    halves = [
        pa.table(
            {
                "person": _ids(contacts[side]),
                "group": contacts["group"],
                "kind": kinds,
                "from": _days(begin),
                "to": _all_days(LAST_DAY + 1, contacts.num_rows),
            }
        )
        for side in ("p1", "p2")
    ]
    return pa.concat_tables(halves)


def _read(name: str) -> pa.Table:
    return pyarrow.csv.read_csv(shared("covasim_sample") / name)


def _days(numbers: pa.Array) -> pa.Array:
    """Days of the simulation as moments."""
    micros = pc.multiply(pc.round(numbers).cast(pa.int64()), 86_400_000_000)
    begin = pa.scalar(int(BEGIN.timestamp() * 1_000_000))
    return pc.add(micros, begin).cast(pa.timestamp("us", tz="Asia/Shanghai"))


def _all_days(number: int, count: int) -> pa.Array:
    return _days(pa.array([float(number)] * count))


def _ids(numbers: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise("n", pc.utf8_lpad(numbers.cast(pa.string()), 5, "0"), "")


def _id(number: str) -> str:
    return f"n{int(float(number)):05}"


@dataclass(frozen=True)
class Score:
    """How many of those whom a case infected (or these infected) were proposed, and how many were proposed in all."""

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
