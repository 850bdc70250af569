"""Studies that an actor may see: where they lead gates; and what is known of a study's place."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from shapely import to_geojson, union_all
from shapely.geometry import shape

from gridward.ground.register.models import Resident
from gridward.ground.territory.models import Building, Grid
from gridward.ground.territory.queries.rows import at_grids, found, with_grid
from gridward.ground.territory.terms.places import GridKind, SiteKind
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import Stale
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.siting.models import SitingPlan, SitingStudy
from gridward.work.siting.terms import (
    GatesUse,
    KnownBuilding,
    KnownGate,
    StudyFacts,
    StudyFields,
)


def studies(actor: Actor) -> QuerySet[SitingStudy]:
    """Studies with their grid, their base plan's state as `base_state` and the count of what-ifs as `trials`."""
    rows = with_grid(at_grids(SitingStudy, actor.grids(Permission.GATE_LEAD)))
    plans = SitingPlan.objects.filter(study=OuterRef("pk"))
    base = plans.filter(base=True).values("state")
    trials = plans.filter(base=False).order_by().values("study").annotate(n=Count("pk"))
    return rows.annotate(base_state=Subquery(base), trials=Subquery(trials.values("n")))


def study_of(actor: Actor, study_id: UUID) -> SitingStudy:
    """One study; raises NotFound."""
    return found(studies(actor).defer("roads", "asked"), study_id)


def roads_of(actor: Actor, study_id: UUID) -> dict[str, Any]:
    """The roads of a study, none before there are any; raises NotFound."""
    row = found(at_grids(SitingStudy, actor.grids(Permission.GATE_LEAD)).only("roads"), study_id)
    return row.roads or {"type": "FeatureCollection", "features": []}


def study_to_change(actor: Actor, study_id: UUID, version: int | None = None) -> SitingStudy:
    """One study, locked until the transaction ends; raises NotAllowed, NotFound, Stale."""
    actor.require(Permission.GATE_LEAD)
    rows = with_grid(at_grids(SitingStudy, actor.grids(Permission.GATE_LEAD)))
    row = found(rows.select_for_update(of=("self",)), study_id)
    if version is not None and row.version != version:
        raise Stale
    return row


def plans_of(row: SitingStudy) -> list[SitingPlan]:
    """The plans of a study, the base first, then as they were asked; without the map of each."""
    return list(row.plans.defer("result").order_by("-base", "created_at", "id"))


def plan_of(actor: Actor, plan_id: UUID) -> SitingPlan:
    """One plan with its study; raises NotFound."""
    rows = at_grids(SitingPlan, actor.grids(Permission.GATE_LEAD)).select_related("study")
    return found(rows.defer("study__roads", "study__asked"), plan_id)


def fields_of(row: SitingStudy) -> StudyFields:
    """What was asked."""
    return {
        "name": row.name,
        "openings": row.openings,
        "car": row.car,
        "whole": row.whole,
        "capacity": row.capacity,
        "gates": GatesUse(row.gates),
        "costs": row.costs,
    }


def facts_of(actor: Actor, row: SitingStudy) -> StudyFacts:
    """What is known of the place of a study that has roads, as the actor may read it."""
    grids = _grids(row)
    boundary = row.boundary or boundary_of(row.grid)
    ids = [one.pk for one in grids]
    there = shape(boundary).buffer(0) if boundary else None
    return StudyFacts(
        roads=row.roads or {},
        boundary=boundary,
        fields=fields_of(row),
        buildings=tuple(_buildings(actor, ids, there)),
        gates=tuple(_gates(ids, several=len(grids) > 1)),
        grids={
            str(one.pk): one.boundary
            for one in grids
            if one.boundary and one.kind != GridKind.COMMUNITY
        },
    )


def boundary_of(grid: Grid) -> dict[str, Any] | None:
    """The polygon of a grid; of a community grid without one, that of its base grids together."""
    if grid.boundary is not None or grid.kind != GridKind.COMMUNITY:
        return _whole(grid.boundary)
    rows = Grid.objects.filter(community=grid.community_id, valid_to=None, boundary__isnull=False)
    shapes = [shape(one) for one in rows.values_list("boundary", flat=True)]
    return _whole(orjson.loads(to_geojson(union_all(shapes)))) if shapes else None


def _whole(boundary: Any) -> dict[str, Any] | None:
    """A polygon of one part is a polygon."""
    if boundary and boundary["type"] == "MultiPolygon" and len(boundary["coordinates"]) == 1:
        return {"type": "Polygon", "coordinates": boundary["coordinates"][0]}
    return dict(boundary) if boundary else None


def _grids(row: SitingStudy) -> list[Grid]:
    """The grid itself; of a community grid, its base grids too."""
    if row.grid.kind != GridKind.COMMUNITY:
        return [Grid.objects.get(pk=row.grid_id)]
    rows = Grid.objects.filter(community=row.grid.community_id, valid_to=None)
    return list(rows.order_by("code"))


def _buildings(actor: Actor, grids: Iterable[UUID], there: Any) -> Iterable[KnownBuilding]:
    """Buildings within the boundary, or without a known place, where somebody lives or could: with doors of homes, or
    of a compound whose doors nobody has entered yet.
    """
    read = actor.grids(Permission.TERRITORY_READ) & set(grids)
    rows = Building.objects.filter(grid_id__among=read).select_related("site")
    flats = Count("dwellings", filter=Q(dwellings__residential=True))
    rows = rows.annotate(doors=Count("dwellings"), flats=flats)
    people = _people(actor, read)
    for one in rows.order_by("site__name", "number_key", "id"):
        bare = not one.doors and one.site.kind == SiteKind.COMPOUND
        if not (one.pk in people or one.flats or bare):
            continue
        place = _place(one)
        if place is None or there is None or there.intersects(shape(_spot(place))):
            yield KnownBuilding(f"{one.site.name}{one.name}", place, people.get(one.pk))


def _people(actor: Actor, grids: Iterable[UUID]) -> Mapping[UUID, int]:
    """How many live in each building by the register, where somebody does."""
    read = actor.grids(Permission.REGISTER_READ) & set(grids)
    rows = Resident.objects.filter(grid_id__among=read, left_on=None)
    rows = rows.filter(household__dwelling__isnull=False).order_by()
    counted = rows.values("household__dwelling__building").annotate(n=Count("pk"))
    return {one["household__dwelling__building"]: one["n"] for one in counted}


def _place(row: Building) -> tuple[float, float] | None:
    if row.longitude is not None and row.latitude is not None:
        return row.longitude, row.latitude
    if row.outline:
        middle = shape(row.outline).centroid
        return middle.x, middle.y
    return None


def _spot(place: tuple[float, float]) -> dict[str, Any]:
    return {"type": "Point", "coordinates": place}


def _gates(grids: Iterable[UUID], *, several: bool) -> Iterable[KnownGate]:
    rows = Checkpoint.objects.filter(grid_id__among=list(grids), closed_on=None)
    rows = rows.filter(longitude__isnull=False).select_related("grid")
    for one in rows.order_by("grid__code", "name", "id"):
        name = f"{one.name}（{one.grid.name}）" if several else one.name
        if one.longitude is not None and one.latitude is not None:
            yield KnownGate(name, (one.longitude, one.latitude), len(one.lanes))
