"""Past the Python layer, as the application's role: without `care.keep` there are no rows, whatever else one may."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from gridward.ground.register.models import Household, Resident
from gridward.ground.staff.models import Account
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.work.care.models import CarePlan
from gridward.work.care.services.ending import end_plan
from gridward.work.care.services.following import forget_over
from gridward.work.care.terms import CareEnd
from tests.work.care.acts import TODAY, contact, home, plan
from tests.world import World

pytestmark = pytest.mark.django_db
Wall = Callable[[Account | None], None]
TABLES = ("careplan", "carecontact", "caretally")


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM care_{table}")
            found[table] = cursor.fetchone()[0]
        return found


def everything(world: World, worker: Actor) -> CarePlan:
    household = home(world, worker)
    over = plan(worker, household, kind="dialysis")
    end_plan(worker, plan_id=over.pk, reason=CareEnd.NO_NEED)
    row = plan(worker, household)
    contact(worker, row)
    return row


@pytest.mark.parametrize(
    ("name", "rows", "tallies"),
    [
        ("worker_a1", 1, 1),
        ("leader_a", 1, 1),
        ("first_a", 1, 1),
        ("health_a", 1, 1),
        ("worker_a2", 0, 1),
        ("supervisor_a1", 0, 0),
        ("police_a", 0, 0),
        ("chief", 0, 0),
        ("command", 0, 0),
        ("privacy", 0, 0),
        ("discipline", 0, 0),
        ("admin", 0, 0),
        ("stranger", 0, 0),
    ],
)
def test_rows_are_read_by_those_who_keep_them(
    world: World, worker: Actor, behind_wall: Wall, name: str, rows: int, tallies: int
) -> None:
    everything(world, worker)
    behind_wall(world.account(name))
    assert counts() == {"careplan": rows, "carecontact": rows, "caretally": tallies}


def test_without_a_scope_there_are_no_rows(world: World, worker: Actor, behind_wall: Wall) -> None:
    everything(world, worker)
    behind_wall(None)
    assert counts() == dict.fromkeys(TABLES, 0)


@pytest.mark.parametrize("name", ["supervisor_a1", "chief", "worker_a2"])
def test_nobody_else_writes_them(world: World, worker: Actor, behind_wall: Wall, name: str) -> None:
    row = everything(world, worker)
    behind_wall(world.account(name))
    copy = CarePlan.objects.none().model(
        id=new_id(), grid_id=row.grid_id, street_id=row.street_id, household_id=row.household_id
    )
    for field in ("kind", "consent_by", "consent_way", "every", "unit", "way", "post"):
        setattr(copy, field, getattr(row, field))
    copy.consent_on = copy.began_on = copy.next_on = copy.ends_on = TODAY
    with pytest.raises(ProgrammingError, match="row-level security"):
        copy.save(force_insert=True)


def test_whoever_sees_no_plan_deletes_and_moves_households_all_the_same(
    world: World, worker: Actor, behind_wall: Wall
) -> None:
    """A refusal would tell that there is one."""
    row = everything(world, worker)
    behind_wall(world.account("chief"))
    Household.objects.filter(pk=row.household_id).update(grid=world.grids["a2"])
    Resident.objects.filter(pk=row.resident_id).update(grid=world.grids["a2"])
    behind_wall(world.account("worker_a2"))
    assert counts()["careplan"] == counts()["carecontact"] == 1
    behind_wall(world.account("chief"))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM register_residentphone")
        cursor.execute("DELETE FROM register_resident")
        cursor.execute("DELETE FROM register_household")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    behind_wall(world.account("worker_a2"))
    assert counts()["careplan"] == counts()["carecontact"] == 0


def test_the_acts_work_behind_the_wall(world: World, behind_wall: Wall) -> None:
    """As requests are made: the application's role, the actor's grids alone."""
    behind_wall(world.account("worker_a1"))
    everything(world, world.actor("worker_a1"))
    assert counts() == dict.fromkeys(TABLES, 1)
    assert forget_over(world.actor("worker_a1"), TODAY) == 0
