"""Doors of inspections and their photographs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema, Status

from gridward.kernel import clock
from gridward.kernel.access import Permission
from gridward.kernel.http import PageOut, actor_of, answers, door
from gridward.kernel.paging import page
from gridward.work.inspections.api.shared import reader, spoken
from gridward.work.inspections.queries.inspections import (
    InspectionFilter,
    inspection_of,
    inspections,
)
from gridward.work.inspections.queries.looking import looked_at
from gridward.work.inspections.schemas.seen import (
    InspectionIn,
    InspectionOut,
    InspectionRow,
    InspectionStartOut,
)
from gridward.work.inspections.services.photos import keep_inspection_photo, see_inspection_photo
from gridward.work.inspections.services.recording import record_inspection
from gridward.work.inspections.terms import InspectionPurpose, InspectionSaid, InspectionSubject

router = door("inspections")


class InspectionsWanted(Schema):
    """Which inspections; `after` is the cursor of the page before."""

    grid_id: UUID | None = None
    organisation_id: UUID | None = None
    facility_id: UUID | None = None
    subject: InspectionSubject | None = None
    after: str | None = None

    def filter(self) -> InspectionFilter:
        """As queries take it."""
        return InspectionFilter(**self.model_dump(exclude={"after"}))


class InspectionAbout(Schema):
    """What is to be looked at: one of these."""

    organisation_id: UUID | None = None
    facility_id: UUID | None = None
    grid_id: UUID | None = None
    notice_id: UUID | None = None


@router.get("", response=answers(PageOut[InspectionRow]))
def list_inspections(request: HttpRequest, wanted: Query[InspectionsWanted]) -> object:
    """Inspections, the newest first."""
    found = page(inspections(reader(request), wanted.filter()), ["-at", "-id"], wanted.after)
    return PageOut[InspectionRow](
        items=[InspectionRow.of(row) for row in found.rows], next=found.next
    )


@router.get("/start", response=answers(InspectionStartOut))
def get_start(request: HttpRequest, wanted: Query[InspectionAbout]) -> object:
    """The checklist of a subject, with what the register knows of each item already."""
    actor = actor_of(request)
    actor.require(Permission.INSPECTION_RECORD)
    said = InspectionSaid(
        id=UUID(int=0), purpose=InspectionPurpose.DUTY, items=(), **wanted.model_dump()
    )
    return InspectionStartOut.of(looked_at(actor, said), clock.today(), spoken(request))


@router.post("", response=answers(InspectionOut, 201))
def post_inspection(request: HttpRequest, given: InspectionIn) -> object:
    """Record an inspection; sent again with its id, the same one comes back."""
    actor = actor_of(request)
    made = record_inspection(actor, said=given.said())
    return Status(201, InspectionOut.of(inspection_of(actor, made.pk), spoken(request)))


@router.post("/photos", response=answers(None, 204))
def post_inspection_photo(request: HttpRequest, photo: UUID) -> object:
    """Take in a photograph (JPEG, PNG or WebP) that a finding will name by the id `photo`.

    Sent again, nothing changes.
    """
    keep_inspection_photo(actor_of(request), photo_id=photo, content=request.body)
    return Status(204, None)


@router.get("/photos/{photo_id}", response=answers(None))
def get_inspection_photo(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """A photograph (JPEG); the look is recorded."""
    content = see_inspection_photo(reader(request), photo_id=photo_id)
    return HttpResponse(content, content_type="image/jpeg")


@router.get("/{uuid:inspection_id}", response=answers(InspectionOut))
def get_inspection(request: HttpRequest, inspection_id: UUID) -> object:
    """One inspection with its findings."""
    return InspectionOut.of(inspection_of(reader(request), inspection_id), spoken(request))
