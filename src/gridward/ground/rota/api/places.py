"""Doors of duty places, of what they demand, of who is on duty, and of the sheet for the wall."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Status

from gridward.ground.rota.queries.duty import cover_at, duty_at, open_places
from gridward.ground.rota.queries.rows import places
from gridward.ground.rota.rules.spans import day_span
from gridward.ground.rota.schemas.places import (
    CoverAtOut,
    Day,
    DutyAtOut,
    DutyDemandIn,
    DutyDemandOut,
    DutyPlaceChangeIn,
    DutyPlaceIn,
    DutyPlaceOut,
    DutyVersionIn,
    demand_of,
)
from gridward.ground.rota.schemas.shifts import Instant, ShiftDay
from gridward.ground.rota.services.places import add_place, change_place, close_place, set_demand
from gridward.ground.rota.services.sheets import week_sheet
from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Permission
from gridward.kernel.http import (
    PageOut,
    actor_of,
    answers,
    door,
    file_answer,
    language_of,
)
from gridward.kernel.paging import page

router = door("rota")


@router.get("/places", response=answers(PageOut[DutyPlaceOut]))
def list_duty_places(
    request: HttpRequest,
    grid_id: UUID | None = None,
    closed: bool = False,
    after: str | None = None,
) -> object:
    """Duty places by name, those that are open, or closed."""
    rows = places(actor_of(request)).filter(closed_on__isnull=not closed)
    made = page(rows.filter(grid=grid_id) if grid_id else rows, ["name", "id"], after)
    return PageOut[DutyPlaceOut](items=[DutyPlaceOut.of(row) for row in made.rows], next=made.next)


@router.post("/places", response=answers(DutyPlaceOut, 201))
def post_duty_place(request: HttpRequest, given: DutyPlaceIn) -> object:
    """A place where somebody will be on duty."""
    row = add_place(actor_of(request), **given.model_dump())
    return Status(201, DutyPlaceOut.of(row))


@router.get("/places/{uuid:place_id}", response=answers(DutyPlaceOut))
def get_duty_place(request: HttpRequest, place_id: UUID) -> object:
    """One duty place."""
    return DutyPlaceOut.of(found(places(actor_of(request)), place_id))


@router.patch("/places/{uuid:place_id}", response=answers(DutyPlaceOut))
def patch_duty_place(request: HttpRequest, place_id: UUID, given: DutyPlaceChangeIn) -> object:
    """Change name, kind or lanes."""
    row = change_place(actor_of(request), place_id=place_id, version=given.version, **given.given())
    return DutyPlaceOut.of(row)


@router.post("/places/{uuid:place_id}/close", response=answers(DutyPlaceOut))
def post_duty_place_close(request: HttpRequest, place_id: UUID, given: DutyVersionIn) -> object:
    """Nobody is on duty there any more; shifts to come are cancelled."""
    row = close_place(actor_of(request), place_id=place_id, version=given.version)
    return DutyPlaceOut.of(row)


@router.get("/places/{uuid:place_id}/demand", response=answers(list[DutyDemandOut]))
def list_duty_demands(request: HttpRequest, place_id: UUID) -> object:
    """What a place demands, all versions, the latest first."""
    row = found(places(actor_of(request)), place_id)
    return [DutyDemandOut.of(one) for one in row.demands.order_by("-since")]


@router.post("/places/{uuid:place_id}/demand", response=answers(DutyDemandOut, 201))
def post_duty_demand(request: HttpRequest, place_id: UUID, given: DutyDemandIn) -> object:
    """What a place demands from a day on."""
    row = set_demand(
        actor_of(request), place_id=place_id, since=given.since, hours=demand_of(given.hours)
    )
    return Status(201, DutyDemandOut.of(row))


@router.get("/duty", response=answers(list[DutyAtOut]))
def list_duty(
    request: HttpRequest,
    at: Instant | None = None,
    grid_id: UUID | None = None,
    place_id: UUID | None = None,
) -> object:
    """Who is on duty where at an instant, now where none is named, and who is next."""
    actor = actor_of(request)
    rows = duty_at(actor, at or clock.now(), open_places(actor, grid_id, place_id))
    return [DutyAtOut.of(one) for one in rows]


@router.get("/cover", response=answers(list[CoverAtOut]))
def list_cover(
    request: HttpRequest,
    first: ShiftDay | None = None,
    last: ShiftDay | None = None,
    grid_id: UUID | None = None,
    place_id: UUID | None = None,
) -> object:
    """Gaps and overlaps of places that demand anything, from a local day to a day; today where none is named."""
    actor, since = actor_of(request), first or clock.today()
    span = day_span(since, last or since)
    rows = cover_at(actor, span, open_places(actor, grid_id, place_id))
    return [CoverAtOut.of(one) for one in rows]


@router.get("/sheet", response=answers(None))
def get_duty_sheet(
    request: HttpRequest,
    first: Day | None = None,
    place_id: UUID | None = None,
    community: str = "",
) -> HttpResponse:
    """A week of a place or a community on A3, for the wall; the taking is on the record."""
    actor = actor_of(request)
    actor.require(Permission.STAFF_READ)
    made = week_sheet(
        actor,
        first=first or clock.today(),
        place_id=place_id,
        community=community,
        language=language_of(request),
    )
    return file_answer(made.content, made.file_name, made.format.content_type)
