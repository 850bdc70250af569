"""Shapes of rounds."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from gridward.ground.register.schemas.people import GridRef
from gridward.ground.register.terms.people import Away
from gridward.kernel.http import Shape
from gridward.work.rounds.models import CycleCount, Round, Target, Visit
from gridward.work.rounds.queries.answers import subject
from gridward.work.rounds.queries.coverage import GridCoverage, WorkerCoverage
from gridward.work.rounds.queries.rows import grids_of, questions_of
from gridward.work.rounds.queries.targets import WholeTarget
from gridward.work.rounds.queries.walking import DayWalk
from gridward.work.rounds.services.visiting import Recorded
from gridward.work.rounds.terms import (
    MOST_GRIDS,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    MOST_VISITS,
    AnswerKind,
    Coverage,
    EnteredWay,
    Hours,
    Known,
    Question,
    QuestionAbout,
    RoundState,
    Said,
    TargetKind,
    VisitOutcome,
    VisitWay,
)

Code = Annotated[str, StringConstraints(max_length=40)]
Asked = Annotated[str, StringConstraints(max_length=120)]
Option = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Days = Annotated[int, Field(ge=0, le=366)]
Tries = Annotated[int, Field(ge=1, le=20)]


class QuestionIn(Schema):
    """A question of a round."""

    code: Code
    text: Asked
    about: QuestionAbout = QuestionAbout.HOUSEHOLD
    answer: AnswerKind = AnswerKind.YES_NO
    options: Annotated[list[Option], Field(max_length=MOST_OPTIONS)] = []
    required: bool = False

    def question(self) -> Question:
        """As the services take it."""
        return Question(
            self.code, self.text, self.about, self.answer, tuple(self.options), self.required
        )


class QuestionOut(Shape):
    """A question as phones and desks show it."""

    code: str
    text: str
    about: QuestionAbout
    answer: AnswerKind
    options: list[str]
    required: bool

    @classmethod
    def of(cls, one: Question) -> "QuestionOut":
        """From a question."""
        values = {name: getattr(one, name) for name in cls.model_fields if name != "options"}
        return cls(**values, options=list(one.options))


class RoundIn(Schema):
    """A draft; the three figures are the round's own."""

    name: Annotated[str, StringConstraints(max_length=80)]
    basis: Annotated[str, StringConstraints(max_length=300)] = ""
    kinds: list[TargetKind]
    questions: Annotated[list[QuestionIn], Field(max_length=MOST_QUESTIONS)] = []
    starts_on: date
    ends_on: date
    every_days: Days = 0
    valid_days: Days
    tries: Tries
    grid_ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_GRIDS)]


class RoundChange(Schema):
    """What is left out stays."""

    version: int
    name: Annotated[str, StringConstraints(max_length=80)] = ""
    basis: Annotated[str, StringConstraints(max_length=300)] = ""
    kinds: list[TargetKind] = []
    questions: Annotated[list[QuestionIn], Field(max_length=MOST_QUESTIONS)] = []
    starts_on: date | None = None
    ends_on: date | None = None
    every_days: Days = 0
    valid_days: Days = 0
    tries: Tries = 1
    grid_ids: Annotated[list[UUID], Field(max_length=MOST_GRIDS)] = []


class RoundStep(Schema):
    """The version that was seen when a round is opened or closed."""

    version: int


class RoundOut(Shape):
    """A round."""

    id: UUID
    version: int
    name: str
    basis: str
    state: RoundState
    kinds: list[TargetKind]
    questions: list[QuestionOut]
    starts_on: date
    ends_on: date
    every_days: int
    valid_days: int
    tries: int
    cycle_began_on: date | None
    made_by: str
    opened_at: datetime | None
    closed_at: datetime | None
    closed_by: str
    grids: list[GridRef]

    @classmethod
    def of(cls, row: Round) -> "RoundOut":
        """From a row."""
        apart = {"questions", "grids", "kinds"}
        values = {name: getattr(row, name) for name in cls.model_fields if name not in apart}
        return cls(
            **values,
            kinds=[TargetKind(one) for one in row.kinds],
            questions=[QuestionOut.of(one) for one in questions_of(row)],
            grids=[GridRef.of(one) for one in grids_of(row.pk)],
        )


class CoverageOut(Shape):
    """What has been reached; `outcomes` count targets by outcome."""

    targets: int
    done: int
    settled: int
    persons: int
    persons_met: int
    late_added: int
    visits: int
    asked_again: int
    outcomes: dict[str, int]

    @classmethod
    def of(cls, one: Coverage) -> "CoverageOut":
        """From a coverage."""
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class GridCoverageOut(Shape):
    """Coverage of one grid."""

    grid: GridRef
    community: str
    coverage: CoverageOut


