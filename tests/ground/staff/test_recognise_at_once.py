"""Two who recognise the same person at once: one wins, the other is told (P7)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import time_machine
from django.db import connection

from gridward.ground.staff.models import Recognition
from gridward.ground.staff.problems import RecognisedAlready
from gridward.kernel.rows import acting
from tests.ground.staff.test_recognitions import given, post_of
from tests.world import World


def recognised_at_once(world: World, names: tuple[str, str]) -> list[str]:
    barrier = Barrier(2)

    def one(name: str) -> str:
        try:
            with acting(world.actor(name)):
                barrier.wait()
                given(world, post_of(world, "worker_a1"), by=name)
            return "recorded"
        except RecognisedAlready:
            return "told"
        finally:
            connection.close()

    with time_machine.travel("2026-03-10 10:00+08:00", tick=True), ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(one, names))


def test_two_who_recognise_at_once_one_wins(committed: World) -> None:
    assert recognised_at_once(committed, ("leader_a", "first_a")) == ["recorded", "told"]
    assert Recognition.objects.count() == 1
