"""The doors: lists and pages answer, what is sent is recorded, in both languages."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from gridward.ground.register.models import Organisation
from gridward.ground.staff.models import Account
from gridward.kernel.ids import new_id
from tests.work.inspections.acts import filed, noticed
from tests.world import World

pytestmark = pytest.mark.django_db
API = "/api/v1/inspections"
SignIn = Callable[[Account], Client]


def read(client: Client, path: str, language: str = "zh-Hans") -> Any:
    answer = client.get(API + path, headers={"Accept-Language": language})
    assert answer.status_code == 200, (path, answer.content)
    return answer.json()


def test_lists_and_pages_answer(
    world: World, organisation: Organisation, client_of: SignIn
) -> None:
    worker = world.actor("worker_a1")
    notice, filing = noticed(worker, organisation), filed(worker, organisation)
    client = client_of(world.account("leader_a"))
    grid = f"?grid_id={organisation.grid_id}"
    for path in ("", "/plans", "/plans/unseen", "/notices", "/facilities", "/filings"):
        assert set(read(client, path + grid)) == {"items", "next"}
    whole = read(client, f"/notices/{notice.pk}", "en")
    assert (whole["number"], whole["order"]["state_title"]) == (
        "西湖街道整改〔2026〕1号",
        "reported",
    )
    assert [one["settled"] for one in whole["demands"]] == [False, False]
    seen = read(client, f"/{whole['inspection_id']}")
    assert (seen["present"], len(seen["findings"])) == ("王强", 2)
    assert read(client, f"/filings/{filing.pk}")["moves"] == []
    assert len(read(client, "/filings/rules")["requirements"]) == 5


def test_an_inspection_begins_with_what_is_known_and_is_sent_once(
    world: World, organisation: Organisation, client_of: SignIn
) -> None:
    client = client_of(world.account("worker_a1"))
    start = read(client, f"/start?organisation_id={organisation.pk}")
    known = {one["code"]: one["known"] for one in start["items"]}
    assert (known["masks"], known["thermometers"], known["roster"]) == (True, False, None)
    body = {
        "id": str(new_id()),
        "organisation_id": str(organisation.pk),
        "items": [{"code": code, "answer": "fine"} for code in known],
    }
    for _ in range(2):
        answer = client.post(API, json.dumps(body), content_type="application/json")
        assert answer.status_code == 201
    assert [one["found"] for one in read(client, "")["items"]] == [0]
    again = read(client, f"/start?organisation_id={organisation.pk}")
    assert all(one["known"] is not False for one in again["items"])