class WorkerCoverageOut(Shape):
    """What one worker reached."""

    member_id: UUID
    name: str
    settled: int
    persons_met: int
    visits: int
    asked_again: int

    @classmethod
    def of(cls, one: WorkerCoverage) -> "WorkerCoverageOut":
        """From a coverage."""
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class CycleOut(Shape):
    """What a grid's cycle had come to."""

    grid: GridRef
    began_on: date
    ended_on: date
    coverage: CoverageOut

    @classmethod
    def of(cls, row: CycleCount) -> "CycleOut":
        """From a row read with its grid."""
        return cls(
            grid=GridRef.of(row.grid),
            began_on=row.began_on,
            ended_on=row.ended_on,
            coverage=CoverageOut(**row.counts),
        )


class RoundCoverageOut(Shape):
    """Coverage of a round: all together, each grid, each worker, the cycles before."""

    round: RoundOut
    total: CoverageOut
    grids: list[GridCoverageOut]
    workers: list[WorkerCoverageOut]
    cycles: list[CycleOut]

    @classmethod
    def of(
        cls,
        row: Round,
        grids: list[GridCoverage],
        workers: list[WorkerCoverage],
        cycles: list[CycleCount],
    ) -> "RoundCoverageOut":
        """From what was counted; the grids were read with their communities."""
        return cls(
            round=RoundOut.of(row),
            total=CoverageOut.of(sum((one.coverage for one in grids), Coverage())),
            grids=[
                GridCoverageOut(
                    grid=GridRef.of(one.grid),
                    community=one.grid.community.name,
                    coverage=CoverageOut.of(one.coverage),
                )
                for one in grids
            ],
            workers=[WorkerCoverageOut.of(one) for one in workers],
            cycles=[CycleOut.of(one) for one in cycles],
        )


class TargetRow(Shape):
    """A target in a list: `label` is the organisation's name or the household's address."""

    id: UUID
    kind: TargetKind
    subject_id: UUID
    label: str
    address: str
    grid_id: UUID
    late_added: bool
    outcome: VisitOutcome | None
    outcome_at: datetime | None
    settled: bool
    tries: int
    persons: int
    persons_met: int

    @classmethod
    def of(cls, row: Target) -> "TargetRow":
        """From a row with its label and address (`queries.targets`)."""
        apart = {"subject_id", "label", "address", "outcome"}
        values = {name: getattr(row, name) for name in cls.model_fields if name not in apart}
        where: Any = row
        return cls(
            **values,
            subject_id=subject(row),
            label=where.label,
            address=where.where,
            outcome=VisitOutcome(row.outcome) if row.outcome else None,
        )


class VisitRow(Shape):
    """A visit in the history of a target."""

    id: UUID
    at: datetime
    arrived_at: datetime
    outcome: VisitOutcome
    way: VisitWay
    away: Away
    unchanged: bool
    persons_met: int
    asked_again: int
    by: str
    answers: dict[str, Any]
    note: str
    photos: list[UUID]

    @classmethod
    def of(cls, row: Visit, said: Mapping[str, Any]) -> "VisitRow":
        """From a row and what was sealed in it."""
        apart = {"answers", "note", "photos"}
        values = {name: getattr(row, name) for name in cls.model_fields if name not in apart}
        return cls(
            **values,
            answers=said.get("answers", {}),
            note=said.get("note", ""),
            photos=list(row.photos),
        )


class VisitFields(Shape):
    """What came of a visit; `persons_met` is null when everybody was met.

    An answer to a question about persons is a mapping of residents' ids.
    """

    id: UUID
    outcome: VisitOutcome
    way: EnteredWay = VisitWay.IN_PERSON
    unchanged: bool = False
    away: Away = Away.NONE
    persons_met: Annotated[int, Field(ge=0, le=200)] | None = None
    answers: dict[str, Any] = {}
    note: Annotated[str, StringConstraints(max_length=500)] = ""
    photos: Annotated[list[UUID], Field(max_length=6)] = []


class VisitIn(VisitFields):
    """A visit from a phone: of a target, or of a round and the household or organisation that the phone itself entered,
    whose target it does not know yet."""

    target_id: UUID | None = None
    round_id: UUID | None = None
    subject_id: UUID | None = None


class DeskVisitIn(VisitFields):
    """A visit entered at a desk, from paper for one."""

    target_id: UUID
    at: AwareDatetime

    def said(self) -> Said:
        """As the services take it."""
        values = {name: getattr(self, name) for name in type(self).model_fields}
        return Said(**{**values, "photos": tuple(self.photos)})


class VisitsIn(Schema):
    """Visits entered together."""

    visits: Annotated[list[DeskVisitIn], Field(min_length=1, max_length=MOST_VISITS)]


