"""Which gates somebody may keep; behind the wall, where a phone's owner reads no row of other grids."""

from collections.abc import Callable

import pytest
from django.test import Client

from gridward.exchange.gates.models import GatePass
from gridward.exchange.gates.services.filling import fill
from gridward.ground.staff.access import operator
from gridward.ground.staff.models import Account
from gridward.kernel.rows import tell_database
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.services.gates import close_gate
from gridward.work.checkpoints.services.passes import make_pass
from tests.exchange.gates.phones import GatePhone
from tests.work.checkpoints.acts import gate, on_duty, said
from tests.world import World

SignIn = Callable[[Account], Client]


@pytest.fixture
def east(world: World) -> Checkpoint:
    return gate(world, world.actor("leader_a"), "东门")


def test_gates_of_the_own_grids_alone(world: World, east: Checkpoint, client_of: SignIn) -> None:
    gate(world, world.actor("leader_b"), "南门", "b1")
    client = client_of(world.account("worker_a1"))
    told = client.get("/api/v1/gates/mine").json()
    assert [(one["id"], one["grid"]["name"]) for one in told] == [
        (str(east.pk), world.grids["a1"].name)
    ]


def test_whoever_has_a_shift_keeps_a_gate_of_another_grid_and_gets_its_copy(
    world: World, east: Checkpoint, client_of: SignIn
) -> None:
    on_duty(world, east, "worker_b1")
    gate(world, world.actor("leader_b"), "南门", "b1")
    client = client_of(world.account("worker_b1"))
    told = client.get("/api/v1/gates/mine").json()
    assert [(one["name"], one["on_duty"]) for one in told] == [("东门", True), ("南门", False)]
    assert GatePhone(client, east.pk).pull()["gate"]["name"] == "东门"


def test_a_closed_gate_is_kept_by_nobody(world: World, east: Checkpoint, client_of: SignIn) -> None:
    close_gate(world.actor("leader_a"), gate_id=east.pk, version=1)
    client = client_of(world.account("worker_a1"))
    assert client.get("/api/v1/gates/mine").json() == []
    answer = client.post(f"/api/v1/gates/{east.pk}/copy", {}, content_type="application/json")
    assert answer.json()["code"] == "gate.closed"


def test_a_cursor_that_nobody_gave_is_refused(
    world: World, east: Checkpoint, client_of: SignIn
) -> None:
    client = client_of(world.account("worker_a1"))
    for text in ("1", "x.y.z.", f"-1.{east.pk.hex}.{east.pk.hex}.", "99999999999999999999.a.b."):
        body = {"epoch": 0, "cursor": text}
        answer = client.post(f"/api/v1/gates/{east.pk}/copy", body, content_type="application/json")
        assert answer.json()["code"] == "gate_copy.cursor_unreadable"


def test_the_first_answer_has_the_gate_its_rules_and_keys(
    world: World, east: Checkpoint, client_of: SignIn
) -> None:
    told = GatePhone(client_of(world.account("worker_a1")), east.pk).pull()
    assert told["gate"]["name"] == "东门"
    assert told["rules"][-1]["ends"] is None
    assert len(bytes.fromhex(told["entry_key"])) == 32
    assert told["watched"] == []


def test_whoever_makes_a_pass_lets_gates_know_whose_it_is(
    world: World, behind_wall: Callable[[Account | None], None]
) -> None:
    behind_wall(world.account("worker_a1"))
    row = make_pass(world.actor("worker_a1"), said=said(world, holder_phone="13800138765"))
    told = GatePass.objects.get(pass_id=row.pk)
    assert (told.stale, told.label, len(told.entries)) == (False, "李*", 1)


def test_a_holder_is_read_by_those_alone_who_may(
    world: World, behind_wall: Callable[[Account | None], None]
) -> None:
    make_pass(world.actor("worker_b1"), said=said(world, grid="b1", holder_phone="13800138765"))
    GatePass.objects.update(stale=True)
    behind_wall(world.account("worker_a1"))
    assert fill() == 0
    assert GatePass.objects.filter(stale=True).exists()
    tell_database(operator("schedule"))
    assert fill() == 1
