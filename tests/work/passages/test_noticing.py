"""What the server sees and a gate could not: one pass at two gates, a pass for one time shown again."""

from datetime import timedelta

import pytest
import time_machine

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.checkpoints.models import Checkpoint, Pass
from gridward.work.checkpoints.services.gate_rules import set_rules
from gridward.work.checkpoints.services.passes import make_pass, revoke_pass
from gridward.work.checkpoints.terms import GateRules
from tests.work.checkpoints.acts import said
from tests.work.passages.acts import passage, stored, take
from tests.world import World

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def visitor(world: World, leader: Actor) -> Pass:
    """A pass of grid a2 for any gate, for one time."""
    return make_pass(leader, said=said(world, grid="a2", once=True))


@pytest.fixture
def anytime(world: World, leader: Actor) -> Pass:
    """A pass of grid a2 for any gate and any number of times."""
    return make_pass(leader, said=said(world, grid="a2"))


def noticed(*rows: dict[str, object]) -> list[list[str]]:
    return [one.noticed for one in stored(rows)]


def test_the_same_pass_at_another_gate_minutes_later_is_noticed(
    leader: Actor, keeper: Actor, east: Checkpoint, west: Checkpoint, anytime: Pass
) -> None:
    first = passage(west, clock.now() - 9 * MINUTE, pass_id=str(anytime.pk))
    then = passage(east, pass_id=str(anytime.pk))
    assert not take(leader, first).noticed
    told = take(keeper, then).noticed
    assert noticed(first, then) == [[], ["elsewhere_just_now"]]
    assert told == {then["id"]: ["elsewhere_just_now"]}
    assert not take(keeper, then).noticed


def test_also_when_the_earlier_comes_later(
    leader: Actor, keeper: Actor, east: Checkpoint, west: Checkpoint, anytime: Pass
) -> None:
    first = passage(west, clock.now() - 9 * MINUTE, pass_id=str(anytime.pk))
    then = passage(east, pass_id=str(anytime.pk))
    take(keeper, then)
    take(leader, first)
    assert noticed(first, then) == [["elsewhere_just_now"], []]


def test_over_midnight_and_in_one_batch(
    leader: Actor,
    east: Checkpoint,
    west: Checkpoint,
    anytime: Pass,
    morning: time_machine.Traveller,
) -> None:
    midnight = clock.midnight(clock.today())
    rows = [
        passage(gate, midnight + n * MINUTE, pass_id=str(anytime.pk))
        for gate, n in ((west, -4), (east, 4))
    ]
    take(leader, *rows)
    assert noticed(*rows) == [["elsewhere_just_now"]] * 2


def test_after_the_minutes_of_the_rules_it_is_not(
    leader: Actor, east: Checkpoint, west: Checkpoint, anytime: Pass
) -> None:
    rows = [
        passage(west, clock.now() - 11 * MINUTE, pass_id=str(anytime.pk)),
        passage(east, pass_id=str(anytime.pk)),
    ]
    take(leader, *rows)
    assert noticed(*rows) == [[], []]


def test_the_rules_of_that_minute_hold(
    leader: Actor,
    east: Checkpoint,
    west: Checkpoint,
    anytime: Pass,
    morning: time_machine.Traveller,
) -> None:
    set_rules(leader, gate_id=east.pk, rules=GateRules("通知", apart_minutes=30), source="通知")
    before = [
        passage(west, clock.now() - 25 * MINUTE, pass_id=str(anytime.pk)),
        passage(east, clock.now() - MINUTE, pass_id=str(anytime.pk)),
    ]
    after = passage(east, pass_id=str(anytime.pk))
    take(leader, *before, after)
    assert noticed(*before) == [[], []]
    assert noticed(after) == [["elsewhere_just_now"]]


def test_who_was_turned_back_was_nowhere(
    leader: Actor, east: Checkpoint, west: Checkpoint, anytime: Pass
) -> None:
    rows = [
        passage(west, clock.now() - MINUTE, pass_id=str(anytime.pk), decision="turned_back"),
        passage(east, pass_id=str(anytime.pk)),
    ]
    take(leader, *rows)
    assert noticed(*rows) == [[], []]


