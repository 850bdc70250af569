"""Moves of many orders are stored in a few statements: each column as a move alone would leave it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from gridward.work.workorders.models import Move, Order
from gridward.work.workorders.queries.told import replayed
from gridward.work.workorders.services.moving import move_together
from gridward.work.workorders.terms import MoveSaid, OrderMove
from tests.work.workorders.acts import moved, opened
from tests.world import World

OWN = {"id", "number", "created_at", "updated_at", "said", "opened_at", "seen_at", "moved_at"}


def told_of(row: Order) -> dict[str, object]:
    row.refresh_from_db()
    return {one.name: getattr(row, one.attname) for one in row._meta.concrete_fields}


def versions(*rows: Order) -> dict[object, int]:
    return {one.pk: Order.objects.get(pk=one.pk).version for one in rows}


def test_stored_together_as_stored_alone(world: World) -> None:
    alone, one, two = (opened(world, "supervisor_a1", "resident_need") for _ in range(3))
    moved(world, "leader_a", alone, "dispatch", text="速办")
    said = MoveSaid(text="速办")
    who = world.actor("leader_a")
    move_together(who, orders=versions(one, two), move=OrderMove.DISPATCH, said=said)
    wanted = told_of(alone)
    assert wanted["desks"]
    assert not wanted["closed_at"]
    for row in (one, two):
        assert {**told_of(row), **{name: wanted[name] for name in OWN}} == wanted
        assert row.open_sealed("said"), "what was said is left as it was"
        assert replayed(row) == row.facts()
        assert [move.open_sealed("said") for move in row.moves.order_by("serial")] == [None, "速办"]


def test_the_number_of_orders_does_not_change_the_number_of_statements(world: World) -> None:
    def asked(count: int) -> int:
        rows = [opened(world, "supervisor_a1", "resident_need") for _ in range(count)]
        orders = versions(*rows)
        with CaptureQueriesContext(
            connection,
        ) as found:
            ends = move_together(
                world.actor("leader_a"), orders=orders, move=OrderMove.DISPATCH, said=MoveSaid()
            )
        assert all(isinstance(end, Order) for end in ends.values())
        return len(found)

    assert asked(2) == asked(9)


def test_several_reports_of_one_thing_become_duplicates_at_once(world: World) -> None:
    first, *others = (opened(world, "supervisor_a1", "resident_need") for _ in range(4))
    move_together(
        world.actor("leader_a"),
        orders=versions(*others),
        move=OrderMove.DUPLICATE,
        said=MoveSaid(text="同一处", other_id=first.pk),
    )
    assert {told_of(one)["duplicate_of"] for one in others} == {first.pk}
    assert Move.objects.filter(order=first, move=OrderMove.TAKE_IN).count() == 3
