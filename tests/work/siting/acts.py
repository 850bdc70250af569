"""What people of these tests do: a study of a1, roads over it, homes in it. Places are parts of a1's sides."""

import json
from typing import Any

from gridward.ground.territory.models import Building, Dwelling
from gridward.kernel.access import Actor
from gridward.work.siting.models import SitingPlan, SitingStudy
from gridward.work.siting.services.studies import add_study, take_roads, try_changes
from gridward.work.siting.services.working import work_out
from tests.world import World

WEST, SOUTH, SIDE = 115.884, 28.68, 0.004
Part = tuple[float, float]


def at(east: float, north: float) -> list[float]:
    """Degrees; (0, 0) is the south-western corner of a1, (1, 1) the opposite one."""
    return [round(WEST + SIDE * east, 7), round(SOUTH + SIDE * north, 7)]


def road(key: str, *places: Part, **properties: Any) -> dict[str, Any]:
    shape = {"type": "LineString", "coordinates": [at(*one) for one in places]}
    return {"type": "Feature", "properties": {"id": key, **properties}, "geometry": shape}


EAST_WEST = road("东西路", (-0.1, 0.5), (1.1, 0.5), width=8, name="东西路")
NORTH_SOUTH = road("南北路", (0.5, -0.1), (0.5, 1.1), width=4)


def file_of(*roads: dict[str, Any]) -> bytes:
    """Two roads that cross in the middle of a1, or others."""
    features = list(roads) or [EAST_WEST, NORTH_SOUTH]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def nobody(row: SitingStudy) -> None:
    """Hands a study to no background."""


def study(world: World, actor: Actor, grid: str = "a1", **given: Any) -> SitingStudy:
    words: dict[str, Any] = {"name": "翠竹片选址", "openings": 1, **given}
    return add_study(actor, grid_id=world.grids[grid].pk, **words)


def with_roads(world: World, actor: Actor, *roads: dict[str, Any], **given: Any) -> SitingStudy:
    row = study(world, actor, **given)
    return take_roads(
        actor, study_id=row.pk, content=file_of(*roads), name="道路.geojson", defer=nobody
    )


def worked(world: World, actor: Actor, *roads: dict[str, Any], **given: Any) -> SitingPlan:
    """The base plan of a study that the job has worked out."""
    row = with_roads(world, actor, *roads, **given)
    work_out(actor, study_id=row.pk)
    return SitingPlan.objects.get(study=row, base=True)


def tried(actor: Actor, base: SitingPlan, **changes: Any) -> SitingPlan:
    made = try_changes(actor, study_id=base.study_id, changes=changes, defer=nobody)
    work_out(actor, study_id=base.study_id)
    made.refresh_from_db()
    return made


def stand(world: World, grid: str, east: float, north: float, name: str = "1栋") -> Building:
    """A building of the grid's compound stands there; one that is new has one door."""
    site = world.sites[grid]
    longitude, latitude = at(east, north)
    where = {"street_id": site.street_id, "grid": site.grid}
    row, new = Building.objects.get_or_create(
        site=site, number_key=name.removesuffix("栋"), defaults={"name": name, **where}
    )
    row.longitude, row.latitude = longitude, latitude
    row.save()
    if new:
        Dwelling.objects.create(building=row, room="101", label="101室", **where)
    return row


def keys(plan: SitingPlan, drawn: str, name: str = "id") -> list[Any]:
    """A property of each feature of a part of the map."""
    return sorted(one["properties"][name] for one in plan.result[drawn]["features"])
