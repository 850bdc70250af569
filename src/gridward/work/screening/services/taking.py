"""A list is rehearsed, and taken in: every row read, matched, and where it is sure with its grid at once.

For the job worker and the command line alone: matching is large.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from gridward.ground.register.models import Resident
from gridward.ground.staff.access import operator
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.gazetteers import gazetteer
from gridward.ground.territory.rules.address_reading import Gazetteer
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.bulk import insert_rows
from gridward.kernel.ids import as_id
from gridward.kernel.problems import Problem
from gridward.kernel.rows import acting, beyond
from gridward.planning.matching import Candidate, Match, Verdict
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
from gridward.work.screening.services.assigning import (
    Meant,
    assign_some,
    hold_persons,
    registered_key,
    residents_of,
    unregistered_key,
)
from gridward.work.screening.services.bringing import opened, remember
from gridward.work.screening.services.correcting import replace_rows
from gridward.work.screening.services.desk import tend_desk
from gridward.work.screening.services.matching import Answers, answers_to
from gridward.work.screening.services.shared import keys_of, name_of, note
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
from gridward.work.workorders.services.opening import opening_together

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
            counts = _counted(pushed, rows, keys_of(rows), answers_to(pushed.street_id, rows))
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
        house, keys = operator(HOUSE), keys_of(rows)
        with beyond(house):
            answers = answers_to(pushed.street_id, rows)
            counts = _counted(pushed, rows, keys, answers)
            _require_other_rows(pushed, counts)
            _write(house, pushed, [_Read(*one) for one in zip(rows, keys, strict=True)], answers)
            replace_rows(house, pushed)
        _open_list(actor, pushed, counts)
        for layout in pushed.plan.get("layouts", ()):
            remember(actor, pushed, layout["key"], _mapping(layout))
        with beyond(house):
            tend_desk(house, pushed)
        _note(actor, pushed, counts)
        return counts


def _counted(
    pushed: PushList, rows: Sequence[ReadRow], keys: Sequence[bytes | None], answers: Answers
) -> Counts:
    """Rows by what is known of them; `repeated` tells of the list in which most of them stand already."""
    distinct = {key for key in keys if key}
    counts: Counts = {
        "rows": len(rows),
        **{one.value: answers.verdicts[one] for one in Verdict},
        "unreadable": sum(not row.readable for row in rows),
        "reasons": dict(Counter(one.code for row in rows for one in row.reasons)),
    }
    known = repeated_in(pushed, distinct)
    if known:
        most = max(known, key=lambda one: (known[one], str(one)))
        other = PushList.objects.get(pk=most)
        told = {"list": name_of(other), "id": str(most), "rows": known[most], "of": len(distinct)}
        counts["repeated"] = told
    return counts


def _require_other_rows(pushed: PushList, counts: Counts) -> None:
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


class _Read(NamedTuple):
    """A row with the key by which it is known again; None for one that is unreadable."""

    read: ReadRow
    key: bytes | None


@dataclass(frozen=True)
class _Placed:
    """A row with its match, and as it will be stored."""

    read: ReadRow
    match: Match | None
    row: PushListRow


def _write(house: Actor, pushed: PushList, rows: Sequence[_Read], answers: Answers) -> None:
    """Store all rows, a batch at a time, so that a long list needs no more room than a short one."""
    hold_persons(pushed.street_id, _may_be_assigned(rows, answers))
    grids = Grid.objects.filter(street_id=pushed.street_id).defer("boundary", "bounds").in_bulk()
    places = gazetteer(house, pushed.street)
    found = iter(answers)
    with opening_together(house) as open_orders:
        for start in range(0, len(rows), BATCH):
            some = rows[start : start + BATCH]
            placed = [_placed(pushed, one, next(found) if one.key else None) for one in some]
            known = residents_of(set(_named(placed)))
            around = _Around(pushed, known, grids, places)
            for one in placed:
                _decide(around, one)
            assign_some(house, pushed, around.wanted, open_orders)
            insert_rows([one.row for one in placed])
            insert_rows([row for one in placed for row in _candidates(pushed, one, known)])


def _may_be_assigned(rows: Sequence[_Read], answers: Answers) -> Iterator[str]:
    """Whom a row may be assigned to: everybody who is surely somebody, and whoever is looked for by a row."""
    yield from (registered_key(as_id(one)) for one in answers.persons)
    yield from (unregistered_key(one.key) for one in rows if one.key)


def _named(placed: Sequence[_Placed]) -> Iterator[UUID]:
    """Everybody of the register who is surely meant, or may be."""
    for match in (one.match for one in placed if one.match):
        sure, perhaps = match.person, match.candidates
        yield from map(as_id, [sure] if sure else (one.person for one in perhaps))


def _placed(pushed: PushList, one: _Read, match: Match | None) -> _Placed:
    read = one.read
    row = PushListRow(
        pushed=pushed,
        street_id=pushed.street_id,
        sheet=read.sheet,
        number=read.number,
        member=read.member,
        state=ListRowState.UNREADABLE,
        reasons=[[one.code, dict(one.details)] for one in read.reasons],
        row_key=one.key,
    )
    row.set_sealed("said", RowTold.of(read).sealed())
    return _Placed(read, match, row)


@dataclass(frozen=True)
class _Around:
    """What rows are decided with: residents and grids by id; `wanted` go to grids, with whom they mean."""

    pushed: PushList
    known: Mapping[UUID, Resident]
    grids: Mapping[UUID, Grid]
    places: Gazetteer
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
    address = one.read.address
    best = around.places.read(address).best if address else None
    grid = around.grids.get(as_id(best.grid)) if best and best.building else None
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
