"""Invented small worlds, the files they are given in, and who met whom by looking at every pair."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import product
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from gridward.planning.tracing import Question
from gridward.planning.tracing.terms import RESULT

CHINA = timezone(timedelta(hours=8))
NOON = datetime(2022, 3, 1, 12, tzinfo=CHINA)
Row = tuple[Any, ...]


def at(minutes: float) -> datetime:
    """So many minutes after noon of the first day."""
    return NOON + timedelta(minutes=minutes)


@dataclass
class World:
    """Moments are minutes after noon; a spell without an end is one of None. Cases: person, from, to, until."""

    passages: list[tuple[str, str, float]] = field(default_factory=list)
    stays: list[tuple[str, str, float, float | None]] = field(default_factory=list)
    groups: list[tuple[str, str, str, float | None, float | None]] = field(default_factory=list)
    cases: list[tuple[str, float, float, float]] = field(default_factory=list)

    def write(self, folder: Path) -> Path:
        """The tables as Parquet; answers the file of cases."""
        folder.mkdir(parents=True, exist_ok=True)
        moment = pa.timestamp("us", tz="Asia/Shanghai")
        tables = {
            "passages": (("person", "place", "at"), self.passages),
            "stays": (("person", "place", "from", "to"), self.stays),
            "groups": (("person", "group", "kind", "from", "to"), self.groups),
            "cases": (("person", "from", "to", "until"), self.cases),
        }
        for name, (columns, rows) in tables.items():
            told = list(zip(*rows, strict=True)) or [()] * len(columns)
            arrays = {}
            for column, values in zip(columns, told, strict=True):
                timed = column in {"at", "from", "to", "until"}
                shown = [None if one is None else at(one) for one in values] if timed else values
                arrays[column] = pa.array(shown, moment if timed else pa.string())
            pq.write_table(pa.table(arrays), folder / f"{name}.parquet")
        return folder / "cases.parquet"


@dataclass(frozen=True)
class Meeting:
    """A piece of time at a place that two people shared, in minutes; `own` tells meetings apart."""

    person: str
    evidence: str
    kind: str
    place: str
    first: float
    last: float
    own: float


def together(worlds: Iterable[World]) -> World:
    """Many worlds that share nobody as one."""
    whole = World()
    for number, one in enumerate(worlds):
        name = f"{number:03}-{{}}".format
        whole.passages += [(name(p), name(g), t) for p, g, t in one.passages]
        whole.stays += [(name(p), name(g), *ends) for p, g, *ends in one.stays]
        whole.groups += [(name(p), name(g), kind, *ends) for p, g, kind, *ends in one.groups]
        whole.cases += [(name(p), *ends) for p, *ends in one.cases]
    return whole


def expected(world: World, question: Question) -> list[Row]:
    """The rows of RESULT, by looking at every pair of presences."""
    rows: dict[tuple[str, int, str, str], list[Meeting]] = {}
    for case, start, stop, until in world.cases:
        near = _by_person(_met(world, case, start, stop, question))
        for person, meetings in near.items():
            rows[case, 1, "", person] = meetings
        if question.degrees == 1:
            continue
        for via, meetings in near.items():
            since = min(one.first for one in meetings)
            for person, found in _by_person(_met(world, via, since, until, question)).items():
                if person != case and person not in near:
                    rows[case, 2, via, person] = found
    return sorted(
        (_row(*key, *place, found) for key, met in rows.items() for place, found in _places(met)),
        key=lambda row: (row[0], row[2], row[3] or row[0], row[1], *row[4:7]),
    )


def _met(
    world: World, who: str, start: float, stop: float, question: Question
) -> Iterator[Meeting]:
    for (own, place, mine), (other, there, theirs) in product(world.passages, world.passages):
        fits = own == who and other != who and place == there and start <= mine <= stop
        if fits and abs(mine - theirs) <= question.window_minutes:
            later = max(mine, theirs)
            yield Meeting(other, "passage", "", place, later, later, mine)
    spells = [(p, ("stay", "", g), begin, end) for p, g, begin, end in world.stays]
    spells += [(p, ("group", kind, g), begin, end) for p, g, kind, begin, end in world.groups]
    for (own, where, *mine_), (other, there, *theirs_) in product(spells, spells):
        if own != who or other == who or where != there:
            continue
        mine_since, mine_until = max(_low(mine_[0]), start), min(_high(mine_[1]), stop)
        begin, end = max(mine_since, _low(theirs_[0])), min(mine_until, _high(theirs_[1]))
        if mine_since <= mine_until and begin <= end:
            yield Meeting(other, *where, begin, end, begin)


def _low(one: float | None) -> float:
    return float("-inf") if one is None else one


def _high(one: float | None) -> float:
    return float("inf") if one is None else one


def _by_person(meetings: Iterable[Meeting]) -> dict[str, list[Meeting]]:
    found: dict[str, list[Meeting]] = defaultdict(list)
    for one in meetings:
        found[one.person].append(one)
    return dict(found)


def _places(meetings: list[Meeting]) -> list[tuple[tuple[str, str, str], list[Meeting]]]:
    found: dict[tuple[str, str, str], list[Meeting]] = defaultdict(list)
    for one in meetings:
        found[one.evidence, one.kind, one.place].append(one)
    return sorted(found.items())


def _row(
    case: str,
    degree: int,
    via: str,
    person: str,
    evidence: str,
    kind: str,
    place: str,
    meetings: list[Meeting],
) -> Row:
    if evidence == "passage":
        minutes, times = 0.0, len({one.own for one in meetings})
    else:
        minutes, times = _union(meetings)
    first, last = min(one.first for one in meetings), max(one.last for one in meetings)
    where = (evidence, kind, place)
    return (case, person, degree, via or None, *where, at(first), at(last), round(minutes), times)


def _union(meetings: list[Meeting]) -> tuple[float, int]:
    """Minutes that are in any of the pieces, and how often they begin anew."""
    minutes, times, reached = 0.0, 0, float("-inf")
    for one in sorted(meetings, key=lambda one: (one.first, one.last)):
        times += one.first > reached
        minutes += max(0.0, one.last - max(one.first, reached))
        reached = max(reached, one.last)
    return minutes, times


def rows_of(table: pa.Table) -> list[Row]:
    """The rows of an answer as plain values."""
    assert tuple(table.column_names) == RESULT
    return [tuple(row[one] for one in RESULT) for row in table.to_pylist()]
