"""Whoever takes over land takes over its level, whatever the clock has not closed yet."""

from datetime import date, timedelta

import pytest
import time_machine

from gridward.ground.territory.models import Grid, GridSuccession
from gridward.ground.territory.services.successions import merge_grids
from gridward.ground.territory.terms.places import GridSucceeded
from gridward.kernel import clock
from gridward.work.response.models import ResponseStanding
from gridward.work.response.queries.levels import level_at
from gridward.work.response.services.following import follow_grids
from gridward.work.response.terms import ResponseLevel, Times
from tests.work.response.acts import NOON, declared, opened
from tests.world import World

pytestmark = pytest.mark.django_db
ORDINARY, ALERT, EMERGENCY = ResponseLevel
DAY = NOON.date()
ONE = timedelta(days=1)


def merged(world: World) -> Grid:
    """a1 and a2 are one grid from today on."""
    grids = [world.grids["a1"], world.grids["a2"]]
    return merge_grids(world.actor("leader_a"), grids=grids, name="合并网格", on=clock.today())


def level(world: World, grid: str, day: date) -> ResponseLevel:
    return level_at(world.grids[grid].pk, day).level


def test_who_takes_over_land_takes_over_its_level(
    world: World, noon: time_machine.Traveller
) -> None:
    declared(world, "a1")
    declared(world, "a2", level=ALERT)
    noon.shift(ONE)
    new = merged(world)
    assert level_at(new.pk, DAY + ONE).level is EMERGENCY
    assert level(world, "a1", DAY) is EMERGENCY
    assert ResponseStanding.objects.filter(grid=new, closed=False).count() == 1


def test_an_overdue_review_is_due_on_the_first_day_of_the_heir(
    world: World, noon: time_machine.Traveller
) -> None:
    declared(world, "a1", times=Times(DAY, None, DAY + ONE))
    noon.shift(ONE * 3)
    new = ResponseStanding.objects.get(grid=merged(world))
    assert (new.level, new.since, new.review_on) == (EMERGENCY, DAY + ONE * 3, DAY + ONE * 3)
    assert level(world, "a1", DAY + ONE * 2) is EMERGENCY


def test_what_lapsed_before_goes_to_nobody_and_holds_no_day_longer(
    world: World, noon: time_machine.Traveller
) -> None:
    row = declared(world, "a1", times=Times(DAY, DAY))
    noon.shift(ONE * 3)
    assert not ResponseStanding.objects.filter(grid=merged(world)).exists()
    [old] = opened(row)
    assert (old.closed, old.until) == (True, DAY)
    assert [level(world, "a1", DAY + ONE * days) for days in (0, 1)] == [EMERGENCY, ORDINARY]


def test_what_lapsed_at_the_heir_stands_in_nobodys_way(
    world: World, noon: time_machine.Traveller
) -> None:
    """One community joins another, whose grid for the whole of it stays."""
    heirs = declared(world, "b0", times=Times(DAY, DAY))
    declared(world, "a0", level=ALERT)
    noon.shift(ONE * 3)
    old, heir, today = world.grids["a0"], world.grids["b0"], clock.today()
    GridSuccession.objects.create(old=old, new=heir, on=today, share=1)
    assert follow_grids(GridSucceeded(old.pk, str(heir.pk), today)) == 1
    assert level(world, "b1", today) is ALERT
    assert opened(heirs)[0].until == DAY
