"""What a transaction about orders tells open screens: grids, once each, and only when it is committed."""

from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest
from django.db import connection, transaction

from gridward.ground.staff.models import Appointment
from gridward.kernel.ids import new_id
from gridward.kernel.live.news import CHANNEL, News, read
from gridward.kernel.live.notifying import TOGETHER, Notifies
from gridward.kernel.rows import acting
from gridward.work.workorders.models import Order
from gridward.work.workorders.services.moving import move_together
from gridward.work.workorders.terms import MoveSaid, OrderMove
from tests.work.workorders.acts import opened
from tests.world import World


@pytest.fixture
def line(committed: World) -> Iterator["psycopg.Connection[object]"]:
    """A connection of its own that listens."""
    with psycopg.connect(
        connection.connection.info.dsn, **_password(), autocommit=True
    ) as listening:
        listening.execute(f"LISTEN {CHANNEL}".encode())
        yield listening


def _password() -> dict[str, str]:
    return {"password": connection.settings_dict["PASSWORD"]}


def heard(line: "psycopg.Connection[object]") -> list[str]:
    return [one.payload for one in line.notifies(timeout=0.3)]


def grid(world: World, name: str) -> UUID:
    return world.grids[name].pk


def test_opening_an_order_tells_its_grid_once(
    line: "psycopg.Connection[object]", committed: World
) -> None:
    with acting(committed.actor("worker_a1")):
        opened(committed, "worker_a1", "resident_need")
    assert heard(line) == [f"orders {grid(committed, 'a1')}"]


def test_what_is_taken_back_is_not_told(
    line: "psycopg.Connection[object]", committed: World
) -> None:
    with acting(committed.actor("worker_a1")):
        opened(committed, "worker_a1", "resident_need")
        transaction.set_rollback(True)
    assert heard(line) == []


def test_many_moves_at_once_tell_each_grid_once(
    line: "psycopg.Connection[object]", committed: World
) -> None:
    with acting(committed.actor("chief")):
        for _ in range(10):
            opened(committed, "worker_a1", "facility_broken", "a1")
            opened(committed, "worker_a2", "facility_broken", "a2")
    heard(line)
    with acting(committed.actor("chief")):
        seen = dict(Order.objects.values_list("pk", "version"))
        move_together(
            committed.actor("chief"), orders=seen, move=OrderMove.DISPATCH, said=MoveSaid()
        )
    told = heard(line)
    assert len(told) <= 3
    assert {news for one in told for news in read(one)} == {
        News("orders", grid(committed, "a1")),
        News("orders", grid(committed, "a2")),
    }


def test_an_order_that_goes_to_another_grid_is_told_at_both(
    line: "psycopg.Connection[object]", committed: World
) -> None:
    with acting(committed.actor("worker_a1")):
        order = opened(committed, "worker_a1", "resident_need")
    heard(line)
    Order.objects.filter(pk=order.pk).update(grid=committed.grids["a2"])
    both = sorted(str(grid(committed, one)) for one in ("a1", "a2"))
    assert heard(line) == [f"orders {' '.join(both)}"]


def test_a_changed_appointment_is_told_without_saying_whose(
    line: "psycopg.Connection[object]", committed: World
) -> None:
    Appointment.objects.update(acting=False)
    assert heard(line) == ["rights"]


def test_more_grids_than_a_notification_holds_are_told_in_several(
    line: "psycopg.Connection[object]", committed: World
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE news_of_many (grid_id uuid)")
        try:
            for statement in Notifies("news_of_many", "orders").up("", None):  # type: ignore[arg-type]
                cursor.execute(statement)
            ids = [new_id() for _ in range(TOGETHER * 2 + 1)]
            cursor.execute("INSERT INTO news_of_many SELECT unnest(%s::uuid[])", [ids + ids])
        finally:
            cursor.execute("DROP TABLE news_of_many")
            for event in ("insert", "update", "delete"):
                cursor.execute(f"DROP FUNCTION live_{event}_news_of_many()")
    told = heard(line)
    assert len(told) == 3
    assert {news.grid for one in told for news in read(one)} == set(ids)
