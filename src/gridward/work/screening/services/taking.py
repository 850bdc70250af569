"""A list is rehearsed, and taken in: every row read, matched, and where it is sure with its grid at once.

For the job worker and the command line alone: matching is large.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.ground.register.models import Resident
from gridward.ground.staff.access import operator
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.readings import read_address
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import as_id
from gridward.kernel.problems import Problem
from gridward.kernel.rows import acting, beyond
from gridward.planning.matching import Candidate, Match, Verdict, match
from gridward.work.screening.models import PushList, PushListRow, RowCandidate
from gridward.work.screening.problems import ScreeningSameFile
from gridward.work.screening.queries.lists import (
    RowTold,
    list_to_change,
    person_now,
    repeated_in,
)
from gridward.work.screening.rules.reading import rows_of_list
from gridward.work.screening.rules.telling import place_named
from gridward.work.screening.services.assigning import Meant, assign_all, residents_of
from gridward.work.screening.services.bringing import opened, remember
from gridward.work.screening.services.correcting import replace_rows
from gridward.work.screening.services.desk import tend_desk
from gridward.work.screening.services.matching import OF_A_STREET, people_of, rows_to_match
from gridward.work.screening.services.shared import name_of, note, row_key
from gridward.work.screening.terms import (
    BEFORE_TAKING,
    HOUSE,
    Counts,
    ListRowState,
    ListState,
    PersonNow,
    ReadRow,
    ScreeningAct,
)

BATCH = 2000


def rehearse(actor: Actor, *, list_id: UUID) -> Counts:
    """What would become of the rows: how many would be sure, doubtful, not ours, unreadable, and known already.

    Only the list's counts are written. Raises NotFound and what reading raises; a list that was taken in answers its
    counts.
    """
    with _told_when_failed(actor, list_id), acting(actor):
        pushed = list_to_change(actor, list_id)
        if pushed.state not in BEFORE_TAKING:
            return dict(pushed.counts)
        file = opened(pushed)
        rows = list(rows_of_list(file, clock.today()))
        with beyond(operator(HOUSE)):
            matches = _matched(pushed, rows)
            counts = _counted(pushed, rows, matches)
        pushed.counts, pushed.state, pushed.problem = counts, ListState.REHEARSED, None
        pushed.save()
        return counts


def take_in(actor: Actor, *, list_id: UUID) -> Counts:
    """Take a list in, whole or not at all; taken in before, it answers the same counts and changes nothing.

    Raises NotFound, ScreeningSameFile where every row stands in one list of the sender that is still open, and what
    reading raises; the list is then marked as failed with the reason.
    """
    with _told_when_failed(actor, list_id), acting(actor):
        pushed = list_to_change(actor, list_id)
        if pushed.state not in BEFORE_TAKING:
            return dict(pushed.counts)
        file = opened(pushed)
        rows = list(rows_of_list(file, clock.today()))
        house = operator(HOUSE)
        with beyond(house):
            matches = _matched(pushed, rows)
            counts = _counted(pushed, rows, matches)
            _require_other_rows(pushed, rows, counts)
            _write(house, pushed, rows, matches)
            replace_rows(house, pushed)
        _open_list(actor, pushed, counts)
        for layout in pushed.plan.get("layouts", ()):
            remember(actor, pushed, layout["key"], _mapping(layout))
        with beyond(house):
            tend_desk(house, pushed)
        _note(actor, pushed, counts)
        return counts


def _matched(pushed: PushList, rows: Sequence[ReadRow]) -> list[Match | None]:
    """The match of each row, None for one that is unreadable."""
    readable = [row for row in rows if row.readable]
    found = match(rows_to_match(readable), people_of(pushed.street_id), thresholds=OF_A_STREET)
    return [next(found) if row.readable else None for row in rows]


def _counted(pushed: PushList, rows: Sequence[ReadRow], matches: Sequence[Match | None]) -> Counts:
    """Rows by what is known of them; `repeated` tells of the list in which most of them stand already."""
    verdicts = Counter(one.verdict.value if one else "unreadable" for one in matches)
    keys = {row_key(RowTold.of(row)) for row in rows if row.readable}
    known = repeated_in(pushed, keys)
    counts: Counts = {
        "rows": len(rows),
        **{name: verdicts[name] for name in ("sure", "doubtful", "none", "unreadable")},
        "reasons": dict(Counter(one.code for row in rows for one in row.reasons)),
    }
    if known:
        most = max(known, key=lambda one: (known[one], str(one)))
        other = PushList.objects.get(pk=most)
        told = {"list": name_of(other), "id": str(most), "rows": known[most], "of": len(keys)}
        counts["repeated"] = told
    return counts


def _require_other_rows(pushed: PushList, rows: Sequence[ReadRow], counts: Counts) -> None:
    """The same rows of the same sender in another file are the same list; a correction names what it corrects."""
    told = counts.get("repeated")
    if told is None or pushed.corrects_id is not None or told["rows"] < told["of"]:
        return
    other = PushList.objects.get(pk=told["id"])
    if (
        other.sender == pushed.sender
        and other.state == ListState.OPEN
        and other.kind == pushed.kind
    ):
        day = clock.local_date(other.received_at)
        raise ScreeningSameFile(list=told["list"], day=day.isoformat(), id=told["id"])


@dataclass(frozen=True)
class _Placed:
    """A row with its match, and whom it surely means."""

    read: ReadRow
    match: Match | None
    row: PushListRow


def _write(
    house: Actor, pushed: PushList, rows: Sequence[ReadRow], matches: Sequence[Match | None]
) -> None:
    placed = [
        _Placed(read, found, _row(pushed, read)) for read, found in zip(rows, matches, strict=True)
    ]
    known = residents_of([as_id(one) for one in _named(matches)])
    grids = Grid.objects.filter(street_id=pushed.street_id).defer("boundary", "bounds").in_bulk()
    around = _Around(house, pushed, known, grids)
    for one in placed:
        _decide(around, one)
    assign_all(house, pushed, around.wanted)
    PushListRow.objects.bulk_create([one.row for one in placed], batch_size=BATCH)
    made = [row for one in placed for row in _candidates(pushed, one, known)]
    RowCandidate.objects.bulk_create(made, batch_size=BATCH)


def _named(matches: Sequence[Match | None]) -> Iterator[str]:
    """Everybody of the register whom some match names."""
    for one in matches:
        if one is None:
            continue
        if one.person is not None:
            yield one.person
        yield from (candidate.person for candidate in one.candidates)


def _row(pushed: PushList, read: ReadRow) -> PushListRow:
    row = PushListRow(
        pushed=pushed,
        street_id=pushed.street_id,
        sheet=read.sheet,
        number=read.number,
        member=read.member,
        state=ListRowState.UNREADABLE,
        reasons=[[one.code, dict(one.details)] for one in read.reasons],
    )
    told = RowTold.of(read)
    row.set_sealed("said", told.sealed())
    if read.readable:
        row.row_key = row_key(told)
    return row


@dataclass(frozen=True)
class _Around:
    """What rows are decided with: residents and grids by id; `wanted` go to grids, with whom they mean."""

    house: Actor
    pushed: PushList
    known: Mapping[UUID, Resident]
    grids: Mapping[UUID, Grid]
    wanted: list[tuple[PushListRow, Meant]] = field(default_factory=list)


def _decide(around: _Around, one: _Placed) -> None:
    """Where a row goes: with its grid at once, to the desk, or nowhere, since it says nobody."""
    if one.match is None:
        one.row.settled_at = clock.now()
        return
    verdict, person = one.match.verdict, one.match.person
    if verdict is Verdict.SURE and person is not None:
        resident = around.known[as_id(person)]
        if _is_here(resident):
            around.wanted.append((one.row, Meant.registered(resident)))
            return
        verdict = Verdict.DOUBTFUL
    if verdict is Verdict.DOUBTFUL:
        one.row.state = ListRowState.DOUBTFUL
        return
    _look_around(around, one)


def _look_around(around: _Around, one: _Placed) -> None:
    """Whom the register does not have is looked for where the address lies, if that is a place of ours beyond doubt."""
    address, street = one.read.address, around.pushed.street
    best = read_address(around.house, street, address).best if address else None
    grid = around.grids.get(best.grid.pk) if best and best.building else None
    if grid is not None:
        around.wanted.append((one.row, Meant.unregistered(one.row, grid)))
        return
    one.row.state, one.row.where = ListRowState.NOT_FOUND, place_named(address)


def _codes(candidate: Candidate) -> tuple[str, ...]:
    """Why somebody may be meant, field by field, as words of the catalogue."""
    return tuple(f"{one.field}.{one.level}" for one in candidate.reasons)


def _candidates(
    pushed: PushList, one: _Placed, known: Mapping[UUID, Resident]
) -> Iterator[RowCandidate]:
    """Who may be meant; somebody who surely is and is not here any more is the only one."""
    if one.match is None or one.row.state != ListRowState.DOUBTFUL:
        return
    found = [(c.person, c.score, _codes(c)) for c in one.match.candidates]
    if one.match.person is not None:
        gone = f"register_{person_now(known[as_id(one.match.person)], clock.today())}"
        found = [(one.match.person, 1.0, (gone,))]
    for rank, (key, score, reasons) in enumerate(found):
        yield RowCandidate(
            pushed=pushed,
            row=one.row,
            resident_id=as_id(key),
            rank=rank,
            score=score,
            reasons=list(reasons),
        )


def _is_here(resident: Resident) -> bool:
    return person_now(resident, clock.today()) in (PersonNow.HERE, PersonNow.MINOR)


def _open_list(actor: Actor, pushed: PushList, counts: Counts) -> None:
    pushed.counts, pushed.state, pushed.problem = counts, ListState.OPEN, None
    pushed.taken_at = clock.now()
    pushed.version += 1
    pushed.save()


def _mapping(layout: Mapping[str, Any]) -> dict[int, str | None]:
    return {column["place"]: column["field"] for column in layout["columns"]}


def _note(actor: Actor, pushed: PushList, counts: Counts) -> None:
    numbers = {name: counts[name] for name in ("rows", "sure", "doubtful", "none", "unreadable")}
    note(actor, ScreeningAct.LIST_TAKEN, pushed, **numbers)


@contextmanager
def _told_when_failed(actor: Actor, list_id: UUID) -> Iterator[None]:
    """A refusal stands in the list, for whoever looks at it later."""
    try:
        yield
    except Problem as problem:
        details = {name: str(one) for name, one in problem.details.items()}
        with transaction.atomic(), acting(actor):
            rows = PushList.objects.filter(pk=list_id, state__in=sorted(BEFORE_TAKING))
            told = {"code": problem.code, "details": details}
            rows.update(state=ListState.FAILED, problem=told, updated_at=clock.now())
        raise
