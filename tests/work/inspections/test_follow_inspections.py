"""Facilities and planned visits follow when grids change; what was recorded stays, and the heirs read it."""

from typing import Any

import pytest
import time_machine

from gridward.ground.register.models import Organisation
from gridward.ground.territory.services.successions import merge_grids
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.inspections.models import Facility, PlannedVisit
from gridward.work.inspections.queries.notices import notice_of
from gridward.work.inspections.services.facilities import add_facility
from gridward.work.inspections.services.planning import PlanSaid, plan_visits
from gridward.work.inspections.terms import FacilityKind, InspectionPurpose
from tests.work.inspections.acts import noticed
from tests.work.inspections.test_plan_visits import DUE
from tests.work.patrols.acts import EVENING
from tests.work.patrols.test_follow_patrols import split
from tests.world import World

pytestmark = pytest.mark.django_db


def fence(world: World, worker: Actor, name: str, grid: str = "a1", **at: Any) -> Facility:
    return add_facility(
        worker, grid_id=world.grids[grid].pk, kind=FacilityKind.FENCE, name=name, **at
    )


def test_merged_grids_bring_facilities_and_visits(
    world: World, worker: Actor, leader: Actor, organisation: Organisation
) -> None:
    fence(world, worker, "护栏")
    second = fence(world, world.actor("worker_a2"), "护栏", "a2")
    plan_visits(leader, said=PlanSaid(DUE, organisations=(organisation.pk,)))
    plan_visits(leader, said=PlanSaid(DUE, facilities=(second.pk,)))
    grid = world.grids["a2"].pk
    plan_visits(leader, said=PlanSaid(DUE, purpose=InspectionPurpose.CHIEF, grid_id=grid))
    notice = noticed(worker, organisation)
    olds = [world.grids["a1"], world.grids["a2"]]
    new = merge_grids(leader, grids=olds, name="合并网格", on=clock.today())
    names = set(Facility.objects.filter(grid=new).values_list("name", flat=True))
    assert names == {"护栏", "护栏（002002）"}
    assert set(PlannedVisit.objects.values_list("grid", flat=True)) == {new.pk}
    assert notice_of(world.actor("leader_a"), notice.pk).grid_id == olds[0].pk


def test_of_a_split_grid_a_position_decides(
    world: World, worker: Actor, morning: time_machine.Traveller
) -> None:
    morning.move_to(EVENING)
    fence(world, worker, "西", longitude=115.885, latitude=28.681)
    fence(world, worker, "东", longitude=115.887, latitude=28.681)
    fence(world, worker, "无坐标")
    west, east = split(world)
    where = dict(Facility.objects.values_list("name", "grid_id"))
    assert where == {"西": west.pk, "东": east.pk, "无坐标": world.grids["a0"].pk}
