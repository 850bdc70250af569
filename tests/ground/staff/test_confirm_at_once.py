"""Two who confirm the same time of service at once: one wins, the other is told (P5)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import time_machine
from django.db import connection

from gridward.ground.audit.models import Line
from gridward.ground.staff.problems import ServiceDecided
from gridward.ground.staff.services.service_decided import confirm_services
from gridward.kernel.rows import acting
from tests.ground.staff.test_keep_teams import outsider, team
from tests.ground.staff.test_service_decided import served
from tests.world import World


def test_two_who_confirm_at_once_one_wins(committed: World) -> None:
    with time_machine.travel("2026-03-10 10:00+08:00", tick=True):
        row = team(committed)
        outsider(row)
        one = served(committed, row)
        barrier = Barrier(2)

        def confirm(name: str) -> str:
            try:
                with acting(committed.actor(name)):
                    barrier.wait()
                    confirm_services(committed.actor(name), team=row, services=[one.pk])
                return "won"
            except ServiceDecided:
                return "told"
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(confirm, ("chief", "command"))) == ["told", "won"]
    assert Line.objects.filter(act="staff.team_service_confirmed").count() == 1
