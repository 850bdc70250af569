"""The order of a day's visits in a grid."""

from datetime import time, timedelta

from gridward.ground.territory.models import Building
from gridward.kernel import clock
from gridward.work.rounds.queries.walking import walk_of
from gridward.work.rounds.terms import Hours, TargetKind, VisitOutcome
from tests.ground.register.people import household, organisation
from tests.work.rounds.walking import recorded, said, target_of, walked
from tests.world import World


def test_doors_come_by_staircase_from_the_top_down(world: World) -> None:
    worker = world.actor("worker_a1")
    doors = ("a1-1-101", "a1-2-201", "a1-1-201", "a1-2-101")
    homes = {door: household(world, worker, door) for door in doors}
    shop = organisation(world, worker)
    Building.objects.filter(grid=world.grids["a1"]).update(longitude=115.88, latitude=28.68)
    row = walked(world, kinds=list(TargetKind))
    walk = walk_of(worker, row.pk, world.grids["a1"].pk, time(9))
    order = [one.subject_id for one in walk.stops]
    upstairs = ("a1-1-201", "a1-1-101", "a1-2-201", "a1-2-101")
    assert order == [*(homes[door].pk for door in upstairs), shop.pk]


def test_what_is_settled_is_not_walked_to_and_a_closed_door_has_its_hours(world: World) -> None:
    worker = world.actor("worker_a1")
    done, closed = (household(world, worker, f"a1-1-10{room}") for room in (1, 2))
    row = walked(world, starts_on=clock.today() - timedelta(days=3))
    recorded(worker, said(target_of(row, done), VisitOutcome.REFUSED))
    morning = clock.now().astimezone(clock.LOCAL).replace(hour=9, minute=0) - timedelta(days=1)
    recorded(worker, said(target_of(row, closed), VisitOutcome.NO_ANSWER, at=morning))
    (stop,) = walk_of(worker, row.pk, world.grids["a1"].pk, time(9)).stops
    assert (stop.subject_id, stop.hours) == (closed.pk, Hours(18, 21))


def test_nobody_walks_in_a_foreign_grid(world: World) -> None:
    household(world, world.actor("worker_a2"), "a2-1-101")
    row = walked(world, "a1", "a2")
    walk = walk_of(world.actor("worker_a1"), row.pk, world.grids["a2"].pk, time(9))
    assert walk.stops == ()
