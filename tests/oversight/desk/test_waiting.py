"""The desk counts what waits for its reader, from every source, and no more than they may see."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.clock import LOCAL
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed
from gridward.kernel.rows import tell_database
from gridward.oversight.desk.queries.waiting import waiting
from gridward.oversight.desk.terms import DeskItem, Waiting
from gridward.work.measures.services.appealing import take_appeal
from gridward.work.measures.services.calling import call_missed
from gridward.work.measures.services.following import take_reading
from gridward.work.measures.terms import AppealBy, ReadingWay
from tests.work.arrivals.acts import came
from tests.work.measures.acts import in_force, proposed, resident
from tests.work.response.acts import declared
from tests.work.screening.acts import line, taken
from tests.world import World

pytestmark = pytest.mark.django_db
NOON = datetime(2022, 7, 15, 12, 0, tzinfo=LOCAL)


def told(world: World, name: str) -> dict[DeskItem, Waiting]:
    actor = world.actor(name)
    tell_database(actor)
    return {one.item: one for one in waiting(actor)}


@pytest.fixture
def busy(world: World) -> Any:
    """Since two days somebody is in force, with an appeal and a fever today; another is proposed; a list is late."""
    with time_machine.travel(NOON - timedelta(days=2), tick=False) as traveller:
        declared(world, "a0", since=clock.today())
        measure = in_force(world, resident(world))
        leader = world.actor("leader_a")
        taken(
            world,
            leader,
            line("无名氏", phone="13800138077"),
            deadline=clock.now() + timedelta(hours=2),
        )
        traveller.move_to(NOON)
        call_missed(operator("schedule"), clock.today())
        health = world.actor("health_a")
        take_appeal(
            health,
            measure_id=measure.pk,
            appeal_id=new_id(),
            by=AppealBy.ONESELF,
            text="没有接触过",
        )
        take_reading(
            health,
            measure_id=measure.pk,
            reading_id=new_id(),
            at=clock.now(),
            way=ReadingWay.CALL,
            celsius=38.0,
        )
        proposed(world, resident(world, "李四", phones=["13800138009"]))
        came(world)
        yield world


def test_each_source_is_counted_with_its_clock(busy: World) -> None:
    found = told(busy, "health_a")
    one = {item: found[item].count for item in DeskItem}
    assert {key for key, count in one.items() if count} == {
        *(DeskItem.FEVER, DeskItem.APPEALS, DeskItem.MISSED, DeskItem.TO_DECIDE),
        *(DeskItem.LISTS, DeskItem.DOUBTFUL, DeskItem.ARRIVALS),
    }
    assert (found[DeskItem.LISTS].late, found[DeskItem.LISTS].more) == (1, 1)
    assert found[DeskItem.APPEALS].due == NOON + timedelta(hours=24)
    assert not found[DeskItem.TO_DECIDE].mine
    assert told(busy, "leader_a")[DeskItem.TO_DECIDE].mine


def test_a_grid_beyond_and_posts_without_the_right_count_nothing(busy: World) -> None:
    assert {one.count for one in told(busy, "worker_b1").values()} == {0}
    for name in ("patron", "police_a", "supervisor_a1"):
        with pytest.raises(NotAllowed):
            waiting(busy.actor(name))
