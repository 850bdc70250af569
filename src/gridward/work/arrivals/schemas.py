"""Shapes of arrivals that cross the wire."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.ground.register.schemas.people import GridRef
from gridward.ground.register.terms.people import KeyPerson
from gridward.kernel.http import Shape
from gridward.kernel.masking import mask_name, mask_phone
from gridward.kernel.texts import say
from gridward.work.arrivals.models import Arrival
from gridward.work.arrivals.queries.arrivals import (
    ArrivalFilter,
    judged_of,
    person_of,
    stays_of,
)
from gridward.work.arrivals.terms import (
    MOST_STAYS,
    ArrivalSaid,
    ArrivalState,
    CameBy,
    Named,
    ToldBy,
)
from gridward.work.measures.schemas.given import MeasureIn
from gridward.work.riskareas.schemas import RiskStayIn
from gridward.work.riskareas.terms import AreaLevel, Nearness, Stay
from gridward.work.rulebooks.terms import PersonCategory

Name = Annotated[str, StringConstraints(max_length=60)]
Short = Annotated[str, StringConstraints(max_length=40)]
Line = Annotated[str, StringConstraints(max_length=200)]
Words = Annotated[str, StringConstraints(max_length=500)]


class ArrivalPersonIn(Schema):
    """Somebody whom the register does not have."""

    name: Name
    phone: Short = ""
    document: Short = ""
    address: Line = ""


class ArrivalIn(Schema):
    """An arrival: of a resident, or at a grid of somebody who is named."""

    id: UUID
    arrived_on: date
    came_by: CameBy
    told_by: ToldBy
    stays: Annotated[list[RiskStayIn], Field(min_length=1, max_length=MOST_STAYS)]
    trip: Short = ""
    resident_id: UUID | None = None
    grid_id: UUID | None = None
    person: ArrivalPersonIn | None = None

    def said(self) -> ArrivalSaid:
        """As the services take it."""
        same = ("id", "arrived_on", "came_by", "told_by", "trip", "resident_id", "grid_id")
        return ArrivalSaid(
            stays=[Stay(**one.model_dump()) for one in self.stays],
            person=Named(**self.person.model_dump()) if self.person else None,
            **{name: getattr(self, name) for name in same},
        )


class ArrivalVersionIn(Schema):
    """The version that was seen."""

    version: int


class ArrivalNoneIn(ArrivalVersionIn):
    """Why no measure is needed."""

    reason: Words


class ArrivalMeasureIn(ArrivalVersionIn):
    """The measure that is proposed; whom it is of is the arrival's."""

    measure: MeasureIn


class ArrivalsWanted(Schema):
    """Which arrivals; `after` is the cursor of the page before."""

    grid_id: UUID | None = None
    resident_id: UUID | None = None
    state: ArrivalState | None = None
    person_class: KeyPerson | None = None
    category: PersonCategory | None = None
    told_by: ToldBy | None = None
    since: date | None = None
    until: date | None = None
    after: str | None = None

    def wanted(self) -> ArrivalFilter:
        """As the queries take it."""
        return ArrivalFilter(**self.model_dump(exclude={"after"}))


class ArrivalRow(Shape):
    """An arrival in a list; name and phone are masked."""

    id: UUID
    version: int
    grid: GridRef
    resident_id: UUID | None
    name: str
    phone: str
    arrived_on: date
    came_by: CameBy
    told_by: ToldBy
    category: PersonCategory | None
    category_words: str
    person_class: KeyPerson
    state: ArrivalState
    measure_id: UUID | None

    @classmethod
    def of(cls, row: Arrival, language: str) -> "ArrivalRow":
        """From a row read with grid and resident; raises SealBroken."""
        named = row.resident.name if row.resident else person_of(row).name
        return cls(**_row(row, mask_name(named), language))


class ArrivalStayOut(Shape):
    """Where the person has been."""

    region: str
    county: str
    detail: str
    begins: date
    ends: date


class ArrivalAreaOut(Shape):
    """An area that a stay met, how near, and on which days."""

    level: AreaLevel
    region: str
    county: str
    detail: str
    nearness: Nearness
    nearness_words: str
    first: date
    last: date


class ArrivalProposalOut(Shape):
    """A category that the stays propose, with its rule in words."""

    category: PersonCategory
    category_words: str
    sentences: list[str]


class ArrivalOut(ArrivalRow):
    """An arrival whole, with names, rule and evidence. A proposal is no decision: a person decides."""

    address: str
    trip: str
    stays: list[ArrivalStayOut]
    told_name: str
    told_at: datetime
    judged_on: date
    proposals: list[ArrivalProposalOut]
    areas: list[ArrivalAreaOut]
    decider_name: str
    decided_at: datetime | None
    reason: str

    @classmethod
    def whole(cls, row: Arrival, language: str) -> "ArrivalOut":
        """From a row read with grid, household and measure; raises SealBroken."""
        person, judged = person_of(row), judged_of(row)
        return cls(
            **{**_row(row, person.name, language), "phone": person.phone},
            address=person.address,
            trip=row.trip,
            stays=[ArrivalStayOut.model_validate(one) for one in stays_of(row)],
            told_name=row.account_name,
            told_at=row.created_at,
            judged_on=row.judged_on,
            proposals=[_proposal(one, language) for one in judged.get("proposals", ())],
            areas=[_area(one, language) for one in judged.get("areas", ())],
            decider_name=row.decider_name,
            decided_at=row.decided_at,
            reason=row.open_sealed("reason") or "",
        )


def _row(row: Arrival, name: str, language: str) -> dict[str, Any]:
    same = ("version", "resident_id", "arrived_on", "came_by", "told_by", "person_class", "state")
    return {
        "id": row.pk,
        "grid": GridRef.model_validate(row.grid),
        "name": name,
        "phone": mask_phone(person_of(row).phone) if row.resident_id is None else "",
        "category": row.category or None,
        "category_words": _category(row.category, language) if row.category else "",
        "measure_id": row.measure_id,
        **{name: getattr(row, name) for name in same},
    }


def _category(code: str, language: str) -> str:
    return say(f"word.rulebooks.category.{code}", language)


def _proposal(one: Any, language: str) -> ArrivalProposalOut:
    return ArrivalProposalOut(
        category=one["category"],
        category_words=_category(one["category"], language),
        sentences=one["words"][language],
    )


def _area(one: Any, language: str) -> ArrivalAreaOut:
    same = ("level", "region", "county", "detail", "nearness", "first", "last")
    return ArrivalAreaOut(
        nearness_words=say(f"word.riskareas.nearness.{one['nearness']}", language),
        **{name: one[name] for name in same},
    )
