"""Doors: sites, buildings, dwellings."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema, Status

from gridward.ground.territory.api import answers as told
from gridward.ground.territory.api.created import created
from gridward.ground.territory.api.reader import reader
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries import grid_of, street_of
from gridward.ground.territory.queries.places import building_of, site_of, sites_of
from gridward.ground.territory.schemas.places import (
    BuildingChange,
    BuildingIn,
    BuildingOut,
    DoorsIn,
    DwellingChange,
    DwellingIn,
    DwellingOut,
    PatternDoorOut,
    RetireIn,
    SiteChange,
    SiteIn,
    SiteOut,
    SiteRow,
)
from gridward.ground.territory.services.buildings import add_building, change_building
from gridward.ground.territory.services.doors import add_doors, change_dwelling, retire_dwelling
from gridward.ground.territory.services.dwellings import add_dwelling
from gridward.ground.territory.services.sites import add_site, change_site
from gridward.ground.territory.terms.places import SiteKind
from gridward.kernel.access import Actor
from gridward.kernel.http import PageOut, actor_of, answers, door
from gridward.kernel.paging import page

router = door("territory")
LOCATED = {"grid_id", "longitude", "latitude"}


class SiteFilter(Schema):
    """Which sites."""

    grid: UUID | None = None
    kind: SiteKind | None = None
    q: str = ""
    after: str | None = None


@router.get("/sites", response=answers(PageOut[SiteRow]))
def list_sites(request: HttpRequest, wanted: Query[SiteFilter]) -> object:
    """Sites at the caller's grids by name."""
    rows = sites_of(reader(request), grid=wanted.grid, kind=wanted.kind, text=wanted.q)
    found = page(rows, ["name", "id"], wanted.after)
    return {"items": [told.site_row(row) for row in found.rows], "next": found.next}


@router.post("/sites", response=answers(SiteOut, 201))
def post_site(request: HttpRequest, given: SiteIn) -> object:
    """Enter a site."""
    actor = actor_of(request)

    def add() -> object:
        site = add_site(
            actor,
            street=street_of(actor),
            grid=_grid(actor, given.grid_id),
            position=given.position(),
            **given.model_dump(exclude=LOCATED),
        )
        return told.site(actor, site_of(actor, site.pk))

    return created(request, SiteOut, given, add)


@router.get("/sites/{site_id}", response=answers(SiteOut))
def get_site(request: HttpRequest, site_id: UUID) -> object:
    """One site with its buildings."""
    actor = actor_of(request)
    return told.site(actor, site_of(actor, site_id))


@router.patch("/sites/{site_id}", response=answers(SiteOut))
def patch_site(request: HttpRequest, site_id: UUID, given: SiteChange) -> object:
    """Change a site."""
    actor = actor_of(request)
    change_site(
        actor,
        site=site_of(actor, site_id),
        grid=_grid(actor, given.grid_id),
        position=given.position(),
        **_said(given),
    )
    return told.site(actor, site_of(actor, site_id))


@router.post("/sites/{site_id}/buildings", response=answers(BuildingOut, 201))
def post_building(request: HttpRequest, site_id: UUID, given: BuildingIn) -> object:
    """Enter a building of a site."""
    actor = actor_of(request)

    def add() -> object:
        building = add_building(
            actor,
            site=site_of(actor, site_id),
            grid=_grid(actor, given.grid_id),
            position=given.position(),
            **given.model_dump(exclude=LOCATED),
        )
        return told.building(building_of(actor, building.pk))

    return created(request, BuildingOut, given, add)


@router.get("/buildings/{building_id}", response=answers(BuildingOut))
def get_building(request: HttpRequest, building_id: UUID) -> object:
    """One building as its table of doors."""
    return told.building(building_of(actor_of(request), building_id))


@router.patch("/buildings/{building_id}", response=answers(BuildingOut))
def patch_building(request: HttpRequest, building_id: UUID, given: BuildingChange) -> object:
    """Change a building."""
    actor = actor_of(request)
    change_building(
        actor,
        building=building_of(actor, building_id),
        grid=_grid(actor, given.grid_id),
        position=given.position(),
        **_said(given, clearable="floors"),
    )
    return told.building(building_of(actor, building_id))


@router.post("/buildings/{building_id}/dwellings", response=answers(DwellingOut, 201))
def post_dwelling(request: HttpRequest, building_id: UUID, given: DwellingIn) -> object:
    """Enter a door of a building."""
    actor = actor_of(request)

    def add() -> object:
        return add_dwelling(actor, building=building_of(actor, building_id), **given.model_dump())

    return created(request, DwellingOut, given, add)


@router.post("/buildings/{building_id}/doors", response=answers(list[PatternDoorOut]))
def post_doors(request: HttpRequest, building_id: UUID, given: DoorsIn) -> object:
    """Enter the doors that a line names; known ones stay, so sending it twice changes nothing."""
    actor = actor_of(request)
    return add_doors(actor, building=building_of(actor, building_id), **given.model_dump())


@router.patch("/dwellings/{dwelling_id}", response=answers(DwellingOut))
def patch_dwelling(request: HttpRequest, dwelling_id: UUID, given: DwellingChange) -> object:
    """Correct what is written on a door."""
    said = given.model_dump(exclude_unset=True)
    return change_dwelling(actor_of(request), dwelling_id=dwelling_id, **said)


@router.post("/dwellings/{dwelling_id}/retire", response=answers(None, 204))
def post_retire(request: HttpRequest, dwelling_id: UUID, given: RetireIn) -> object:
    """Take a door off that does not exist."""
    retire_dwelling(actor_of(request), dwelling_id=dwelling_id, version=given.version)
    return Status(204, None)


def _said(given: Schema, clearable: str = "") -> dict[str, Any]:
    """What the sender wrote; nothing where a value must be stands for leaving it as it is."""
    said = given.model_dump(exclude_unset=True, exclude=LOCATED)
    return {name: one for name, one in said.items() if one is not None or name == clearable}


def _grid(actor: Actor, grid_id: UUID | None) -> Grid | None:
    return grid_of(actor, grid_id) if grid_id else None
