"""Past the Python layer, as the application's role: rows of other grids are neither read nor written."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from gridward.ground.staff.models import Account
from gridward.kernel import clock
from gridward.kernel.ids import new_id
from gridward.work.supplies.models import Movement
from gridward.work.supplies.terms import DifferenceCause, StoreLevel, SupplyStepKind
from tests.work.supplies.acts import (
    MASKS,
    asked,
    entered,
    granted,
    issued,
    received,
    stepped,
)
from tests.world import World

pytestmark = pytest.mark.django_db
Wall = Callable[[Account | None], None]


def counts() -> dict[str, int]:
    """How many rows of each table are seen; of the street's store by themselves."""
    found = {}
    with connection.cursor() as cursor:
        for table in ("movement", "stock", "supplyrequest", "supplystep"):
            cursor.execute(f"SELECT count(*) FROM supplies_{table}")
            found[table] = cursor.fetchone()[0]
        for table in ("movement", "stock"):
            cursor.execute(f"SELECT count(*) FROM supplies_{table} WHERE grid_id IS NULL")
            found[f"street {table}"] = cursor.fetchone()[0]
    return found


def everything(world: World) -> None:
    """The street's store and a1's hold something; a1 has asked and was granted something."""
    entered(world.actor("command"), None, {MASKS: 100})
    worker = world.actor("worker_a1")
    entered(worker, world.grids["a1"], {MASKS: 100})
    granted(world.actor("leader_a"), asked(worker, world.grids["a1"]).pk)


@pytest.mark.parametrize(
    ("name", "own", "street"),
    [
        *(("worker_a1", 1, 1), ("leader_a", 1, 1), ("command", 1, 1)),
        *(("worker_a2", 0, 1), ("worker_b1", 0, 1), ("chief_f", 0, 0), ("worker_f1", 0, 0)),
    ],
)
def test_rows_are_read_at_ones_grids_and_of_ones_street(
    world: World, behind_wall: Wall, name: str, own: int, street: int
) -> None:
    everything(world)
    behind_wall(world.account(name))
    assert counts() == {
        "movement": own + street,
        "stock": own + street,
        "supplyrequest": own,
        "supplystep": own,
        "street movement": street,
        "street stock": street,
    }


def test_every_table_of_the_part_is_behind_the_wall() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'supplies\\_%'"
            " AND NOT relrowsecurity"
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize(
    ("name", "grid", "street"),
    [
        *(("worker_a1", "a2", "ours"), ("worker_a1", None, "ours"), ("leader_a", None, "ours")),
        *(("leader_a", "b0", "ours"), ("chief_f", None, "ours"), ("command", None, "foreign")),
    ],
)
def test_nobody_writes_to_a_store_of_others(
    world: World, behind_wall: Wall, name: str, grid: str | None, street: str
) -> None:
    behind_wall(world.account(name))
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        _movement(world, grid, street).save(force_insert=True)


def test_the_street_writes_to_its_own_store(world: World, behind_wall: Wall) -> None:
    behind_wall(world.account("command"))
    _movement(world, None, "ours").save(force_insert=True)
    assert counts()["street stock"] == 1


def test_the_acts_work_behind_the_wall(world: World, behind_wall: Wall) -> None:
    """As requests are made: the application's role, the actor's grids alone."""
    worker, street = world.actor("worker_a1"), world.actor("command")
    behind_wall(world.account("command"))
    entered(street, None, {MASKS: 100})
    behind_wall(world.account("worker_a1"))
    row = asked(worker, world.grids["a1"])
    behind_wall(world.account("command"))
    granted(street, row.pk, store=StoreLevel.STREET)
    issued(street, row.pk)
    behind_wall(world.account("worker_a1"))
    received(worker, row.pk, 99)
    behind_wall(world.account("command"))
    cause = DifferenceCause.RETURNED
    stepped(street, row.pk, SupplyStepKind.EXPLAIN, text="随车带回", cause=cause)
    behind_wall(world.account("worker_a1"))
    stepped(worker, row.pk, SupplyStepKind.ACCEPT)
    row.order.refresh_from_db()
    assert row.order.state == "closed"


def _movement(world: World, grid: str | None, street: str) -> Movement:
    return Movement(
        street=world.streets[street],
        grid=world.grids[grid] if grid else None,
        article="barrier",
        move="receive",
        amount=5,
        entry=new_id(),
        at=clock.now(),
        account_name="x",
    )
