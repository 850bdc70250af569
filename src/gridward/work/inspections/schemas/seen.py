"""Shapes of checklists, inspections and findings."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gridward.ground.register.schemas.people import Address, GridRef
from gridward.ground.register.terms.people import Measure, OrganisationKind
from gridward.kernel.http import Shape
from gridward.work.inspections.models import Inspection, InspectionFinding
from gridward.work.inspections.queries.looking import Looked
from gridward.work.inspections.queries.notices import number_of
from gridward.work.inspections.queries.rows import unsealed
from gridward.work.inspections.rules.checklists import checklist, figures
from gridward.work.inspections.schemas import Code, Moment, Name, Said
from gridward.work.inspections.terms import (
    MOST_PHOTOS,
    ChecklistItem,
    InspectionAnswer,
    InspectionPurpose,
    InspectionSaid,
    InspectionSeriousness,
    InspectionSubject,
    ItemSaid,
)
from gridward.work.workorders.schemas.linked import LinkedOrder

Photos = Annotated[list[UUID], Field(max_length=MOST_PHOTOS)]


class InspectionItemIn(Schema):
    """The answer to one item; `days` are working days until it has to be put right."""

    code: Code
    answer: InspectionAnswer
    text: Said = ""
    photos: Photos = []
    on_the_spot: bool = False
    demand: Said = ""
    days: Annotated[int, Field(ge=0, le=60)] | None = None


class InspectionIn(Schema):
    """An inspection with the id that its sender gives it, of one organisation, facility, grid or notice."""

    id: UUID
    purpose: InspectionPurpose = InspectionPurpose.DUTY
    organisation_id: UUID | None = None
    facility_id: UUID | None = None
    grid_id: UUID | None = None
    notice_id: UUID | None = None
    planned_id: UUID | None = None
    place: Address = ""
    present: Name = ""
    present_role: Name = ""
    text: Said = ""
    refuses: bool = False
    at: Moment | None = None
    items: Annotated[list[InspectionItemIn], Field(max_length=60)]

    def said(self) -> InspectionSaid:
        """As the services take it."""
        words = self.model_dump(exclude={"items"})
        items = tuple(
            ItemSaid(**one.model_dump(exclude={"photos"}), photos=tuple(one.photos))
            for one in self.items
        )
        return InspectionSaid(**words, items=items)


class InspectionItemOut(Shape):
    """An item of a checklist in the caller's language; `known` is what the register has of its measure."""

    code: str
    text: str
    remedy: str
    basis: str
    seriousness: InspectionSeriousness
    days: int
    days_source: str
    measure: Measure | None
    known: bool | None

    @classmethod
    def of(cls, item: ChecklistItem, known: set[Measure], language: str) -> "InspectionItemOut":
        """From an item."""
        return cls(
            code=item.code,
            text=item.text[language],
            remedy=item.remedy[language],
            basis=item.basis,
            seriousness=item.seriousness,
            days=item.days,
            days_source=item.days_source,
            measure=item.measure,
            known=item.measure in known if item.measure else None,
        )


class InspectionRefOut(Shape):
    """What an inspection is of."""

    id: UUID
    name: str


class InspectionStartOut(Shape):
    """What an inspection begins with."""

    subject: InspectionSubject
    grid: GridRef
    organisation: InspectionRefOut | None
    kind: OrganisationKind | None
    facility: InspectionRefOut | None
    notice: InspectionRefOut | None
    place: str
    checklist: str
    title: str
    most_days: int
    items: list[InspectionItemOut]

    @classmethod
    def of(cls, looked: Looked, day: date, language: str) -> "InspectionStartOut":
        """From what is looked at."""
        known = set(looked.known)
        of, at, notice = looked.organisation, looked.facility, looked.notice
        return cls(
            subject=looked.subject,
            grid=GridRef.of(looked.grid),
            organisation=InspectionRefOut(id=of.pk, name=of.name) if of else None,
            kind=OrganisationKind(of.kind) if of else None,
            facility=InspectionRefOut(id=at.pk, name=at.name) if at else None,
            notice=InspectionRefOut(id=notice.pk, name=number_of(notice)) if notice else None,
            place=looked.place,
            checklist=looked.checklist.code,
            title=looked.checklist.title[language],
            most_days=figures(day).most_days,
            items=[InspectionItemOut.of(one, known, language) for one in looked.items],
        )


