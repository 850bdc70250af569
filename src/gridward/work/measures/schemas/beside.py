"""What stands beside a measure: deeds, appeals, transfers, readings, days that were missed."""

from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from gridward.ground.register.schemas.people import GridRef
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import Shape
from gridward.kernel.texts import say
from gridward.work.measures.models import (
    MeasureAppeal,
    MeasureCall,
    MeasureDeed,
    MeasureReading,
    MeasureTest,
    MeasureTransfer,
)
from gridward.work.measures.queries.beside import ReadingSaid, reading_said
from gridward.work.measures.queries.following import Advice, sample_said
from gridward.work.measures.terms import (
    AppealBy,
    CallEnd,
    CallFor,
    ControlKind,
    MeasureAppealOutcome,
    MeasureStep,
    NeedState,
    ReadingWay,
    SampleDue,
    SampleMethod,
    SampleResult,
    SampleSealed,
    SampleState,
    Symptom,
    TransferAnswer,
)
from gridward.work.rulebooks.terms import PersonCategory
from gridward.work.workorders.terms import OrderState


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


class ReadingTold(Shape):
    """A temperature with symptoms."""

    id: UUID
    at: datetime
    way: ReadingWay
    celsius: float
    symptoms: list[Symptom]

    @classmethod
    def of(cls, row: MeasureReading) -> Self:
        """From a row; raises SealBroken."""
        return cls(**cls._told(row, reading_said(row)))

    @classmethod
    def _told(cls, row: MeasureReading, said: ReadingSaid) -> dict[str, Any]:
        return {
            "id": row.pk,
            "at": row.at,
            "way": ReadingWay(row.way),
            "celsius": said.celsius,
            "symptoms": [Symptom(one) for one in said.symptoms],
        }


class MeasureReadingOut(ReadingTold):
    """A temperature with symptoms, what was noted, and by whom."""

    note: str
    name: str

    @classmethod
    def _told(cls, row: MeasureReading, said: ReadingSaid) -> dict[str, Any]:
        return {**super()._told(row, said), "note": said.note, "name": row.account_name}


class MeasureMissedOut(Shape):
    """A day on which fewer readings were taken than asked for."""

    day: date
    taken: int
    asked: int


class SampleTold(Shape):
    """A sample with its result, empty while it waits; `day` is the day of the rule that it answers."""

    id: UUID
    day: date
    at: datetime
    method: SampleMethod
    result: SampleResult | None
    reported_at: datetime | None
    told_by: str
    ct: float | None

    @classmethod
    def of(cls, row: MeasureTest) -> Self:
        """From a row; raises SealBroken."""
        return cls(**cls._told(row, sample_said(row)))

    @classmethod
    def _told(cls, row: MeasureTest, said: SampleSealed) -> dict[str, Any]:
        return {
            "id": row.pk,
            "day": row.day,
            "at": row.sampled_at,
            "method": SampleMethod(row.method),
            "result": SampleResult(row.result) if row.result else None,
            "reported_at": row.reported_at,
            "told_by": said.told_by,
            "ct": said.ct,
        }


class MeasureSampleOut(SampleTold):
    """A sample with its result, where it was taken and looked at, and by whom."""

    place: str
    laboratory: str
    name: str

    @classmethod
    def _told(cls, row: MeasureTest, said: SampleSealed) -> dict[str, Any]:
        more = {"place": said.place, "laboratory": said.laboratory, "name": row.account_name}
        return {**super()._told(row, said), **more}


class MeasureTestDayOut(Shape):
    """A day of a test: day `number` of its phase, by the book; where it stands."""

    day: date
    number: int
    kind: ControlKind
    book: str
    state: SampleState

    @classmethod
    def of(cls, one: SampleDue) -> "MeasureTestDayOut":
        """From a day."""
        return cls(day=one.day, number=one.number, kind=one.kind, book=one.book, state=one.state)


class MeasureNeedOut(Shape):
    """A condition for the release, and what the results say of it."""

    code: str
    title: str
    state: NeedState


class MeasureCallOut(Shape):
    """What somebody was called for; `order_state` is empty for whoever may not read its order."""

    id: UUID
    what: CallFor
    at: datetime
    since: date | None
    said: str
    name: str
    by_self: bool
    order_id: UUID | None
    order_number: str
    order_state: OrderState | None
    ended_at: datetime | None
    end: CallEnd | None

    @classmethod
    def of(cls, row: MeasureCall) -> "MeasureCallOut":
        """From a row read with its order; raises SealBroken."""
        order = row.order
        return cls(
            id=row.pk,
            what=CallFor(row.what),
            at=row.at,
            since=row.since,
            said=row.open_sealed("said") or "",
            name=row.account_name,
            by_self=row.account_id is None and row.what != CallFor.MISSED,
            order_id=order.pk if order else None,
            order_number=order.number if order else "",
            order_state=OrderState(order.state) if order else None,
            ended_at=row.ended_at,
            end=CallEnd(row.end) if row.end else None,
        )


class MeasureAdviceOut(Shape):
    """What the books say of a category, for whoever decides."""

    what: CallFor
    category: PersonCategory
    title: str
    words: list[str]

    @classmethod
    def of(cls, one: Advice, language: str) -> "MeasureAdviceOut":
        """In the reader's language."""
        return cls(
            what=one.what,
            category=one.category,
            title=one.titles[language],
            words=list(one.words[language]),
        )
