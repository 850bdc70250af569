"""Shapes of recognitions."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.ground.staff.models import Appointment, Recognition
from gridward.ground.staff.queries.recognitions import Candidate, Leading
from gridward.ground.staff.services.recognitions import may_withdraw, title_of
from gridward.ground.staff.terms import Post
from gridward.ground.staff.terms.recognitions import RecognitionEvidence

Reason = Annotated[str, StringConstraints(max_length=500)]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2200, 1, 1))]
MOST_EVIDENCE = 50


class RecognitionKindOut(Schema):
    """A kind that may be recorded on a day, its name and who says so."""

    id: str
    title: str
    source: str


class RecognitionKindsOut(Schema):
    """The kinds of a day, and how many days back evidence is offered."""

    day: date
    kinds: list[RecognitionKindOut]
    evidence_days: int


class RecognisableOut(Schema):
    """Who may be recognised: the holder of a post, or a person of a team; one of the two ids is given."""

    appointment_id: UUID | None
    person_id: UUID | None
    name: str
    post: Post | None
    unit_name: str

    @classmethod
    def of(cls, one: Candidate) -> Self:
        """As it stands today."""
        if isinstance(one, Appointment):
            unit = (one.grid or one.street).name
            return cls(
                appointment_id=one.pk,
                person_id=None,
                name=one.member.name,
                post=Post(one.post),
                unit_name=unit,
            )
        return cls(
            appointment_id=None,
            person_id=one.pk,
            name=one.called,
            post=None,
            unit_name=one.team.name,
        )


class RecognitionEvidenceOut(Schema):
    """A reference to work on record."""

    kind: RecognitionEvidence
    id: UUID
    day: date
    said: str
    minutes: int | None


class RecognitionIn(Schema):
    """Who is recognised, by what kind, on which day, why, and the ids of their work that shows it."""

    appointment_id: UUID | None = None
    person_id: UUID | None = None
    kind: Annotated[str, StringConstraints(max_length=24)]
    day: Day
    reason: Reason
    evidence: Annotated[list[UUID], Field(max_length=MOST_EVIDENCE)] = []


class RecognitionWithdrawalIn(Schema):
    """Why a recognition is withdrawn."""

    reason: Reason


class RecognitionWithdrawalOut(Schema):
    """Who withdrew a recognition, when and why."""

    by: str
    at: datetime
    reason: str


class RecognitionOut(Schema):
    """A recognition as it was recorded, and its withdrawal if there is one."""

    id: UUID
    name: str
    post: Post | None
    unit_name: str
    kind: str
    title: str
    day: date
    reason: str
    evidence: list[RecognitionEvidenceOut]
    given_by: str
    given_at: datetime
    withdrawn: RecognitionWithdrawalOut | None
    may_withdraw: bool

    @classmethod
    def of(cls, row: Recognition, leading: Leading, language: str) -> Self:
        """In the reader's language."""
        return cls(
            id=row.pk,
            name=row.called,
            post=Post(row.appointment.post) if row.appointment else None,
            unit_name=row.unit_name,
            kind=row.kind,
            title=title_of(row, language),
            day=row.day,
            reason=row.open_sealed("reason") or "",
            evidence=[RecognitionEvidenceOut(**one) for one in row.evidence],
            given_by=row.given_by,
            given_at=row.given_at,
            withdrawn=_withdrawn(row),
            may_withdraw=may_withdraw(leading, row),
        )


def _withdrawn(row: Recognition) -> RecognitionWithdrawalOut | None:
    made: Any = getattr(row, "withdrawal", None)
    if made is None:
        return None
    return RecognitionWithdrawalOut(by=made.by, at=made.at, reason=made.open_sealed("reason") or "")
