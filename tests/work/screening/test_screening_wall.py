"""Lists and tasks behind the wall of the database, tried as the application's own role."""

from collections.abc import Callable

import pytest

from gridward.ground.register.models import Resident
from gridward.ground.staff.models import Account
from gridward.kernel.access import Actor
from gridward.work.screening.models import (
    ListLayout,
    PushList,
    PushListFile,
    PushListRow,
    RowCandidate,
    VerificationTask,
)
from gridward.work.screening.services.closing import close_list
from gridward.work.screening.services.deciding import decide_row
from gridward.work.screening.services.outcomes import answer_task
from gridward.work.screening.services.taking import take_in
from gridward.work.screening.terms import CheckAnswer, CheckOutcome, RowDecision
from tests.ground.register.people import number
from tests.work.screening.acts import brought, line, row, taken
from tests.world import World

Wall = Callable[[Account | None], None]
pytestmark = pytest.mark.django_db


@pytest.fixture
def lists(world: World, leader: Actor, wang: Resident) -> tuple[PushList, PushList]:
    """One of community a, one of the street."""
    mine = taken(world, leader, line("王小明", number(7)), line("赵铁柱", number(7)))
    streets = taken(world, world.actor("command"), line("谁", number(70)), grid="", sender="市局")
    return mine, streets


@pytest.mark.parametrize(
    ("name", "sees", "tasks"),
    [
        *(("leader_a", 1, 1), ("health_a", 1, 1), ("command", 2, 1), ("chief", 2, 1)),
        *(("worker_a1", 0, 1), ("leader_b", 0, 0), ("supervisor_a1", 0, 0), ("privacy", 0, 0)),
        *(("police_a", 0, 0), ("chief_f", 0, 0), ("admin", 0, 0), ("stranger", 0, 0)),
    ],
)
def test_the_database_shows_lists_to_their_keepers_and_tasks_to_those_who_verify(
    world: World,
    lists: tuple[PushList, PushList],
    behind_wall: Wall,
    name: str,
    sees: int,
    tasks: int,
) -> None:
    behind_wall(world.account(name))
    assert PushList.objects.count() == PushListFile.objects.count() == sees
    assert PushListRow.objects.values("pushed").distinct().count() == sees
    assert RowCandidate.objects.exists() is bool(sees)
    assert ListLayout.objects.exists() is (sees > 0 or name == "leader_b")
    assert VerificationTask.objects.count() == tasks


def test_behind_the_wall_a_list_goes_all_its_way(
    world: World, leader: Actor, worker: Actor, wang: Resident, behind_wall: Wall
) -> None:
    behind_wall(world.account("leader_a"))
    pushed = brought(world, leader, line("王小明", number(7)), line("赵铁柱", number(7)))
    take_in(leader, list_id=pushed.pk)
    decide_row(leader, row_id=row(pushed, 1).pk, decision=RowDecision(resident_id=wang.pk))
    behind_wall(world.account("worker_a1"))
    said = CheckAnswer(CheckOutcome.RULED_OUT)
    answer_task(worker, task_id=VerificationTask.objects.get().pk, said=said)
    assert not PushListRow.objects.exists()
    behind_wall(world.account("leader_a"))
    assert close_list(leader, list_id=pushed.pk).state == "closed"
