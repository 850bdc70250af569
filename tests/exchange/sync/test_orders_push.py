"""Work orders reported and moved on phones: each once, with both clocks, in the order in which they were made."""

import io
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image

from gridward.exchange.sync.terms import ON_PHONES
from gridward.ground.staff.models import Appointment
from gridward.kernel import clock
from gridward.work.workorders.models import Move, Order, OrderPhoto
from gridward.work.workorders.rules.machine import BY_OTHERS
from gridward.work.workorders.services import kinds
from gridward.work.workorders.services.following import follow_ended
from gridward.work.workorders.services.photos import keep_order_photo
from gridward.work.workorders.terms import OrderMove
from tests.exchange.sync.orders import codes, moves_of, opened_by, phone_of, reported, step
from tests.exchange.sync.phones import Phone, settle
from tests.work.workorders.acts import moved, opened
from tests.work.workorders.test_kind_versions import edited
from tests.world import World

HOUR = timedelta(hours=1)


@pytest.fixture
def world(committed: World) -> World:
    return committed


@pytest.fixture
def phone(world: World) -> Phone:
    return phone_of(world, "worker_a1", "a1")


def hours_ago(command: dict[str, Any], hours: int) -> datetime:
    """Backdates a command by the phone's clock."""
    at = datetime.fromisoformat(command["at"]) - timedelta(hours=hours)
    command["at"] = at.isoformat()
    return at


def photo_of(world: World, name: str) -> str:
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "JPEG")
    photo = uuid4()
    keep_order_photo(world.actor(name), photo_id=photo, content=drawn.getvalue())
    return str(photo)


def test_a_report_without_a_signal_has_both_clocks_and_its_photograph(
    world: World, phone: Phone
) -> None:
    photo = photo_of(world, "worker_a1")
    command = reported(phone, photos=[photo])
    seen = hours_ago(command, 3)
    settle([phone])
    order = opened_by(command)
    first = Move.objects.get(order=order)
    assert abs(order.seen_at - seen) < timedelta(seconds=30)
    assert first.said_at == order.seen_at
    assert clock.now() - order.opened_at < timedelta(minutes=1)
    assert order.accept_due > order.opened_at
    assert OrderPhoto.objects.get().order_id == order.pk
    row = phone.orders()[order.pk]
    assert (row["number"], row["timeline"][0]["photos"]) == (order.number, [photo])


def test_the_time_of_a_wrong_clock_is_set_right(world: World) -> None:
    phone = phone_of(world, "worker_a1", "a1")
    phone.skew = timedelta(days=-400)
    command = reported(phone)
    hours_ago(command, 1)
    settle([phone])
    assert abs(opened_by(command).seen_at - (clock.now() - HOUR)) < timedelta(minutes=1)


def test_sent_three_times_it_is_reported_and_moved_once(world: World, phone: Phone) -> None:
    command = reported(phone)
    order = Order(pk=command["content"]["id"])
    step(phone, order, "note", version=1, text="已拍照")
    copies = phone.push(lost=True)
    phone.push(lost=True)
    settle([phone])
    phone.send(copies)
    assert Order.objects.count() == 1
    assert moves_of(Order.objects.get()) == ["open", "note"]
    assert codes(phone) == []


def test_what_was_done_one_after_the_other_is_carried_out_in_that_order(
    world: World, phone: Phone
) -> None:
    order = opened(world, "supervisor_a1", "violation")
    settle([phone])
    for move, said in (("acknowledge", {}), ("arrive", {}), ("note", {"text": "已劝说"})):
        step(phone, order, move, **said)
    photo = photo_of(world, "worker_a1")
    command = step(phone, order, "handle", text="已散开", photos=[photo])
    at = hours_ago(command, 1)
    settle([phone])
    assert codes(phone) == []
    assert moves_of(order) == ["open", "acknowledge", "arrive", "note", "handle"]
    last = order.moves.get(move="handle")
    assert abs(last.said_at - at) < timedelta(seconds=30)
    assert [str(one) for one in last.photos] == [photo]
    assert (last.open_sealed("said"), last.account_name) == ("已散开", phone_name(world))


def phone_name(world: World) -> str:
    return world.actor("worker_a1").name


def test_of_two_the_second_is_told_who_was_first_and_keeps_what_was_typed(world: World) -> None:
    order = opened(world, "supervisor_a1", "violation")
    moved(world, "worker_a1", order, "handle", text="已劝离")
    leader, first = phone_of(world, "leader_a", "a1"), phone_of(world, "first_a", "a1")
    settle([leader, first])
    step(leader, order, "verify")
    kept = step(first, order, "reopen", text="还有三人没有离开")
    settle([leader, first])
    (refused,) = first.needs_you.values()
    assert refused["code"] == "order_moved_meanwhile"
    assert refused["content"]["text"] == kept["content"]["text"]
    assert moves_of(order)[-1] == "verify"
    again = step(first, order, "note", text=refused["content"]["text"])
    settle([first])
    assert moves_of(order)[-1] == "note"
    assert str(order.moves.get(move="note").pk) == again["content"]["move_id"]


