"""The doors over HTTP: what strangers may ask, how often, how much; what desks get."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from gridward.exchange.portal.rules.tokens import new_token
from gridward.ground.staff.models import Account
from tests.exchange.portal.conftest import Door
from tests.exchange.portal.slips import sent, token
from tests.ground.register.people import number, resident
from tests.kernel.documents.qr_reader import codes_of
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]
MEMBER = {"name": "张晓梅"}


@pytest.fixture(autouse=True)
def _nothing_counted(db: None) -> None:
    cache.clear()


@pytest.fixture
def slip(door: Door) -> str:
    return token(door.worker, door.round, door.target)


@pytest.fixture
def stranger(slip: str, behind_wall: Callable[[Account | None], None]) -> Client:
    """Somebody without a session, before the application's own role."""
    behind_wall(None)
    return Client(enforce_csrf_checks=True)


def post(client: Client, path: str, **body: Any) -> HttpResponse:
    return client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json")


def send(client: Client, slip: str, **given: Any) -> HttpResponse:
    body = {"token": slip, "id": str(uuid4()), "members": [MEMBER], **given}
    return post(client, "/portal/declaration", **body)


def test_the_page_is_told_what_stands_on_the_slip_and_nothing_else(
    door: Door, slip: str, behind_wall: Callable[[Account | None], None]
) -> None:
    resident(door.worker, door.home, "陈大文", document=number(), phones=["13800138000"])
    behind_wall(None)
    answer = post(Client(), "/portal/slip", token=slip)
    assert answer.status_code == 200
    assert answer.json() == {
        "state": "unused",
        "round": "春季摸排",
        "place": "翠竹小区1栋1单元***",
        "ends_on": door.round.ends_on.isoformat(),
        "questions": [],
    }
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_stranger_declares_without_a_session_and_gets_no_cookie(
    stranger: Client, slip: str
) -> None:
    answer = send(stranger, slip, members=[{**MEMBER, "phone": "13800138000"}])
    assert answer.status_code == 200
    assert set(answer.json()) == {"sent_at", "revision"}
    assert not answer.cookies
    assert post(stranger, "/portal/slip", token=slip).json()["state"] == "sent"


def test_what_was_sent_is_never_told_again(stranger: Client, slip: str) -> None:
    send(stranger, slip, needs="独居老人")
    assert "独居老人" not in post(stranger, "/portal/slip", token=slip).content.decode()


def test_who_is_signed_in_declares_as_the_household_all_the_same(
    world: World, slip: str, client_of: SignIn
) -> None:
    assert send(client_of(world.account("worker_a2")), slip).status_code == 200


def test_refusals_name_the_field_and_say_what_to_do(stranger: Client, slip: str) -> None:
    answer = send(stranger, slip, members=[{**MEMBER, "phone": "1380013"}])
    told = answer.json()
    assert (answer.status_code, told["details"]["field"]) == (422, "members.0.phone")
    assert told["sentence"]
    english = stranger.post(
        "/api/v1/portal/slip",
        json.dumps({"token": "0"}),
        content_type="application/json",
        headers={"Accept-Language": "en"},
    )
    assert "type it again" in english.json()["sentence"]


def test_wrong_codes_are_limited_by_address_and_mistyped_ones_are_not(
    stranger: Client, slip: str
) -> None:
    for _ in range(30):
        assert post(stranger, "/portal/slip", token=slip[:-1]).status_code == 422
    statuses = [post(stranger, "/portal/slip", token=new_token()).status_code for _ in range(22)]
    assert statuses == [404] * 20 + [429] * 2
    for answer in (post(stranger, "/portal/slip", token=slip), send(stranger, slip)):
        assert (answer.status_code, answer.json()["code"]) == (429, "portal.too_many_tries")
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert post(elsewhere, "/portal/slip", token=slip).status_code == 200


def test_an_address_is_not_kept_to_limit_it(stranger: Client) -> None:
    client = Client(REMOTE_ADDR="203.0.113.77")
    post(client, "/portal/slip", token=new_token())
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(cache_key || value, '') FROM kernel_cache")
        kept = cursor.fetchone()[0]
    assert "slip_wrong" in kept
    assert "203.0.113" not in kept


