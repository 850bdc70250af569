"""A phone is told which commands its owner may send: those that the services take, and no others."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from gridward.exchange.sync.rules.needs import NEEDS, allowed
from gridward.exchange.sync.services.carrying import ACTS
from gridward.exchange.sync.terms import TOGETHER
from gridward.ground.staff.models import Account
from gridward.kernel.access import Permission
from tests.exchange.sync.phones import Phone
from tests.ground.register.people import household
from tests.world import World

pytestmark = pytest.mark.django_db
REGISTER = {kind for kind, needed in NEEDS.items() if needed is Permission.REGISTER_CHANGE}
PAPERS = {"patrol.record", "log.sign", "sheet.confirm"}
ORDERS = {"order.open", "order.move", "order.read"}
MEASURES = {"measure.reading", "measure.sample", "measure.result", "measure.need"}
CHECKS = {"check.answer", "check.contact"}
GATES = {"handover.give", "handover.take"}
WISHES = {"wish.state", "wish.change", "wish.withdraw"}


def test_every_kind_of_command_says_what_it_needs() -> None:
    assert set(NEEDS) | WISHES == set(ACTS) | set(TOGETHER)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("worker_a1", set(NEEDS) | WISHES),
        ("leader_a", set(NEEDS) | WISHES),
        ("police_a", PAPERS | ORDERS | GATES | WISHES),
        ("health_a", ORDERS | GATES | CHECKS | MEASURES | WISHES),
        ("patron", WISHES),
        ("discipline", WISHES),
        ("admin", set()),
    ],
)
def test_what_each_post_may_send(world: World, name: str, kinds: set[str]) -> None:
    assert set(allowed(world.actor(name))) == kinds


def test_the_door_tells_the_callers_own(world: World, client_of: Any) -> None:
    client: Client = client_of(world.account("health_a"))
    assert client.get("/api/v1/sync/commands").json() == sorted(
        ORDERS | GATES | CHECKS | MEASURES | WISHES
    )


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("household.change", {"note": "无人"}),
        ("patrol.record", {}),
    ],
)
def test_what_is_not_offered_is_refused(world: World, kind: str, what: dict[str, Any]) -> None:
    account: Account = world.account("health_a")
    row = household(world, world.actor("worker_a1"))
    phone = Phone(account)
    said = {
        "household.change": {"id": str(row.pk), "version": row.version},
        "patrol.record": {
            "id": str(uuid4()),
            "grid_id": str(row.grid_id),
            "kind": "patrol",
            "started_at": phone.now(),
            "ended_at": phone.now(),
            "stops": [],
        },
    }[kind]
    phone.give(kind, {**said, **what})
    phone.push()
    assert [one["code"] for one in phone.needs_you.values()] == ["not_allowed"]
