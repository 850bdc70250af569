"""Versions of kinds: put in once, never changed; an order keeps the one under which it was opened."""

from datetime import date, timedelta

import pytest

from gridward.kernel import clock
from gridward.work.workorders.models import KindVersion, Order
from gridward.work.workorders.problems import OrderKindUnknown
from gridward.work.workorders.queries.kinds import kind_of, kinds_in_force, version_in_force
from gridward.work.workorders.rules.files import contents
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


def test_what_was_put_in_here_stays_until_the_program_brings_a_newer_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = version_in_force("violation", clock.today())
    KindVersion.objects.create(
        code="violation",
        number=2,
        content={**first.content, "urgent": False},
        digest="here",
        valid_from=first.valid_from,
        origin="here",
        put_by="街道",
        put_at=clock.now(),
    )
    assert kinds.load_kinds() == 0
    assert not kind_of(version_in_force("violation", clock.today()).pk).urgent
    edited(monkeypatch)
    kinds.load_kinds()
    assert version_in_force("violation", clock.today()).number == 3


def test_before_any_version_there_is_no_such_kind() -> None:
    with pytest.raises(OrderKindUnknown):
        version_in_force("violation", date(2022, 3, 31))
