"""Whatever cannot be understood is refused in the one form of refusals, in the reader's language."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from gridward.ground.staff.models import Account
from tests.world import World

SignIn = Callable[[Account], Client]


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"\xff\xec", b"{", b"", b"[1"])
def test_a_body_that_is_no_json(world: World, client_of: SignIn, body: bytes) -> None:
    client = client_of(world.account("chief"))
    answer = client.post("/api/v1/register/households", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_request")


@pytest.mark.django_db
def test_a_text_with_a_nul(world: World, client_of: SignIn) -> None:
    client = client_of(world.account("chief"))
    answer = client.get("/api/v1/reports/annex5/rows?figure=residents&community=%00")
    assert answer.status_code in (404, 422)
    assert set(answer.json()) == {"code", "sentence", "details"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/api/v1/no-such-thing", "/api/v1/register/imports/%00", "/api/none"]
)
def test_an_address_that_nobody_answers(world: World, client_of: SignIn, address: str) -> None:
    answer = client_of(world.account("chief")).get(address)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.django_db
def test_null_leaves_a_name_as_it_is_and_clears_what_may_be_unknown(
    world: World, client_of: SignIn
) -> None:
    building = world.sites["a1"].buildings.get()
    client = client_of(world.account("chief"))
    for address, field in (
        (f"/api/v1/territory/sites/{world.sites['a1'].pk}", "name"),
        (f"/api/v1/territory/buildings/{building.pk}", "name"),
        (f"/api/v1/territory/buildings/{building.pk}", "floors"),
    ):
        version = client.get(address).json()["version"]
        body = json.dumps({"version": version, field: None})
        assert client.patch(address, body, content_type="application/json").status_code == 200
    told = client.get(f"/api/v1/territory/buildings/{building.pk}").json()
    assert (told["name"], told["floors"]) == ("1栋", None)
