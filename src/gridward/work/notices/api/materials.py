"""Doors of publicity: written, renewed, handed out, shown; whom it reached."""

from typing import Annotated
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema, Status
from pydantic import Field

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door, file_answer
from gridward.kernel.paging import page
from gridward.work.notices.queries.material_doors import buildings_with, doors_with, with_notes
from gridward.work.notices.queries.materials import (
    MaterialFilter,
    material_of,
    materials,
    reached,
    shown,
    spread,
)
from gridward.work.notices.queries.places import places_of
from gridward.work.notices.schemas.materials import (
    MaterialBuildingOut,
    MaterialDoorOut,
    MaterialGridOut,
    MaterialHandedIn,
    MaterialIn,
    MaterialListIn,
    MaterialNotedOut,
    MaterialOut,
    MaterialRow,
    MaterialShownIn,
    MaterialShownOut,
    MaterialSubjectOut,
    MaterialTakenBackIn,
    MaterialVersionIn,
    ToldPlaceOut,
)
from gridward.work.notices.services.material_files import (
    keep_material_file,
    material_file,
    material_poster,
)
from gridward.work.notices.services.material_lists import unreached_list
from gridward.work.notices.services.materials import make_material, withdraw_material
from gridward.work.notices.services.posters import page_of
from gridward.work.notices.services.reached import (
    hand_out,
    show_material,
    take_back_handed,
    take_back_shown,
)
from gridward.work.notices.terms import MaterialFormat, ReachedBy, SubjectKind

router = door("materials")
MEDIA = {MaterialFormat.JPEG: ("image/jpeg", "jpg"), MaterialFormat.PDF: ("application/pdf", "pdf")}
MOST_PLACES = 20
"""So many grids with their buildings are told at once."""


class MaterialsWanted(Schema):
    """Those that hold today, or all; of one grid, or of all."""

    now: bool = False
    grid_id: UUID | None = None
    after: str | None = None


class ReachedWanted(Schema):
    """Households or units, of one grid or all, reached in one way or in any."""

    kind: SubjectKind = SubjectKind.HOUSEHOLD
    grid_id: UUID | None = None
    by: ReachedBy | None = None
    after: str | None = None


class PlacesWanted(Schema):
    """Of which grids."""

    grid_ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_PLACES)]


class BuildingsWanted(Schema):
    """Of which grid."""

    grid_id: UUID


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.WORK_READ)
    return actor


def _names(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.REGISTER_READ)
    return actor


@router.get("", response=answers(PageOut[MaterialRow]))
def list_materials(request: HttpRequest, wanted: Query[MaterialsWanted]) -> object:
    """Materials, the newest first."""
    today = clock.today()
    chosen = MaterialFilter(today if wanted.now else None, wanted.grid_id)
    found = page(materials(_reader(request), chosen), ["-valid_from", "-id"], wanted.after)
    items = [MaterialRow.of(row, today) for row in found.rows]
    return PageOut[MaterialRow](items=items, next=found.next)


@router.post("", response=answers(MaterialOut, 201))
def post_material(request: HttpRequest, given: MaterialIn) -> object:
    """Write a material or its next edition; sent again with its id, the same one comes back."""
    actor = actor_of(request)
    row = make_material(actor, material_id=given.id, said=given.said())
    return Status(201, _whole(actor, row.pk))


@router.get("/places", response=answers(list[ToldPlaceOut]))
def list_told_places(request: HttpRequest, wanted: Query[PlacesWanted]) -> object:
    """The buildings of some grids with their stairwells, to say where something is told."""
    return [ToldPlaceOut.of(one) for one in places_of(_reader(request), wanted.grid_ids)]


@router.get("/{uuid:material_id}", response=answers(MaterialOut))
def get_material(request: HttpRequest, material_id: UUID) -> object:
    """One material, and how far it is at each grid."""
    return _whole(_reader(request), material_id)


@router.post("/{uuid:material_id}/withdraw", response=answers(MaterialOut))
def post_material_withdrawn(
    request: HttpRequest, material_id: UUID, given: MaterialVersionIn
) -> object:
    """It is handed out no more."""
    actor = actor_of(request)
    withdraw_material(actor, material_id=material_id, version=given.version)
    return _whole(actor, material_id)


@router.post("/{uuid:material_id}/file", response=answers(None, 204))
def post_material_file(request: HttpRequest, material_id: UUID) -> object:
    """Put a picture (JPEG, PNG or WebP, drawn anew) or a PDF beside the text. Sent again, nothing changes."""
    keep_material_file(actor_of(request), material_id=material_id, content=request.body)
    return Status(204, None)


