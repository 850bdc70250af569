"""The doors: an order opened, read, moved and photographed by the people of the world, in their language."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from gridward.ground.staff.models import Account
from gridward.kernel.ids import new_id
from gridward.work.workorders.queries.kinds import program_digests
from tests.work.workorders.acts import conduct, opened
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]
BASE = "/api/v1/workorders"


def send(client: Client, path: str, body: dict[str, Any], language: str = "zh-Hans") -> Any:
    return client.post(
        f"{BASE}{path}",
        json.dumps(body, default=str),
        content_type="application/json",
        headers={"Accept-Language": language},
    )


def barrier(world: World, **words: Any) -> dict[str, Any]:
    return {
        "id": str(new_id()),
        "kind": "facility_broken",
        "grid_id": str(world.grids["a1"].pk),
        "place": "东门",
        "answers": {"facility": "围挡", "danger": True},
        **words,
    }


def test_an_order_from_the_report_to_the_desk(world: World, client_of: SignIn) -> None:
    worker = client_of(world.account("worker_a1"))
    said = barrier(world)
    made = send(worker, "", said)
    assert made.status_code == 201
    again = send(worker, "", said)
    assert again.json() == made.json()
    told = made.json()
    assert (told["state"], told["state_title"], told["moves"]) == (
        *("reported", "已上报"),
        [{"move": "note", "title": "备注", "needs": ["text"]}],
    )
    assert [one["text"] for one in told["answers"]] == ["围挡", "是"]
    assert told["clock"] == "accept"


def test_the_desk_sees_what_it_may_do_and_does_it(world: World, client_of: SignIn) -> None:
    order = opened(world, "worker_a1", "facility_broken")
    leader = client_of(world.account("leader_a"))
    listed = leader.get(f"{BASE}?list=todo").json()["items"]
    assert [one["id"] for one in listed] == [str(order.pk)]
    whole = leader.get(f"{BASE}/{order.pk}").json()
    moves = {one["move"] for one in whole["moves"]}
    assert moves == {"accept", "reject", "duplicate", "dispatch", "split", "note"}
    handlers = leader.get(f"{BASE}/{order.pk}/handlers").json()
    assert {"grid_manager", "community_grid_leader"} <= {one["post"] for one in handlers}
    body = {"move": "dispatch", "version": whole["version"]}
    given = send(leader, f"/{order.pk}/moves", body).json()
    assert (given["state"], given["handler"]["name"]) == ("dispatched", "测试worker_a1")
    late = send(leader, f"/{order.pk}/moves", body, "en")
    assert (late.status_code, late.json()["code"]) == (409, "order_moved_meanwhile")
    assert "测试leader_a was first: “dispatch”" in late.json()["sentence"]


def test_the_timeline_is_told_in_the_readers_language(world: World, client_of: SignIn) -> None:
    order = opened(world, "supervisor_a1", "violation", text="三楼聚餐")
    worker = client_of(world.account("worker_a1"))
    worker.get(f"{BASE}/{order.pk}")
    for language, sentences in (
        (
            "zh-Hans",
            ["测试supervisor_a1 上报，直接派给网格管理员 测试worker_a1", "测试worker_a1 已查看"],
        ),
        (
            "en",
            [
                "测试supervisor_a1 reported; it went to grid manager 测试worker_a1 at once",
                "测试worker_a1 read it",
            ],
        ),
    ):
        told = worker.get(f"{BASE}/{order.pk}", headers={"Accept-Language": language}).json()
        assert [one["sentence"] for one in told["timeline"]] == sentences
    assert (told["text"], told["title"]) == ("三楼聚餐", "Violation of prevention rules")
    assert told["read_at"] is not None


def test_a_photograph_belongs_to_its_order(world: World, client_of: SignIn) -> None:
    photo = new_id()
    worker = client_of(world.account("worker_a1"))
    missing = send(worker, "", barrier(world, photos=[str(photo)]))
    assert missing.json()["code"] == "order_photo_missing"
    address = f"{BASE}/photos?photo={photo}"
    for _ in range(2):
        taken = worker.generic("POST", address, picture(), content_type="image/png")
        assert taken.status_code == 204
    made = send(worker, "", barrier(world, photos=[str(photo)])).json()
    assert made["timeline"][0]["photos"] == [str(photo)]
    assert worker.get(f"{BASE}/photos/{photo}").content[:2] == b"\xff\xd8"
    other = send(worker, "", barrier(world, photos=[str(photo)]))
    assert other.json()["code"] == "order_photo_missing"
    broken = worker.generic(
        "POST", f"{BASE}/photos?photo={new_id()}", b"x", content_type="image/png"
    )
    assert broken.json()["code"] == "picture_broken"


def test_a_photograph_of_what_one_may_not_see(world: World, client_of: SignIn) -> None:
    worker = client_of(world.account("worker_a1"))
    photo = new_id()
    worker.generic("POST", f"{BASE}/photos?photo={photo}", picture(), content_type="image/png")
    send(worker, "", barrier(world, photos=[str(photo)]))
    assert client_of(world.account("worker_a2")).get(f"{BASE}/photos/{photo}").status_code == 404


def test_kinds_in_the_readers_language_and_by_post(world: World, client_of: SignIn) -> None:
    worker = client_of(world.account("worker_a1"))
    kinds = {one["code"]: one for one in worker.get(f"{BASE}/kinds").json()}
    assert kinds.keys() >= set(program_digests())
    assert kinds["fever"]["classes"] == ["发热症状", "发热人员"]
    assert kinds["fever"]["limits"][1] == {
        "clock": "acknowledge",
        "title": "签收",
        "minutes": 15,
        "pace": "running",
        "source": "local",
        "local": True,
    }
    own = worker.get(f"{BASE}/kinds?grid_id={world.grids['a1'].pk}").json()
    assert {"staff_conduct", "weakness"}.isdisjoint(one["code"] for one in own)
    assert worker.get(f"{BASE}/kinds?grid_id={world.grids['f1'].pk}").status_code == 404


def test_whose_conduct_it_is_about_replies(world: World, client_of: SignIn) -> None:
    order = conduct(world)
    worker = client_of(world.account("worker_a1"))
    told = worker.get(f"{BASE}/{order.pk}").json()
    assert [one["move"] for one in told["moves"]] == ["reply"]
    assert told["concerned"]["name"] == "测试worker_a1"
    body = {"move": "reply", "version": 1, "text": "当日请假已获准"}
    assert send(worker, f"/{order.pk}/moves", body).json()["timeline"][-1]["text"] == body["text"]


def test_the_administrator_keeps_kinds_at_the_doors(world: World, client_of: SignIn) -> None:
    keeper = client_of(world.account("admin"))
    rows = keeper.get(f"{BASE}/kind-versions").json()
    violation = next(one for one in rows if one["code"] == "violation")
    assert (violation["in_force"], violation["newer"]) == (True, False)
    version = keeper.get(f"{BASE}/kind-versions/{violation['id']}").json()
    assert version["text"] == version["program"]
    edited = version["text"].replace("minutes = 15", "minutes = 0", 1)
    refused = send(keeper, "/kind-versions/checks", {"text": edited}).json()
    assert [one["where"] for one in refused["faults"]] == ["limits.accept.minutes"]
    fit = version["text"].replace("minutes = 15", "minutes = 20", 1)
    checked = send(keeper, "/kind-versions/checks", {"text": fit}).json()
    assert (checked["faults"], checked["last"], checked["same"]) == ([], 1, False)
    assert checked["plan"]["limits"][0]["minutes"] == 20
    put = send(keeper, "/kind-versions", {"text": fit, "seen": checked["last"]})
    assert (put.status_code, put.json()["number"]) == (201, 2)
    rows = keeper.get(f"{BASE}/kind-versions").json()
    told = [(one["number"], one["newer"]) for one in rows if one["code"] == "violation"]
    assert told == [(2, True), (1, False)]


def test_everybody_who_reads_orders_reads_how_kinds_go(world: World, client_of: SignIn) -> None:
    plans = client_of(world.account("worker_a1")).get(f"{BASE}/plans").json()
    violation = next(one for one in plans if one["code"] == "violation")
    assert violation["routes"][0]["handler"] == "grid_manager"
    assert [one["posts"] for one in violation["routes"][0]["ladder"]][1:] == [
        ["grid_police"],
        ["street_command"],
    ]


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "PNG")
    return drawn.getvalue()
