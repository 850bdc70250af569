"""A push that was on its way when its owner signed out: it opens nothing, and nothing of it is lost or done twice."""

from collections.abc import Callable
from typing import Any, Protocol

import pytest
from django.test import Client

from gridward.ground.register.models import Household
from gridward.ground.staff.models import Account
from gridward.kernel.models import Command
from tests.exchange.sync.phones import Phone
from tests.ground.register.people import household
from tests.world import World

Body = dict[str, Any]


class _Answer(Protocol):
    status_code: int

    def json(self) -> Any: ...


@pytest.fixture
def home(world: World) -> Household:
    return household(world, world.actor("worker_a1"))


@pytest.fixture
def body(world: World, home: Household) -> Body:
    """A push of one change, as the phone keeps it and sends it again."""
    phone = Phone(world.account("worker_a1"))
    content = {"id": str(home.pk), "version": home.version, "note": "门铃坏了"}
    command = phone.give("household.change", content)
    return {"device": str(phone.device), "now": phone.now(), "commands": [command]}


def push(client: Client, body: Body) -> _Answer:
    return client.post("/api/v1/sync/push", body, content_type="application/json")


def test_it_is_refused_without_a_session_and_carried_out_once_after_the_next_sign_in(
    world: World, client_of: Callable[[Account], Client], home: Household, body: Body
) -> None:
    account = world.account("worker_a1")
    client = client_of(account)
    client.logout()
    refused = push(client, body)
    assert (refused.status_code, refused.json()["code"]) == (401, "sign_in_needed")

    client.force_login(account)
    (done,) = push(client, body).json()["results"]
    (again,) = push(client, body).json()["results"]
    assert (done["outcome"], done["answer"]["version"]) == ("done", home.version + 1)
    assert again == done
    home.refresh_from_db()
    assert (home.note, home.version) == ("门铃坏了", 2)
    assert Command.objects.count() == 1


def test_what_was_carried_out_before_is_told_to_nobody_who_is_signed_out(
    world: World, client_of: Callable[[Account], Client], home: Household, body: Body
) -> None:
    account = world.account("worker_a1")
    client = client_of(account)
    before = push(client, body).json()["results"]
    client.logout()
    refused = push(client, body)
    assert (refused.status_code, "results" in refused.json()) == (401, False)
    client.force_login(account)
    assert push(client, body).json()["results"] == before
    home.refresh_from_db()
    assert home.version == 2
