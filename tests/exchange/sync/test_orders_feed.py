"""Work orders that come down to phones, and to whose."""

import gzip
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from gridward.exchange.sync.api import post_pull
from gridward.exchange.sync.queries.feed import behind
from gridward.exchange.sync.rules.cursors import Cursor
from gridward.exchange.sync.schemas.pulling import PhoneGrid, PullIn
from gridward.exchange.sync.terms import DocumentKind
from gridward.ground.staff.models import Appointment
from gridward.ground.staff.terms import Post
from gridward.kernel import clock
from gridward.work.workorders.models import Order
from gridward.work.workorders.services import kinds
from gridward.work.workorders.services.following import follow_ended
from gridward.work.workorders.terms import OrderLink
from tests.exchange.sync.orders import may, phone_of
from tests.exchange.sync.phones import asked, settle, wait_until_nobody_writes
from tests.work.workorders.acts import conduct, moved, opened, swept
from tests.work.workorders.test_kind_versions import edited
from tests.world import World


@pytest.fixture
def world(committed: World) -> World:
    """Stored for good: the feed tells what is committed."""
    return committed


def test_an_order_comes_down_with_all_that_is_told_of_it(world: World) -> None:
    order = opened(world, "supervisor_a1", "violation")
    phone = phone_of(world, "worker_a1", "a1")
    settle([phone])
    row = phone.orders()[order.pk]
    assert row["title"]["zh-Hans"] == "违反防控规定"
    assert row["text"] == "请尽快处理"
    assert [one["text"].get("en") for one in row["answers"]] == [None, "did not listen"]
    assert (row["state"], row["awaited"], row["mine"]) == ("dispatched", [None], True)
    assert row["unread"]
    assert row["handler"]["name"] == world.actor("worker_a1").name
    assert set(row["dues"]) == {"acknowledge", "on_scene", "handle"}
    (told,) = row["timeline"]
    assert (told["sentence"], told["told"]["post"]) == ("open_at_once", "grid_manager")
    assert {"acknowledge", "arrive", "handle", "ask", "note"} <= may(phone, order)


def test_each_phone_is_told_what_its_own_owner_may_do(world: World) -> None:
    order = opened(world, "supervisor_a1", "violation")
    worker, leader = phone_of(world, "worker_a1", "a1"), phone_of(world, "leader_a", "a1")
    settle([worker, leader])
    assert "handle" not in may(leader, order)
    assert not leader.orders()[order.pk]["mine"]
    moved(world, "worker_a1", order, "handle", text="已劝离")
    settle([worker, leader])
    assert {"verify", "reopen"} <= may(leader, order)
    assert may(worker, order) == {"note"}
    needs = {one["move"]: one["needs"] for one in leader.orders()[order.pk]["moves"]}
    assert needs["reopen"] == ["text"]


def test_a_change_comes_down_and_an_order_that_moves_away_leaves(world: World) -> None:
    order = opened(world, "supervisor_a1", "violation")
    phone = phone_of(world, "worker_a1", "a1")
    settle([phone])
    moved(world, "supervisor_a1", order, "note", text="人还在")
    settle([phone])
    assert [one["text"] for one in phone.orders()[order.pk]["timeline"]] == ["", "人还在"]
    Order.objects.filter(pk=order.pk).update(grid=world.grids["a2"])
    settle([phone])
    assert phone.orders() == {}


@pytest.mark.parametrize("name", ["worker_a2", "worker_b1", "worker_f1", "leader_b"])
def test_an_order_never_reaches_a_phone_of_another_grid(world: World, name: str) -> None:
    opened(world, "supervisor_a1", "violation")
    phone = phone_of(world, name, "a1", "a2", "b1", "f1")
    settle([phone])
    assert phone.orders() == {}


def test_a_complaint_about_conduct_reaches_its_readers_and_no_hint_of_it_anybody_else(
    world: World,
) -> None:
    order = conduct(world)
    other, reader = phone_of(world, "supervisor_a1", "a1"), phone_of(world, "command", "a1")
    concerned = phone_of(world, "worker_a1", "a1")
    wait_until_nobody_writes()
    told = [
        gone
        for grid in asked(
            other.account,
            lambda request: post_pull(
                request, PullIn(device=other.device, grids={world.grids["a1"].pk: ""})
            ),
        )["grids"]
        for gone in grid.gone
    ]
    assert order.pk not in told
    settle([other, reader, concerned])
    assert order.pk not in other.orders()
    assert {order.pk} == set(reader.orders()) == set(concerned.orders())
    assert "reply" in may(concerned, order)


def test_who_loses_the_post_that_reads_a_complaint_loses_the_complaint(world: World) -> None:
    order = conduct(world)
    phone = phone_of(world, "discipline", "a1")
    member = world.account("discipline").member_id
    worker = {"member_id": member, "street": world.streets["ours"], "valid_from": clock.today()}
    Appointment.objects.create(post=Post.GRID_SUPERVISOR, grid=world.grids["a1"], **worker)
    settle([phone])
    assert order.pk in phone.orders()
    held = Appointment.objects.filter(member_id=member, post=Post.DISCIPLINE_OFFICER)
    held.update(valid_to=clock.today())
    settle([phone])
    assert world.grids["a1"].pk in phone.documents
    assert phone.orders() == {}


