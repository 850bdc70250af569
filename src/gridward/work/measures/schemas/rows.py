"""Measures in lists, in the calendar, and as the rule of today treats them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from gridward.ground.register.schemas.people import GridRef
from gridward.kernel.access import Actor
from gridward.kernel.http import Shape
from gridward.kernel.masking import mask_name, mask_phone
from gridward.kernel.texts import say
from gridward.work.measures.models import (
    Measure,
)
from gridward.work.measures.queries.calendar import FollowDay, Officer
from gridward.work.measures.queries.checking import ReleaseChecked
from gridward.work.measures.queries.measures import person_of, phases_of
from gridward.work.measures.queries.moving import Moved, may_accept
from gridward.work.measures.rules.days import day_of, next_test, phase_on
from gridward.work.measures.terms import (
    ControlKind,
    MeasureState,
    MeasureView,
    MoveOutcome,
    PersonSaid,
)
from gridward.work.rulebooks.rules.explaining import planned_words
from gridward.work.rulebooks.terms import PersonCategory


class MeasureRow(Shape):
    """A measure in a list; the name is masked. `left`: the register says that the resident is gone."""

    id: UUID
    version: int
    serial: str
    grid: GridRef
    name: str
    phone: str
    resident_id: UUID | None
    minor: bool
    category: PersonCategory
    kind: ControlKind
    restricts: bool
    state: MeasureState
    begins: date
    ends: date
    day: int
    days: int
    next_test: date | None
    left: bool

    @classmethod
    def of(cls, row: Measure, today: date) -> "MeasureRow":
        """From a row read with its phases and resident; raises SealBroken."""
        return cls(**row_told(row, person_of(row), today))


class MeasureCountsOut(Shape):
    """How many there are in each view."""

    open: int
    to_decide: int
    to_confirm: int
    in_force: int
    missed: int
    test_today: int
    ending_today: int
    overdue: int
    over: int

    @classmethod
    def of(cls, numbers: Any) -> "MeasureCountsOut":
        """From the counts."""
        return cls(**{view.value: numbers[view] for view in MeasureView})


class MeasureDayOut(Shape):
    """A day of the calendar: who is under a measure, tested, or at the last day.

    `due`: who is to be asked or sampled today still. `missed`: of a day that is past, who had too few readings or no
    sample.
    """

    day: date
    running: int
    begins: list[MeasureRow]
    tests: list[MeasureRow]
    due: list[MeasureRow]
    missed: list[MeasureRow]
    ends: list[MeasureRow]

    @classmethod
    def of(cls, one: FollowDay, told: Mapping[UUID, MeasureRow]) -> "MeasureDayOut":
        """From a day of the calendar and the rows of its measures."""

        def rows(of: Sequence[Measure]) -> list[MeasureRow]:
            return [told[row.pk] for row in of]

        return cls(
            day=one.day,
            running=one.running,
            begins=rows(one.begins),
            tests=rows(one.tests),
            due=rows(one.due),
            missed=rows(one.missed),
            ends=rows(one.ends),
        )


class MeasureOfficerOut(Shape):
    """An information officer, and for which grids of the reader."""

    member_id: UUID
    name: str
    grids: int

    @classmethod
    def of(cls, one: Officer) -> "MeasureOfficerOut":
        """From who was found."""
        return cls(member_id=one.member, name=one.name, grids=len(one.grids))


class MeasureMoveOut(Shape):
    """A measure in force that the rule of today treats otherwise: its last day then, and what follows in words.

    `may_accept`: the reader may accept this in a batch.
    """

    measure: MeasureRow
    outcome: MoveOutcome
    outcome_words: str
    ends: date | None
    burdens: bool
    days: list[str]
    books: list[str]
    may_accept: bool

    @classmethod
    def of(cls, one: Moved, actor: Actor, today: date, language: str) -> "MeasureMoveOut":
        """From what was computed; raises SealBroken."""
        made = one.move
        return cls(
            measure=MeasureRow.of(one.row, today),
            outcome=made.outcome,
            outcome_words=say(f"word.measures.move.{made.outcome}", language),
            ends=made.ends,
            burdens=made.burdens,
            days=planned_words(one.planned, one.row.counted_from, language),
            books=sorted({entry.book for entry in one.planned.rule.entries.values()}),
            may_accept=may_accept(actor, one),
        )


class MeasureMovesOut(Shape):
    """How many moved."""

    moved: int


class MeasureReleaseOut(Shape):
    """A code is of this house: the day of the release, and the measure for whoever may see it."""

    ended_on: date
    measure_id: UUID | None
    serial: str

    @classmethod
    def of(cls, one: ReleaseChecked) -> "MeasureReleaseOut":
        """From what was found."""
        return cls(ended_on=one.ended_on, measure_id=one.measure_id, serial=one.serial)


def row_told(row: Measure, person: PersonSaid, today: date) -> dict[str, Any]:
    """The fields of a row."""
    phases = phases_of(row)
    place = day_of(row.begins, row.ends, today)
    same = ("version", "serial", "resident_id", "minor", "restricts", "begins", "ends")
    now = phase_on(phases, today)
    runs = row.state == MeasureState.IN_FORCE
    return {
        "id": row.pk,
        "grid": GridRef.of(row.grid),
        "name": mask_name(person.name),
        "phone": mask_phone(person.phone) if person.phone else "",
        "category": PersonCategory(row.category),
        "kind": now.kind if now else ControlKind(row.kind),
        "state": MeasureState(row.state),
        "day": place.number,
        "days": place.of,
        "next_test": next_test(phases, today) if runs else None,
        "left": row.resident is not None and row.resident.left_on is not None,
        **{one: getattr(row, one) for one in same},
    }
