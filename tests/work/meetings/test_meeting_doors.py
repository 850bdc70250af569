"""The doors: a meeting through HTTP from the call to the bulletin, in the reader's language."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from gridward.ground.staff.models import Account
from gridward.kernel.ids import new_id
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]
BASE = "/api/v1/meetings"


def send(client: Client, method: str, path: str, **body: Any) -> Any:
    answer = client.generic(method, BASE + path, json.dumps(body), content_type="application/json")
    assert answer.status_code < 300, answer.content.decode()
    return answer.json()


def test_from_the_call_to_the_bulletin(world: World, client_of: SignIn) -> None:
    first = client_of(world.account("first_a"))
    [unit] = first.get(f"{BASE}/units").json()
    assert (unit["hour"], unit["conveners"][0]) == ("17:30", "first_grid_leader")
    made = send(first, "POST", "", grid_id=unit["grid_id"], day="2026-03-04", hour="18:00")
    path, version = f"/{made['id']}", made["version"]
    item = send(first, "POST", f"{path}/items", section="publicity", text="张贴海报")
    shown = [one for one in item["agenda"] if one["code"] == "publicity"]
    assert (shown[0]["title"], shown[0]["items"][0]["own"]) == ("宣传引导", True)
    begun = send(first, "POST", f"{path}/begin", version=version)
    assert begun["may_sign"]
    said = [{"member_id": one["member_id"], "state": "present"} for one in begun["attendance"]]
    send(first, "PUT", f"{path}/attendance", attendance=said)
    grid = next(one["id"] for one in begun["grids"] if one["name"].endswith("第1网格"))
    tasks = first.get(f"{BASE}{path}/tasks?grid_id={grid}").json()
    task = next(one for one in tasks if one["kind"]["code"] == "meeting_task")
    assert {"post": "grid_manager", "names": ["测试worker_a1"]} in task["posts"]
    assert "staff_conduct" not in {one["kind"]["code"] for one in tasks}
    decision = {"id": str(new_id()), "text": "修围挡", "kind": "meeting_task", "grid_id": grid}
    decided = send(first, "POST", f"{path}/decisions", **decision)
    assert decided["decisions"][0]["state_title"] == "已派遣"
    ended = send(first, "POST", f"{path}/end", version=decided["version"], summary="通报情况")
    assert (ended["state"], ended["grids"]) == ("ended", [])
    told = send(first, "POST", f"{path}/bulletins/preview", remark="请补访")
    signed = send(first, "POST", f"{path}/bulletins", remark="请补访")
    assert signed["lines"][: len(told["lines"])] == told["lines"]
    assert (signed["intact"], signed["superseded_by"]) == (True, None)
    [row] = first.get(f"{BASE}?day=2026-03-04").json()["items"]
    assert [one["revision"] for one in row["bulletins"]] == [1]


def test_figures_and_refusals_in_the_readers_language(world: World, client_of: SignIn) -> None:
    first = client_of(world.account("first_a"))
    english = {"HTTP_ACCEPT_LANGUAGE": "en"}
    made = send(first, "POST", "", grid_id=str(world.grids["a0"].pk), day="2026-03-04")
    told = first.get(f"{BASE}/{made['id']}", **english).json()
    titles = {one["code"]: one["title"] for one in told["agenda"]}
    assert titles["orders"] == "Work orders"
    again = first.post(
        BASE,
        json.dumps({"grid_id": str(world.grids["a0"].pk), "day": "2026-03-04"}),
        content_type="application/json",
        **english,
    )
    assert (again.status_code, again.json()["code"]) == (409, "meetings.called_already")
    assert "Open that one" in again.json()["sentence"]