class InspectionOrderOut(LinkedOrder):
    """The work order of a finding or a notice: where it stands is told by it alone."""


class InspectionFindingOut(Shape):
    """What was wanting."""

    id: UUID
    item: str
    title: str
    seriousness: InspectionSeriousness
    text: str
    on_the_spot: bool
    photos: list[UUID]
    order: InspectionOrderOut | None

    @classmethod
    def of(cls, row: InspectionFinding, title: str, language: str) -> "InspectionFindingOut":
        """From a row; raises SealBroken."""
        return cls(
            id=row.pk,
            item=row.item,
            title=title,
            seriousness=InspectionSeriousness(row.seriousness),
            text=unsealed(row)["text"],
            on_the_spot=row.on_the_spot,
            photos=row.photos,
            order=InspectionOrderOut.of(row.order, language) if row.order else None,
        )


class InspectionAnswerOut(Shape):
    """The answer that was given to an item."""

    code: str
    text: str
    answer: InspectionAnswer


class InspectionRow(Shape):
    """An inspection in a list; `left` are findings that were not put right on the spot."""

    id: UUID
    grid: GridRef
    subject: InspectionSubject
    purpose: InspectionPurpose
    organisation_id: UUID | None
    facility_id: UUID | None
    name: str
    place: str
    at: datetime
    by: str
    found: int
    left: int

    @classmethod
    def of(cls, row: Any) -> "InspectionRow":
        """From a row with its counts."""
        return cls(**_plain(row), found=row.found, left=row.left)


class InspectionOut(Shape):
    """One inspection whole."""

    id: UUID
    grid: GridRef
    subject: InspectionSubject
    purpose: InspectionPurpose
    organisation_id: UUID | None
    facility_id: UUID | None
    name: str
    place: str
    at: datetime
    by: str
    title: str
    present: str
    present_role: str
    text: str
    refuses: bool
    answers: list[InspectionAnswerOut]
    findings: list[InspectionFindingOut]
    notice: InspectionRefOut | None
    recheck_of: InspectionRefOut | None

    @classmethod
    def of(cls, row: Inspection, language: str) -> "InspectionOut":
        """From a row that was read whole; raises SealBroken."""
        listed, told = checklist(row.checklist, row.day), unsealed(row)
        titles = {one.code: one.text[language] for one in listed.items}
        notice, before = getattr(row, "notice", None), row.recheck_of
        return cls(
            **_plain(row),
            title=listed.title[language],
            present=told["present"],
            present_role=told["role"],
            text=told["text"],
            refuses=told["refuses"],
            answers=[
                InspectionAnswerOut(code=code, text=titles[code], answer=row.answer(code))
                for code in row.answers
            ],
            findings=[
                InspectionFindingOut.of(one, titles[one.item], language)
                for one in row.findings.all()
            ],
            notice=InspectionRefOut(id=notice.pk, name=number_of(notice)) if notice else None,
            recheck_of=InspectionRefOut(id=before.pk, name=number_of(before)) if before else None,
        )


def _plain(row: Inspection) -> dict[str, Any]:
    subject = row.organisation or row.facility
    return {
        "id": row.pk,
        "grid": GridRef.of(row.grid),
        "subject": InspectionSubject(row.subject),
        "purpose": InspectionPurpose(row.purpose),
        "organisation_id": row.organisation_id,
        "facility_id": row.facility_id,
        "name": subject.name if subject else row.grid.name,
        "place": row.place,
        "at": row.at,
        "by": row.account_name,
    }
