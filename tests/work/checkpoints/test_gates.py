"""Gates are set up, changed and closed by those who lead where they stand."""

from datetime import date, time
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gridward.ground.audit.models import Line
from gridward.ground.rota.models import DutyPlace
from gridward.ground.rota.services.places import add_place, change_place, close_place
from gridward.ground.rota.terms import DutyPlaceKind
from gridward.ground.staff.models import Member
from gridward.ground.territory.services.successions import merge_grids
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.problems import (
    GateClosed,
    GateHoursHalf,
    GateMemberUnfit,
    GateNameMissing,
    GateNameTaken,
    GatePositionHalf,
    GateSidesWrong,
)
from gridward.work.checkpoints.queries.gates import gate_of, gates
from gridward.work.checkpoints.services.gates import change_gate, close_gate
from tests.work.checkpoints.acts import gate
from tests.world import World

pytestmark = pytest.mark.django_db
LANES: list[Any] = [{"name": "人行", "directions": ["in", "out"], "vehicles": False}]


def test_gate_has_what_it_was_given(world: World, leader: Actor) -> None:
    sides = [world.grids["a1"].pk, world.grids["a2"].pk]
    made = gate(world, leader, " 东门 ", place="孺子路", sides=sides, lanes=LANES)
    row = Checkpoint.objects.get(pk=made.pk)
    assert (row.name, row.place, row.sides, row.lanes) == ("东门", "孺子路", sides, LANES)
    assert Line.objects.filter(act="gates.gate_added").count() == 1


def test_change_leaves_what_was_not_said(leader: Actor, east: Checkpoint) -> None:
    changed = change_gate(leader, gate_id=east.pk, version=1, place="南侧")
    assert (changed.name, changed.place, changed.version) == ("东门", "南侧", 2)


def test_change_of_what_somebody_else_changed_is_stale(leader: Actor, east: Checkpoint) -> None:
    change_gate(leader, gate_id=east.pk, version=1, place="南侧")
    with pytest.raises(Stale):
        change_gate(leader, gate_id=east.pk, version=1, place="北侧")


