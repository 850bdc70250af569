"""What stands beside a measure: deeds, appeals, transfers, readings, days that were missed."""

from datetime import date, datetime
from uuid import UUID

from gridward.ground.register.schemas.people import GridRef
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import Shape
from gridward.kernel.texts import say
from gridward.work.measures.models import (
    MeasureAppeal,
    MeasureDeed,
    MeasureReading,
    MeasureTransfer,
)
from gridward.work.measures.queries.beside import (
    reading_said,
)
from gridward.work.measures.terms import (
    AppealBy,
    MeasureAppealOutcome,
    MeasureStep,
    ReadingWay,
    Symptom,
    TransferAnswer,
)


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
