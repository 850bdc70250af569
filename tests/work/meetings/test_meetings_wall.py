"""Past the Python layer, as the application's role; and two who sign at one moment."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from gridward.ground.staff.models import Account
from gridward.kernel.access import Actor
from gridward.kernel.rows import acting
from gridward.work.meetings.models import AgendaItem, Bulletin, Meeting
from gridward.work.meetings.services.calling import add_item
from gridward.work.meetings.services.holding import end_meeting
from gridward.work.meetings.terms import AttendanceState
from tests.work.meetings.acts import begun, decided, ended, everybody, signed
from tests.work.patrols.test_papers_at_once import at_once
from tests.world import World

Wall = Callable[[Account | None], None]
TABLES = ("meeting", "agendaitem", "attendance", "decision", "bulletin")


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM meetings_{table}")
            found[table] = cursor.fetchone()[0]
        return found


def everything(world: World) -> Meeting:
    first = world.actor("first_a")
    meeting = begun(world, first)
    add_item(world.actor("worker_a1"), meeting_id=meeting.pk, section="other", text="加一条")
    decided(world, first, meeting)
    everybody(first, meeting)
    meeting = end_meeting(first, meeting_id=meeting.pk, version=meeting.version)
    signed(first, meeting)
    return meeting


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "sees"),
    [
        *(("worker_a1", True), ("worker_a2", True), ("first_a", True), ("chief", True)),
        *(("worker_b1", False), ("leader_b", False), ("chief_f", False)),
    ],
)
def test_rows_are_read_by_whoever_takes_part(
    world: World, behind_wall: Wall, name: str, sees: bool
) -> None:
    everything(world)
    behind_wall(world.account(name))
    assert {bool(n) for n in counts().values()} == {sees}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "sees"),
    [("leader_a", True), ("leader_b", True), ("worker_a1", False), ("chief_f", False)],
)
def test_the_street_s_meeting_is_not_read_in_base_grids(
    world: World, behind_wall: Wall, name: str, sees: bool
) -> None:
    begun(world, world.actor("chief"), "")
    behind_wall(world.account(name))
    assert bool(counts()["meeting"]) == sees


@pytest.mark.django_db
def test_every_table_of_the_part_is_behind_the_wall() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'meetings\\_%'"
            " AND relrowsecurity"
        )
        assert {row[0] for row in cursor.fetchall()} == {f"meetings_{one}" for one in TABLES}


@pytest.mark.django_db
def test_who_takes_no_part_writes_nothing(world: World, behind_wall: Wall) -> None:
    meeting = begun(world, world.actor("first_a"))
    behind_wall(world.account("worker_b1"))
    with pytest.raises(ProgrammingError, match="row-level security"):
        AgendaItem.objects.create(meeting_id=meeting.pk, section="other", account_name="x")


@pytest.mark.django_db
def test_who_reads_alone_writes_nothing(world: World, behind_wall: Wall) -> None:
    meeting = begun(world, world.actor("first_a"))
    behind_wall(world.account("discipline"))
    assert counts()["meeting"] == 1
    with pytest.raises(ProgrammingError, match="row-level security"):
        AgendaItem.objects.create(meeting_id=meeting.pk, section="other", account_name="x")


@pytest.mark.django_db
def test_the_acts_work_behind_the_wall(world: World, behind_wall: Wall) -> None:
    """As requests are made: the application's role, the actor's grids alone."""
    behind_wall(world.account("first_a"))
    meeting = begun(world, world.actor("first_a"))
    behind_wall(world.account("worker_a1"))
    add_item(world.actor("worker_a1"), meeting_id=meeting.pk, section="other", text="加一条")
    behind_wall(world.account("first_a"))
    first = world.actor("first_a")
    decided(world, first, meeting)
    everybody(first, meeting)
    signed(first, end_meeting(first, meeting_id=meeting.pk, version=meeting.version))
    assert counts() == {
        "meeting": 1,
        "agendaitem": 1,
        "attendance": 7,
        "decision": 1,
        "bulletin": 1,
    }


def test_of_two_chiefs_who_sign_at_once_one_is_told(committed: World) -> None:
    """The chief did not come, so that the command may stand in; and signs at the same moment."""
    chief, command = (committed.actor(one) for one in ("chief", "command"))
    with acting(command):
        meeting = ended(committed, command, "", chief=AttendanceState.EXCUSED)

    def sign(actor: Actor) -> Callable[[], object]:
        def go() -> object:
            with acting(actor):
                return signed(actor, meeting)

        return go

    ends = at_once(sign(chief), sign(command))
    assert sorted(type(one).__name__ for one in ends) == ["Bulletin", "BulletinSignedMeanwhile"]
    kept = Bulletin.objects.get()
    assert kept.stand_in == (kept.account_id == command.account_id)
