"""What two do at one moment, over two real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from gridward.kernel.ids import new_id
from gridward.kernel.problems import Problem
from gridward.kernel.rows import acting
from gridward.work.patrols.models import DailySheet, WorkLog
from gridward.work.patrols.problems import LogSuperseded
from gridward.work.patrols.services.logs import sign_log
from gridward.work.patrols.services.sheets import confirm_sheet
from tests.work.patrols.acts import EVENING, patrol, said, signed
from tests.world import World


@pytest.fixture
def world(committed: World) -> World:
    """The world, stored for good."""
    return committed


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each answered, or the problem it met."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            ready.wait(10)
            return act()
        except Problem as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_two_corrections_one_is_the_next_version(world: World) -> None:
    worker = world.actor("worker_a1")
    with acting(worker):
        log = signed(world, worker)

    def correct() -> object:
        with acting(worker):
            return sign_log(
                *(worker,),
                log_id=new_id(),
                said=said(world),
                corrects=log.pk,
                reason="时间写错",
            )

    ends = at_once(correct, correct)
    assert sorted(type(one).__name__ for one in ends) == [LogSuperseded.__name__, "WorkLog"]
    assert sorted(WorkLog.objects.values_list("revision", flat=True)) == [1, 2]


def test_of_two_taps_one_sheet_is_kept(world: World) -> None:
    worker, grid = world.actor("worker_a1"), world.grids["a1"].pk
    with acting(worker):
        patrol(world, worker)

    def confirm() -> object:
        with acting(worker):
            return confirm_sheet(worker, sheet_id=new_id(), grid_id=grid, day=EVENING.date())

    ends = at_once(confirm, confirm)
    assert len({one.pk for one in ends if isinstance(one, DailySheet)}) == 1
    assert DailySheet.objects.get().figures["patrols"] == 1
