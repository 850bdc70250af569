"""Groups and notices in the home of a grid worker: whom nobody reaches, what is to be passed on."""

import pytest

from gridward.kernel.access import Actor
from gridward.work.notices.services.notices import read_notice
from gridward.work.notices.services.reaching import say_reach
from gridward.work.notices.terms import ReachWay, Subject, SubjectKind
from tests.oversight.duties.looking import told
from tests.work.notices.acts import group, home, joins
from tests.work.notices.test_notices import notice
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(world: World) -> Actor:
    return world.actor("worker_a1")


def test_whom_nobody_reaches_is_due_until_all_are(world: World, worker: Actor) -> None:
    assert told(world, "worker_a1", "keep_service_group") == []
    first, second = home(world, worker, "a1-1-101", "张三"), home(world, worker, "a1-2-101", "李四")
    assert told(world, "worker_a1", "keep_service_group") == [("due", "group_unreached", 2)]
    joins(worker, group(world, worker), first)
    assert told(world, "worker_a1", "keep_service_group") == [("due", "group_unreached", 1)]
    say_reach(worker, subject=Subject(SubjectKind.HOUSEHOLD, second.pk), way=ReachWay.DOOR)
    assert told(world, "worker_a1", "keep_service_group") == [("done", "group_reaches_all", 2)]
    assert told(world, "worker_a2", "keep_service_group") == []


def test_a_notice_is_due_until_it_was_opened(world: World, worker: Actor) -> None:
    row = notice(world, world.actor("leader_a"))
    assert told(world, "worker_a1", "spread_policy") == [("due", "notices_unread", 1)]
    read_notice(worker, notice_id=row.pk)
    assert told(world, "worker_a1", "spread_policy") == [("done", "notices_read", 1)]
    assert told(world, "worker_a2", "spread_policy") == []