def test_a_pass_for_one_time_is_used_by_its_first_passage(
    keeper: Actor, east: Checkpoint, visitor: Pass, anytime: Pass
) -> None:
    turned_back = passage(east, pass_id=str(visitor.pk), decision="turned_back")
    take(keeper, turned_back)
    visitor.refresh_from_db()
    assert visitor.used_at is None
    at = clock.now() - 2 * MINUTE
    take(keeper, passage(east, at, pass_id=str(visitor.pk)), passage(east, pass_id=str(anytime.pk)))
    visitor.refresh_from_db()
    anytime.refresh_from_db()
    assert (visitor.used_at, visitor.version) == (at, 2)
    assert anytime.used_at is None


def test_shown_again_on_the_way_in_it_is_noticed_and_on_the_way_out_it_is_not(
    leader: Actor, keeper: Actor, east: Checkpoint, visitor: Pass
) -> None:
    rows = [
        passage(east, clock.now() - 50 * MINUTE, pass_id=str(visitor.pk)),
        passage(east, clock.now() - 40 * MINUTE, pass_id=str(visitor.pk), direction="out"),
        passage(east, clock.now() - 30 * MINUTE, pass_id=str(visitor.pk)),
    ]
    for row in rows:
        take(keeper, row)
    assert noticed(*rows) == [[], [], ["pass_used"]]
    take(keeper, *rows)
    assert noticed(*rows) == [[], [], ["pass_used"]]


def test_shown_again_by_a_phone_that_tells_of_it_first_it_is_noticed_and_was_used_by_the_earlier(
    leader: Actor, east: Checkpoint, visitor: Pass
) -> None:
    """The phone of the first passage had no signal meanwhile."""
    first = passage(east, clock.now() - 50 * MINUTE, pass_id=str(visitor.pk))
    again = passage(east, clock.now() - 30 * MINUTE, pass_id=str(visitor.pk))
    take(leader, again)
    take(leader, first)
    assert noticed(first, again) == [["pass_used"], []]
    visitor.refresh_from_db()
    assert visitor.used_at == clock.now() - 50 * MINUTE


def test_rules_that_began_and_ended_within_a_batch_hold_for_what_passed_then(
    leader: Actor,
    east: Checkpoint,
    west: Checkpoint,
    anytime: Pass,
    morning: time_machine.Traveller,
) -> None:
    begun = clock.now()
    wide = GateRules("通知", apart_minutes=60)
    for one in (east, west):
        ends = begun + 120 * MINUTE
        set_rules(leader, gate_id=one.pk, rules=wide, source="通知", ends=ends)
    morning.shift(180 * MINUTE)
    rows = [
        passage(east, begun - MINUTE, pass_id=str(anytime.pk)),
        passage(west, begun + 60 * MINUTE, pass_id=str(anytime.pk)),
        passage(east, begun + 90 * MINUTE, pass_id=str(anytime.pk)),
        passage(west, begun + 170 * MINUTE, pass_id=str(anytime.pk)),
    ]
    take(leader, *rows)
    assert noticed(*rows) == [[], ["elsewhere_just_now"], ["elsewhere_just_now"], []]


def test_a_pass_that_was_revoked_is_noticed_where_its_gate_had_not_heard(
    leader: Actor, east: Checkpoint, anytime: Pass, morning: time_machine.Traveller
) -> None:
    before = passage(east, pass_id=str(anytime.pk))
    morning.shift(MINUTE)
    revoke_pass(leader, pass_id=anytime.pk, reason="退房")
    morning.shift(MINUTE)
    after = passage(east, pass_id=str(anytime.pk))
    told = passage(east, pass_id=str(anytime.pk), reasons=["pass_revoked"], verdict="ask")
    back = passage(east, pass_id=str(anytime.pk), decision="turned_back")
    rows = [before, after, told, back]
    take(leader, *rows)
    assert [noticed(row) for row in rows] == [[[]], [["pass_revoked"]], [[]], [[]]]
