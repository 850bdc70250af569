"""What new passages bring about: news, work orders after emergencies and for crowds."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.events import listeners
from gridward.kernel.models import EventRecord
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.passages.models import CrowdSpell
from gridward.work.passages.services.reasons import write_reason
from gridward.work.passages.terms import PassagesTaken
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.told import timeline
from gridward.work.workorders.terms import OrderMove
from tests.work.passages.acts import counts, passage, take
from tests.world import World

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
ENTRY = "00112233445566778899aabbccddeeff"
CROWD = 39
"""In five minutes one lane of eight a minute has a load of 0.975, and some 38 wait."""


@pytest.fixture
def heard() -> Iterator[list[PassagesTaken]]:
    """News of passages."""
    told: list[PassagesTaken] = []
    listeners[PassagesTaken].append(told.append)
    yield told
    listeners[PassagesTaken].remove(told.append)


def crowd(gate: Checkpoint, count: int = CROWD) -> list[dict[str, object]]:
    return [passage(gate, clock.now() - timedelta(seconds=n)) for n in range(count)]


def test_who_listens_hears_of_what_is_notable_once(
    keeper: Actor, east: Checkpoint, heard: list[PassagesTaken]
) -> None:
    held = passage(east, decision="held", reasons=["watched"], person=ENTRY)
    let_pass = passage(east, reasons=["fever"], plate=ENTRY)
    rows = [passage(east), held, let_pass, passage(east, reasons=["code_old"])]
    take(keeper, *rows)
    take(keeper, *rows)
    [news] = heard
    assert (news.street_id, news.gate_id) == (east.street_id, east.pk)
    assert [str(one.id) for one in news.rows] == [held["id"], let_pass["id"]]
    assert news.rows[0].person == bytes.fromhex(ENTRY)
    assert (news.rows[0].grid_id, news.rows[0].member_id) == (east.grid_id, keeper.member_id)


def test_the_news_are_not_recorded(keeper: Actor, east: Checkpoint) -> None:
    take(keeper, passage(east, decision="held", person=ENTRY))
    assert not EventRecord.objects.filter(name="PassagesTaken").exists()


def test_of_ordinary_passages_nothing_is_told(
    keeper: Actor, east: Checkpoint, heard: list[PassagesTaken]
) -> None:
    take(keeper, passage(east))
    assert heard == []
    assert not Order.objects.exists()


def test_an_emergency_is_followed_up_by_an_order_of_the_passage_id(
    keeper: Actor, east: Checkpoint, world: World
) -> None:
    row = passage(east, decision="emergency", why="孕妇临产，已叫120")
    take(keeper, row)
    take(keeper, row)
    order = Order.objects.get()
    assert (str(order.pk), order.kind.code, order.place) == (row["id"], "gate_aftercare", "东门")
    assert order.handler_id == world.account("worker_a1").member_id
    assert "孕妇临产" in (order.open_sealed("said") or "")


def test_without_a_reason_yet_the_order_says_so(keeper: Actor, east: Checkpoint) -> None:
    take(keeper, passage(east, decision="emergency"))
    assert "2026-03-06 08:00 在 东门 紧急放行" in (Order.objects.get().open_sealed("said") or "")


def test_the_reason_that_comes_behind_stands_in_the_order(
    keeper: Actor, east: Checkpoint, world: World
) -> None:
    row = passage(east, decision="emergency")
    take(keeper, row)
    why = {"passage_id": UUID(row["id"]), "gate_id": east.pk, "why": "突发心梗，送省医院"}
    assert write_reason(keeper, **why)
    assert not write_reason(keeper, **why)
    notes = [one for one in timeline(Order.objects.get()) if one.move == OrderMove.NOTE]
    assert [one.open_sealed("said") for one in notes] == ["卡口补记原因：突发心梗，送省医院"]


def test_a_reason_of_another_decision_is_in_no_order(keeper: Actor, east: Checkpoint) -> None:
    first, held = passage(east, decision="emergency"), passage(east, decision="held")
    take(keeper, first, held)
    write_reason(keeper, passage_id=UUID(held["id"]), gate_id=east.pk, why="看错了")
    assert all(one.move != OrderMove.NOTE for one in timeline(Order.objects.get()))


def test_a_crowded_gate_calls_the_police_once_a_spell(
    keeper: Actor, east: Checkpoint, world: World, morning: time_machine.Traveller
) -> None:
    take(keeper, *crowd(east))
    order, spell = Order.objects.get(), CrowdSpell.objects.get()
    assert (order.kind.code, order.handler_id) == (
        "gate_emergency",
        world.account("police_a").member_id,
    )
    assert (spell.order_id, spell.began_at) == (order.pk, clock.now())
    morning.shift(3 * MINUTE)
    take(keeper, *crowd(east, 20))
    spell.refresh_from_db()
    assert (Order.objects.count(), spell.last_at - spell.began_at) == (1, 3 * MINUTE)


def test_a_crowd_is_looked_at_again_after_a_minute(
    keeper: Actor, east: Checkpoint, morning: time_machine.Traveller
) -> None:
    take(keeper, *crowd(east))
    began = clock.now()
    morning.shift(timedelta(seconds=59))
    take(keeper, *crowd(east))
    assert CrowdSpell.objects.get().last_at == began
    morning.shift(timedelta(seconds=1))
    take(keeper, *crowd(east))
    assert CrowdSpell.objects.get().last_at == clock.now()


def test_after_a_calm_while_it_is_another_spell(
    keeper: Actor, east: Checkpoint, morning: time_machine.Traveller
) -> None:
    take(keeper, *crowd(east))
    morning.shift(16 * MINUTE)
    take(keeper, *crowd(east))
    assert (Order.objects.count(), CrowdSpell.objects.count()) == (2, 2)


def test_a_few_are_no_crowd_and_two_lanes_let_more_pass(keeper: Actor, east: Checkpoint) -> None:
    take(keeper, *crowd(east, 30))
    Checkpoint.objects.filter(pk=east.pk).update(lanes=[{"name": "1"}, {"name": "2"}])
    take(keeper, *crowd(east, 30))
    assert not Order.objects.exists()


def test_what_is_told_late_crowds_no_gate_now(keeper: Actor, east: Checkpoint) -> None:
    rows = [passage(east, clock.now() - timedelta(hours=2, seconds=n)) for n in range(3 * CROWD)]
    assert counts(take(keeper, *rows)) == (3 * CROWD, 0, [])
    assert not CrowdSpell.objects.exists()
