"""Versions of kinds: put in once, never changed; an order keeps the one under which it was opened."""

from datetime import date, timedelta

import pytest

from gridward.kernel import clock
from gridward.work.workorders.models import KindVersion, Order
from gridward.work.workorders.problems import OrderKindUnknown
from gridward.work.workorders.queries.kinds import kinds_in_force, version_in_force
from gridward.work.workorders.rules.files import contents
from gridward.work.workorders.rules.kind_texts import text_of
from gridward.work.workorders.services import kinds
from tests.work.workorders.acts import moved, opened
from tests.work.workorders.cases import START, minutes
from tests.world import World

pytestmark = pytest.mark.django_db


def edited(monkeypatch: pytest.MonkeyPatch, since: date = date(2022, 4, 1)) -> None:
    """The program's next edition gives violations an hour to be acknowledged, and nobody may verify but the street."""
    new = contents()
    one = next(content for content in new if content["code"] == "violation")
    one["limits"]["acknowledge"]["minutes"] = 60
    one["verifiers"] = ["street_command"]
    one["since"] = since.isoformat()
    monkeypatch.setattr(kinds, "contents", lambda: new)


def put(world: World, *, calm: bool = False, seen: int = 1) -> KindVersion:
    """The administrator puts in violations as the program has them, or not urgent."""
    own = next(content for content in contents() if content["code"] == "violation")
    text = text_of({**own, "urgent": not calm})
    return kinds.put_kind(world.actor("admin"), text=text, seen=seen)


def test_what_is_there_is_not_put_in_again() -> None:
    before = KindVersion.objects.count()
    assert kinds.load_kinds() == 0
    assert KindVersion.objects.count() == before == len(contents())


def test_an_edited_kind_leaves_open_orders_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = opened(world, "supervisor_a1", "violation")
    edited(monkeypatch)
    assert (kinds.load_kinds(), kinds.load_kinds()) == (1, 0)
    new = opened(world, "supervisor_a1", "violation")
    assert old.acknowledge_due == START + minutes(15)
    assert new.acknowledge_due == START + minutes(60)
    for order, desk in ((old, "community_grid_leader"), (new, "street_command")):
        moved(world, "worker_a1", order, "handle", text="已劝离")
        assert Order.objects.get(pk=order.pk).desks[0].startswith(desk)
    assert (old.kind.number, new.kind.number) == (1, 2)


def test_a_version_that_has_not_begun_waits(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    edited(monkeypatch, START.date() + timedelta(days=1))
    kinds.load_kinds()
    assert version_in_force("violation", clock.today()).number == 1
    assert version_in_force("violation", clock.today() + timedelta(days=1)).number == 2
    assert len(kinds_in_force(clock.today())) == len(contents())


def test_what_was_put_in_here_stays_when_the_program_brings_a_newer_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(world, calm=True)
    assert kinds.load_kinds() == 0
    edited(monkeypatch)
    assert kinds.load_kinds() == 0
    last = version_in_force("violation", clock.today())
    assert (last.number, last.origin, last.content["urgent"]) == (2, "here", False)


def test_with_the_programs_own_text_its_later_editions_come_in_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(world, calm=True)
    again = put(world, seen=2)
    assert (again.number, again.origin) == (3, "repository")
    edited(monkeypatch)
    assert kinds.load_kinds() == 1
    assert version_in_force("violation", clock.today()).number == 4


def test_before_any_version_there_is_no_such_kind() -> None:
    with pytest.raises(OrderKindUnknown):
        version_in_force("violation", date(2022, 3, 31))