def test_its_duty_place_stands_at_the_point_of_the_gate(world: World, leader: Actor) -> None:
    made = gate(world, leader, "北门", longitude=115.88, latitude=28.68)
    assert made.duty_place is not None
    assert made.duty_place.point == (115.88, 28.68)
    moved = change_gate(leader, gate_id=made.pk, version=1, longitude=115.89, latitude=28.69)
    place = DutyPlace.objects.get(pk=made.duty_place.pk)
    assert (place.point, place.name) == (moved.point, "北门")
    change_gate(leader, gate_id=made.pk, version=2, longitude=None, latitude=None)
    place.refresh_from_db()
    assert place.point is None


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"name": "  "}, GateNameMissing),
        ({"longitude": 115.8}, GatePositionHalf),
        ({"opens_at": time(6)}, GateHoursHalf),
        ({"opens_at": time(6), "closes_at": time(6)}, GateHoursHalf),
    ],
)
def test_half_a_gate_is_refused(
    leader: Actor, east: Checkpoint, given: Any, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        change_gate(leader, gate_id=east.pk, version=1, **given)


def test_name_is_taken_while_its_gate_is_open(
    world: World, leader: Actor, east: Checkpoint
) -> None:
    with pytest.raises(GateNameTaken):
        gate(world, leader, "东门")
    assert gate(world, leader, "东门", grid="a2").name == "东门"
    close_gate(leader, gate_id=east.pk, version=1)
    assert gate(world, leader, "东门").pk != east.pk


@pytest.mark.parametrize("grid", ["a0", "f1"])
def test_sides_are_base_grids_of_the_street(world: World, leader: Actor, grid: str) -> None:
    with pytest.raises(GateSidesWrong):
        gate(world, leader, sides=[world.grids[grid].pk])


def test_lead_serves_in_the_street(world: World, leader: Actor) -> None:
    foreign = world.account("worker_f1").member
    with pytest.raises(GateMemberUnfit):
        gate(world, leader, lead_id=foreign.pk if foreign else None)
    gone = world.account("worker_a2").member
    Member.objects.filter(pk=gone.pk if gone else None).update(active=False)
    with pytest.raises(GateMemberUnfit):
        gate(world, leader, police_id=gone.pk if gone else None)


def test_closed_gate_is_in_no_list_and_not_changed(leader: Actor, east: Checkpoint) -> None:
    close_gate(leader, gate_id=east.pk, version=1)
    assert list(gates(leader)) == []
    assert [one.pk for one in gates(leader, closed=True)] == [east.pk]
    with pytest.raises(GateClosed):
        change_gate(leader, gate_id=east.pk, version=2, place="南侧")


@pytest.mark.parametrize("who", ["worker_a1", "supervisor_a1", "health_a", "police_a"])
def test_who_does_not_lead_sees_and_does_not_change(
    world: World, leader: Actor, east: Checkpoint, who: str
) -> None:
    actor = world.actor(who)
    assert gate_of(actor, east.pk).pk == east.pk
    with pytest.raises(NotAllowed):
        change_gate(actor, gate_id=east.pk, version=1, place="南侧")


@pytest.mark.parametrize("who", ["leader_b", "worker_a2", "chief_f"])
def test_others_do_not_know_of_it(world: World, leader: Actor, east: Checkpoint, who: str) -> None:
    with pytest.raises(NotFound):
        change_gate(world.actor(who), gate_id=east.pk, version=1, place="南侧")


def test_merged_grids_bring_their_gates_and_are_guarded_on(world: World, leader: Actor) -> None:
    olds = [world.grids["a1"], world.grids["a2"]]
    first = gate(world, leader, sides=[one.pk for one in olds])
    second = gate(world, leader, grid="a2")
    new = merge_grids(leader, grids=olds, name="合并网格", on=date(2026, 3, 6))
    rows = {one.pk: one for one in Checkpoint.objects.filter(grid=new)}
    assert {one.name for one in rows.values()} == {"东门", "东门（002002）"}
    assert rows.keys() == {first.pk, second.pk}
    assert rows[first.pk].sides == [new.pk]


def test_database_holds_that_a_position_is_whole(east: Checkpoint) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Checkpoint.objects.filter(pk=east.pk).update(longitude=1.0)


def test_gate_has_the_place_where_its_keepers_are_on_duty(leader: Actor, east: Checkpoint) -> None:
    place = east.duty_place
    assert place is not None
    assert (place.name, place.kind, place.grid_id) == ("东门", "gate", east.grid_id)
    change_gate(leader, gate_id=east.pk, version=1, name="大东门")
    place.refresh_from_db()
    assert place.name == "大东门"
    close_gate(leader, gate_id=east.pk, version=2)
    place.refresh_from_db()
    assert place.closed_on == date(2026, 3, 6)


def test_gate_joins_the_place_of_its_name(world: World, leader: Actor) -> None:
    grid = world.grids["a1"].pk
    there = add_place(leader, grid_id=grid, name="南门", kind=DutyPlaceKind.POINT, lanes=2)
    joined = gate(world, leader, "南门").duty_place
    assert joined is not None
    assert (joined.pk, joined.kind, joined.lanes) == (there.pk, "gate", 2)


def test_one_place_is_of_one_gate(world: World, leader: Actor, east: Checkpoint) -> None:
    place = east.duty_place
    assert place is not None
    change_place(leader, place_id=place.pk, version=1, name="西门")
    with pytest.raises(GateNameTaken):
        gate(world, leader, "西门")


def test_place_that_was_closed_by_hand_is_made_anew(leader: Actor, east: Checkpoint) -> None:
    assert east.duty_place is not None
    close_place(leader, place_id=east.duty_place.pk, version=1)
    again = change_gate(leader, gate_id=east.pk, version=1, place="南侧").duty_place
    assert again is not None
    assert (again.closed_on, again.pk != east.duty_place_id) == (None, True)


def test_shifts_go_with_the_gate_where_its_grid_is_succeeded(
    world: World, leader: Actor, east: Checkpoint
) -> None:
    olds = [world.grids["a1"], world.grids["a2"]]
    new = merge_grids(leader, grids=olds, name="合并网格", on=date(2026, 3, 6))
    row = Checkpoint.objects.select_related("duty_place").get(pk=east.pk)
    assert row.duty_place is not None
    assert row.grid_id == row.duty_place.grid_id == new.pk
