"""Succession: grids are split and merged under new codes, and their places follow.

The retired grid keeps its code for ever. Register rows follow through the event GridSucceeded.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from shapely.geometry import shape

from gridward.ground.territory.models import Building, Dwelling, Grid, GridSuccession, Site, Unit
from gridward.ground.territory.problems import (
    CommunitiesDiffer,
    DayAhead,
    DaysNotInOrder,
    NameMissing,
    NotABaseGrid,
)
from gridward.ground.territory.rules.locating import GridMap
from gridward.ground.territory.rules.shapes import joined
from gridward.ground.territory.rules.succession import Piece as LandPiece
from gridward.ground.territory.rules.succession import TooFewPieces, check_merge, check_split
from gridward.ground.territory.services.grids import code_for, locked_grid, note
from gridward.ground.territory.services.parts import part_of_site
from gridward.ground.territory.services.scope import reaching
from gridward.ground.territory.services.shapes import give_boundary
from gridward.ground.territory.terms.places import GridKind, GridSucceeded, TerritoryAct
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce
from gridward.kernel.models import touched

Chooser = Callable[[float | None, float | None], UUID]


@dataclass(frozen=True)
class Piece:
    """One of the grids that a split makes; `boundary` is GeoJSON."""

    name: str
    boundary: Mapping[str, Any]


@transaction.atomic
def split_grid(
    actor: Actor, *, grid: Grid, pieces: Sequence[Piece], on: date | None = None
) -> list[Grid]:
    """Retire a base grid in favour of its pieces; each place goes to the piece in which it stands.

    A building without a position goes with its site, a site without one with its buildings' majority, else both go
    to the largest piece. Shares are those of residential doors, or of area where there are no doors.
    Raises TooFewPieces, SuccessionProblem (land lost or doubled), NameMissing, NotABaseGrid, GridRetired, DayAhead,
    DaysNotInOrder, NotAllowed, NotFound, SerialsUsedUp and what `parse_boundary` refuses.
    """
    if len(pieces) < 2:
        raise TooFewPieces(count=len(pieces))
    since = on or clock.today()
    old = _retirable(actor, grid, since)
    new = [_successor(old, piece.name, piece.boundary, since) for piece in pieces]
    _check_land(old, new)
    _store([old], new)
    reaching(actor, new, [old])
    _deal_out(old, new)
    _succeed([old], new, _shares(new))
    note(actor, TerritoryAct.GRID_SPLIT, old, successors=_names(new))
    return new


@transaction.atomic
def merge_grids(actor: Actor, *, grids: Sequence[Grid], name: str, on: date | None = None) -> Grid:
    """Retire base grids of one community in favour of one new grid over all of them.

    Raises TooFewPieces, CommunitiesDiffer, NameMissing, NotABaseGrid, GridRetired, DayAhead, DaysNotInOrder,
    NotAllowed, NotFound, SerialsUsedUp.
    """
    chosen = {grid.pk: grid for grid in sorted(grids, key=lambda one: one.code)}
    for grid in chosen.values():
        actor.require(Permission.TERRITORY_CHANGE, grid.pk)
    if len(chosen) < 2:
        raise TooFewPieces(count=len(chosen))
    since = on or clock.today()
    olds = [_retirable(actor, grid, since) for grid in chosen.values()]
    if len({old.community_id for old in olds}) > 1:
        raise CommunitiesDiffer
    boundary = joined([old.boundary for old in olds])
    if boundary:
        check_merge([shape(old.boundary) for old in olds], shape(boundary))
    new = _successor(olds[0], name, boundary, since)
    _store(olds, [new])
    reaching(actor, [new], olds)
    for rows in (Site, Building, Unit, Dwelling):
        _send(rows.objects.filter(grid__in=olds), new.pk)
    _succeed(olds, [new], {new.pk: 1.0})
    note(actor, TerritoryAct.GRID_MERGED, new, origins=_names(olds))
    return new


def _retirable(actor: Actor, grid: Grid, on: date) -> Grid:
    """The grid, locked, with its last day set."""
    old = locked_grid(actor, grid)
    if old.kind == GridKind.COMMUNITY:
        raise NotABaseGrid(name=old.name)
    if on > clock.today():
        raise DayAhead
    if on <= old.valid_from:
        raise DaysNotInOrder
    old.valid_to = on
    return old


def _successor(old: Grid, name: str, boundary: Mapping[str, Any] | None, since: date) -> Grid:
    if not name.strip():
        raise NameMissing
    grid = Grid(
        name=name.strip(),
        kind=old.kind,
        street_id=old.street_id,
        community=old.community,
        valid_from=since,
        fictional=old.fictional,
    )
    give_boundary(grid, boundary)
    return grid


def _check_land(old: Grid, new: Sequence[Grid]) -> None:
    """Refuse pieces that lose or double land of the old grid, where its boundary is known."""
    if old.boundary is None:
        return
    by_area = _parts({one.pk: one.area_m2 or 0.0 for one in new})
    pieces = [LandPiece(one.name, shape(one.boundary), by_area[one.pk]) for one in new]
    check_split(shape(old.boundary), pieces)


def _store(olds: Sequence[Grid], new: Sequence[Grid]) -> None:
    for old in olds:
        old.version += 1
        old.save()
    for one in new:
        one.code = code_for(one.community)
        one.save(force_insert=True)


def _deal_out(old: Grid, new: Sequence[Grid]) -> None:
    """Send the places of the old grid to the pieces: sites with their buildings, then what is inside these."""
    choose = _chooser(new)
    buildings: dict[UUID, list[tuple[Building, UUID]]] = defaultdict(list)
    for building in Building.objects.filter(grid=old).select_related("site"):
        place = building if building.longitude is not None else building.site
        target = choose(place.longitude, place.latitude)
        buildings[building.site_id].append((building, target))
    for site in Site.objects.filter(grid=old):
        _send_site(site, buildings[site.pk], choose)
    home = Building.objects.filter(pk=OuterRef("building")).values("grid")
    for inside in (Unit, Dwelling):
        inside.objects.filter(grid=old).update(grid=Subquery(home), **touched())


def _send_site(site: Site, buildings: Sequence[tuple[Building, UUID]], choose: Chooser) -> None:
    """A compound cut by the new border becomes one site row on each side (see `services.parts`)."""
    majority = Counter(target for _, target in buildings).most_common(1)
    if site.longitude is None and majority:
        site.grid_id = majority[0][0]
    else:
        site.grid_id = choose(site.longitude, site.latitude)
    _send(Site.objects.filter(pk=site.pk), site.grid_id)
    for building, target in buildings:
        part = part_of_site(site, target)
        Building.objects.filter(pk=building.pk).update(site=part, grid_id=target, **touched())


def _chooser(new: Sequence[Grid]) -> Chooser:
    """The piece under a position, the nearest one beside all, the largest without a position."""
    pieces = GridMap({one.pk: one.boundary or {} for one in new})
    largest = max(new, key=lambda one: one.area_m2 or 0.0).pk

    def choose(longitude: float | None, latitude: float | None) -> UUID:
        if longitude is None or latitude is None:
            return largest
        inside = pieces.at(longitude, latitude)
        return inside[0] if inside else pieces.nearest(longitude, latitude) or largest

    return choose


def _send(rows: "QuerySet[Any]", grid_id: UUID) -> None:
    rows.update(grid_id=grid_id, **touched())


def _shares(new: Sequence[Grid]) -> dict[UUID, float]:
    """Parts of the old grid by residential doors; by area where a piece has none."""
    doors = {one.pk: Dwelling.objects.filter(grid=one, residential=True).count() for one in new}
    weights = doors if all(doors.values()) else {one.pk: one.area_m2 or 0.0 for one in new}
    return _parts(weights)


def _parts(weights: Mapping[UUID, float]) -> dict[UUID, float]:
    total = sum(weights.values())
    return {key: weight / total for key, weight in weights.items()}


def _succeed(olds: Sequence[Grid], new: Sequence[Grid], shares: Mapping[UUID, float]) -> None:
    for old in olds:
        for one in new:
            GridSuccession.objects.create(old=old, new=one, on=one.valid_from, share=shares[one.pk])
        announce(GridSucceeded(old.pk, ",".join(str(one.pk) for one in new)))


def _names(grids: Sequence[Grid]) -> str:
    return "、".join(f"{one.name}（{one.code}）" for one in grids)
