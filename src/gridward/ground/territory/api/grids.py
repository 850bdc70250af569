"""Doors: the tree, the map, grids."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest

from gridward.ground.territory.api import answers as told
from gridward.ground.territory.api.reader import reader
from gridward.ground.territory.queries import grid_coded, grid_of, street_of
from gridward.ground.territory.queries.lineage import streets_on
from gridward.ground.territory.queries.tree import (
    Days,
    bbox,
    building_features,
    grid_features,
    known_since,
    tree,
)
from gridward.ground.territory.schemas.places import (
    GridChange,
    GridOut,
    MapOut,
    TreeOut,
)
from gridward.ground.territory.services.grids import change_grid
from gridward.kernel import clock
from gridward.kernel.http import actor_of, answers, door

router = door("territory")


@router.get("/tree", response=answers(TreeOut))
def get_tree(request: HttpRequest, on: date | None = None) -> object:
    """The street with its communities and grids in force, today or on a past day."""
    actor, day = reader(request), on or clock.today()
    streets = streets_on(street_of(actor), day)
    branches = tree(actor, streets, day)
    peopled = (one.community.parent_id for one in branches if one.grids)
    own = next((one for one in streets if one.pk == actor.street_id), streets[0])
    shown = {one.pk: one for one in streets}.get(next(peopled, None) or own.pk, own)
    return told.tree(actor, shown, branches, Days(day, known_since(actor)))


@router.get("/map", response=answers(MapOut))
def get_map(request: HttpRequest, on: date | None = None) -> object:
    """The boundaries of the grids in force, today or as they were drawn on a past day."""
    features = grid_features(reader(request), on)
    return {"bbox": bbox(features), "features": features}


@router.get("/map/buildings", response=answers(MapOut))
def get_map_buildings(request: HttpRequest, grid: UUID | None = None) -> object:
    """The buildings at the caller's grids, or of one of them."""
    actor = reader(request)
    features = building_features(actor, grid_of(actor, grid) if grid else None)
    return {"bbox": bbox(features), "features": features}


@router.get("/grids/coded", response=answers(GridOut))
def get_grid_coded(request: HttpRequest, code: str = "") -> object:
    """One grid by its code of 15 digits, retired ones too: an old code still leads to its grid and its heirs.

    Stands before the routes of one grid, since an address matches the first route whatever its method.
    """
    actor = reader(request)
    return told.grid(actor, grid_coded(actor, code))


@router.get("/grids/{grid_id}", response=answers(GridOut))
def get_grid(request: HttpRequest, grid_id: UUID) -> object:
    """One grid, retired ones too: bounds, area, what stands in it, what it came from and what took over."""
    actor = actor_of(request)
    return told.grid(actor, grid_of(actor, grid_id))


@router.patch("/grids/{grid_id}", response=answers(GridOut))
def patch_grid(request: HttpRequest, grid_id: UUID, given: GridChange) -> object:
    """Change a grid's name or boundary."""
    actor = actor_of(request)
    change_grid(actor, grid=grid_of(actor, grid_id), **given.model_dump(exclude_unset=True))
    return told.grid(actor, grid_of(actor, grid_id))
