"""Whom a keeper calls: who answers for the gate's grid by their posts of the day."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from gridward.exchange.gates.queries.calling import answering_for
from gridward.ground.staff.models import Account, Appointment
from gridward.ground.staff.services.appointments import appoint, end_appointment
from gridward.ground.staff.terms import Post
from gridward.kernel import clock
from gridward.work.checkpoints.models import Checkpoint
from tests.exchange.gates.phones import GatePhone
from tests.work.checkpoints.acts import gate, on_duty
from tests.world import World

SignIn = Callable[[Account], Client]
AT_A1 = ["测试police_a", "测试leader_a", "测试worker_a1"]


@pytest.fixture
def east(world: World) -> Checkpoint:
    return gate(world, world.actor("leader_a"), "东门")


def called(gate_: Checkpoint, days: int = 0) -> list[str]:
    found = answering_for(gate_.grid, clock.today() + timedelta(days=days))
    return [one.member.name for one in found]


def test_officer_leader_and_manager_of_the_grid_in_this_order(east: Checkpoint) -> None:
    assert called(east) == AT_A1


def test_a_deputy_stands_behind_the_holder_and_only_in_their_days(
    world: World, east: Checkpoint
) -> None:
    deputy = world.account("worker_a2").member
    assert deputy
    begins = clock.today() + timedelta(days=3)
    post, grid = Post.GRID_POLICE, world.grids["a0"]
    chief = world.actor("chief")
    appoint(chief, member=deputy, post=post, grid=grid, valid_from=begins, acting=True)
    assert called(east, 2) == AT_A1
    assert called(east, 3) == ["测试police_a", "测试worker_a2", *AT_A1[1:]]


def test_whose_post_has_ended_is_called_no_more(world: World, east: Checkpoint) -> None:
    row = Appointment.objects.get(post=Post.GRID_POLICE, grid=world.grids["a0"])
    end_appointment(world.actor("chief"), appointment=row, on=clock.today())
    assert called(east) == AT_A1[1:]


def test_a_keeper_of_another_grid_is_told_names_and_numbers(
    world: World, east: Checkpoint, client_of: SignIn
) -> None:
    leader = world.account("leader_a").member
    assert leader
    leader.set_sealed("phone", "+8613800138001")
    leader.save()
    on_duty(world, east, "worker_b1")
    told = GatePhone(client_of(world.account("worker_b1")), east.pk).ask()["gate"]
    assert [one["name"] for one in told["posts"]] == AT_A1
    assert told["posts"][1] == {
        "post": "community_grid_leader",
        "acting": False,
        "name": "测试leader_a",
        "phone": "+8613800138001",
    }