@router.get("/{uuid:material_id}/file", response=answers(None))
def get_material_file(request: HttpRequest, material_id: UUID) -> HttpResponse:
    """The file, as long as it is handed out."""
    kept = material_file(_reader(request), material_id=material_id)
    media, ending = MEDIA[MaterialFormat(kept.format)]
    return file_answer(bytes(kept.content), f"{kept.material.title}.{ending}", media)


@router.post("/{uuid:material_id}/poster", response=answers(None))
def post_material_poster(request: HttpRequest, material_id: UUID) -> HttpResponse:
    """The poster as PDF."""
    made = material_poster(_reader(request), material_id=material_id, address=settings.PUBLIC_URL)
    return file_answer(made.content, made.file_name, made.format.content_type)


@router.post("/{uuid:material_id}/list", response=answers(None))
def post_material_list(
    request: HttpRequest, material_id: UUID, given: MaterialListIn
) -> HttpResponse:
    """Whom it has not reached yet at a grid, as PDF."""
    made = unreached_list(_names(request), material_id=material_id, grid_id=given.grid_id)
    return file_answer(made.content, made.file_name, made.format.content_type)


@router.get("/{uuid:material_id}/reached", response=answers(PageOut[MaterialSubjectOut]))
def list_reached(request: HttpRequest, material_id: UUID, wanted: Query[ReachedWanted]) -> object:
    """Whom it is for, and by what each was reached."""
    actor = _names(request)
    row = material_of(actor, material_id)
    rows = reached(actor, row, wanted.kind, by=wanted.by, grid_id=wanted.grid_id)
    found = page(rows, ["grid__code", "label", "id"], wanted.after)
    told = with_notes(row, wanted.kind, found.rows)
    items = [MaterialSubjectOut.of(one) for one in told]
    return PageOut[MaterialSubjectOut](items=items, next=found.next)


@router.get("/{uuid:material_id}/buildings", response=answers(list[MaterialBuildingOut]))
def list_material_buildings(
    request: HttpRequest, material_id: UUID, wanted: Query[BuildingsWanted]
) -> object:
    """The buildings of a grid, and in how many of their households it is."""
    actor = _names(request)
    told = buildings_with(actor, material_of(actor, material_id), wanted.grid_id)
    return [MaterialBuildingOut.of(one) for one in told]


@router.get("/{uuid:material_id}/doors", response=answers(list[MaterialDoorOut]))
def list_material_doors(request: HttpRequest, material_id: UUID, building_id: UUID) -> object:
    """The households of a building, door by door."""
    actor = _names(request)
    told = doors_with(actor, material_of(actor, material_id), building_id)
    return [MaterialDoorOut.of(one) for one in told]


@router.post("/{uuid:material_id}/handed", response=answers(MaterialNotedOut))
def post_handed(request: HttpRequest, material_id: UUID, given: MaterialHandedIn) -> object:
    """Note who has it; those noted before stay."""
    noted = hand_out(
        actor_of(request),
        material_id=material_id,
        kind=given.kind,
        ids=given.subject_ids,
        way=given.way,
        on=given.on,
    )
    return MaterialNotedOut(noted=noted)


@router.post("/{uuid:material_id}/handed/back", response=answers(MaterialNotedOut))
def post_handed_back(request: HttpRequest, material_id: UUID, given: MaterialTakenBackIn) -> object:
    """Somebody was noted by mistake."""
    actor = actor_of(request)
    gone = take_back_handed(actor, material_id=material_id, kind=given.kind, ids=given.subject_ids)
    return MaterialNotedOut(noted=gone)


@router.post("/{uuid:material_id}/shown", response=answers(MaterialOut))
def post_shown(request: HttpRequest, material_id: UUID, given: MaterialShownIn) -> object:
    """Note where it hangs, or in which group it was told."""
    actor = actor_of(request)
    show_material(actor, material_id=material_id, way=given.way, place=given.place(), on=given.on)
    return _whole(actor, material_id)


@router.post("/shown/{shown_id}/back", response=answers(None, 204))
def post_shown_back(request: HttpRequest, shown_id: UUID) -> object:
    """It was noted by mistake."""
    take_back_shown(actor_of(request), shown_id=shown_id)
    return Status(204, None)


def _whole(actor: Actor, material_id: UUID) -> MaterialOut:
    row = material_of(actor, material_id)
    return MaterialOut(
        **MaterialRow.told(row, clock.today()),
        kinds=row.kinds,
        buildings=row.buildings,
        units=row.units,
        page=page_of(row, settings.PUBLIC_URL),
        grids=[MaterialGridOut.of(one) for one in spread(actor, row)],
        shown=[
            MaterialShownOut.of(one)
            for one in shown(actor, row).order_by("grid__code", "-on", "id")
        ],
    )
