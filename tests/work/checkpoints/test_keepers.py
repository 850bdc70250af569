"""Who keeps a gate: whoever has a post for it there, and whoever is on duty there about that time."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from gridward.ground.rota.services.planning import plan_shifts
from gridward.ground.rota.terms import PlanRow, ShiftRole
from gridward.ground.staff.models import Account
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.queries.keepers import (
    gate_to_keep,
    gates_to_keep,
    keepers_at,
    may_keep,
)
from tests.world import World

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def on_duty(
    world: World,
    gate: Checkpoint,
    name: str,
    after: int = 1,
    hours: int = 8,
    role: ShiftRole = ShiftRole.KEEPER,
) -> None:
    assert gate.duty_place_id is not None
    begins = clock.now() + after * HOUR
    member = world.account(name).member_id
    rows = [PlanRow(gate.duty_place_id, role, member, begins, begins + hours * HOUR)]
    plan_shifts(world.actor("leader_a"), rows=rows)


def test_keepers_are_those_on_duty_the_longest_there_first(
    world: World, leader: Actor, east: Checkpoint
) -> None:
    on_duty(world, east, "worker_b1", after=2)
    on_duty(world, east, "worker_a1", after=1)
    on_duty(world, east, "police_a", after=1, role=ShiftRole.POLICE)
    names = [
        [one.member.name for one in keepers_at(east, clock.now() + hours * HOUR) if one.member]
        for hours in (0, 1, 2, 9, 10)
    ]
    a1, b1 = "测试worker_a1", "测试worker_b1"
    assert names == [[], [a1], [a1, b1], [b1], []]


def test_shift_lets_somebody_without_a_post_there_keep_the_gate(
    world: World, leader: Actor, east: Checkpoint
) -> None:
    actor, now = world.actor("worker_b1"), clock.now()
    assert not may_keep(actor, east, now)
    on_duty(world, east, "worker_b1", after=1)
    told = [may_keep(actor, east, now + hours * HOUR) for hours in (-12, -11, 0, 21, 22)]
    assert told == [False, True, True, True, False]
    assert list(gates_to_keep(actor, now)) == [east]


def test_post_lets_somebody_keep_the_gates_of_its_grid(
    world: World, leader: Actor, east: Checkpoint
) -> None:
    now = clock.now()
    told = {
        name: may_keep(world.actor(name), east, now)
        for name in ("worker_a1", "police_a", "health_a", "worker_a2", "discipline")
    }
    assert [name for name, may in told.items() if may] == ["worker_a1", "police_a", "health_a"]
    with pytest.raises(NotAllowed):
        gate_to_keep(world.actor("discipline"), east.pk, now)
    with pytest.raises(NotFound):
        gate_to_keep(world.actor("worker_a2"), east.pk, now)


def test_database_shows_a_gate_to_whoever_is_on_duty_there(
    world: World, leader: Actor, east: Checkpoint, behind_wall: Callable[[Account | None], None]
) -> None:
    on_duty(world, east, "worker_b1")
    behind_wall(world.account("worker_b1"))
    assert gate_to_keep(world.actor("worker_b1"), east.pk, clock.now()) == east
    assert Checkpoint.objects.filter(pk=east.pk).update(place="") == 0
    behind_wall(world.account("worker_a2"))
    assert not Checkpoint.objects.exists()
