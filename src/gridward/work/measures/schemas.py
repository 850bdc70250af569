"""Shapes of measures on persons."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from gridward.ground.register.schemas.people import GridRef, Name, Note, Typed
from gridward.ground.register.terms.people import DocumentKind
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import Shape
from gridward.kernel.masking import mask_document, mask_identity_number, mask_name, mask_phone
from gridward.kernel.texts import say
from gridward.work.measures.models import (
    Measure,
    MeasureAppeal,
    MeasureDeed,
    MeasureReading,
    MeasureTransfer,
)
from gridward.work.measures.queries.beside import (
    appeals_of,
    asked_a_day,
    deeds_of,
    missed_of,
    reading_said,
    readings_of,
    transfers_of,
)
from gridward.work.measures.queries.checking import ReleaseChecked
from gridward.work.measures.queries.measures import also_of, person_of, phases_of, reasons_of
from gridward.work.measures.queries.moving import MOST, Moved, may_accept
from gridward.work.measures.rules.days import day_of, next_test, phase_on
from gridward.work.measures.rules.kinds import restricts
from gridward.work.measures.services.appealing import ToLess
from gridward.work.measures.services.proposing import Preview
from gridward.work.measures.terms import (
    AppealBy,
    ControlKind,
    GivenPhase,
    GuardianSaid,
    MeasureAppealOutcome,
    MeasureEnd,
    MeasureOrigin,
    MeasureRules,
    MeasureState,
    MeasureStep,
    MeasureView,
    MoveOutcome,
    MoveSeen,
    PersonSaid,
    ProposalSaid,
    ReadingWay,
    Symptom,
    TransferAnswer,
    Wanted,
)
from gridward.work.rulebooks.rules.explaining import planned_words
from gridward.work.rulebooks.terms import PersonCategory

Words = Annotated[str, StringConstraints(max_length=1000)]
Line = Annotated[str, StringConstraints(max_length=100)]
Code = Annotated[str, StringConstraints(max_length=400)]
Days = Annotated[list[date], Field(max_length=60)]


class MeasureGuardianIn(Schema):
    """Who answers for a minor."""

    name: Name = ""
    phone: Typed = ""
    relation: Typed = ""

    def said(self) -> GuardianSaid:
        """As the services take it."""
        return GuardianSaid(self.name, self.phone, self.relation)


class MeasurePersonIn(Schema):
    """Somebody who is not registered."""

    name: Name
    phone: Typed
    document_kind: DocumentKind = DocumentKind.IDENTITY_CARD
    document: Typed = ""
    birth_date: date | None = None
    address: Annotated[str, StringConstraints(max_length=200)] = ""

    def said(self) -> PersonSaid:
        """As the services take it."""
        return PersonSaid(
            name=self.name,
            phone=self.phone,
            document_kind=self.document_kind.value,
            document=self.document,
            birth_date=self.birth_date.isoformat() if self.birth_date else "",
            address=self.address,
        )


class MeasureWantedIn(Schema):
    """What a person states; nothing of it where the rule gives everything."""

    kind: ControlKind | None = None
    ends: date | None = None
    reason: Note = ""
    tests: Days = []

    def said(self) -> Wanted:
        """As the services take it."""
        return Wanted(self.kind, self.ends, self.reason, tuple(self.tests))


class MeasureIn(Schema):
    """A proposal: of a resident, or of somebody named at a grid."""

    id: UUID
    category: PersonCategory
    origin: MeasureOrigin
    evidence: Words
    determined_on: date
    counted_from: date
    resident_id: UUID | None = None
    grid_id: UUID | None = None
    person: MeasurePersonIn | None = None
    guardian: MeasureGuardianIn = MeasureGuardianIn()
    adult: bool = False
    authority: Line = ""
    paper: Line = ""
    place: Note = ""
    necessity: Words = ""
    wanted: MeasureWantedIn = MeasureWantedIn()

    def said(self) -> ProposalSaid:
        """As the services take it."""
        same = ("id", "category", "origin", "evidence", "determined_on", "counted_from")
        more = ("resident_id", "grid_id", "adult", "authority", "paper", "place", "necessity")
        return ProposalSaid(
            person=self.person.said() if self.person else None,
            guardian=self.guardian.said(),
            wanted=self.wanted.said(),
            **{name: getattr(self, name) for name in (*same, *more)},
        )


class MeasurePreviewIn(Schema):
    """For which a preview is wanted."""

    grid_id: UUID
    category: PersonCategory
    determined_on: date
    counted_from: date


class MeasureDecisionIn(Schema):
    """Whether somebody agrees, and why; `version` is that of the measure that they read."""

    version: int
    agrees: bool
    reason: Words


class MeasureEndIn(Schema):
    """Why a measure ends; `met` are the conditions of the rule that were shown."""

    version: int
    why: MeasureEnd
    reason: Words = ""
    met: Annotated[list[Typed], Field(max_length=20)] = []


class MeasurePlaceIn(Schema):
    """Where the person stays."""

    version: int
    place: Note


class MeasureTransferIn(Schema):
    """Which grid is asked, by its code, and why."""

    id: UUID
    grid_code: Typed
    reason: Words


class MeasureAnswerIn(Schema):
    """What the asked grid says."""

    answer: TransferAnswer
    text: Words = ""


class MeasureAppealIn(Schema):
    """What is said against a measure, and by whom."""

    id: UUID
    by: AppealBy
    text: Words


class MeasureAppealDecisionIn(Schema):
    """What was decided on an appeal; for `changed` an earlier end, a milder kind, or both."""

    outcome: MeasureAppealOutcome
    text: Words
    ends: date | None = None
    kind: ControlKind | None = None

    def less(self) -> ToLess:
        """As the services take it."""
        return ToLess(self.ends, self.kind)


class MeasureReadingIn(Schema):
    """A temperature in degrees Celsius, with symptoms."""

    id: UUID
    at: AwareDatetime
    way: ReadingWay
    celsius: float
    symptoms: Annotated[list[Symptom], Field(max_length=10)] = []
    note: Note = ""


class MeasureCodeIn(Schema):
    """What was scanned or typed."""

    code: Code


class MeasureWordOut(Shape):
    """A word of a closed list as people read it."""

    code: str
    title: str

    @classmethod
    def all_of(cls, words: Sequence[str], key: str, language: str) -> "list[MeasureWordOut]":
        """The words under a key of the catalogues."""
        return [cls(code=one, title=say(f"{key}.{one}", language)) for one in words]


class MeasureKindOut(MeasureWordOut):
    """A kind of measure, and whether a second person confirms it."""

    restricts: bool


class MeasureTermsOut(Shape):
    """The words of the field, and what the house has set."""

    categories: list[MeasureWordOut]
    kinds: list[MeasureKindOut]
    ends: list[MeasureWordOut]
    minor_age: int
    longest_days: int
    hold_days: int
    appeal_hours: int
    readings_a_day: int
    fever_celsius: float

    @classmethod
    def of(cls, rules: MeasureRules, language: str) -> "MeasureTermsOut":
        """As they hold on a day."""
        figures = ("minor_age", "longest_days", "hold_days", "appeal_hours", "readings_a_day")
        kinds = [
            MeasureKindOut(code=one, title=_kind(one, language), restricts=restricts(one))
            for one in ControlKind
        ]
        return cls(
            categories=MeasureWordOut.all_of(
                list(PersonCategory), "word.rulebooks.category", language
            ),
            kinds=kinds,
            ends=MeasureWordOut.all_of(list(MeasureEnd), "word.measures.end", language),
            fever_celsius=rules.fever_celsius,
            **{name: getattr(rules, name) for name in figures},
        )


class MeasureBookOut(Shape):
    """A rule book that spoke; `status` tells whether its figures were compared with the original."""

    code: str
    title: str
    source: str
    status: str


class MeasureRuleOut(Shape):
    """A rule in words, and what it asks for before a release."""

    words: list[str]
    days: list[str]
    books: list[MeasureBookOut]
    lacks: list[str]
    since: MeasureWordOut | None
    needs: list[MeasureWordOut]
    choices: list[list[ControlKind]]

    @classmethod
    def of(cls, rule: Any, language: str) -> "MeasureRuleOut":
        """From what was stored."""
        since = [rule["since"]] if rule["since"] else []
        return cls(
            words=rule["words"][language],
            days=rule["days"][language],
            books=[
                MeasureBookOut(**{**one, "title": one["title"][language]}) for one in rule["books"]
            ],
            lacks=rule["lacks"],
            since=next(iter(MeasureWordOut.all_of(since, "word.rulebooks.since", language)), None),
            needs=MeasureWordOut.all_of(rule["needs"], "word.rulebooks.need", language),
            choices=rule["choices"],
        )


class MeasurePhaseOut(Shape):
    """A phase with its days and tests; `book` is empty where a person stated it."""

    kind: ControlKind
    begins: date
    ends: date
    tests: list[date]
    book: str

    @classmethod
    def of(cls, one: GivenPhase) -> "MeasurePhaseOut":
        """From a phase."""
        return cls(
            kind=one.kind, begins=one.begins, ends=one.ends, tests=list(one.tests), book=one.book
        )


class MeasurePreviewOut(Shape):
    """What a proposal would come to; without `responds` nothing can be proposed at the grid."""

    rule: MeasureRuleOut
    phases: list[MeasurePhaseOut]
    ends: date | None
    restricts: bool
    responds: bool

    @classmethod
    def of(cls, made: Preview, language: str) -> "MeasurePreviewOut":
        """From what the service worked out."""
        return cls(
            rule=MeasureRuleOut.of(made.rule, language),
            phases=[MeasurePhaseOut.of(one) for one in made.phases],
            ends=made.ends,
            restricts=any(restricts(one.kind) for one in made.phases),
            responds=made.response is not None,
        )


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
        return cls(**_row(row, person_of(row), today))


class MeasureDeedOut(Shape):
    """A step with who took it, by which post, in which words."""

    step: MeasureStep
    at: datetime
    name: str
    post: str
    said: str

    @classmethod
    def of(cls, row: MeasureDeed, language: str) -> "MeasureDeedOut":
        """From a row; raises SealBroken."""
        return cls(
            step=MeasureStep(row.step),
            at=row.at,
            name=row.account_name,
            post=say(f"word.staff.post.{row.post}", language) if row.post else "",
            said=row.open_sealed("said") or "",
        )


class MeasureAppealOut(Shape):
    """An appeal with its clock; decided, with the answer."""

    id: UUID
    by: AppealBy
    at: datetime
    due_at: datetime
    said: str
    taken_by: str
    decided_at: datetime | None
    decided_by: str
    outcome: MeasureAppealOutcome | None
    reply: str

    @classmethod
    def of(cls, row: MeasureAppeal) -> "MeasureAppealOut":
        """From a row; raises SealBroken."""
        same = ("by", "at", "due_at", "taken_by", "decided_at", "decided_by")
        return cls(
            id=row.pk,
            said=row.open_sealed("said") or "",
            reply=row.open_sealed("reply") or "",
            outcome=MeasureAppealOutcome(row.outcome) if row.outcome else None,
            **{name: getattr(row, name) for name in same},
        )


class MeasureTransferOut(Shape):
    """A transfer, the receipt of both sides; `may_answer` for whoever is asked."""

    id: UUID
    measure_id: UUID
    from_grid: GridRef
    to_grid: GridRef
    from_street: str
    to_street: str
    asked_at: datetime
    asked_by: str
    said: str
    answered_at: datetime | None
    answered_by: str
    answer: TransferAnswer | None
    reply: str
    may_answer: bool

    @classmethod
    def of(cls, row: MeasureTransfer, actor: Actor) -> "MeasureTransferOut":
        """From a row read with its grids; raises SealBroken."""
        same = ("measure_id", "asked_at", "asked_by", "answered_at", "answered_by")
        waits = row.answered_at is None
        return cls(
            id=row.pk,
            from_grid=GridRef.of(row.from_grid),
            to_grid=GridRef.of(row.to_grid),
            from_street=row.from_grid.street.name,
            to_street=row.to_grid.street.name,
            said=row.open_sealed("said") or "",
            reply=row.open_sealed("reply") or "",
            answer=TransferAnswer(row.answer) if row.answer else None,
            may_answer=waits and actor.may(Permission.MEASURE_DECIDE, row.to_grid_id),
            **{name: getattr(row, name) for name in same},
        )


class MeasureReadingOut(Shape):
    """A temperature with symptoms."""

    id: UUID
    at: datetime
    way: ReadingWay
    celsius: float
    symptoms: list[Symptom]
    note: str
    name: str

    @classmethod
    def of(cls, row: MeasureReading) -> "MeasureReadingOut":
        """From a row; raises SealBroken."""
        said = reading_said(row)
        return cls(
            id=row.pk,
            at=row.at,
            way=ReadingWay(row.way),
            celsius=said.celsius,
            symptoms=[Symptom(one) for one in said.symptoms],
            note=said.note,
            name=row.account_name,
        )


class MeasureMissedOut(Shape):
    """A day on which fewer readings were taken than asked for."""

    day: date
    taken: int
    asked: int


class MeasureMayOut(Shape):
    """What the reader may do with a measure now."""

    decide: bool
    confirm: bool
    follow: bool
    end: bool
    transfer: bool
    appeal: bool
    decide_appeal: bool
    notice: bool
    release: bool

    @classmethod
    def of(cls, row: Measure, actor: Actor) -> "MeasureMayOut":
        """By rights at its grid, by where it stands, and by who has taken a step already."""
        decides = actor.may(Permission.MEASURE_DECIDE, row.grid_id)
        confirms = actor.may(Permission.MEASURE_CONFIRM, row.grid_id)
        follows = actor.may(Permission.MEASURE_FOLLOW, row.grid_id)
        sees = actor.may(Permission.MEASURE_SEE, row.grid_id)
        runs = row.state == MeasureState.IN_FORCE
        taken = {row.proposer, row.decider, row.confirmer}
        first = {row.proposer, row.decider}
        return cls(
            decide=decides and row.state == MeasureState.PROPOSED,
            confirm=confirms
            and row.state == MeasureState.DECIDED
            and actor.account_id not in first,
            follow=follows and runs,
            end=decides and runs,
            transfer=decides and runs,
            appeal=follows and runs,
            decide_appeal=decides and runs and actor.account_id not in taken,
            notice=sees and row.in_force_at is not None,
            release=sees and row.state == MeasureState.ENDED,
        )


class MeasureOut(MeasureRow):
    """A measure whole: who, why, by which rule, by whom, and what stands beside it.

    The phone stands in full for whoever looks after the person: the look is on record.
    """

    full_name: str
    full_phone: str
    document: str
    birth_year: int | None
    address: str
    guardian: str
    guardian_phone: str
    guardian_relation: str
    origin: MeasureOrigin
    evidence: str
    necessity: str
    stated: str
    place: str
    determined_on: date
    counted_from: date
    authority: str
    paper: str
    computed_ends: date | None
    rule: MeasureRuleOut
    phases: list[MeasurePhaseOut]
    phase: MeasurePhaseOut | None
    ended_at: datetime | None
    ended_for: MeasureEnd | None
    ended_with: str
    readings_a_day: int
    may: MeasureMayOut
    deeds: list[MeasureDeedOut]
    appeals: list[MeasureAppealOut]
    transfers: list[MeasureTransferOut]
    readings: list[MeasureReadingOut]
    missed: list[MeasureMissedOut]
    also: list[MeasureRow]

    @classmethod
    def whole(cls, row: Measure, actor: Actor, today: date, language: str) -> "MeasureOut":
        """From a row read with its phases; asks for what stands beside it. Raises SealBroken."""
        person = person_of(row)
        return cls(
            **_row(row, person, today),
            **_person(row, person, actor),
            **_why(row, language),
            **_course(row, today),
            **_beside(row, actor, today, language),
        )


class MeasureCountsOut(Shape):
    """How many there are in each view."""

    open: int
    to_decide: int
    to_confirm: int
    in_force: int
    test_today: int
    ending_today: int
    overdue: int
    over: int

    @classmethod
    def of(cls, numbers: Any) -> "MeasureCountsOut":
        """From the counts."""
        return cls(**{view.value: numbers[view] for view in MeasureView})


class MeasureDayOut(Shape):
    """A day of the calendar: who is under a measure, tested, or at the last day."""

    day: date
    running: int
    begins: list[MeasureRow]
    tests: list[MeasureRow]
    ends: list[MeasureRow]

    @classmethod
    def of(cls, day: date, rows: Sequence[Measure], today: date) -> "MeasureDayOut":
        """From measures in force about that day."""
        told = {row.pk: MeasureRow.of(row, today) for row in rows if row.begins <= day <= row.ends}
        here = [row for row in rows if row.pk in told]
        return cls(
            day=day,
            running=len(here),
            begins=[told[row.pk] for row in here if row.begins == day],
            tests=[told[row.pk] for row in here if any(day in one.tests for one in phases_of(row))],
            ends=[told[row.pk] for row in here if row.ends == day],
        )


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


class MeasureMoveSeenIn(Schema):
    """A measure as it was shown, with the last day that was shown for it."""

    id: UUID
    version: int
    ends: date | None = None


class MeasureMovesIn(Schema):
    """Measures that move to the rule of today, and why."""

    chosen: Annotated[list[MeasureMoveSeenIn], Field(max_length=MOST)]
    reason: Words

    def seen(self) -> list[MoveSeen]:
        """As the services take it."""
        return [MoveSeen(**one.model_dump()) for one in self.chosen]


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


def _kind(kind: str, language: str) -> str:
    return say(f"word.measures.kind.{kind}", language)


def _row(row: Measure, person: PersonSaid, today: date) -> dict[str, Any]:
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


def _person(row: Measure, person: PersonSaid, actor: Actor) -> dict[str, Any]:
    follows = actor.may(Permission.MEASURE_FOLLOW, row.grid_id)
    is_card = person.document_kind == DocumentKind.IDENTITY_CARD
    mask = mask_identity_number if is_card else mask_document
    guardian = person.guardian
    return {
        "full_name": person.name,
        "full_phone": person.phone if follows else "",
        "document": mask(person.document) if person.document else "",
        "birth_year": int(person.birth_date[:4]) if person.birth_date else None,
        "address": person.address,
        "guardian": guardian.name,
        "guardian_phone": guardian.phone if follows else "",
        "guardian_relation": guardian.relation,
    }


def _why(row: Measure, language: str) -> dict[str, Any]:
    reasons = reasons_of(row)
    same = ("determined_on", "counted_from", "authority", "paper", "computed_ends")
    return {
        "origin": MeasureOrigin(row.origin),
        "evidence": reasons.evidence,
        "necessity": reasons.necessity,
        "stated": reasons.stated,
        "place": reasons.place,
        "ended_with": reasons.end,
        "rule": MeasureRuleOut.of(row.rule, language),
        **{one: getattr(row, one) for one in same},
    }


def _course(row: Measure, today: date) -> dict[str, Any]:
    phases = phases_of(row)
    now = phase_on(phases, today)
    return {
        "phases": [MeasurePhaseOut.of(one) for one in phases],
        "phase": MeasurePhaseOut.of(now) if now else None,
        "ended_at": row.ended_at,
        "ended_for": MeasureEnd(row.ended_for) if row.ended_for else None,
        "readings_a_day": asked_a_day(row, today),
    }


def _beside(row: Measure, actor: Actor, today: date, language: str) -> dict[str, Any]:
    return {
        "may": MeasureMayOut.of(row, actor),
        "deeds": [MeasureDeedOut.of(one, language) for one in deeds_of(row)],
        "appeals": [MeasureAppealOut.of(one) for one in appeals_of(row)],
        "transfers": [MeasureTransferOut.of(one, actor) for one in transfers_of(row)],
        "readings": [MeasureReadingOut.of(one) for one in readings_of(row)],
        "missed": [
            MeasureMissedOut(day=one.day, taken=one.taken, asked=one.asked)
            for one in missed_of(row, today)
        ],
        "also": [MeasureRow.of(one, today) for one in also_of(actor, row)],
    }