def test_neighbours_of_one_ipv6_network_are_one_stranger(stranger: Client) -> None:
    for last in range(20):
        client = Client(REMOTE_ADDR=f"2001:db8:1:2::{last:x}")
        post(client, "/portal/slip", token=new_token())
    assert (
        post(
            Client(REMOTE_ADDR="2001:db8:1:2:ffff::1"), "/portal/slip", token=new_token()
        ).status_code
        == 429
    )
    assert (
        post(Client(REMOTE_ADDR="2001:db8:1:3::1"), "/portal/slip", token=new_token()).status_code
        == 404
    )


def test_a_slip_is_not_sent_with_without_end(stranger: Client, slip: str) -> None:
    for _ in range(15):  # what is mended before it is taken is no sending
        assert send(stranger, slip, members=[]).status_code == 422
    statuses = [send(stranger, slip).status_code for _ in range(13)]
    assert statuses == [200] * 12 + [429]


def test_more_than_a_household_has_to_say_is_refused(stranger: Client, slip: str) -> None:
    crowd = [{"name": f"第{n}人"} for n in range(21)]
    assert send(stranger, slip, members=crowd).status_code == 422
    assert send(stranger, slip, needs="长" * 501).status_code == 422
    answers = {f"q{n}": "长" * 500 for n in range(40)}
    heavy = [{**MEMBER, "answers": answers} for _ in range(2)]
    assert send(stranger, slip, members=heavy).status_code == 413


def test_slips_name_the_public_address_or_that_of_the_desk(
    world: World, door: Door, client_of: SignIn, settings: Any
) -> None:
    client = client_of(world.account("worker_a1"))
    body = {"group": "chosen", "ids": [str(door.target.pk)]}
    path = f"/slips/rounds/{door.round.pk}/print"
    settings.PUBLIC_URL = ""
    [link] = codes_of(post(client, path, **body).content)
    assert link.startswith("http://testserver/p/#")
    settings.PUBLIC_URL = "https://wangge.example.gov.cn/"
    [link] = codes_of(post(client, path, **body).content)
    assert link.startswith("https://wangge.example.gov.cn/p/#")
    assert client.get("/api/v1/slips/address").json() == {"address": settings.PUBLIC_URL}


def test_the_desk_sees_both_sides_masked_with_what_differs(
    world: World, door: Door, slip: str, client_of: SignIn
) -> None:
    resident(door.worker, door.home, document=number(), phones=["13900139000"])
    stranger = Client()
    send(stranger, slip, members=[{**MEMBER, "phone": "13800138000", "relation": "户主"}])
    client = client_of(world.account("worker_a1"))
    [row] = client.get(f"/api/v1/slips/rounds/{door.round.pk}/declarations").json()
    assert (row["state"], row["members"], row["address"]) == (
        "waiting",
        1,
        "翠竹小区1栋1单元101室",
    )
    told = client.get(f"/api/v1/slips/declarations/{row['id']}").json()
    [person] = told["people"]
    assert person["differs"] == ["relation", "phones"]
    assert person["declared"]["phones"] == ["138****8000"]
    assert person["known"]["phones"] == ["139****9000"]
    assert person["known"]["document"] == f"3601{'*' * 10}{number()[-4:]}"
    assert "13800138000" not in json.dumps(told)
    answer = post(client, f"/slips/declarations/{row['id']}/accept", seen=told["seen"])
    assert (answer.status_code, answer.json()["state"]) == (200, "accepted")
    assert answer.json()["outcome"] == "met"


def test_a_list_asks_the_database_as_often_for_many_as_for_one(
    world: World, door: Door, slip: str, client_of: SignIn, django_assert_max_num_queries: Any
) -> None:
    sent(slip)
    client = client_of(world.account("leader_a"))
    with django_assert_max_num_queries(16):
        client.get(f"/api/v1/slips/rounds/{door.round.pk}/declarations")
