"""Past the Python layer, as the application's role: rows of other grids are neither read nor written."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from gridward.ground.register.models import Household
from gridward.ground.staff.models import Account
from gridward.kernel.access import Actor
from gridward.work.notices.models import Material, Notice, ServiceGroup
from gridward.work.notices.services.groups import change_group
from gridward.work.notices.services.members import leave
from gridward.work.notices.services.notices import read_notice
from gridward.work.notices.services.planning import done_by_hand
from gridward.work.notices.services.reached import hand_out, show_material
from gridward.work.notices.services.reaching import say_reach
from gridward.work.notices.services.receipts import note_receipts
from gridward.work.notices.terms import (
    Channel,
    HandedWay,
    ReachWay,
    ReceiptWay,
    ShownPlace,
    ShownWay,
    Subject,
    SubjectKind,
)
from tests.work.notices.acts import SINCE, group, home, joins
from tests.work.notices.test_materials import material
from tests.work.notices.test_notices import notice
from tests.world import World

pytestmark = pytest.mark.django_db
Wall = Callable[[Account | None], None]
TABLES = (
    *("servicegroup", "servicegrouphistory", "groupmember", "groupmemberhistory"),
    *("otherreach", "otherreachhistory", "delivery", "noticereading", "receipt"),
    *("materialhanded", "materialshown"),
)


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM notices_{table}")
            found[table] = cursor.fetchone()[0]
        return found


def everything(world: World, worker: Actor, written: Notice) -> None:
    """A row of each table, with its history."""
    row, house = group(world, worker), home(world, worker, "a1-1-101", "张三")
    [member] = joins(worker, row, house).ids
    change_group(worker, group_id=row.pk, version=1, name="新名")
    leave(worker, member_id=member)
    subject = Subject(SubjectKind.HOUSEHOLD, house.pk)
    for way in (ReachWay.DOOR, ReachWay.TELEPHONE):
        say_reach(worker, subject=subject, way=way)
    told = written.pk
    read_notice(worker, notice_id=told)
    note_receipts(worker, notice_id=told, subjects=[subject], way=ReceiptWay.CHAT)
    grid = world.grids["a1"].pk
    done_by_hand(worker, notice_id=told, channel=Channel.POSTER, grid_id=grid)


def spread(world: World, worker: Actor, sheet: Material) -> None:
    """A row of each table of publicity."""
    house = Household.objects.get()
    hand_out(
        worker,
        material_id=sheet.pk,
        kind=SubjectKind.HOUSEHOLD,
        ids=[house.pk],
        way=HandedWay.DOOR,
    )
    door = world.dwellings["a1-1-101"]
    place = ShownPlace(building_id=door.building_id, unit_id=door.unit_id)
    show_material(worker, material_id=sheet.pk, way=ShownWay.STAIRWELL, place=place)


@pytest.mark.parametrize(
    ("name", "sees"),
    [("worker_a1", True), ("leader_a", True), ("worker_a2", False), ("chief_f", False)],
)
def test_rows_are_read_at_ones_grids_alone(
    world: World, worker: Actor, behind_wall: Wall, name: str, sees: bool
) -> None:
    everything(world, worker, notice(world, world.actor("leader_a"), asks_receipt=True))
    spread(world, worker, material(world, world.actor("leader_a")))
    behind_wall(world.account(name))
    assert counts() == dict.fromkeys(TABLES, 1 if sees else 0)


def test_every_table_of_the_part_is_behind_the_wall() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'notices\\_%'"
            " AND NOT relrowsecurity"
        )
        assert cursor.fetchall() == []


def test_a_worker_writes_to_no_other_grid(world: World, behind_wall: Wall) -> None:
    behind_wall(world.account("worker_a1"))
    grid = world.grids["a2"]
    row = ServiceGroup(grid=grid, street_id=grid.street_id, name="群", since=SINCE)
    row.platform, row.keeper_id = "wechat", world.account("worker_a1").member_id or grid.pk
    with pytest.raises(ProgrammingError, match="row-level security"):
        row.save()


def test_the_acts_work_behind_the_wall(world: World, behind_wall: Wall) -> None:
    """As requests are made: the application's role, the actor's grids alone."""
    behind_wall(world.account("leader_a"))
    written = notice(world, world.actor("leader_a"), asks_receipt=True)
    sheet = material(world, world.actor("leader_a"))
    behind_wall(world.account("worker_a1"))
    everything(world, world.actor("worker_a1"), written)
    spread(world, world.actor("worker_a1"), sheet)
    assert counts() == dict.fromkeys(TABLES, 1)
