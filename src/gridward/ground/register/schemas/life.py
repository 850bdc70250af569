"""Shapes of coming, leaving, splitting and merging, of lists of residents and of one change for many rows."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gridward.ground.register.models import Resident
from gridward.ground.register.queries.residents import Said, phones_of
from gridward.ground.register.rules.together import PassedOver
from gridward.ground.register.schemas.people import (
    Address,
    GridRef,
    LeaveIn,
    Note,
    PhoneOut,
    Reason,
    ResidentSituationOut,
    Short,
    WhyIn,
    age,
)
from gridward.ground.register.services.together import MOST, Outcome
from gridward.ground.register.terms.people import (
    Away,
    Departure,
    HouseholdState,
    LeftWhy,
    Sex,
    Tenure,
)
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import Shape
from gridward.kernel.masking import mask_document, mask_name

Ids = Annotated[list[UUID], Field(max_length=MOST)]
Persons = Annotated[list[UUID], Field(max_length=200)]
MOST_TOLD = 200
"""Rows passed over that an answer names; the counts by reason are whole."""


class ResidentLeaveIn(LeaveIn):
    """Where to or why, from the closed list, and the place in words."""

    why: Departure = LeftWhy.UNKNOWN
    to: Address = ""


class MoveOutIn(ResidentLeaveIn):
    """Who of the household leaves; everybody when left out."""

    residents: Persons | None = None


class MoveTogetherIn(Schema):
    """Who of the household (everybody when left out) moves to which other, and since when."""

    version: int
    to_household_id: UUID
    residents: Persons | None = None
    on: date | None = None


class HouseholdSplitIn(Schema):
    """Who becomes a household of their own, and where: behind the same door when no place is given."""

    version: int
    residents: Persons
    on: date | None = None
    dwelling_id: UUID | None = None
    address_text: Address = ""
    grid_id: UUID | None = None
    tenure: Tenure = Tenure.UNKNOWN
    note: Note = ""


class HouseholdMergeIn(Schema):
    """The household whose people join, both versions as read, and since when."""

    version: int
    other_id: UUID
    other_version: int
    on: date | None = None


class DeathIn(Schema):
    """The day of death; today when left out."""

    version: int
    on: date | None = None


class BringBackIn(Schema):
    """Why the leaving was a mistake."""

    version: int
    reason: Reason


class PastResidentOut(Shape):
    """Somebody who left the register from this household."""

    id: UUID
    version: int
    name: str
    sex: Sex
    left_on: date | None
    left_why: LeftWhy
    left_to: str
    recorded_at: datetime

    @classmethod
    def of(cls, row: Resident) -> "PastResidentOut":
        """From a row that has left."""
        return cls(
            id=row.pk,
            version=row.version,
            name=mask_name(row.name),
            sex=Sex(row.sex),
            left_on=row.left_on,
            left_why=LeftWhy(row.left_why),
            left_to=row.left_to,
            recorded_at=row.updated_at,
        )


class ResidentRow(Shape):
    """A resident in a list; document and phones masked, `situation` null without the right to it."""

    id: UUID
    version: int
    household_id: UUID
    name: str
    sex: Sex
    age: int | None
    document: str
    relation: str
    employer: str
    address_text: str
    tenure: Tenure
    grid: GridRef
    phones: list[PhoneOut]
    situation: ResidentSituationOut | None

    @classmethod
    def of(cls, row: Any, phones: Iterable[tuple[UUID, bytes]], actor: Actor) -> "ResidentRow":
        """From what `told_residents` says of a resident, and their phones."""
        known = actor.may(Permission.SITUATION_READ, row.grid_id) and row.situation__id
        return cls(
            id=row.id,
            version=row.version,
            household_id=row.household_id,
            name=row.name,
            sex=Sex(row.sex),
            age=age(row.birth_date),
            document=mask_document(Resident.open_stored("document", row.id, row.document) or ""),
            relation=row.relation,
            employer=row.employer,
            address_text=row.household__address_text,
            tenure=Tenure(row.household__tenure),
            grid=GridRef.of_line(row),
            phones=[PhoneOut.of_stored(*phone) for phone in phones],
            situation=ResidentSituationOut(
                tested=row.situation__tested,
                from_key_area=row.situation__from_key_area,
                away=Away(row.situation__away),
            )
            if known
            else None,
        )


def resident_rows(rows: Sequence[Any], actor: Actor) -> list[ResidentRow]:
    """What `told_residents` says of the residents of a page; one query more, for their phones."""
    phones = phones_of(row.id for row in rows)
    return [ResidentRow.of(row, phones.get(row.id, ()), actor) for row in rows]


class HouseholdsFound(Schema):
    """All households that a list with this filter shows."""

    grid: UUID | None = None
    state: HouseholdState | None = None
    tenure: Tenure | None = None
    q: Address = ""


class ResidentsFound(Schema):
    """All residents that a list with this filter shows."""

    grid: UUID | None = None
    q: Short = ""
    sex: Sex | None = None
    age_from: Annotated[int, Field(ge=0, le=150)] | None = None
    age_to: Annotated[int, Field(ge=0, le=150)] | None = None
    tenure: Tenure | None = None
    tested: Said | None = None
    from_key_area: Said | None = None
    away: Away | None = None


class HouseholdsSet(Schema):
    """What to set; what is left out stays."""

    tenure: Tenure = Tenure.UNKNOWN
    state: HouseholdState = HouseholdState.LIVING
    note: Note = ""
    grid_id: UUID | None = None


class ResidentsSet(Schema):
    """What to set; what is left out stays."""

    employer: Short = ""
    note: Note = ""
    tested: bool | None = None
    from_key_area: bool | None = None
    away: Away = Away.NONE


class TogetherIn(Schema):
    """Rows by ids or by a filter; `digest` is that of the trial, so that nothing else changes than was seen."""

    ids: Ids = []
    trial: bool = False
    digest: Annotated[str, Field(max_length=32)] = ""
    why: WhyIn | None = None


class HouseholdsTogetherIn(TogetherIn):
    """One change for many households."""

    found: HouseholdsFound | None = None
    set: HouseholdsSet


class ResidentsTogetherIn(TogetherIn):
    """One change for many residents."""

    found: ResidentsFound | None = None
    set: ResidentsSet


class PassedOverOut(Schema):
    """A row that stays, and why."""

    id: UUID
    label: str
    why: PassedOver


class TogetherOut(Schema):
    """What the change does, or did: `counts` by reason is whole, `passed` names the first rows."""

    changed: int
    missing: int
    digest: str
    counts: dict[str, int]
    passed: list[PassedOverOut]


def outcome_of(outcome: Outcome) -> dict[str, Any]:
    """The outcome with ids alone: it is stored with the command."""
    counts: dict[str, int] = {}
    for _, why in outcome.passed:
        counts[why.value] = counts.get(why.value, 0) + 1
    return {
        "changed": outcome.changed,
        "missing": outcome.missing,
        "digest": outcome.digest,
        "counts": counts,
        "passed": [
            {"id": str(row.id), "label": "", "why": why.value}
            for row, why in outcome.passed[:MOST_TOLD]
        ],
    }


def with_labels(answer: dict[str, Any], outcome: Outcome) -> dict[str, Any]:
    """The answer with the words by which people know the rows; never stored."""
    labels = {str(row.id): row.label for row, _ in outcome.passed[:MOST_TOLD]}
    passed = [{**one, "label": labels.get(one["id"], "")} for one in answer["passed"]]
    return {**answer, "passed": passed}