class VisitEndOut(Shape):
    """What became of a visit; `code` and `sentence` of one that was refused."""

    id: UUID
    target_id: UUID | None
    outcome: VisitOutcome | None
    settled: bool
    code: str
    sentence: str


class HoursOut(Shape):
    """Whole hours by the street's clock, `to` not included."""

    start: int = Field(serialization_alias="from")
    to: int

    @classmethod
    def of(cls, one: Hours | None) -> "HoursOut | None":
        """From hours."""
        return cls(start=one.start, to=one.to) if one else None


class KnownOut(Shape):
    """An answer that still holds."""

    answer: Any
    on: date

    @classmethod
    def of(cls, one: Known) -> "KnownOut":
        """From an answer."""
        return cls(answer=one.answer, on=one.on)


class LastVisitOut(Shape):
    """A visit as the next visitor reads of it."""

    at: datetime
    outcome: VisitOutcome
    by: str


class PhoneRound(Shape):
    """A round as phones keep it."""

    id: UUID
    version: int
    name: str
    state: RoundState
    kinds: list[TargetKind]
    questions: list[QuestionOut]
    starts_on: date
    ends_on: date
    cycle_starts_on: date
    valid_days: int
    tries: int

    @classmethod
    def of(cls, row: Round) -> "PhoneRound":
        """From a row."""
        plain = ("id", "version", "name", "starts_on", "ends_on", "valid_days", "tries")
        return cls(
            **{name: getattr(row, name) for name in plain},
            state=RoundState(row.state),
            kinds=[TargetKind(one) for one in row.kinds],
            questions=[QuestionOut.of(one) for one in questions_of(row)],
            cycle_starts_on=row.cycle_began_on or row.starts_on,
        )


class PhoneTarget(Shape):
    """A target as phones keep it; `subject_id` is the household or the organisation."""

    id: UUID
    round_id: UUID
    kind: TargetKind
    subject_id: UUID
    late_added: bool
    outcome: VisitOutcome | None
    outcome_at: datetime | None
    settled: bool
    tries: int
    persons: int
    persons_met: int
    best_hours: HoursOut | None
    known: dict[str, KnownOut]
    last_visits: list[LastVisitOut]

    @classmethod
    def of(cls, one: WholeTarget) -> "PhoneTarget":
        """From a target with what is known of its door."""
        row = one.target
        plain = ("id", "round_id", "late_added", "outcome_at", "settled", "tries", "persons")
        return cls(
            **{name: getattr(row, name) for name in (*plain, "persons_met")},
            kind=TargetKind(row.kind),
            subject_id=subject(row),
            outcome=VisitOutcome(row.outcome) if row.outcome else None,
            best_hours=HoursOut.of(one.best_hours),
            known={code: KnownOut.of(known) for code, known in one.known.items()},
            last_visits=[
                LastVisitOut(at=seen.at, outcome=seen.outcome, by=seen.by)
                for seen in one.last_visits
            ],
        )


class RevisitRow(Shape):
    """A door to go back to, with the hours at which somebody opened before."""

    id: UUID
    kind: TargetKind
    subject_id: UUID
    address: str
    grid_id: UUID
    tries: int
    outcome_at: datetime | None
    best_hours: HoursOut | None

    @classmethod
    def of(cls, one: WholeTarget) -> "RevisitRow":
        """From a target read with its household or organisation."""
        row = one.target
        place = row.household or row.organisation
        return cls(
            id=row.pk,
            kind=TargetKind(row.kind),
            subject_id=subject(row),
            address=place.address_text if place else "",
            grid_id=row.grid_id,
            tries=row.tries,
            outcome_at=row.outcome_at,
            best_hours=HoursOut.of(one.best_hours),
        )


class WalkStopOut(Shape):
    """A door of a walk; `hours` where it was closed before."""

    target_id: UUID
    subject_id: UUID
    building_id: UUID | None
    address: str
    hours: HoursOut | None


class DayWalkOut(Shape):
    """The doors of a grid in the order of a walk, and how far the way between buildings is, in metres."""

    stops: list[WalkStopOut]
    metres: int

    @classmethod
    def of(cls, walk: DayWalk) -> "DayWalkOut":
        """From a walk."""
        plain = ("target_id", "subject_id", "building_id", "address")
        return cls(
            stops=[
                WalkStopOut(
                    **{name: getattr(one, name) for name in plain}, hours=HoursOut.of(one.hours)
                )
                for one in walk.stops
            ],
            metres=walk.metres,
        )


def ended(visit_id: UUID, one: Recorded) -> VisitEndOut:
    """A visit that was recorded."""
    return VisitEndOut(
        id=visit_id,
        target_id=one.target_id,
        outcome=VisitOutcome(one.outcome) if one.outcome else None,
        settled=one.settled,
        code="",
        sentence="",
    )
