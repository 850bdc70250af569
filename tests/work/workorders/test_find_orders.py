"""Lists of orders narrowed, the board, and what an order's page says around it."""

import pytest
import time_machine

from gridward.work.workorders.queries.board import GridOrders, board
from gridward.work.workorders.queries.cases import case_of
from gridward.work.workorders.queries.orders import OrderFilter, OrderList, orders
from gridward.work.workorders.queries.rows import order_of
from gridward.work.workorders.queries.standing import ladder_of, subjects_of
from gridward.work.workorders.terms import OrderLink
from tests.work.workorders.acts import conduct, moved, opened, shop, swept
from tests.work.workorders.cases import minutes
from tests.world import World

pytestmark = pytest.mark.django_db


def found(world: World, name: str, **wanted: object) -> set[str]:
    rows, keys = orders(world.actor(name), OrderFilter(OrderList.GRID, **wanted))  # type: ignore[arg-type]
    return {one.place for one in rows.order_by(*keys)}


def test_lists_are_narrowed(world: World, morning: time_machine.Traveller) -> None:
    firm = shop(world)
    late = opened(world, "supervisor_a1", "violation", place="吵")
    shift(morning, 20)
    assert swept() == 1
    opened(world, "worker_a1", "resident_need", place="菜")
    linked = opened(
        world, "leader_a", "organisation_duty", place="店", links={OrderLink.ORGANISATION: firm.pk}
    )
    moved(world, "leader_a", linked, "reject", text="已改正")
    assert found(world, "leader_a") == {"吵", "菜", "店"}
    assert found(world, "leader_a", late=True) == found(world, "leader_a", risen=True) == {"吵"}
    assert found(world, "leader_a", under_way=True) == {"吵", "菜"}
    assert found(world, "leader_a", link=OrderLink.ORGANISATION, about=firm.pk) == {"店"}
    assert found(world, "leader_a", number=late.number[-6:]) == {"吵"}
    assert found(world, "leader_a", kind="resident_need") == {"菜"}
    assert found(world, "worker_a2", number=late.number) == set()


def test_the_board_counts_what_its_reader_may_see(
    world: World, morning: time_machine.Traveller
) -> None:
    opened(world, "supervisor_a1", "violation")
    conduct(world)
    opened(world, "worker_a2", "resident_need", "a2")
    shift(morning, 20)
    swept()
    a1, a2 = world.grids["a1"].pk, world.grids["a2"].pk
    assert of(world, "leader_a") == {a1: (2, 1, 1), a2: (1, 0, 0)}
    assert of(world, "supervisor_a1") == {a1: (1, 1, 1)}
    assert of(world, "chief_f") == {}


def test_what_is_over_leaves_the_board(world: World) -> None:
    order = opened(world, "worker_a1", "resident_need")
    moved(world, "leader_a", order, "reject", text="已解决")
    assert board(world.actor("leader_a")) == []


def test_the_ladder_says_who_stands_where(world: World, morning: time_machine.Traveller) -> None:
    order = opened(world, "supervisor_a1", "violation")
    shift(morning, 20)
    swept()
    steps = ladder_of(case_of(world.actor("leader_a"), order_of(world.actor("leader_a"), order.pk)))
    assert [(one.number, one.reached) for one in steps] == [
        *((0, True), (1, True), (2, False), (3, False)),
    ]
    assert steps[0].holders == ("测试worker_a1",)
    assert set(steps[1].holders) == {"测试leader_a", "测试first_a"}
    assert (steps[2].posts, steps[2].takes_over) == (("grid_police",), True)


def test_a_body_beyond_the_house_is_named(world: World) -> None:
    member = world.accounts["worker_a1"].member
    assert member is not None
    member.employer = "district"
    member.save()
    order = conduct(world)
    command = world.actor("command")
    above = ladder_of(case_of(command, order_of(command, order.pk)))[1]
    assert above.outside["zh-Hans"] == "区指挥部督导组"


def test_what_an_order_is_about_is_named_to_who_reads_the_register(world: World) -> None:
    firm = shop(world)
    order = opened(world, "leader_a", "organisation_duty", links={OrderLink.ORGANISATION: firm.pk})
    assert subjects_of(world.actor("leader_a"), order)[0].name == "五金店"
    assert subjects_of(world.actor("discipline"), order) == []


def shift(morning: time_machine.Traveller, count: int) -> None:
    morning.shift(minutes(count))


def of(world: World, name: str) -> dict[object, tuple[int, int, int]]:
    rows: list[GridOrders] = board(world.actor(name))
    return {one.grid_id: (one.under_way, one.late, one.risen) for one in rows}
