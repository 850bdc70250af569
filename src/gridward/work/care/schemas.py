"""Shapes of help of households that cross the wire."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from gridward.ground.register.models import ResidentPhone
from gridward.ground.register.schemas.people import GridRef, Name, Note
from gridward.ground.staff.terms import Post
from gridward.kernel.http import Shape
from gridward.kernel.masking import mask_phone
from gridward.work.care.models import CareContact, CarePlan, CareTally
from gridward.work.care.queries.plans import PlanSaidOf
from gridward.work.care.rules.cadence import view_of
from gridward.work.care.rules.needs import known_kind
from gridward.work.care.terms import (
    LONGEST_EVERY,
    Cadence,
    CareEnd,
    CareRules,
    CareUnit,
    CareView,
    CareWay,
    ConsentBy,
    ConsentWay,
    ContactMade,
    ContactOutcome,
    ContactSaid,
    NeedKind,
    PlanSaid,
    Texts,
)
from gridward.work.workorders.terms import OVER, OrderState

Code = Annotated[str, StringConstraints(max_length=24)]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2200, 1, 1))]
Every = Annotated[int, Field(ge=1, le=LONGEST_EVERY)]


class CarePlanIn(Schema):
    """A new plan; what is left out is as the kind proposes. Without a resident it is of the whole household."""

    id: UUID
    household_id: UUID
    resident_id: UUID | None = None
    kind: Code
    consent_by: ConsentBy
    consent_way: ConsentWay
    consent_on: Day
    agreed: Name = ""
    note: Note = ""
    every: Every | None = None
    unit: CareUnit | None = None
    way: CareWay | None = None
    post: Post | None = None
    next_on: Day | None = None
    ends_on: Day | None = None

    def said(self) -> PlanSaid:
        """As `begin_plan` takes it."""
        words = self.model_dump(exclude={"every", "unit"})
        both = self.every is not None and self.unit is not None
        return PlanSaid(**words, cadence=Cadence(self.every, self.unit) if both else None)  # type: ignore[arg-type]


class CarePlanChangeIn(Schema):
    """What is left out stays."""

    version: int
    every: Every = 1
    unit: CareUnit = CareUnit.WEEK
    way: CareWay = CareWay.TELEPHONE
    post: Post = Post.GRID_MANAGER
    next_on: Day | None = None
    ends_on: Day | None = None
    note: Note = ""

    def given(self) -> dict[str, Any]:
        """What was said, as `change_plan` takes it."""
        said = self.model_dump(exclude_unset=True, exclude={"version"})
        return {name: value for name, value in said.items() if value is not None}


class CareContactIn(Schema):
    """A contact; `note` says what is needed where something is."""

    id: UUID
    outcome: ContactOutcome
    way: CareWay
    note: Note = ""
    at: AwareDatetime | None = None
    by_when: Day | None = None

    def said(self) -> ContactSaid:
        """As `record_contact` takes it."""
        return ContactSaid(**self.model_dump())


class CareEndIn(Schema):
    """Why a plan is over."""

    reason: CareEnd


class NeedKindOut(Shape):
    """A kind of need, and what is proposed for its plan."""

    code: str
    title: Texts
    every: int
    unit: CareUnit
    way: CareWay
    months: int
    source: str

    @classmethod
    def of(cls, kind: NeedKind) -> "NeedKindOut":
        """From the kind."""
        words = ("code", "title", "way", "months", "source")
        told = {name: getattr(kind, name) for name in words}
        return cls(**told, every=kind.cadence.every, unit=kind.cadence.unit)


class CareTermsOut(Shape):
    """The kinds of need in force, and the posts that contacts may be given to."""

    kinds: list[NeedKindOut]
    keepers: list[Post]
    guardian_age: int

    @classmethod
    def of(cls, kinds: Sequence[NeedKind], rules: CareRules, guardian_age: int) -> "CareTermsOut":
        """From the rules of a day."""
        told = [NeedKindOut.of(kind) for kind in kinds]
        return cls(kinds=told, keepers=list(rules.keepers), guardian_age=guardian_age)


class CareCountsOut(Shape):
    """How many plans are due today, overdue, coming, and all of them."""

    due: int
    overdue: int
    coming: int
    all: int

    @classmethod
    def of(cls, counts: Mapping[CareView, int]) -> "CareCountsOut":
        """From the counts."""
        return cls(**{view.value: count for view, count in counts.items()})


class CareTallyOut(Shape):
    """How many plans of a kind were over in a year for a reason, with how many contacts."""

    kind: str
    title: Texts
    reason: CareEnd
    plans: int
    contacts: int

    @classmethod
    def of(cls, row: CareTally) -> "CareTallyOut":
        """From a row."""
        return cls(
            kind=row.kind,
            title=known_kind(row.kind).title,
            reason=CareEnd(row.reason),
            plans=row.plans,
            contacts=row.contacts,
        )


class CareOrderRef(Shape):
    """A work order by its number."""

    id: UUID
    number: str
    is_over: bool

    @classmethod
    def of(cls, order: Any) -> "CareOrderRef | None":
        """From a row, none where there is none."""
        if order is None:
            return None
        over = OrderState(order.state) in OVER
        return cls(id=order.pk, number=order.number, is_over=over)


class CarePlanRow(Shape):
    """A plan as lists show it."""

    id: UUID
    version: int
    grid: GridRef
    household_id: UUID
    address: str
    resident_id: UUID | None
    name: str
    kind: str
    title: Texts
    every: int
    unit: CareUnit
    way: CareWay
    post: Post
    next_on: date
    last_on: date | None
    ends_on: date
    view: CareView
    ends_soon: bool
    order: CareOrderRef | None

    @classmethod
    def of(cls, row: CarePlan, today: date, rules: CareRules) -> "CarePlanRow":
        """From a row with its names."""
        return cls(**_row(row, today, rules))


class CareContactOut(Shape):
    """A contact of a plan."""

    id: UUID
    at: datetime
    by: str
    way: CareWay
    outcome: ContactOutcome
    note: str
    order: CareOrderRef | None

    @classmethod
    def of(cls, row: CareContact) -> "CareContactOut":
        """From a row."""
        return cls(
            id=row.pk,
            at=row.at,
            by=row.account_name,
            way=CareWay(row.way),
            outcome=ContactOutcome(row.outcome),
            note=row.open_sealed("said") or "",
            order=CareOrderRef.of(row.order),
        )


class CarePhoneOut(Shape):
    """A masked telephone of somebody of the household; it is revealed as in the register."""

    id: UUID
    resident_id: UUID
    name: str
    masked: str

    @classmethod
    def of(cls, row: ResidentPhone) -> "CarePhoneOut":
        """From a row with its resident."""
        number = row.open_sealed("phone") or ""
        return cls(
            id=row.pk,
            resident_id=row.resident_id,
            name=row.resident.name,
            masked=mask_phone(number),
        )


class CarePlanOut(CarePlanRow):
    """One plan with its consent, its note and its contacts."""

    consent_by: ConsentBy
    consent_way: ConsentWay
    consent_on: date
    agreed: str
    note: str
    began_on: date
    contacts: list[CareContactOut]
    phones: list[CarePhoneOut]

    @classmethod
    def whole(
        cls,
        row: CarePlan,
        said: PlanSaidOf,
        contacts: Sequence[CareContact],
        phones: Sequence[ResidentPhone],
        today: date,
        rules: CareRules,
    ) -> "CarePlanOut":
        """From a row with all that hangs on it."""
        return cls(
            **_row(row, today, rules),
            consent_by=ConsentBy(row.consent_by),
            consent_way=ConsentWay(row.consent_way),
            consent_on=row.consent_on,
            agreed=said.agreed,
            note=said.note,
            began_on=row.began_on,
            contacts=[CareContactOut.of(one) for one in contacts],
            phones=[CarePhoneOut.of(one) for one in phones],
        )


class ContactMadeOut(Shape):
    """What became of a contact: the next day, none where the plan is over; the order that a need opened."""

    outcome: ContactOutcome
    next_on: date | None
    order_id: UUID | None
    order_number: str

    @classmethod
    def of(cls, made: ContactMade) -> "ContactMadeOut":
        """From what was made."""
        words = ("outcome", "next_on", "order_id", "order_number")
        return cls(**{name: getattr(made, name) for name in words})


def _row(row: CarePlan, today: date, rules: CareRules) -> dict[str, Any]:
    return {
        "id": row.pk,
        "version": row.version,
        "grid": GridRef.of(row.grid),
        "household_id": row.household_id,
        "address": row.household.address_text,
        "resident_id": row.resident_id,
        "name": row.resident.name if row.resident else "",
        "kind": row.kind,
        "title": known_kind(row.kind).title,
        "every": row.every,
        "unit": CareUnit(row.unit),
        "way": CareWay(row.way),
        "post": Post(row.post),
        "next_on": row.next_on,
        "last_on": row.last_on,
        "ends_on": row.ends_on,
        "view": view_of(row.next_on, today),
        "ends_soon": (row.ends_on - today).days <= rules.ending_days,
        "order": CareOrderRef.of(row.order),
    }
