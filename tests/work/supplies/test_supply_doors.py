"""The doors: lists and pages answer in both languages, what is sent is recorded."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gridward.ground.staff.models import Account
from gridward.kernel.ids import new_id
from tests.work.supplies.acts import EARLY, FENCE, MASK, MASKS, asked, entered, granted
from tests.world import World

pytestmark = pytest.mark.django_db
API = "/api/v1/supplies"
SignIn = Callable[[Account], Client]


def read(client: Client, path: str, language: str = "zh-Hans") -> Any:
    answer = client.get(API + path, headers={"Accept-Language": language})
    assert answer.status_code == 200, (path, answer.content)
    return answer.json()


def send(client: Client, path: str, status: int = 201, **body: Any) -> Any:
    answer = client.post(API + path, json.dumps(body), content_type="application/json")
    assert answer.status_code == status, (path, answer.content)
    return answer.json()


def test_stock_is_told_in_the_readers_language(world: World, client_of: SignIn) -> None:
    entered(world.actor("leader_a"), world.grids["a0"], {MASKS: 100, EARLY: 50})
    client = client_of(world.account("leader_a"))
    [row] = read(client, f"/stock?grid_id={world.grids['a0'].pk}", "en")
    assert (row["name"], row["measure"], row["amount"], row["low"]) == (
        *("Surgical masks", "pcs", 150),
        True,
    )
    assert [(one["lot"], one["amount"], one["life"]) for one in row["lots"]] == [
        *(("A0", 50, "expiring"), ("A1", 100, "good"))
    ]
    stores = read(client, "/stores")
    assert [one["level"] for one in stores] == ["street", "community", "grid", "grid"]
    moves = read(client, f"/movements?grid_id={world.grids['a0'].pk}&article={MASK}")
    assert {one["text"] for one in moves["items"]} == {"区指挥部调拨"}


def test_from_the_request_to_the_receipt_over_the_doors(world: World, client_of: SignIn) -> None:
    grid = str(world.grids["a1"].pk)
    entered(world.actor("leader_a"), world.grids["a0"], {MASKS: 100, EARLY: 50})
    worker = client_of(world.account("worker_a1"))
    sent = {"id": str(new_id()), "grid_id": grid, "asked": {MASK: 70}, "until": "2026-03-04"}
    row = send(
        worker, "/requests", text="门岗", urgent=True, at="2026-03-02T08:00:00+08:00", **sent
    )
    assert (row["state"], row["steps_now"], row["what"]) == (
        *("asked", ["withdraw"]),
        "医用外科口罩70只",
    )
    path = f"/requests/{row['id']}"
    leader = client_of(world.account("leader_a"))
    seen = read(leader, path)
    assert (seen["steps_now"], [one["level"] for one in seen["stores"]]) == (
        ["grant", "refuse"],
        ["community"],
    )
    assert seen["stores"][0]["there"] == {MASK: 150}
    step = {"id": str(new_id()), "kind": "grant", "amounts": {MASK: 60}, "store": "community"}
    send(leader, f"{path}/steps", 200, **step)
    proposed = read(leader, f"{path}/proposal")
    assert [(one["lot"], one["amount"]) for one in proposed] == [("A0", 50), ("A1", 10)]
    kept = ("article", "lot", "expires_on", "amount")
    lines = [{name: one[name] for name in kept} for one in proposed]
    send(
        leader, f"{path}/steps", 200, id=str(new_id()), kind="issue", issued=lines, carrier="张师傅"
    )
    worker = client_of(world.account("worker_a1"))
    assert read(worker, f"{path}/proposal") == []
    told = send(worker, f"{path}/steps", 200, id=str(new_id()), kind="receive", arrived=[50, 8])
    [amount] = told["amounts"]
    assert [amount[name] for name in ("asked", "granted", "issued", "received")] == [70, 60, 60, 58]
    assert [one["arrived"] for one in told["batches"]] == [50, 8]
    assert (told["state"], told["order"]["state"]) == ("differs", "reopened")
    assert told["said_at"] == "2026-03-02T00:00:00+00:00"


def test_a_refusal_is_a_sentence_in_the_readers_language(world: World, client_of: SignIn) -> None:
    row = asked(world.actor("worker_a1"), world.grids["a1"])
    client = client_of(world.account("leader_a"))
    step = {"id": str(new_id()), "kind": "receive", "arrived": [1]}
    told = send(client, f"/requests/{row.pk}/steps", 409, **step)
    assert told["sentence"] == "申请现在是“待审批”，不能“签收”。请刷新后查看。"


def test_lists_of_requests_page_and_filter(world: World, client_of: SignIn) -> None:
    row = asked(world.actor("worker_a1"), world.grids["a1"], urgent=False)
    urgent = asked(world.actor("worker_a2"), world.grids["a2"], urgent=True)
    client = client_of(world.account("leader_a"))
    under_way = read(client, "/requests?under_way=true")["items"]
    assert [one["id"] for one in under_way] == [str(urgent.pk), str(row.pk)]
    granted(world.actor("leader_a"), row.pk)
    assert [one["id"] for one in read(client, "/requests?state=granted")["items"]] == [str(row.pk)]


def test_articles_are_put_in_over_the_door(world: World, client_of: SignIn) -> None:
    client = client_of(world.account("admin"))
    made = send(
        client,
        "/articles",
        category="food",
        title={"zh-Hans": "棉被", "en": "Quilts"},
        unit={"zh-Hans": "床", "en": "pcs"},
        expires=False,
        minimum={"street": 20},
    )
    assert (made["code"], made["origin"], made["minimum"]) == (
        *("own_001", "here"),
        {"street": 20, "community": 0, "grid": 0},
    )
    assert made["code"] in {one["code"] for one in read(client, "/articles")}


def test_no_list_reads_once_a_row(world: World, client_of: SignIn) -> None:
    worker, grid = world.actor("worker_a1"), world.grids["a1"]
    paths = ("/requests", "/requests?under_way=true", "/stores", "/articles")
    paths += tuple(f"{path}?grid_id={grid.pk}" for path in ("/stock", "/movements"))

    def costs() -> list[int]:
        client = client_of(world.account("leader_a"))
        told = []
        for path in paths:
            read(client, path)
            with CaptureQueriesContext(connection) as made:
                read(client, path)
            told.append(len(made))
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        return told

    def fill() -> None:
        for lot in range(3):
            entered(worker, grid, {replace(MASKS, lot=str(new_id())[:8] + str(lot)): 5, FENCE: 1})
            granted(world.actor("leader_a"), asked(worker, grid).pk)

    fill()
    few = costs()
    fill()
    fill()
    assert costs() == few
