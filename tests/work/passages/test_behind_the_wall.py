"""The application's own role takes passages in, makes their days, and sees no other grid's."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction

from gridward.ground.staff.models import Account
from gridward.kernel.access import Actor
from gridward.kernel.rows import tell_database
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.passages.models import GateTally, Passage
from gridward.work.passages.problems import PassageGateUnknown
from gridward.work.passages.services.days import join_tallies, make_days, turn_days
from gridward.work.passages.services.reasons import write_reason
from gridward.work.workorders.models import Move
from gridward.work.workorders.terms import OrderMove
from tests.work.checkpoints.test_keepers import on_duty
from tests.work.passages.acts import counts, passage, take
from tests.world import World

pytestmark = pytest.mark.django_db
Wall = Callable[[Account | None], None]


def test_a_keeper_sends_and_the_day_is_made(
    keeper: Actor, east: Checkpoint, world: World, behind_wall: Wall
) -> None:
    behind_wall(world.account("worker_a1"))
    row = passage(east)
    assert counts(take(keeper, row)) == (1, 0, [])
    assert counts(take(keeper, row)) == (0, 1, [])


def test_whoever_keeps_a_gate_by_a_shift_sends_and_explains_and_sees_nothing_of_it(
    world: World, east: Checkpoint, behind_wall: Wall
) -> None:
    keeper = world.actor("worker_b1")
    row = passage(east, decision="emergency", verdict="pass", reasons=["emergency"])
    with pytest.raises(PassageGateUnknown):
        write_reason(keeper, passage_id=UUID(row["id"]), gate_id=east.pk, why="送医")
    assert counts(take(keeper, row)) == (0, 0, [PassageGateUnknown.code])
    on_duty(world, east, "worker_b1")
    behind_wall(world.account("worker_b1"))
    assert counts(take(keeper, row)) == (1, 0, [])
    assert write_reason(keeper, passage_id=UUID(row["id"]), gate_id=east.pk, why="送医")
    assert Passage.objects.count() == 0
    tell_database(world.actor("worker_a1"))
    [stored] = Passage.objects.all()
    notes = Move.objects.filter(order=row["id"], move=OrderMove.NOTE)
    assert [one.open_sealed("said") for one in notes] == ["卡口补记原因：送医"]
    assert stored.keeper_id == keeper.member_id


def test_another_grid_sees_neither_passages_nor_counts(
    keeper: Actor, east: Checkpoint, world: World, behind_wall: Wall
) -> None:
    take(keeper, passage(east))
    behind_wall(world.account("worker_a2"))
    assert (Passage.objects.count(), GateTally.objects.count()) == (0, 0)
    tell_database(keeper)
    assert (Passage.objects.count(), GateTally.objects.count()) == (1, 1)


def test_the_partitions_themselves_show_nothing(
    keeper: Actor, east: Checkpoint, world: World, behind_wall: Wall
) -> None:
    take(keeper, passage(east))
    behind_wall(world.account("worker_a1"))
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT count(*) FROM passages_day_20260306")


def test_a_partition_that_the_application_may_read_is_behind_the_wall_too(
    keeper: Actor, east: Checkpoint, world: World, behind_wall: Wall
) -> None:
    """A later migration grants all tables that there are."""
    take(keeper, passage(east))
    with connection.cursor() as cursor:
        cursor.execute("GRANT SELECT ON passages_day_20260306 TO PUBLIC")
        behind_wall(world.account("worker_a1"))
        cursor.execute("SELECT count(*) FROM passages_day_20260306")
        assert cursor.fetchone() == (0,)


def test_the_application_counts_by_triggers_alone(
    keeper: Actor, east: Checkpoint, world: World, behind_wall: Wall
) -> None:
    take(keeper, passage(east))
    behind_wall(world.account("worker_a1"))
    assert GateTally.objects.update(passages=9) == 0


def test_days_turn_and_tallies_join_as_the_application(
    keeper: Actor, east: Checkpoint, world: World, behind_wall: Wall
) -> None:
    from datetime import timedelta

    from gridward.kernel import clock

    take(keeper, passage(east))
    take(keeper, passage(east))
    behind_wall(world.account("worker_a1"))
    make_days([clock.today() - timedelta(days=40)])
    assert turn_days(clock.today()) == (7, 1)
    assert join_tallies(clock.today()) == 1