def test_a_note_of_one_s_own_hides_no_move_of_others(world: World, phone: Phone) -> None:
    order = opened(world, "supervisor_a1", "violation")
    settle([phone])
    moved(world, "leader_a", order, "reassign", text="")
    step(phone, order, "note", text="还在路上")
    step(phone, order, "acknowledge")
    settle([phone])
    assert codes(phone) == ["order_moved_meanwhile"]
    assert moves_of(order) == ["open", "reassign", "note"]


def test_what_follows_a_refused_move_is_refused_and_a_note_is_not(
    world: World, phone: Phone
) -> None:
    order = opened(world, "supervisor_a1", "violation")
    settle([phone])
    step(phone, order, "ask", text="要等物业", until=clock.now().isoformat())
    step(phone, order, "handle", text="已散开")
    step(phone, order, "note", text="物业明天来")
    settle([phone])
    assert codes(phone) == ["order_until_unfit", "sync.earlier_refused"]
    assert moves_of(order) == ["open", "note"]


def test_reading_is_kept_once_and_refuses_nothing(world: World, phone: Phone) -> None:
    order = opened(world, "supervisor_a1", "violation")
    settle([phone])
    seen = {"id": str(order.pk), "version": 1}
    at = hours_ago(phone.give("order.read", dict(seen)), 2)
    phone.give("order.read", dict(seen))
    step(phone, order, "acknowledge")
    phone.give("order.read", {"id": str(uuid4()), "version": 1})
    settle([phone])
    assert codes(phone) == []
    assert moves_of(order) == ["open", "read", "acknowledge"]
    assert not phone.orders()[order.pk]["unread"]
    assert abs(order.moves.get(move="read").said_at - at) < timedelta(seconds=30)


def test_somebody_else_s_move_and_one_that_names_others_are_refused(
    world: World, phone: Phone
) -> None:
    order = opened(world, "supervisor_a1", "violation")
    settle([phone])
    step(phone, order, "verify")
    step(phone, Order(pk=uuid4(), version=1), "note", text="没有这张工单")
    phone.give(
        "order.move", {"id": str(uuid4()), "move_id": str(uuid4()), "move": "split", "version": 1}
    )
    settle([phone])
    assert codes(phone) == ["order_move_not_now", "not_found", "bad_request"]
    assert moves_of(order) == ["open"]


def test_an_order_of_a_foreign_grid_is_neither_moved_nor_opened(world: World) -> None:
    order = opened(world, "supervisor_a1", "violation")
    phone = phone_of(world, "worker_f1", "f1")
    step(phone, order, "note", version=1, text="看看")
    reported(phone, grid_id=str(world.grids["a1"].pk))
    settle([phone])
    assert codes(phone) == ["not_found", "not_found"]
    assert Order.objects.count() == 1


def test_a_worker_who_was_removed_meanwhile_is_told_and_keeps_what_was_typed(
    world: World, phone: Phone
) -> None:
    order = opened(world, "supervisor_a1", "violation")
    settle([phone])
    ended = Appointment.objects.get(member_id=world.account("worker_a1").member_id)
    Appointment.objects.filter(pk=ended.pk).update(valid_to=clock.today())
    follow_ended(ended.pk)
    step(phone, order, "handle", version=1, text="已散开")
    settle([phone])
    (refused,) = phone.needs_you.values()
    assert (refused["code"], refused["content"]["text"]) == ("not_found", "已散开")


def test_a_report_on_the_form_of_before_is_taken_as_it_was_written(
    world: World, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = reported(phone, "violation")
    edited(monkeypatch, date(2022, 4, 1))
    kinds.load_kinds()
    new, unknown = (reported(phone, "violation", version=number) for number in (2, 9))
    settle([phone])
    assert [opened_by(one).kind.number for one in (old, new)] == [1, 2]
    assert codes(phone) == ["order_kind_unknown"]
    assert not Order.objects.filter(pk=unknown["content"]["id"]).exists()
    step(phone, opened_by(old), "handle", text="已散开")
    settle([phone])
    assert opened_by(old).desks[0].startswith("community_grid_leader")


def test_a_photograph_that_never_came_up_needs_its_owner(world: World, phone: Phone) -> None:
    reported(phone, photos=[str(uuid4())])
    settle([phone])
    assert codes(phone) == ["order_photo_missing"]
    assert not Order.objects.exists()


def test_phones_make_no_move_that_follows_from_others() -> None:
    assert not ON_PHONES & BY_OTHERS
    assert OrderMove.READ not in ON_PHONES
