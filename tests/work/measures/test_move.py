"""Where the rule of today is another, measures in force are listed with old and new last day; a person accepts."""

from datetime import datetime, timedelta

import pytest
import time_machine

from gridward.kernel.clock import LOCAL
from gridward.kernel.problems import NotAllowed, Stale
from gridward.work.measures.models import Measure
from gridward.work.measures.problems import (
    MeasureMoveNoEnd,
    MeasureMoveNone,
    MeasureNotInForce,
    MeasureReasonMissing,
    MeasureSamePerson,
)
from gridward.work.measures.queries.moving import may_accept, moved_measures
from gridward.work.measures.services.replanning import accept_moves
from gridward.work.measures.terms import ControlKind, MoveOutcome, MoveSeen, Wanted
from gridward.work.rulebooks.terms import PersonCategory
from tests.work.measures.acts import confirmed, decided, proposed, resident, stated
from tests.work.response.acts import declared
from tests.world import World

pytestmark = pytest.mark.django_db
BEFORE = datetime(2022, 6, 25, 12, 0, tzinfo=LOCAL)
AFTER = datetime(2022, 6, 29, 12, 0, tzinfo=LOCAL)
"""The 9th plan is in force from 28 June 2022: 7 days and 3 instead of 14 and 7."""
WHY = "第九版防控方案施行"


@pytest.fixture
def held(world: World, noon: time_machine.Traveller) -> Measure:
    """A close contact of 24 June under the 8th plan, on a day of the 9th."""
    noon.move_to(BEFORE)
    declared(world, "a0", since=BEFORE.date())
    row = confirmed(world, decided(world, proposed(world)))
    noon.move_to(AFTER)
    return row


def seen(world: World, by: str = "leader_a") -> list[MoveSeen]:
    found = moved_measures(world.actor(by), None, AFTER.date())
    return [MoveSeen(one.row.pk, one.row.version, one.move.ends) for one in found]


def accepted(world: World, chosen: list[MoveSeen], by: str = "leader_a", reason: str = WHY) -> int:
    return accept_moves(world.actor(by), chosen=chosen, reason=reason)


def test_it_is_listed_with_its_old_and_its_new_last_day(world: World, held: Measure) -> None:
    [one] = moved_measures(world.actor("leader_a"), None, AFTER.date())
    assert (one.row.ends.isoformat(), one.move.ends) == ("2022-07-15", one.planned.ends)
    assert one.move.ends is not None
    assert one.move.ends.isoformat() == "2022-07-04"
    assert (one.move.outcome, one.move.burdens) == (MoveOutcome.SHORTER, False)


def test_nothing_moves_by_itself_and_nothing_is_listed_where_the_rule_is_the_same(
    world: World, held: Measure, noon: time_machine.Traveller
) -> None:
    moved_measures(world.actor("leader_a"), None, AFTER.date())
    held.refresh_from_db()
    assert held.ends.isoformat() == "2022-07-15"
    assert moved_measures(world.actor("leader_a"), None, BEFORE.date()) == []


def test_accepted_it_has_the_days_of_the_rule_of_today_and_says_so(
    world: World, held: Measure
) -> None:
    assert accepted(world, seen(world)) == 1
    held.refresh_from_db()
    assert (held.ends.isoformat(), held.computed_ends) == ("2022-07-04", held.ends)
    assert [one.book for one in held.phases.order_by("position")] == ["CN-PLAN-9", "CN-PLAN-9"]
    assert held.deeds.get(step="replanned").open_sealed("said") == WHY
    assert moved_measures(world.actor("leader_a"), None, AFTER.date()) == []


def test_who_only_follows_may_not_accept(world: World, held: Measure) -> None:
    [one] = moved_measures(world.actor("health_a"), None, AFTER.date())
    assert not may_accept(world.actor("health_a"), one)
    with pytest.raises(NotAllowed):
        accepted(world, seen(world), "health_a")


def test_what_was_shown_is_what_is_accepted(world: World, held: Measure) -> None:
    [one] = seen(world)
    with pytest.raises(Stale):
        accepted(world, [MoveSeen(one.id, one.version, AFTER.date())])
    with pytest.raises(Stale):
        accepted(world, [MoveSeen(one.id, one.version + 1, one.ends)])
    with pytest.raises(MeasureReasonMissing):
        accepted(world, [one], reason=" ")
    with pytest.raises(MeasureMoveNone):
        accepted(world, [])