def test_a_new_post_brings_what_it_may_do(world: World) -> None:
    order = opened(world, "supervisor_a1", "resident_need")
    phone = phone_of(world, "worker_a1", "a1")
    settle([phone])
    assert may(phone, order) == set()
    leader = world.account("leader_a").member_id
    Appointment.objects.filter(member_id=leader).update(valid_to=clock.today())
    Appointment.objects.create(
        member_id=world.account("worker_a1").member_id,
        post=Post.COMMUNITY_GRID_LEADER,
        street=world.streets["ours"],
        grid=world.grids["a0"],
        valid_from=clock.today(),
    )
    settle([phone])
    assert "accept" in may(phone, order)


def test_what_lay_with_a_worker_who_was_removed_is_the_next_one_s(world: World) -> None:
    order = opened(world, "supervisor_a1", "violation")
    moved(world, "worker_a1", order, "acknowledge")
    old, leader = phone_of(world, "worker_a1", "a1"), phone_of(world, "leader_a", "a1")
    settle([old, leader])
    ended = Appointment.objects.get(member_id=world.account("worker_a1").member_id)
    Appointment.objects.filter(pk=ended.pk).update(valid_to=clock.today())
    follow_ended(ended.pk)
    swept()
    settle([old, leader])
    assert (old.documents, old.cursors) == ({}, {})
    row = leader.orders()[order.pk]
    assert row["timeline"][-1]["move"] == "escalate"
    assert (row["post"], row["mine"]) == ("community_grid_leader", True)


def test_what_is_over_stays_some_days_and_says_until_when(world: World) -> None:
    order = opened(world, "supervisor_a1", "resident_need")
    moved(world, "leader_a", order, "reject", text="不属实")
    phone = phone_of(world, "worker_a1", "a1")
    settle([phone])
    until = phone.orders()[order.pk]["kept_until"]
    assert until > (clock.now() + timedelta(days=6)).isoformat()
    late = phone_of(world, "worker_a1", "a1")
    with override_settings(PHONE_ORDER_DAYS=0):
        settle([late])
    assert late.orders() == {}


def test_who_begins_does_not_page_through_years_of_orders(world: World) -> None:
    old, young = (opened(world, "supervisor_a1", "resident_need") for _ in range(2))
    for order in (old, young):
        moved(world, "leader_a", order, "reject", text="不属实")
    Order.objects.filter(pk=old.pk).update(moved_at=clock.now() - timedelta(days=30))
    grid = world.grids["a1"].pk
    wait_until_nobody_writes()
    told = behind(grid, Cursor(), 1000, clock.now() - timedelta(days=14))
    assert told.of(DocumentKind.ORDER) == [young.pk]


def test_kinds_come_down_to_whoever_may_report_them_and_anew_when_one_is_edited(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, police = phone_of(world, "worker_a1", "a1"), phone_of(world, "leader_a", "a1")
    settle([phone, police])
    grid = world.grids["a1"].pk

    def versions(code: str) -> list[int]:
        kinds_here = phone.documents[grid][grid]["kinds"]
        return [one["version"] for one in kinds_here if one["code"] == code]

    codes = {one["code"] for one in police.documents[grid][grid]["kinds"]}
    assert "staff_conduct" in codes
    assert (versions("violation"), versions("staff_conduct")) == ([1], [])
    edited(monkeypatch, clock.today() + timedelta(days=3))
    kinds.load_kinds()
    settle([phone])
    assert versions("violation") == [1, 2]


def test_what_an_order_is_about_is_told_by_its_id(world: World) -> None:
    site = world.sites["a1"]
    order = opened(world, "chief", "facility_broken", links={OrderLink.SITE: site.pk})
    phone = phone_of(world, "chief", "a1")
    settle([phone])
    assert phone.orders()[order.pk]["links"] == {"site": str(site.pk)}


def test_questions_do_not_grow_with_orders_and_a_hundred_of_them_are_small(world: World) -> None:
    phone = phone_of(world, "worker_a1", "a1")
    grid = world.grids["a1"].pk

    def pulled() -> tuple[int, PhoneGrid]:
        wait_until_nobody_writes()
        given = PullIn(device=phone.device, grids={grid: ""})
        with CaptureQueriesContext(connection) as queries:
            answer = asked(phone.account, lambda request: post_pull(request, given))
        return len(queries), answer["grids"][0]

    opened(world, "supervisor_a1", "violation")
    pulled()
    few, _ = pulled()
    for _ in range(99):
        opened(world, "supervisor_a1", "violation", text="三楼住户聚餐，约二十人，劝说后没有散开。")
    many, told = pulled()
    assert few == many
    assert len(told.orders) == 100
    assert len(gzip.compress(told.model_dump_json().encode())) < 40_000


def test_an_answer_with_orders_crosses_the_wire(world: World) -> None:
    order = opened(world, "supervisor_a1", "violation")
    client = Client()
    client.force_login(world.account("worker_a1"))
    given = {"device": str(uuid4()), "grids": {str(world.grids["a1"].pk): ""}}
    wait_until_nobody_writes()
    answer = client.post("/api/v1/sync/pull", given, content_type="application/json")
    (grid,) = json.loads(answer.content)["grids"]
    assert [one["id"] for one in grid["orders"]] == [str(order.pk)]
    assert {"violation"} <= {one["code"] for one in grid["order_kinds"][0]["kinds"]}
