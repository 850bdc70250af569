"""Two chiefs at once: one approves, the other is told; two planners give one member one shift."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import time_machine
from django.db import connection

from gridward.ground.rota.models import Shift, Swap
from gridward.ground.rota.problems import PlanRefused, ShiftClash, SwapSettled
from gridward.ground.rota.services.planning import plan_shifts
from gridward.ground.rota.services.swapping import approve_swap
from gridward.kernel.problems import Problem, Stale
from gridward.kernel.rows import acting
from tests.ground.rota.acts import MORNING, agreed, holders, place, row, shift, who
from tests.world import World


def at_once(world: World, acts: dict[str, Callable[[], object]]) -> list[object]:
    """What came of acts that people do at the same time: done, or the kind of refusal."""
    barrier = Barrier(len(acts))

    def one(name: str) -> object:
        try:
            with acting(world.actor(name)):
                barrier.wait()
                acts[name]()
            return "done"
        except Problem as problem:
            return type(problem)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_two_at_once_one_wins_and_the_other_is_told(committed: World) -> None:
    world = committed
    since: datetime = MORNING
    with time_machine.travel(since, tick=True):
        gate, other = place(world), place(world, "a2")
        first, second = shift(world, gate, "worker_a1"), shift(world, gate, "worker_a2", days=2)
        swap = agreed(world, first, second, ("worker_a1", "worker_a2"))

        def approve(name: str) -> Callable[[], object]:
            return lambda: approve_swap(world.actor(name), swap_id=swap.pk, version=swap.version)

        found = at_once(world, {name: approve(name) for name in ("leader_a", "first_a")})
        assert found.count("done") == 1
        assert set(found) <= {"done", Stale, SwapSettled}
        assert Swap.objects.get().steps.filter(state="approved").count() == 1
        assert holders(first, second) == [who(world, "worker_a2"), who(world, "worker_a1")]

        def plan(name: str, at: object) -> Callable[[], object]:
            rows = [row(world, at, "supervisor_a1", days=1)]  # type: ignore[arg-type]
            return lambda: plan_shifts(world.actor(name), rows=rows)

        found = at_once(
            world, {"leader_a": plan("leader_a", gate), "first_a": plan("first_a", other)}
        )
        assert found.count("done") == 1
        assert set(found) <= {"done", PlanRefused, ShiftClash}
        assert Shift.objects.filter(member=who(world, "supervisor_a1")).count() == 1
