"""The doors of duty: plans by rows and patterns, refusals told row by row, and what is one's own."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from gridward.ground.rota.models import DutyPlace, Shift
from gridward.ground.staff.models import Account
from tests.ground.rota.acts import moment, place, planned, row, shift, who
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]


def sent(client: Client, path: str, **body: Any) -> tuple[int, Any]:
    answer = client.post(
        f"/api/v1{path}", json.dumps(body, default=str), content_type="application/json"
    )
    return answer.status_code, answer.json()


def got(client: Client, path: str) -> Any:
    return client.get(f"/api/v1{path}").json()


def test_a_pattern_and_a_row_are_planned_together(
    world: World, gate: DutyPlace, client_of: SignIn
) -> None:
    client = client_of(world.account("leader_a"))
    where = {"place_id": gate.pk, "role": "keeper"}
    status, told = sent(
        client,
        "/rota/shifts",
        rows=[{**where, "begins_at": moment(8).isoformat(), "ends_at": moment(12).isoformat()}],
        patterns=[
            {
                **where,
                "member_id": who(world, "worker_a1"),
                "begins": "20:00",
                "ends": "08:00",
                "first": "2026-03-04",
                "last": "2026-03-08",
                "every": 2,
            }
        ],
    )
    assert (status, told["count"]) == (201, 4)
    assert [(one["kind"], one["day"], one["figure"]) for one in told["warnings"]] == [
        ("hours", day, 12) for day in ("2026-03-04", "2026-03-06", "2026-03-08")
    ]
    week = got(client, "/rota/shifts?first=2026-03-04&last=2026-03-10")["items"]
    assert [one["name"] for one in week] == ["", *["测试worker_a1"] * 3]
    assert week[1]["begins_at"].startswith("2026-03-04T12:00")


def test_each_row_that_cannot_be_is_told(world: World, gate: DutyPlace, client_of: SignIn) -> None:
    planned(world, row(world, gate, "worker_a1"))
    client = client_of(world.account("leader_a"))
    plain = {"place_id": gate.pk, "role": "keeper", "member_id": who(world, "worker_a1")}
    times = {"begins_at": moment(9).isoformat(), "ends_at": moment(10).isoformat()}
    status, told = sent(client, "/rota/shifts", rows=[{**plain, **times}])
    assert (status, told["code"]) == (422, "rota.plan_refused")
    assert told["details"] == {"count": 1, "rows": [{"row": 0, "code": "rota.clash"}]}
    assert told["sentence"].startswith("有1个班次排不上")


def test_a_swap_goes_through_its_doors(world: World, gate: DutyPlace, client_of: SignIn) -> None:
    mine, other = shift(world, gate, "worker_a1", days=1), shift(world, gate, "worker_b1", days=2)
    worker, second, leader = (
        client_of(world.account(name)) for name in ("worker_a1", "worker_b1", "leader_a")
    )
    status, told = sent(worker, "/rota/swaps", shift_id=mine.pk, other_id=other.pk, said="家中有事")
    assert (status, told["swap"]["state"]) == (201, "proposed")
    swap = told["swap"]
    assert [one["id"] for one in got(second, "/me/shifts/swaps")["items"]] == [swap["id"]]
    status, told = sent(second, f"/rota/swaps/{swap['id']}/agree", version=swap["version"])
    assert status == 200
    path = f"/rota/swaps/{swap['id']}/approve"
    status, told = sent(leader, path, version=told["swap"]["version"], said="同意")
    assert (status, told["swap"]["state"]) == (200, "approved")
    assert [(one["by"], one["said"]) for one in told["steps"]] == [
        ("测试worker_a1", "家中有事"),
        ("测试worker_b1", ""),
        ("测试leader_a", "同意"),
    ]
    assert [one["id"] for one in got(worker, "/me/shifts")["items"]] == [str(other.pk)]


def test_own_shifts_are_read_wherever_they_are(
    world: World, gate: DutyPlace, client_of: SignIn
) -> None:
    far = place(world, "b1")
    planned(world, row(world, gate, "worker_a2"), row(world, gate, "worker_a1"))
    planned(world, row(world, far, "worker_a2", days=40), by="leader_b")
    client = client_of(world.account("worker_a2"))
    own = got(client, "/me/shifts")["items"]
    assert [one["place_id"] for one in own] == [str(gate.pk), str(far.pk)]
    assert len(got(client, "/me/shifts?last=2026-03-05")["items"]) == 1
    assert got(client_of(world.account("admin")), "/me/shifts")["items"] == []


def test_a_member_of_null_leaves_a_shift_vacant(
    world: World, gate: DutyPlace, client_of: SignIn
) -> None:
    made = shift(world, gate, "worker_a1")
    client = client_of(world.account("leader_a"))
    answer = client.patch(
        f"/api/v1/rota/shifts/{made.pk}",
        json.dumps({"version": 1, "member_id": None}),
        content_type="application/json",
    )
    assert answer.json()["shift"]["member_id"] is None
    vacant = got(client, "/rota/shifts?first=2026-03-04&vacant=true")["items"]
    assert [one["id"] for one in vacant] == [str(made.pk)]
    assert Shift.objects.get(pk=made.pk).begins_at == moment(8)


def test_a_sheet_is_a_file(world: World, gate: DutyPlace, client_of: SignIn) -> None:
    client = client_of(world.account("leader_a"))
    answer = client.get("/api/v1/rota/sheet?first=2026-03-02")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
