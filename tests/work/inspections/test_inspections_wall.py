"""Past the Python layer, as the application's role: rows of other grids are neither read nor written."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from gridward.ground.register.models import Organisation
from gridward.ground.staff.models import Account
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.work.inspections.models import Facility
from gridward.work.inspections.services.facilities import add_facility, change_facility
from gridward.work.inspections.services.filings import move_filing
from gridward.work.inspections.services.notices import answer_notice, deliver_notice
from gridward.work.inspections.services.photos import keep_inspection_photo
from gridward.work.inspections.services.planning import PlanSaid, plan_visits
from gridward.work.inspections.terms import FacilityKind, FilingMove
from tests.work.inspections.acts import filed, noticed
from tests.work.inspections.test_notices import handed
from tests.work.inspections.test_plan_visits import DUE
from tests.work.inspections.test_record_inspection import picture
from tests.world import World

pytestmark = pytest.mark.django_db
Wall = Callable[[Account | None], None]
TABLES = (
    *("facility", "facilityhistory", "plannedvisit", "inspection", "inspectionfinding"),
    *("inspectionphoto", "rectificationnotice", "noticedelivery", "noticereply"),
    *("filing", "filingstep"),
)


def counts() -> set[bool]:
    """Whether there is something in each table."""
    found = set()
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT count(*) > 0 FROM inspections_{table}")
            found.add(cursor.fetchone()[0])
    return found


def everything(world: World, organisation: Organisation) -> None:
    worker, leader = world.actor("worker_a1"), world.actor("leader_a")
    grid = world.grids["a1"].pk
    row = add_facility(worker, grid_id=grid, kind=FacilityKind.FENCE, name="护栏")
    change_facility(worker, facility_id=row.pk, version=1, place="东侧")
    keep_inspection_photo(worker, photo_id=new_id(), content=picture())
    notice = noticed(worker, organisation)
    deliver_notice(worker, notice_id=notice.pk, said=handed())
    answer_notice(worker, notice_id=notice.pk, name="王强", text="已整改")
    made = filed(worker, organisation)
    plan_visits(leader, said=PlanSaid(DUE, organisations=(organisation.pk,)))
    move_filing(world.actor("command"), filing_id=made.pk, move=FilingMove.GRANT)


@pytest.mark.parametrize(
    ("name", "sees"),
    [("worker_a1", True), ("leader_a", True), ("worker_a2", False), ("chief_f", False)],
)
def test_rows_are_read_at_ones_grids_alone(
    world: World, organisation: Organisation, behind_wall: Wall, name: str, sees: bool
) -> None:
    everything(world, organisation)
    behind_wall(world.account(name))
    assert counts() == {sees}


def test_every_table_of_the_part_is_behind_the_wall() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'inspections\\_%'"
            " AND relrowsecurity"
        )
        walled = {row[0] for row in cursor.fetchall()}
    assert walled == {f"inspections_{one}" for one in (*TABLES, "paperserial")}


def test_a_worker_writes_to_no_other_grid(world: World, behind_wall: Wall) -> None:
    behind_wall(world.account("worker_a1"))
    grid = world.grids["a2"]
    with pytest.raises(ProgrammingError, match="row-level security"):
        Facility(grid=grid, street_id=grid.street_id, name="护栏", kind="fence").save()


def test_the_acts_work_behind_the_wall(
    world: World, organisation: Organisation, behind_wall: Wall
) -> None:
    """As requests are made: the application's role, the actor's grids alone."""
    worker: Actor = world.actor("worker_a1")
    behind_wall(world.account("worker_a1"))
    add_facility(worker, grid_id=world.grids["a1"].pk, kind=FacilityKind.FENCE, name="护栏")
    notice = noticed(worker, organisation)
    deliver_notice(worker, notice_id=notice.pk, said=handed())
    made = filed(worker, organisation)
    behind_wall(world.account("leader_a"))
    plan_visits(world.actor("leader_a"), said=PlanSaid(DUE, organisations=(organisation.pk,)))
    behind_wall(world.account("command"))
    move_filing(world.actor("command"), filing_id=made.pk, move=FilingMove.GRANT)
