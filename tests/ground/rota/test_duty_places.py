"""Duty places and what they demand, by dated versions."""

from datetime import time

import pytest
import time_machine

from gridward.ground.rota.models import DutyDemand, DutyPlace, Shift
from gridward.ground.rota.problems import (
    DemandBehind,
    DutyGridRetired,
    DutyPlaceClosed,
    DutyPlaceNameMissing,
    DutyPlaceNameTaken,
)
from gridward.ground.rota.queries.duty import hours_of, open_places
from gridward.ground.rota.services.places import change_place, close_place, set_demand
from gridward.ground.rota.terms import DemandHours, DutyPlaceKind, ShiftRole
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from tests.ground.rota.acts import moment, place, shift
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = moment().date()
NIGHT = DemandHours(3, time(20), time(8), ShiftRole.KEEPER, 2)


@pytest.fixture
def leader(world: World) -> Actor:
    return world.actor("leader_a")


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("worker_a1", NotAllowed),
        ("worker_a2", NotFound),
        ("leader_b", NotFound),
        ("admin", NotAllowed),
    ],
)
def test_who_does_not_lead_there_sets_none(
    world: World, name: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        place(world, by=name)


def test_a_name_stands_once_a_grid_while_it_is_open(
    world: World, gate: DutyPlace, leader: Actor
) -> None:
    with pytest.raises(DutyPlaceNameTaken):
        place(world)
    with pytest.raises(DutyPlaceNameMissing):
        place(world, name="  ")
    place(world, "a2")
    close_place(leader, place_id=gate.pk, version=1)
    assert place(world).pk != gate.pk


def test_what_is_left_out_stays(gate: DutyPlace, leader: Actor) -> None:
    row = change_place(leader, place_id=gate.pk, version=1, lanes=3)
    assert (row.name, row.kind, row.lanes) == ("东门", DutyPlaceKind.GATE, 3)
    with pytest.raises(Stale):
        change_place(leader, place_id=gate.pk, version=1, name="东大门")


def test_closing_cancels_what_has_not_begun(world: World, gate: DutyPlace, leader: Actor) -> None:
    begun, later = shift(world, gate, "worker_a1", hour=6), shift(world, gate, "worker_a2")
    close_place(leader, place_id=gate.pk, version=1)
    states = dict(Shift.objects.values_list("pk", "state"))
    assert (states[begun.pk], states[later.pk]) == ("planned", "cancelled")
    assert not open_places(leader).exists()
    with pytest.raises(DutyPlaceClosed):
        change_place(leader, place_id=gate.pk, version=2, lanes=2)
    with pytest.raises(DutyPlaceClosed):
        set_demand(leader, place_id=gate.pk, since=DAY, hours=[NIGHT])


def test_no_place_is_set_at_a_retired_grid(world: World) -> None:
    world.grids["a1"].valid_to = clock.today()
    world.grids["a1"].save()
    with pytest.raises(DutyGridRetired):
        place(world, by="chief")


def test_a_demand_holds_from_today_or_later_and_what_was_before_stays(
    gate: DutyPlace, leader: Actor
) -> None:
    with pytest.raises(DemandBehind):
        set_demand(leader, place_id=gate.pk, since=moment(0, -1).date(), hours=[NIGHT])
    first = set_demand(leader, place_id=gate.pk, since=DAY, hours=[NIGHT])
    again = set_demand(leader, place_id=gate.pk, since=DAY, hours=[])
    assert (again.pk, again.version, again.hours) == (first.pk, 2, [])
    with time_machine.travel(moment(9, 1)):
        set_demand(leader, place_id=gate.pk, since=moment(0, 1).date(), hours=[NIGHT])
        with pytest.raises(DemandBehind):
            set_demand(leader, place_id=gate.pk, since=DAY, hours=[NIGHT])
    assert [row.since for row in DutyDemand.objects.order_by("since")] == [
        DAY,
        moment(0, 1).date(),
    ]


def test_hours_are_read_as_they_were_said(gate: DutyPlace, leader: Actor) -> None:
    row = set_demand(leader, place_id=gate.pk, since=DAY, hours=[NIGHT])
    row.refresh_from_db()
    assert [hours_of(one) for one in row.hours] == [NIGHT]


@pytest.mark.parametrize(("name", "refusal"), [("worker_a1", NotAllowed), ("leader_b", NotFound)])
def test_who_does_not_plan_there_demands_nothing(
    world: World, gate: DutyPlace, name: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        set_demand(world.actor(name), place_id=gate.pk, since=DAY, hours=[NIGHT])
    with pytest.raises(refusal):
        close_place(world.actor(name), place_id=gate.pk, version=1)
