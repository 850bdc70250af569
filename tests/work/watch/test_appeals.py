"""The person objects; somebody else than who set the entry decides; what is upheld ends at once."""

import pytest

from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.work.watch.models import WatchAppeal
from gridward.work.watch.problems import (
    WatchAppealDecided,
    WatchAppealOpen,
    WatchOver,
    WatchOwnEntry,
)
from gridward.work.watch.services.ending import decide_appeal, take_appeal
from gridward.work.watch.terms import AppealOutcome
from tests.work.watch.acts import at_gates, entry
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def appeal(world: World, leader: Actor) -> WatchAppeal:
    row = entry(world, leader)
    return take_appeal(leader, entry_id=row.pk, appeal_id=new_id(), text="本人已满隔离期")


def test_who_set_it_does_not_decide(leader: Actor, appeal: WatchAppeal) -> None:
    with pytest.raises(WatchOwnEntry):
        decide_appeal(leader, appeal_id=appeal.pk, outcome=AppealOutcome.REFUSED, text="不成立")


def test_upheld_it_ends_at_once(world: World, health: Actor, appeal: WatchAppeal) -> None:
    assert at_gates(world), "it holds until somebody decides"
    decide_appeal(health, appeal_id=appeal.pk, outcome=AppealOutcome.UPHELD, text="核实属实")
    assert at_gates(world) == set()
    appeal.entry.refresh_from_db()
    assert (appeal.entry.ended_for, appeal.entry.ended_by) == ("upheld", health.name)


def test_refused_it_holds_and_may_be_objected_to_again(
    world: World, leader: Actor, health: Actor, appeal: WatchAppeal
) -> None:
    with pytest.raises(WatchAppealOpen):
        take_appeal(leader, entry_id=appeal.entry_id, appeal_id=new_id(), text="再次")
    decide_appeal(health, appeal_id=appeal.pk, outcome=AppealOutcome.REFUSED, text="未满期")
    assert at_gates(world)
    with pytest.raises(WatchAppealDecided):
        decide_appeal(health, appeal_id=appeal.pk, outcome=AppealOutcome.UPHELD, text="改了")
    again = take_appeal(leader, entry_id=appeal.entry_id, appeal_id=new_id(), text="再次")
    decide_appeal(health, appeal_id=again.pk, outcome=AppealOutcome.UPHELD, text="属实")
    with pytest.raises(WatchOver):
        take_appeal(leader, entry_id=appeal.entry_id, appeal_id=new_id(), text="第三次")


def test_what_was_said_is_sealed(appeal: WatchAppeal) -> None:
    assert "本人" not in str(WatchAppeal.objects.values().get(pk=appeal.pk))
    assert appeal.open_sealed("said") == "本人已满隔离期"
