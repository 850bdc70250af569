"""What left the house is seen by who took it and by who oversees it; alerts are asked about, answered, confirmed."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gridward.ground.audit.models import Export, ExportAlert, Line
from gridward.ground.audit.queries import sentence
from gridward.ground.audit.rules.exports import STANDARD, wrong_figures
from gridward.ground.staff.models import Account
from gridward.kernel import clock
from tests.ground.audit.test_release import NOON, let_out
from tests.world import World

SignIn = Callable[[Account], Client]
API = "/api/v1/audit"


@pytest.fixture
def taken(world: World) -> World:
    """A leader of a took much, a worker of b1 little, somebody of the other street much."""
    with time_machine.travel(NOON):
        let_out(world, "leader_a", "a1", "a2", rows=6_000)
        let_out(world, "worker_b1", "b1", rows=5)
        let_out(world, "chief_f", "f1", rows=6_000)
    return world


def items(client: Client, path: str) -> list[dict[str, Any]]:
    answer = client.get(f"{API}{path}")
    assert answer.status_code == 200, answer.content
    return list(answer.json()["items"])


def say(client: Client, alert: str, kind: str, text: str) -> HttpResponse:
    body = json.dumps({"kind": kind, "text": text})
    return client.post(f"{API}/alerts/{alert}/notes", body, content_type="application/json")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["chief", "privacy"])
def test_overseers_see_who_took_what_when_and_why(
    taken: World, client_of: SignIn, name: str
) -> None:
    rows = items(client_of(taken.account(name)), "/exports")
    assert {(row["actor"], row["rows"], row["masked"], row["alert"]) for row in rows} == {
        ("测试leader_a", 6_000, True, True),
        ("测试worker_b1", 5, True, False),
    }
    assert {row["kind_label"] for row in rows} == {"名册导入结果"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["command", "leader_a", "worker_a1", "discipline", "admin"])
def test_others_see_their_own_alone(taken: World, client_of: SignIn, name: str) -> None:
    client = client_of(taken.account(name))
    assert client.get(f"{API}/exports").status_code == 403
    assert client.get(f"{API}/alerts").status_code == 403
    own = items(client, "/exports/mine")
    assert [row["actor"] for row in own] == (["测试leader_a"] if name == "leader_a" else [])


@pytest.mark.django_db
def test_lists_cost_the_same_queries_whatever_the_rows(
    world: World, client_of: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(world.account("privacy"))
    for path in ("/exports", "/alerts"):
        client.get(f"{API}{path}")
    costs = {}
    for count in (3, 12):
        with time_machine.travel(NOON + timedelta(days=count)):
            for number in range(count):
                let_out(world, "chief", "a1", rows=6_000 + number)
        client = client_of(world.account("privacy"))
        for path in ("/exports", "/alerts"):
            with django_assert_num_queries(100, exact=False) as found:
                items(client, path)
            costs.setdefault(path, []).append(len(found))
    assert {path: len(set(counts)) for path, counts in costs.items()} == {
        "/exports": 1,
        "/alerts": 1,
    }


@pytest.mark.django_db
def test_an_alert_says_which_limit_was_passed(taken: World, client_of: SignIn) -> None:
    (alert,) = items(client_of(taken.account("privacy")), "/alerts")
    assert [one["sentence"] for one in alert["excesses"]] == ["一次导出 6000 行，超过 5000 行"]
    assert (alert["actor"], alert["confirmed"], alert["mine"]) == ("测试leader_a", False, False)
    assert alert["export"]["kind"] == "roster_answer"


@pytest.mark.django_db
def test_asked_answered_confirmed_each_on_the_record(taken: World, client_of: SignIn) -> None:
    alert = str(ExportAlert.objects.get(actor_name="测试leader_a").pk)
    privacy = client_of(taken.account("privacy"))
    assert say(privacy, alert, "ask", "请说明用途").status_code == 201
    leader = client_of(taken.account("leader_a"))
    (mine,) = items(leader, "/alerts/mine")
    assert (mine["mine"], [one["text"] for one in mine["notes"]]) == (True, ["请说明用途"])
    assert say(leader, alert, "answer", "全员核酸检测分组").status_code == 201
    assert say(client_of(taken.account("chief")), alert, "confirm", "属实").status_code == 201
    privacy = client_of(taken.account("privacy"))
    (seen,) = items(privacy, "/alerts?confirmed=true")
    assert [one["kind"] for one in seen["notes"]] == ["ask", "answer", "confirm"]
    assert items(privacy, "/alerts?confirmed=false") == []
    lines = Line.objects.filter(act__startswith="audit.alert").order_by("seq")
    told = [sentence(one, "zh-Hans") for one in lines]
    assert told == [
        "测试privacy 就批量告警向 测试leader_a 询问",
        "测试leader_a 答复了批量告警",
        "测试chief 确认了 测试leader_a 的批量告警",
    ]


@pytest.mark.django_db
def test_nobody_settles_an_alert_about_themselves(world: World, client_of: SignIn) -> None:
    let_out(world, "chief", "a1", rows=6_000)
    alert = str(ExportAlert.objects.get().pk)
    client = client_of(world.account("chief"))
    for kind in ("ask", "confirm"):
        answer = say(client, alert, kind, "没有问题")
        assert (answer.status_code, answer.json()["code"]) == (403, "export_own_alert")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "kind", "text", "status"),
    [
        ("privacy", "answer", "替他答复", 403),
        ("leader_a", "confirm", "没有问题", 403),
        ("leader_b", "ask", "请说明", 404),
        ("chief_f", "ask", "请说明", 404),
        ("privacy", "ask", " ", 422),
    ],
)
def test_each_says_what_is_theirs_to_say(
    taken: World, client_of: SignIn, name: str, kind: str, text: str, status: int
) -> None:
    alert = str(ExportAlert.objects.get(actor_name="测试leader_a").pk)
    assert say(client_of(taken.account(name)), alert, kind, text).status_code == status


@pytest.mark.django_db
def test_a_confirmed_alert_is_closed(taken: World, client_of: SignIn) -> None:
    alert = str(ExportAlert.objects.get(actor_name="测试leader_a").pk)
    client = client_of(taken.account("privacy"))
    say(client, alert, "confirm", "已核实")
    answer = say(client, alert, "ask", "再问一次")
    assert (answer.status_code, answer.json()["code"]) == (409, "export_alert_settled")


@pytest.mark.django_db
def test_limits_are_set_from_a_day_on_with_their_source(world: World, client_of: SignIn) -> None:
    client = client_of(world.account("privacy"))
    before = client.get(f"{API}/export-limits").json()["now"]
    assert (before["figures"]["rows_per_export"], before["by"]) == (5_000, "")
    day = clock.today() + timedelta(days=1)
    body = {
        "since": day.isoformat(),
        "source": "街道办文件〔2026〕3号",
        "figures": before["figures"] | {"rows_per_export": 100},
    }
    answer = client.post(f"{API}/export-limits", json.dumps(body), content_type="application/json")
    assert answer.status_code == 201, answer.content
    assert client.get(f"{API}/export-limits").json()["now"] == before
    with time_machine.travel(clock.now() + timedelta(days=1)):
        now = client_of(world.account("worker_a1")).get(f"{API}/export-limits").json()["now"]
    assert (now["figures"]["rows_per_export"], now["by"]) == (100, "测试privacy")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("since", "source", "figure", "wrong"),
    [(-1, "依据", 10, "since"), (0, "", 10, "source"), (0, "依据", 0, "exports_per_hour")],
)
def test_limits_that_are_none_are_refused(
    world: World, client_of: SignIn, since: int, source: str, figure: int, wrong: str
) -> None:
    body = {
        "since": (clock.today() + timedelta(days=since)).isoformat(),
        "source": source,
        "figures": asdict(STANDARD.limits) | {"exports_per_hour": figure},
    }
    client = client_of(world.account("chief"))
    answer = client.post(f"{API}/export-limits", json.dumps(body), content_type="application/json")
    assert (answer.status_code, answer.json()["details"]["fields"]) == (422, wrong)


def test_the_standard_limits_are_within_their_ranges() -> None:
    assert wrong_figures(asdict(STANDARD.limits)) == []
    assert wrong_figures({"work_from": 9, "work_to": 9}) == ["work_to"]
    assert wrong_figures({"no_such": 1}) == ["no_such"]


@pytest.mark.django_db
def test_a_download_that_never_ended_reads_as_broken(world: World, client_of: SignIn) -> None:
    with time_machine.travel(NOON):
        let_out(world, "worker_a1", "a1")
    Export.objects.update(state="sending")
    (row,) = items(client_of(world.account("worker_a1")), "/exports/mine")
    assert row["state"] == "broken"
