"""Past the Python layer, as the application's role: without `watch.keep` nobody sees that somebody is watched for."""

from collections.abc import Callable

import pytest
from django.db import connection

from gridward.ground.staff.models import Account
from gridward.kernel.access import Actor
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.terms import Reason
from gridward.work.watch.models import MissingResident, WatchCall
from gridward.work.watch.services.ending import end_entry
from gridward.work.watch.services.missing import report_missing
from gridward.work.watch.terms import WatchEnd
from gridward.work.workorders.models import Order
from tests.work.watch.acts import at_gates, entry, hashed, passage, somebody, took
from tests.world import World

pytestmark = pytest.mark.django_db
Wall = Callable[[Account | None], None]
TABLES = ("watchentry", "watchentryhistory", "watchcall")


def counts() -> list[int]:
    with connection.cursor() as cursor:
        found = []
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM watch_{table}")
            found.append(cursor.fetchone()[0])
        return found


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        *((name, [2, 1, 1]) for name in ("leader_a", "first_a", "health_a", "chief", "command")),
        *((name, [0, 0, 0]) for name in ("worker_a1", "supervisor_a1", "police_a", "worker_a2")),
        *((name, [0, 0, 0]) for name in ("leader_b", "patron", "discipline", "privacy", "admin")),
        ("stranger", [0, 0, 0]),
    ],
)
def test_rows_that_somebody_sees(
    world: World, leader: Actor, east: Checkpoint, behind_wall: Wall, name: str, seen: list[int]
) -> None:
    over = entry(world, leader, "360199199003071235")
    end_entry(leader, entry_id=over.pk, reason=WatchEnd.NO_NEED, text="已核实")
    entry(world, leader)
    took(east, passage(east, Reason.WATCHED, person=hashed()))
    behind_wall(world.account(name))
    assert counts() == seen


def test_an_entry_of_elsewhere_is_seen_where_it_was_called_for(
    world: World, leader: Actor, east: Checkpoint, behind_wall: Wall
) -> None:
    entry(world, world.actor("leader_b"), grid="b1")
    behind_wall(world.account("leader_a"))
    assert counts() == [0, 0, 0]
    took(east, passage(east, Reason.WATCHED, person=hashed()))
    assert counts() == [1, 0, 1]


def test_a_keeper_s_phone_gets_hashes_and_its_passage_opens_the_order_beyond_the_keeper(
    world: World, leader: Actor, east: Checkpoint, behind_wall: Wall
) -> None:
    entry(world, leader)
    behind_wall(world.account("worker_a1"))
    assert at_gates(world) == {hashed().hex()}
    assert took(east, passage(east, Reason.WATCHED, person=hashed())) == 1
    assert not WatchCall.objects.exists(), "the keeper's own scope holds again"
    assert Order.objects.count() == 1


def test_a_keeper_reports_where_their_own_grids_end(
    world: World, worker: Actor, east: Checkpoint, behind_wall: Wall
) -> None:
    behind_wall(world.account("worker_a1"))
    said = somebody(east, dwelling_id=world.dwellings["b1-1-101"].pk)
    assert report_missing(worker, said=said).grid == world.grids["b1"].name
    assert not MissingResident.objects.exists()
    assert not Order.objects.exists()
