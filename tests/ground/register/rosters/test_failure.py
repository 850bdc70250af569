"""An import that fails in the middle leaves nothing behind, says what to do, and can be tried again."""

from collections.abc import Callable

import pytest
from django.db import connection

from gridward.ground.register.models import Household, Resident, RosterBatch, RosterRow
from gridward.ground.register.services.rosters import commit
from gridward.ground.register.services.rosters.problems import DiskFull
from gridward.ground.register.terms.roster import BatchState
from gridward.ground.staff.models import Account
from gridward.kernel.access import Actor
from tests.ground.register.rosters.conftest import COMMUNITY
from tests.ground.register.rosters.files import identity, person, roster
from tests.world import World

pytestmark = pytest.mark.django_db
FULL = """
CREATE FUNCTION pretend_full() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
CREATE TRIGGER full_disk AFTER INSERT ON register_residentphone
FOR EACH ROW EXECUTE FUNCTION pretend_full();
"""


@pytest.fixture
def full_disk(world: World) -> None:
    """The server refuses phones as it does on a full disk: after households and residents are in."""
    with connection.cursor() as cursor:
        cursor.execute(FULL)


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_leaves_nothing_half_done(
    leader: Actor, taken_in: Callable[..., RosterBatch]
) -> None:
    batch = taken_in(roster(person("张伟", identity(1), phone="13800138000")))
    with pytest.raises(DiskFull) as refused:
        commit(leader, batch_id=batch.pk)
    assert "磁盘已满" in refused.value.sentence()
    batch.refresh_from_db()
    assert (batch.state, batch.problem) == (
        BatchState.FAILED,
        {"code": "roster_disk_full", "details": {}},
    )
    for model in (Resident, Household, RosterRow):
        assert not model._default_manager.exists()


@pytest.mark.usefixtures("full_disk")
def test_after_room_is_made_the_same_batch_is_imported(
    leader: Actor,
    taken_in: Callable[..., RosterBatch],
    behind_wall: Callable[[Account | None], None],
    world: World,
) -> None:
    batch = taken_in(roster(person("张伟", identity(1), phone="13800138000")))
    with pytest.raises(DiskFull):
        commit(leader, batch_id=batch.pk)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("DROP TRIGGER full_disk ON register_residentphone")
    behind_wall(world.account("leader_a"))
    assert commit(leader, batch_id=batch.pk).added == 1
    assert batch.community.code == COMMUNITY
