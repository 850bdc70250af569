"""What two phones send at one moment, each in a transaction of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import time_machine
from django.db import connection

from gridward.kernel import clock
from gridward.work.checkpoints.services.passes import make_pass
from gridward.work.passages.models import Passage
from tests.work.checkpoints.acts import gate, said
from tests.work.checkpoints.morning import MORNING
from tests.work.passages.acts import counts, passage, take
from tests.world import World


def together(*acts: Callable[[], Any]) -> list[Any]:
    """The acts begin at one moment, each on a connection of its own."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            start.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@time_machine.travel(MORNING, tick=False)
def test_at_once(committed: World) -> None:
    """A day that has no partition yet is made once; a batch sent twice is kept once; a pass at two gates is seen."""
    leader = committed.actor("leader_a")
    east, west = gate(committed, leader), gate(committed, leader, "西门", grid="a2")
    day = clock.now() - timedelta(days=2)
    rows = [[passage(east, day)] for _ in range(4)]
    acts = [
        lambda batch=batch: counts(take(leader, *batch, device=batch[0]["id"])) for batch in rows
    ]
    assert together(*acts) == [(1, 0, [])] * len(acts)

    again = [passage(west, day) for _ in range(20)]
    told = together(*[lambda: counts(take(leader, *again))] * 3)
    assert sorted(told) == [(0, 20, []), (0, 20, []), (20, 0, [])]

    shown = make_pass(leader, said=said(committed))
    both = [passage(one, pass_id=str(shown.pk)) for one in (east, west)]
    together(*[lambda one=one: take(leader, one, device=one["id"]) for one in both])
    noticed = Passage.objects.filter(pk__in=[one["id"] for one in both])
    assert sorted(len(one.noticed) for one in noticed) == [0, 1]
