"""The doors: shapes as phones and desks send them, refusals with their sentences, pages, queries that do not grow."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gridward.ground.staff.models import Account
from gridward.kernel.ids import new_id
from gridward.kernel.rows import tell_database
from tests.work.patrols.acts import EVENING, LINE, found, moment, patrol, point, signed
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]
BASE = "/api/v1/work"
DAY = EVENING.date().isoformat()


def post(client: Client, path: str, status: int = 201, **body: Any) -> Any:
    answer = client.post(f"{BASE}{path}", body, content_type="application/json")
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def get(client: Client, path: str, status: int = 200, **query: Any) -> Any:
    answer = client.get(f"{BASE}{path}", query)
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def log_body(world: World, **given: Any) -> dict[str, Any]:
    return {
        "id": str(new_id()),
        "grid_id": str(world.grids["a1"].pk),
        "day": DAY,
        "from": moment(9).isoformat(),
        "to": moment(11).isoformat(),
        "work": "入户走访5户。",
        "signature": LINE,
        **given,
    }


def test_a_day_of_a_worker(world: World, client_of: SignIn) -> None:
    """As the phone's commands and the desk's screens do it."""
    client, grid = client_of(world.account("worker_a1")), str(world.grids["a1"].pk)
    gate = post(
        client,
        "/points",
        grid_id=grid,
        name="东门",
        category="gate",
        longitude=115.881,
        latitude=28.681,
    )
    assert gate["grid"]["name"] == "朱紫巷社区第1网格"
    path = f"/points/{gate['id']}"
    changed = client.patch(
        f"{BASE}{path}", {"version": 1, "place": "岗亭旁"}, content_type="application/json"
    ).json()
    assert (changed["name"], changed["place"], changed["longitude"]) == ("东门", "岗亭旁", 115.881)
    walked = post(
        client,
        "/patrols",
        id=str(new_id()),
        grid_id=grid,
        kind="patrol",
        started_at=moment(9).isoformat(),
        ended_at=moment(10).isoformat(),
        stops=[
            {
                "point_id": gate["id"],
                "name": "",
                "at": moment(9, 20).isoformat(),
                "found": "finding",
            }
        ],
        findings=[{"category": "violation", "text": "聚集", "place": "东门", "handled": "劝离"}],
        note="",
    )
    assert [one["name"] for one in walked["stops"]] == ["东门"]
    assert get(client, "/patrols", day=DAY)["items"] == [walked]
    assert get(client, f"/patrols/{walked['id']}") == walked
    proposed = post(client, "/logs/proposal", 200, grid_id=grid, day=DAY)
    assert proposed["handling"] == "东门发现违反防控规定行为问题：聚集。已处置：劝离。"
    log = post(client, "/logs", **log_body(world, **proposed))
    assert (log["revision"], log["intact"], log["superseded"]) == (1, True, False)
    second = post(
        client, "/logs", **log_body(world, corrects=log["id"], reason="户数写错", work="改")
    )
    told = get(client, f"/logs/{log['id']}")["versions"]
    assert [(one["revision"], one["superseded"]) for one in told] == [(1, True), (2, False)]
    assert [one["id"] for one in get(client, "/logs")["items"]] == [second["id"]]
    sheet = get(client, f"/sheets/{grid}", day=DAY)
    values = {one["name"]: one["value"] for one in sheet["figures"]}
    assert (values["patrols"], values["findings_handled"]) == (1, 1)
    assert {one["title"] for one in sheet["figures"]} >= {"巡查次数", "应访户"}
    rows = get(client, f"/sheets/{grid}/rows/findings")["rows"]
    assert [(one["kind"], one["label"]) for one in rows] == [("finding", "聚集")]
    kept = post(client, "/sheets", id=str(new_id()), grid_id=grid, day=DAY, figures={"patrols": 3})
    assert (kept["figures"]["patrols"], kept["shown"]) == (1, {"patrols": 3})
    assert [one["id"] for one in get(client, "/sheets")["items"]] == [kept["id"]]
    later = [kept["id"], *sorted((str(uuid4()) for _ in range(3)), reverse=True)]
    for sheet_id in later[1:]:
        post(client, "/sheets", id=sheet_id, grid_id=grid, day=DAY, note=sheet_id)
    assert [one["id"] for one in get(client, "/sheets")["items"]] == later[::-1]
    assert post(client, f"{path}/retire", 200, version=2)["retired_on"] == DAY
    assert get(client, "/points", grid_id=grid)["items"] == []
    assert len(get(client, "/points", grid_id=grid, retired="true")["items"]) == 1


def test_a_chief_countersigns_and_takes_the_file(world: World, client_of: SignIn) -> None:
    log = signed(world, world.actor("worker_a1"))
    client = client_of(world.account("leader_a"))
    told = post(client, f"/logs/{log.pk}/countersign", 200, signature=LINE)
    assert [one["account_name"] for one in told["countersignatures"]] == ["测试leader_a"]
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = client.post(
            f"{BASE}/logs/file",
            {"grid_id": str(log.grid_id), "format": kind},
            content_type="application/json",
        )
        assert answer.content.startswith(start)
        assert kind in answer.headers["Content-Disposition"]
    blank = {"grid_id": str(log.grid_id), "blank": True}
    answer = client.post(f"{BASE}/logs/file", blank, content_type="application/json")
    assert answer.content.startswith(b"%PDF")
    assert post(client, "/logs/file", 422, blank=True)["code"] == "bad_request"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"signature": "<svg/>"}, "signature.broken"),
        ({"signature": "M 1 1 L" + " 1" * 20_000}, "signature.too_large"),
        ({"to": moment(9, days=1).isoformat()}, "patrols.times_ahead"),
        ({"from": "2026-03-04T09:00:00"}, "bad_request"),
        ({"work": "x" * 4001}, "bad_request"),
        ({"work": " "}, "patrols.log_empty"),
    ],
)
def test_a_bad_log_is_refused_with_a_sentence(
    world: World, client_of: SignIn, change: dict[str, Any], code: str
) -> None:
    client = client_of(world.account("worker_a1"))
    status = 413 if code.endswith("too_large") else 422
    told = post(client, "/logs", status, **log_body(world, **change))
    assert told["code"] == code
    assert told["sentence"]


def test_a_plan_from_bound_to_proven(
    world: World, client_of: SignIn, evening: time_machine.Traveller
) -> None:
    leader = world.actor("leader_a")
    points = [str(point(world, leader, name).pk) for name in ("东门", "西门")]
    client = client_of(world.account("leader_a"))
    plan = post(
        client,
        "/draws",
        grid_id=str(world.grids["a0"].pk),
        officer_id=str(world.account("police_a").member_id),
        starts_on="2026-03-09",
        ends_on="2026-03-15",
        windows=[{"days": [1, 2, 3, 4, 5, 6, 7], "from": 0, "to": 24}],
        points=points,
        per_week=7,
        opens_at=0,
    )
    assert "seed" not in plan
    assert (plan["officer_name"], plan["over"], plan["opens_at"]) == ("测试police_a", False, 0)
    assert plan["windows"] == [{"days": [1, 2, 3, 4, 5, 6, 7], "from": 0, "to": 24}]
    path = f"/draws/{plan['id']}"
    assert get(client, "/draws")["items"] == [get(client, path)] == [plan]
    assert get(client, f"{path}/past")["slots"] == []
    assert get(client, f"{path}/proof", 409)["code"] == "patrols.draw_not_over"
    evening.move_to(EVENING + timedelta(days=7))
    officer = Client(raise_request_exception=False)
    officer.force_login(world.account("police_a"))
    [duty] = post(officer, "/draws/today", 200)["duties"]
    assert (duty["open"], duty["commitment"]) == (True, plan["commitment"])
    assert {one["day"] for one in duty["slots"]} <= {"2026-03-11"}
    evening.move_to(EVENING + timedelta(days=12))
    leading = Client(raise_request_exception=False)
    leading.force_login(world.account("leader_a"))
    proof = get(leading, f"{path}/proof")
    assert (proof["holds"], len(proof["slots"])) == (True, 7)
    assert [
        {k: v for k, v in one.items() if k != "patrol_id"}
        for one in get(leading, f"{path}/past")["slots"]
    ] == proof["slots"]
    told = get(leading, f"{path}/statistics")
    assert sum(one["drawn"] for one in told["hours"]["chances"]) == 7
    assert {one["key"] for one in told["points"]["chances"]} == set(points)
    assert post(leading, f"{path}/stop", 200, version=1)["stopped_on"] == "2026-03-17"


def test_lists_take_as_many_queries_for_many_as_for_one(
    world: World, client_of: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    worker = world.actor("worker_a1")

    def fill(number: int) -> None:
        point(world, worker, f"点{number}")
        patrol(world, worker, stops=[{"name": "东门", "at": moment(9)}], findings=[found()])
        signed(world, worker)

    fill(0)
    client = client_of(world.account("worker_a1"))
    asked = {}
    for path in ("/points", "/patrols", "/logs"):
        with django_assert_max_num_queries(14) as made:
            assert len(get(client, path)["items"]) == 1
        asked[path] = len(made)
    tell_database(worker)
    for number in range(1, 6):
        fill(number)
    for path, most in asked.items():
        with django_assert_max_num_queries(most):
            assert len(get(client, path)["items"]) == 6


def test_pages_go_on_where_they_ended(world: World, client_of: SignIn) -> None:
    worker = world.actor("worker_a1")
    for number in range(60):
        point(world, worker, f"点{number:02}")
    client = client_of(world.account("worker_a1"))
    first = get(client, "/points")
    second = get(client, "/points", after=first["next"])
    names = [one["name"] for one in [*first["items"], *second["items"]]]
    assert names == [f"点{number:02}" for number in range(60)]
    assert second["next"] is None
