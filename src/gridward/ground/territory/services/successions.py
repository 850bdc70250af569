"""Succession: grids are split, merged and handed to another community under new codes, and their places follow.

The retired grid keeps its code for ever. Register rows and posts follow through the event GridSucceeded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from shapely.geometry import shape

from gridward.ground.territory.models import Division, Dwelling, Grid, GridSuccession
from gridward.ground.territory.problems import (
    CommunitiesDiffer,
    DayAhead,
    DaysNotInOrder,
    NameMissing,
    NotABaseGrid,
    NotNeighbours,
    SameCommunity,
    StreetsDiffer,
)
from gridward.ground.territory.rules.cutting import touching
from gridward.ground.territory.rules.shapes import joined
from gridward.ground.territory.rules.succession import Piece as LandPiece
from gridward.ground.territory.rules.succession import TooFewPieces, check_merge, check_split
from gridward.ground.territory.services.dealing import chooser, deal_out, send_all
from gridward.ground.territory.services.grids import (
    code_for,
    ensure_community_grid,
    locked_grid,
    note,
)
from gridward.ground.territory.services.scope import reaching, require_community
from gridward.ground.territory.services.shapes import give_boundary
from gridward.ground.territory.terms.places import GridKind, GridSucceeded, TerritoryAct
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce


@dataclass(frozen=True)
class Piece:
    """One of the grids that a split makes; `boundary` is GeoJSON."""

    name: str
    boundary: Mapping[str, Any]


@dataclass(frozen=True)
class Wishes:
    """What people decided about a split beside the border, by the place of the piece in the list."""

    buildings: Mapping[UUID, int] = field(default_factory=dict)
    workers: Mapping[UUID, Sequence[int]] = field(default_factory=dict)


@transaction.atomic
def split_grid(
    actor: Actor,
    *,
    grid: Grid,
    pieces: Sequence[Piece],
    on: date | None = None,
    reason: str = "",
    wishes: Wishes = Wishes(),
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
    old = retirable(actor, grid, since)
    new = [successor(old, piece.name, piece.boundary, since) for piece in pieces]
    _check_land(old, new)
    store([old], new)
    reaching(actor, new, [old])
    forced = {building: new[place].pk for building, place in wishes.buildings.items()}
    deal_out(old, chooser(new), forced)
    workers = ";".join(
        f"{appointment}:{','.join(str(new[place].pk) for place in places)}"
        for appointment, places in wishes.workers.items()
    )
    succeed(actor, [old], new, _shares(new), workers)
    note(actor, TerritoryAct.GRID_SPLIT, old, reason, successors=names_of(new))
    return new


@transaction.atomic
def merge_grids(
    actor: Actor, *, grids: Sequence[Grid], name: str, on: date | None = None, reason: str = ""
) -> Grid:
    """Retire neighbouring base grids of one community in favour of one new grid over all of them.

    Raises TooFewPieces, CommunitiesDiffer, NotNeighbours, NameMissing, NotABaseGrid, GridRetired, DayAhead,
    DaysNotInOrder, NotAllowed, NotFound, SerialsUsedUp.
    """
    chosen = {grid.pk: grid for grid in sorted(grids, key=lambda one: one.code)}
    for grid in chosen.values():
        actor.require(Permission.TERRITORY_CHANGE, grid.pk)
    if len(chosen) < 2:
        raise TooFewPieces(count=len(chosen))
    since = on or clock.today()
    olds = [retirable(actor, grid, since) for grid in chosen.values()]
    if len({old.community_id for old in olds}) > 1:
        raise CommunitiesDiffer
    boundary = _whole(olds)
    new = successor(olds[0], name, boundary, since)
    store(olds, [new])
    reaching(actor, [new], olds)
    send_all(olds, new)
    succeed(actor, olds, [new], {new.pk: 1.0})
    note(actor, TerritoryAct.GRID_MERGED, new, reason, origins=names_of(olds))
    return new


@transaction.atomic
def reassign_grid(
    actor: Actor,
    *,
    grid: Grid,
    community: Division,
    name: str,
    on: date | None = None,
    reason: str = "",
) -> Grid:
    """Hand a base grid to another community of its street: the old code retires, a code of that community begins.

    Territory must be the actor's to change in both. Raises SameCommunity, StreetsDiffer, NameMissing, NotABaseGrid,
    GridRetired, DayAhead, DaysNotInOrder, NotAllowed, NotFound, SerialsUsedUp.
    """
    since = on or clock.today()
    old = retirable(actor, grid, since)
    if old.community_id == community.pk:
        raise SameCommunity(name=community.name)
    if old.street_id != community.parent_id:
        raise StreetsDiffer(name=community.name)
    require_community(actor, community)
    new = successor(old, name, old.boundary, since, community)
    store([old], [new])
    reaching(actor, [new, ensure_community_grid(actor, community, new)], [old])
    send_all([old], new)
    succeed(actor, [old], [new], {new.pk: 1.0})
    note(
        actor,
        TerritoryAct.GRID_REASSIGNED,
        old,
        reason,
        community=community.name,
        successor=names_of([new]),
    )
    return new


def retirable(actor: Actor, grid: Grid, on: date) -> Grid:
    """The base grid, locked, with its last day set; raises what the services above raise."""
    old = locked_grid(actor, grid)
    require_day(old, on)
    old.valid_to = on
    return old


def require_day(grid: Grid, on: date) -> None:
    """A base grid changes on a day after its first and not after today."""
    if grid.kind == GridKind.COMMUNITY:
        raise NotABaseGrid(name=grid.name)
    if on > clock.today():
        raise DayAhead
    if on <= grid.valid_from:
        raise DaysNotInOrder


def successor(
    old: Grid,
    name: str,
    boundary: Mapping[str, Any] | None,
    since: date,
    community: Division | None = None,
) -> Grid:
    """A grid like an old one, not stored yet and without a code; raises NameMissing, BoundaryProblem."""
    if not name.strip():
        raise NameMissing
    lies_in = community or old.community
    grid = Grid(
        name=name.strip(),
        kind=old.kind,
        street=lies_in.parent,
        community=lies_in,
        valid_from=since,
        fictional=old.fictional,
    )
    give_boundary(grid, boundary)
    return grid


def store(olds: Sequence[Grid], new: Sequence[Grid]) -> None:
    """Write the retired grids, and the new ones with the next codes of their communities where they have none."""
    for old in olds:
        old.version += 1
        old.save()
    # Codes are given one by one: who else lays out grids in these communities waits here.
    ids = {one.community_id for one in new}
    list(Division.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
    for one in new:
        one.code = one.code or code_for(one.community)
        one.save(force_insert=True)


def succeed(
    actor: Actor,
    olds: Sequence[Grid],
    new: Sequence[Grid],
    shares: Mapping[UUID, float],
    workers: str = "",
) -> None:
    """Keep the succession and tell the parts above."""
    for old in olds:
        for one in new:
            GridSuccession.objects.create(old=old, new=one, on=one.valid_from, share=shares[one.pk])
        ids = ",".join(str(one.pk) for one in new)
        announce(GridSucceeded(old.pk, ids, new[0].valid_from, actor.account_id, workers))


def names_of(grids: Sequence[Grid]) -> str:
    """Grids in a sentence of the record."""
    return "、".join(f"{one.name}（{one.code}）" for one in grids)


def _whole(olds: Sequence[Grid]) -> Mapping[str, Any] | None:
    boundary = joined([old.boundary for old in olds])
    if boundary:
        shapes = [shape(old.boundary) for old in olds]
        if not touching(shapes):
            raise NotNeighbours(names="、".join(old.name for old in olds))
        check_merge(shapes, shape(boundary))
    return boundary


def _check_land(old: Grid, new: Sequence[Grid]) -> None:
    """Refuse pieces that lose or double land of the old grid, where its boundary is known."""
    if old.boundary is None:
        return
    by_area = _parts({one.pk: one.area_m2 or 0.0 for one in new})
    pieces = [LandPiece(one.name, shape(one.boundary), by_area[one.pk]) for one in new]
    check_split(shape(old.boundary), pieces)


def _shares(new: Sequence[Grid]) -> dict[UUID, float]:
    """Parts of the old grid by residential doors; by area where a piece has none."""
    doors = {one.pk: Dwelling.objects.filter(grid=one, residential=True).count() for one in new}
    weights = doors if all(doors.values()) else {one.pk: one.area_m2 or 0.0 for one in new}
    return _parts(weights)


def _parts(weights: Mapping[UUID, float]) -> dict[UUID, float]:
    total = sum(weights.values())
    return {key: weight / total for key, weight in weights.items()}