def test_all_move_or_none(world: World, held: Measure) -> None:
    [one] = seen(world)
    with pytest.raises(Stale):
        accepted(world, [one, MoveSeen(one.id, one.version, one.ends)])
    held.refresh_from_db()
    assert held.ends.isoformat() == "2022-07-15"


def test_a_milder_kind_and_an_earlier_day_that_people_chose_stay(
    world: World, noon: time_machine.Traveller
) -> None:
    noon.move_to(BEFORE)
    declared(world, "a0", since=BEFORE.date())
    milder = Wanted(ControlKind.HOME_ISOLATION, AFTER.date() + timedelta(days=2), "家有婴儿")
    confirmed(world, decided(world, proposed(world, wanted=milder)))
    noon.move_to(AFTER)
    [one] = moved_measures(world.actor("leader_a"), None, AFTER.date())
    assert one.move.ends == AFTER.date() + timedelta(days=2)
    assert one.move.phases[0].kind is ControlKind.HOME_ISOLATION


def test_what_burdens_for_longer_is_accepted_by_another_who_may_confirm(
    world: World, noon: time_machine.Traveller
) -> None:
    noon.move_to(AFTER)
    declared(world, "a0", since=AFTER.date())
    given = {"determined_on": AFTER.date(), "wanted": Wanted()}
    row = confirmed(world, decided(world, proposed(world, **given)))
    first, then = row.phases.order_by("position")
    then.delete()
    earlier = {"ends": first.ends, "computed_ends": first.ends, "rule": {**row.rule, "course": []}}
    Measure.objects.filter(pk=row.pk).update(**earlier)
    [one] = moved_measures(world.actor("leader_a"), None, AFTER.date())
    assert (one.move.outcome, one.move.burdens) == (MoveOutcome.LONGER, True)
    assert not may_accept(world.actor("leader_a"), one)
    with pytest.raises(NotAllowed):
        accepted(world, seen(world))
    Measure.objects.filter(pk=row.pk).update(decider=world.actor("chief").account_id)
    with pytest.raises(MeasureSamePerson):
        accepted(world, seen(world, "chief"), "chief")
    assert accepted(world, seen(world, "command"), "command") == 1


def test_where_the_category_was_ended_the_measure_ends(
    world: World, held: Measure, noon: time_machine.Traveller
) -> None:
    later = datetime(2023, 1, 9, 12, 0, tzinfo=LOCAL)
    noon.move_to(later)
    [one] = moved_measures(world.actor("leader_a"), None, later.date())
    assert (one.move.outcome, one.move.ends) == (MoveOutcome.RELEASED, None)
    accepted(world, [MoveSeen(one.row.pk, one.row.version, None)])
    held.refresh_from_db()
    assert (held.state, held.ended_for) == ("ended", "rule_ended")
    with pytest.raises(MeasureNotInForce):
        accepted(world, [MoveSeen(held.pk, held.version, None)])


def test_where_nothing_gives_an_end_each_is_decided_alone(world: World, held: Measure) -> None:
    Measure.objects.filter(pk=held.pk).update(category=PersonCategory.SEALED_RESIDENT)
    [one] = moved_measures(world.actor("leader_a"), None, AFTER.date())
    assert one.move.outcome is MoveOutcome.NO_END
    with pytest.raises(MeasureMoveNoEnd):
        accepted(world, seen(world))


def test_what_a_person_stated_is_not_listed_while_the_books_say_the_same(
    world: World, responding: World
) -> None:
    someone = resident(world, "李四", phones=["13800138001"])
    given = {"category": PersonCategory.SEALED_RESIDENT, "counted_from": datetime.now(LOCAL).date()}
    wanted = stated(ControlKind.STAY_INDOORS, 3)
    confirmed(world, decided(world, proposed(world, someone, wanted=wanted, **given)))
    today = datetime.now(LOCAL).date()
    assert moved_measures(world.actor("leader_a"), None, today) == []
