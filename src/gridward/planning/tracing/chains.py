"""What an answer says as a whole: chains from case to case, clusters by place, how many each case reached, what if.

All of them take the rows of a trace (`terms.RESULT`) and answer plain values in a fixed order.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True)
class Link:
    """Two people who met: `source` first, for a case or its contact; evidence rows and the first meeting of them."""

    source: str
    person: str
    degree: int
    first: datetime
    evidence: int


@dataclass(frozen=True)
class Cluster:
    """A place where people met cases, or contacts of theirs: who, and from when to when."""

    evidence: str
    kind: str
    place: str
    cases: tuple[str, ...]
    contacts: tuple[str, ...]
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Reached:
    """How many people of each degree a case met; several meetings of one person count once."""

    case: str
    first: int
    second: int


@dataclass(frozen=True)
class Affected:
    """What lies around a case: its contacts by degree, in so many doors of each grid; those whom no register
    knows."""

    degree: int
    grid: str
    persons: int
    doors: tuple[str, ...]


def reached(rows: pa.Table) -> dict[str, int]:
    """Pairs of a case and a person, by degree."""
    pairs = _pairs(rows)
    return {
        name: pc.sum(pc.equal(pairs["degree"], degree)).as_py() or 0
        for name, degree in (("first", 1), ("second", 2))
    }


def effective_contacts(rows: pa.Table) -> list[Reached]:
    """For each case that met anybody, the largest number first."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    pairs = _pairs(rows)
    for case, degree in zip(pairs["case"].to_pylist(), pairs["degree"].to_pylist(), strict=True):
        counts[case][degree - 1] += 1
    found = (Reached(case, *both) for case, both in counts.items())
    return sorted(found, key=lambda one: (-one.first, -one.second, one.case))


def links(rows: pa.Table) -> list[Link]:
    """The edges of the graph, by source and person: cases to contacts, contacts to theirs."""
    source = pc.coalesce(rows["via"], rows["case"])
    table = rows.select(["person", "degree", "first"]).append_column("source", source)
    table = table.group_by(["source", "person"])
    found = table.aggregate([("first", "min"), ("degree", "min"), ("first", "count")])
    made = (
        Link(one["source"], one["person"], one["degree_min"], one["first_min"], one["first_count"])
        for one in found.to_pylist()
    )
    return sorted(made, key=lambda one: (one.source, one.person))


def chains(rows: pa.Table, cases: Collection[str]) -> list[tuple[str, ...]]:
    """Cases that hang together by meetings of one another, or by a common contact, each in order; single ones too.

    A chain says that cases may belong together; who gave it to whom is for those who know days of onset.
    """
    leader = {one: one for one in cases}

    def lead(one: str) -> str:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    near = rows.filter(pc.equal(rows["degree"], 1))
    for case, person in zip(near["case"].to_pylist(), near["person"].to_pylist(), strict=True):
        for one in (case, person):
            leader.setdefault(one, one)
        leader[lead(case)] = lead(person)
    groups: dict[str, list[str]] = defaultdict(list)
    for one in sorted(set(cases)):
        groups[lead(one)].append(one)
    return sorted(tuple(one) for one in groups.values())


def clusters(rows: pa.Table, least: int = 2) -> list[Cluster]:
    """Places where at least so many people met cases, in the first degree, the most people first."""
    near = rows.filter(pc.equal(rows["degree"], 1)).group_by(["evidence", "kind", "place"])
    found = near.aggregate(
        [("case", "distinct"), ("person", "distinct"), ("first", "min"), ("last", "max")]
    )
    made = [
        Cluster(
            *(one["evidence"], one["kind"], one["place"]),
            *(tuple(sorted(one["case_distinct"])), tuple(sorted(one["person_distinct"]))),
            *(one["first_min"], one["last_max"]),
        )
        for one in found.to_pylist()
    ]
    made = [one for one in made if len(one.contacts) >= least]
    return sorted(made, key=lambda one: (-len(one.contacts), one.evidence, one.kind, one.place))


def affected(rows: pa.Table, homes: Mapping[str, tuple[str, str]]) -> list[Affected]:
    """Grids and doors of the contacts of a trace, by degree and grid; `homes` gives a person's grid and door.

    Whom no register knows is counted under an empty grid, never left out.
    """
    nearest = _pairs(rows).group_by("person").aggregate([("degree", "min")])
    persons: dict[tuple[int, str], list[str]] = defaultdict(list)
    doors: dict[tuple[int, str], set[str]] = defaultdict(set)
    for one in nearest.to_pylist():
        grid, door = homes.get(one["person"], ("", ""))
        persons[one["degree_min"], grid].append(one["person"])
        doors[one["degree_min"], grid] |= {door} - {""}
    return [
        Affected(*key, persons=len(persons[key]), doors=tuple(sorted(doors[key])))
        for key in sorted(persons)
    ]


def _pairs(rows: pa.Table) -> pa.Table:
    """(`case`, `person`, `degree`), each pair once."""
    found = rows.select(["case", "person", "degree"]).group_by(["case", "person"])
    return found.aggregate([("degree", "min")]).rename_columns(["case", "person", "degree"])
