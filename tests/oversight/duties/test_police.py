"""The home of a police officer: patrols drawn by lot, and nothing of them before the look."""

from datetime import date, datetime, timedelta

import pytest
from time_machine import Traveller

from gridward.kernel import clock
from gridward.oversight.duties.terms import DutyState
from gridward.work.patrols.models import DrawPlan, ShownDraw
from gridward.work.patrols.queries.draws import slots_of_day
from gridward.work.patrols.services.draws import bind_draw, take_duties
from gridward.work.patrols.terms import Window
from tests.oversight.duties.looking import items, shown, told
from tests.work.patrols.acts import patrol
from tests.work.patrols.test_draw_patrols import FIRST, wanted
from tests.world import World

pytestmark = pytest.mark.django_db
POLICE = "police_a"
WEEK = [FIRST + timedelta(days=offset) for offset in range(7)]


@pytest.fixture
def plan(world: World) -> DrawPlan:
    """Two patrols a week between 18 and 22, so that some days have one, others none, and each hour ends by day."""
    leader = world.actor("leader_a")
    windows = (Window((1, 2, 3, 4, 5, 6, 7), 18, 22),)
    return bind_draw(leader, said=wanted(world, leader, windows=windows, per_week=2))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.LOCAL)


def drawn_day(plan: DrawPlan) -> date:
    return next(day for day in WEEK if slots_of_day(plan, day))


def first_of(plan: DrawPlan, day: date) -> datetime:
    return datetime.combine(day, slots_of_day(plan, day)[0].at, clock.LOCAL)


def test_before_the_plan_begins_there_is_nothing(world: World, plan: DrawPlan) -> None:
    assert told(world, POLICE, "drawn_patrols") == []


def test_of_the_day_nothing_is_told_before_the_officer_looks(
    world: World, plan: DrawPlan, evening: Traveller
) -> None:
    evening.move_to(at(FIRST, 6))
    assert told(world, POLICE, "drawn_patrols") == [("due", "draw_opens", 1)]
    evening.move_to(at(FIRST, 7))
    (item,) = items(world, POLICE, "drawn_patrols")
    assert (item.text, set(item.values)) == ("draw_to_look", {"name", "hour"})
    assert not ShownDraw.objects.exists()


def test_after_the_look_each_patrol_is_due_then_late(
    world: World, plan: DrawPlan, evening: Traveller
) -> None:
    day = drawn_day(plan)
    evening.move_to(at(day, 8))
    take_duties(world.actor(POLICE))
    begin = first_of(plan, day)
    found = items(world, POLICE, "drawn_patrols")
    assert next(one.values["at"] for one in found) == f"{begin:%H:%M}"
    assert {one.state for one in found} == {DutyState.DUE}
    evening.move_to(begin + timedelta(minutes=59))
    assert items(world, POLICE, "drawn_patrols")[0].state is DutyState.DUE
    evening.move_to(begin + timedelta(minutes=60))
    assert items(world, POLICE, "drawn_patrols")[0].state is DutyState.LATE


def test_a_patrol_within_the_hour_is_done(world: World, plan: DrawPlan, evening: Traveller) -> None:
    day = drawn_day(plan)
    evening.move_to(at(day, 8))
    take_duties(world.actor(POLICE))
    begin = first_of(plan, day)
    evening.move_to(begin + timedelta(minutes=40))
    started = begin + timedelta(minutes=10)
    patrol(world, world.actor(POLICE), started_at=started, ended_at=clock.now())
    assert items(world, POLICE, "drawn_patrols")[0].state is DutyState.DONE


def test_a_day_on_which_none_was_drawn_is_done_with_the_look(
    world: World, plan: DrawPlan, evening: Traveller
) -> None:
    empty = next(day for day in WEEK if not slots_of_day(plan, day))
    evening.move_to(at(empty, 8))
    take_duties(world.actor(POLICE))
    assert told(world, POLICE, "drawn_patrols") == [("done", "draw_none", 1)]


def test_nobody_else_finds_it_in_their_home(
    world: World, plan: DrawPlan, evening: Traveller
) -> None:
    evening.move_to(at(FIRST, 8))
    for name in ("leader_a", "worker_a1", "chief"):
        assert "drawn_patrols" not in shown(world, name)
