"""Past the Python layer, as the application's role: rows of other grids are neither read nor written."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from gridward.ground.staff.models import Account
from gridward.kernel.access import Actor
from gridward.work.patrols.models import PatrolPoint
from gridward.work.patrols.services.logs import countersign_log
from gridward.work.patrols.services.points import change_point
from gridward.work.patrols.services.sheets import confirm_sheet
from tests.work.patrols.acts import EVENING, found, moment, patrol, point, signed
from tests.world import World

pytestmark = pytest.mark.django_db
Wall = Callable[[Account | None], None]
TABLES = (
    *("patrolpoint", "patrolpointhistory", "patrol", "stop", "finding", "worklog"),
    *("countersignature", "dailysheet", "drawplan", "showndraw"),
)


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        found_ = {}
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM patrols_{table}")
            found_[table] = cursor.fetchone()[0]
        return found_


@pytest.fixture
def everything(world: World, worker: Actor, leader: Actor) -> World:
    gate = point(world, worker)
    change_point(worker, point_id=gate.pk, version=1, place="东侧")
    patrol(world, worker, stops=[{"point_id": gate.pk, "at": moment(9)}], findings=[found()])
    countersign_log(leader, log_id=signed(world, worker).pk)
    grid = world.grids["a1"].pk
    confirm_sheet(worker, sheet_id=gate.pk, grid_id=grid, day=EVENING.date())
    return world


@pytest.mark.parametrize(
    ("name", "sees"),
    [("worker_a1", True), ("leader_a", True), ("worker_a2", False), ("chief_f", False)],
)
def test_rows_are_read_at_ones_grids_alone(
    everything: World, behind_wall: Wall, name: str, sees: bool
) -> None:
    behind_wall(everything.account(name))
    made = {name: n for name, n in counts().items() if name not in ("drawplan", "showndraw")}
    assert set(made.values()) == ({1} if sees else {0})


def test_every_table_of_the_part_is_behind_the_wall() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'patrols\\_%'"
            " AND relrowsecurity"
        )
        assert {row[0] for row in cursor.fetchall()} == {f"patrols_{one}" for one in TABLES}


def test_a_worker_writes_to_no_other_grid(world: World, behind_wall: Wall) -> None:
    behind_wall(world.account("worker_a1"))
    grid = world.grids["a2"]
    with pytest.raises(ProgrammingError, match="row-level security"):
        PatrolPoint(grid=grid, street_id=grid.street_id, name="东门").save()


def test_the_acts_work_behind_the_wall(world: World, behind_wall: Wall) -> None:
    """As requests are made: the application's role, the actor's grids alone."""
    worker = world.actor("worker_a1")
    behind_wall(world.account("worker_a1"))
    gate = point(world, worker)
    patrol(world, worker, stops=[{"point_id": gate.pk, "at": moment(9)}], findings=[found()])
    log = signed(world, worker)
    confirm_sheet(worker, sheet_id=gate.pk, grid_id=world.grids["a1"].pk, day=EVENING.date())
    behind_wall(world.account("leader_a"))
    countersign_log(world.actor("leader_a"), log_id=log.pk)
    assert counts()["countersignature"] == 1
