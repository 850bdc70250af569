"""Doors: the tree, the map, grids."""

from uuid import UUID

from django.http import HttpRequest

from gridward.ground.territory.api import answers as told
from gridward.ground.territory.api.created import created
from gridward.ground.territory.api.reader import reader
from gridward.ground.territory.queries import grid_of, street_of
from gridward.ground.territory.queries.tree import bbox, building_features, grid_features, tree
from gridward.ground.territory.schemas import (
    GridChange,
    GridOut,
    MapOut,
    MergeIn,
    SplitIn,
    SplitOut,
    TreeOut,
)
from gridward.ground.territory.services.grids import change_grid
from gridward.ground.territory.services.scope import reaching
from gridward.ground.territory.services.successions import merge_grids, split_grid
from gridward.kernel.http import actor_of, answers, door

router = door("territory")


@router.get("/tree", response=answers(TreeOut))
def get_tree(request: HttpRequest) -> object:
    """The street with its communities and grids in force."""
    actor = reader(request)
    street = street_of(actor)
    return told.tree(actor, street, tree(actor, street))


@router.get("/map", response=answers(MapOut))
def get_map(request: HttpRequest) -> object:
    """The boundaries of the grids in force."""
    features = grid_features(reader(request))
    return {"bbox": bbox(features), "features": features}


@router.get("/map/buildings", response=answers(MapOut))
def get_map_buildings(request: HttpRequest, grid: UUID | None = None) -> object:
    """The buildings at the caller's grids, or of one of them."""
    actor = reader(request)
    features = building_features(actor, grid_of(actor, grid) if grid else None)
    return {"bbox": bbox(features), "features": features}


@router.post("/grids/merge", response=answers(GridOut, 201))
def post_merge(request: HttpRequest, given: MergeIn) -> object:
    """Retire base grids of one community in favour of a new one.

    Stands before the routes of one grid, since an address matches the first route whatever its method.
    """
    actor = actor_of(request)

    def merge() -> object:
        grids = [grid_of(actor, one) for one in given.grids]
        made = merge_grids(actor, grids=grids, name=given.name, on=given.on)
        return told.grid(reaching(actor, [made]), made)

    return created(request, GridOut, given, merge)


@router.get("/grids/{grid_id}", response=answers(GridOut))
def get_grid(request: HttpRequest, grid_id: UUID) -> object:
    """One grid, retired ones too: bounds, area, what stands in it, what it came from and what took over."""
    actor = actor_of(request)
    return told.grid(actor, grid_of(actor, grid_id))


@router.patch("/grids/{grid_id}", response=answers(GridOut))
def patch_grid(request: HttpRequest, grid_id: UUID, given: GridChange) -> object:
    """Change a grid's name or boundary."""
    actor = actor_of(request)
    change_grid(actor, grid=grid_of(actor, grid_id), **given.dict(exclude_unset=True))
    return told.grid(actor, grid_of(actor, grid_id))


@router.post("/grids/{grid_id}/split", response=answers(SplitOut, 201))
def post_split(request: HttpRequest, grid_id: UUID, given: SplitIn) -> object:
    """Retire a base grid in favour of pieces with new codes."""
    actor = actor_of(request)
    pieces = [piece.plain() for piece in given.pieces]

    def split() -> object:
        made = split_grid(actor, grid=grid_of(actor, grid_id), pieces=pieces, on=given.on)
        wider = reaching(actor, made)
        return {"grids": [told.grid(wider, one) for one in made]}

    return created(request, SplitOut, given, split)
