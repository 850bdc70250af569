"""A study of the demo: where the gates of the leader's community could stand, by roads as invented as the street."""

import orjson
from django.db import transaction

from gridward.fiction.road_nets import road_net
from gridward.ground.staff.access import actor_named
from gridward.ground.territory.models import Grid
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel.access import Permission
from gridward.kernel.rows import tell_database
from gridward.work.siting.api import deferring
from gridward.work.siting.models import SitingStudy
from gridward.work.siting.services.studies import add_study, take_roads, try_changes
from gridward.work.siting.terms import GatesUse

OPENINGS, MORE = 4, 6


@transaction.atomic
def study_some_gates(seed: int) -> None:
    """As the demo's leader of a community does it; once. The job worker works it out after the start."""
    if SitingStudy.objects.exists():
        return
    leader = actor_named("shequ")
    tell_database(leader)
    led = leader.grids(Permission.GATE_LEAD)
    grid = Grid.objects.filter(pk__among=led, kind=GridKind.COMMUNITY).order_by("code")[0]
    name = f"{grid.community.name}围合方案（演练，虚构）"
    row = add_study(leader, grid_id=grid.pk, name=name, openings=OPENINGS, gates=GatesUse.CONSIDER)
    roads = orjson.dumps(road_net(seed, grid.community.code))
    file = f"{grid.community.name}道路（虚构）.geojson"
    defer = deferring(leader)
    take_roads(leader, study_id=row.pk, content=roads, name=file, defer=defer)
    try_changes(
        leader,
        study_id=row.pk,
        changes={"count": MORE},
        name=f"如果保留{MORE}个出入口",
        defer=defer,
    )
