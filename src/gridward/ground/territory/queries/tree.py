"""The street as a tree of communities and grids, one grid's page, and the map."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, QuerySet
from shapely.geometry import box, shape
from shapely.ops import unary_union

from gridward.ground.territory.models import (
    Building,
    Division,
    Dwelling,
    Grid,
    GridSuccession,
    PastBoundary,
    Placed,
    Road,
    Site,
)
from gridward.ground.territory.queries.lineage import in_force
from gridward.ground.territory.queries.positions import current_base_grids
from gridward.ground.territory.queries.visible import grids_visible_to
from gridward.ground.territory.rules.bounds import SIDES, Named, four_bounds
from gridward.ground.territory.terms.places import DivisionLevel
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.compiled import Compiled

Geometry = Mapping[str, Any]


@dataclass(frozen=True)
class Branch:
    """A community with its grids, its own first."""

    community: Division
    grids: list[Grid]


class Days(NamedTuple):
    """The day that a tree shows, and the first of which anything is known."""

    on: date
    since: date | None


class Counts(NamedTuple):
    """How many places stand in one grid."""

    sites: int
    buildings: int
    dwellings: int


@dataclass(frozen=True)
class Feature:
    """A row on the map."""

    id: UUID | None
    geometry: Geometry
    properties: Mapping[str, Any]


def tree(actor: Actor, streets: Sequence[Division], day: date | None = None) -> list[Branch]:
    """The communities of streets with their grids as they were on a day (today), by code; two queries."""
    then = in_force(day or clock.today())
    grids: dict[UUID, list[Grid]] = defaultdict(list)
    for grid in grids_visible_to(actor).filter(then).defer("boundary").order_by("code"):
        grids[grid.community_id].append(grid)
    communities = Division.objects.filter(parent__in=streets, level=DivisionLevel.COMMUNITY)
    rows = communities.filter(then).select_related("successor", "parent").order_by("code")
    return [Branch(row, grids[row.pk]) for row in rows]


def known_since(actor: Actor) -> date | None:
    """The first day of the oldest grid that the actor sees."""
    rows = grids_visible_to(actor).order_by("valid_from").values_list("valid_from", flat=True)
    return rows.first()


def _standing(rows: type[Placed]) -> Compiled:
    return Compiled(
        lambda grid: rows._default_manager.filter(grid_id=grid).values_list("id"),
        UUID,
        within="SELECT count(*) FROM ({rows}) standing",
    )


_STANDING = [_standing(rows) for rows in (Site, Building, Dwelling)]


def counts_in(actor: Actor, grid: Grid) -> Counts | None:
    """How much stands in a grid; None outside the actor's own, where the database would answer 0."""
    if not actor.may(Permission.TERRITORY_READ, grid.pk):
        return None
    return Counts(*(one.ask(grid.pk)[0][0] for one in _STANDING))


def counts_per_grid(grids: Sequence[UUID]) -> dict[UUID, Counts]:
    """How much stands in each of some grids, as far as the database shows it; three queries."""
    counted = [
        dict(
            rows.objects.filter(grid__in=grids)
            .order_by()
            .values_list("grid_id")
            .annotate(Count("pk"))
        )
        for rows in (Site, Building, Dwelling)
    ]
    return {grid: Counts(*(one.get(grid, 0) for one in counted)) for grid in grids}


def successors(grid: Grid) -> "QuerySet[GridSuccession]":
    """The grids that took over from this one."""
    return GridSuccession.objects.filter(old=grid).select_related("new").order_by("new__code")


def origins(grid: Grid) -> "QuerySet[GridSuccession]":
    """The grids that this one took over from."""
    return GridSuccession.objects.filter(new=grid).select_related("old").order_by("old__code")


def four_bounds_of(grid: Grid) -> Mapping[str, str]:
    """四至: as entered, else read from the roads and neighbours around the boundary; empty without one."""
    if grid.bounds or not grid.boundary:
        return {side: grid.bounds.get(side, "") for side in SIDES}
    roads = Road.objects.filter(street_id=grid.street_id).exclude(line=None)
    others = current_base_grids(grid.street_id).exclude(boundary=None).exclude(pk=grid.pk)
    return four_bounds(
        shape(grid.boundary),
        [Named(name, shape(line)) for name, line in roads.values_list("name", "line")],
        [Named(name, shape(line)) for name, line in others.values_list("name", "boundary")],
    )


def grid_features(actor: Actor, day: date | None = None) -> list[Feature]:
    """The grids with a boundary as they were drawn on a day (today), as the map shows them; two queries at most."""
    then = day or clock.today()
    rows = grids_visible_to(actor).filter(in_force(then)).order_by("code")
    past = _boundaries_on(then) if day else {}
    mine = actor.grids(Permission.TERRITORY_READ)
    drawn = ((row, past.get(row.pk, row.boundary)) for row in rows)
    return [Feature(row.pk, land, _told(row, row.pk in mine)) for row, land in drawn if land]


def _boundaries_on(day: date) -> dict[UUID, Geometry | None]:
    """The boundaries that have changed since a day, as they were on it."""
    rows = PastBoundary.objects.filter(valid_from__lte=day, valid_to__gt=day)
    return dict(rows.values_list("grid_id", "boundary"))


def past_boundaries(grid: Grid) -> "QuerySet[PastBoundary]":
    """The boundaries that a grid had before its present one, the last first."""
    return PastBoundary.objects.filter(grid=grid).order_by("-valid_to")


def building_features(actor: Actor, grid: Grid | None) -> list[Feature]:
    """The buildings at the actor's grids, or of one of them, that have an outline or a position."""
    rows = Building.objects.filter(grid_id__in=actor.grids(Permission.TERRITORY_READ))
    if grid is not None:
        rows = rows.filter(grid=grid)
    counted = rows.annotate(doors=Count("dwellings")).order_by("id")
    columns = ("id", "name", "site__name", "site_id", "grid_id", "floors", "doors")
    found = counted.values(*columns, "outline", "longitude", "latitude")
    return [feature for row in found if (feature := _building(row))]


def bbox(features: Iterable[Feature]) -> tuple[float, float, float, float] | None:
    """West, south, east and north of all features."""
    frames = [box(*shape(feature.geometry).bounds) for feature in features]
    return unary_union(frames).bounds if frames else None


def _told(row: Grid, mine: bool) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "kind": row.kind,
        "community": row.community.name,
        "community_code": row.community.code,
        "mine": mine,
    }


def _building(row: Mapping[str, Any]) -> Feature | None:
    told = {
        "name": row["name"],
        "site": row["site__name"],
        "site_id": str(row["site_id"]),
        "grid_id": str(row["grid_id"]),
        "floors": row["floors"],
        "dwellings": row["doors"],
    }
    if row["outline"]:
        return Feature(row["id"], row["outline"], told)
    if row["longitude"] is None or row["latitude"] is None:
        return None
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    return Feature(row["id"], point, told)
