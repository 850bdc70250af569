"""Wishes for duty that were stated without a signal: carried out once, refused once when it is too late."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from gridward.ground.rota.models import Wish
from gridward.ground.rota.rules.figures import wish_figures_on
from gridward.ground.rota.rules.wishing import bounds
from gridward.kernel import clock
from gridward.kernel.ids import new_id
from tests.exchange.sync.phones import Phone
from tests.ground.rota.acts import MORNING
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def earliest() -> date:
    return bounds(clock.today(), wish_figures_on(clock.today()))[0]


def wish(on: date, **other: Any) -> dict[str, Any]:
    days = {"first": str(on), "last": str(on)}
    return {"id": str(new_id()), "wants": "free", **days, "said": "孩子开家长会", **other}


def test_a_wish_that_is_sent_twice_is_stated_once(world: World) -> None:
    phone = Phone(world.account("worker_a1"))
    phone.give("wish.state", wish(earliest(), time="night"))
    phone.push(lost=True)
    phone.push()
    [row] = Wish.objects.all()
    assert (row.member_id, row.first, row.time) == (
        world.account("worker_a1").member_id,
        earliest(),
        "night",
    )


def test_it_is_changed_and_taken_back_without_a_signal_too(world: World) -> None:
    phone = Phone(world.account("worker_a1"))
    phone.give("wish.state", wish(earliest()))
    phone.push()
    row = Wish.objects.get()
    phone.give("wish.change", wish(earliest(), id=str(row.pk), version=row.version, wants="duty"))
    phone.push()
    row.refresh_from_db()
    assert row.wants == "duty"
    phone.give("wish.withdraw", {"id": str(row.pk), "version": row.version})
    phone.push()
    assert not phone.needs_you
    assert not Wish.objects.exists()


def test_one_that_comes_up_too_late_is_refused_with_the_days_that_are_left(
    world: World, morning: time_machine.Traveller
) -> None:
    phone = Phone(world.account("worker_a1"))
    phone.give("wish.state", wish(earliest()))
    morning.shift(timedelta(days=3))
    phone.push()
    assert [one["code"] for one in phone.needs_you.values()] == ["rota.wish_days_unfit"]
    assert not Wish.objects.exists()


def test_nobody_takes_back_another_ones(world: World) -> None:
    phone = Phone(world.account("worker_a1"))
    phone.give("wish.state", wish(earliest()))
    phone.push()
    row = Wish.objects.get()
    other = Phone(world.account("worker_a2"))
    other.give("wish.withdraw", {"id": str(row.pk), "version": row.version})
    other.push()
    assert [one["code"] for one in other.needs_you.values()] == ["not_found"]
    phone.give("wish.withdraw", {"id": str(row.pk), "version": row.version})
    phone.push()
    assert not phone.needs_you
