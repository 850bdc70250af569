"""The second wall, tried as the application's own role and past the Python layer."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About, AuditAct
from gridward.ground.register.models import Household
from gridward.ground.staff.access import NOBODY
from gridward.ground.staff.models import Account
from gridward.ground.staff.terms import StaffAct
from gridward.kernel.ids import new_id
from tests.world import World

Wall = Callable[[Account | None], None]


def household(world: World, grid: str) -> Household:
    return Household(
        grid=world.grids[grid], street_id=world.grids[grid].street_id, address_text=f"{grid}的一户"
    )


@pytest.mark.django_db
def test_a_worker_reads_the_own_grid_alone(world: World, behind_wall: Wall) -> None:
    for grid in ("a1", "a2", "b1", "f1"):
        household(world, grid).save()
    behind_wall(world.account("worker_a1"))
    assert [row.address_text for row in Household.objects.all()] == ["a1的一户"]


@pytest.mark.django_db
def test_a_community_leader_reads_the_community(world: World, behind_wall: Wall) -> None:
    for grid in ("a0", "a1", "a2", "b1", "f1"):
        household(world, grid).save()
    behind_wall(world.account("leader_a"))
    assert Household.objects.count() == 3


@pytest.mark.django_db
def test_without_a_scope_there_are_no_rows(world: World, behind_wall: Wall) -> None:
    household(world, "a1").save()
    behind_wall(None)
    assert Household.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("grid", ["a2", "b1", "f1"])
def test_a_worker_writes_to_no_other_grid(world: World, behind_wall: Wall, grid: str) -> None:
    behind_wall(world.account("worker_a1"))
    household(world, "a1").save()
    with pytest.raises(ProgrammingError, match="row-level security"):
        household(world, grid).save()


@pytest.mark.django_db
def test_history_is_behind_the_wall_too(world: World, behind_wall: Wall) -> None:
    row = household(world, "b1")
    row.save()
    Household.objects.filter(pk=row.pk).update(note="改过")
    behind_wall(world.account("worker_a1"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM register_householdhistory")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_the_application_cannot_change_the_record(world: World, behind_wall: Wall) -> None:
    behind_wall(world.account("chief"))
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_line")


@pytest.mark.django_db
def test_what_somebody_may_not_read_is_recorded_all_the_same(
    world: World, behind_wall: Wall
) -> None:
    actor = world.actor("worker_a1")
    behind_wall(None)
    for grid in ("b1", "f1"):
        about = About("staff_team", new_id(), world.grids[grid].pk)
        record(actor, AuditAct.VERIFIED, about, lines=1, outcome="word.audit.chain.ok")
    record(NOBODY, StaffAct.SIGN_IN_REFUSED, username="nobody")
