"""A list is taken in: every row is kept, sure ones are with their grid at once."""

from datetime import timedelta

import pytest
import time_machine

from gridward.ground.register.models import Household, Resident
from gridward.ground.register.services.departing import record_death
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound, Problem
from gridward.work.screening.models import (
    ListLayout,
    PushList,
    PushListRow,
    RowCandidate,
    VerificationTask,
)
from gridward.work.screening.problems import (
    ScreeningKindUnknown,
    ScreeningNobodyInFile,
    ScreeningOrdinaryTimes,
    ScreeningSenderMissing,
    ScreeningTimesUnfit,
)
from gridward.work.screening.services.bringing import bring_list, correct_mapping
from gridward.work.screening.services.taking import rehearse, take_in
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.orders import said_of
from gridward.work.workorders.queries.rows import visible_to as orders_seen
from tests.ground.register.people import household, number, resident
from tests.kernel.sheets.samples import xlsx_bytes
from tests.work.screening.acts import FAR, brought, line, row, said, sheet, states, taken
from tests.world import World

pytestmark = pytest.mark.django_db


def test_who_is_surely_meant_is_an_order_of_the_grid_at_once(
    world: World, leader: Actor, worker: Actor, wang: Resident
) -> None:
    pushed = taken(world, leader, line("王小明", number(7), "13900139000"))
    assert (pushed.state, states(pushed)) == ("open", ["assigned"])
    order = Order.objects.get(grid=world.grids["a1"])
    assert (order.resident_id, order.handler_id) == (wang.pk, worker.member_id)
    assert order.handle_due == pushed.deadline == clock.now() + timedelta(days=1)
    text = said_of(order)[0]
    assert all(one in text for one in ("王小明", "13900139000", "13800138007", "区指挥部流调组"))
    assert "王小明" not in str(VerificationTask.objects.values().get())
    assert "王小明" not in str(PushListRow.objects.values().get())


def test_the_order_is_read_by_the_grid_and_those_who_lead_alone(
    world: World, leader: Actor, wang: Resident
) -> None:
    taken(world, leader, line("王小明", number(7)))
    who = ("worker_a1", "leader_a", "health_a", "command", "supervisor_a1", "police_a", "worker_a2")
    assert [orders_seen(world.actor(one)).count() for one in who] == [1, 1, 1, 1, 0, 0, 0]


def test_an_urgent_list_has_two_hours_and_its_orders_know_no_quiet_hours(
    world: World, leader: Actor, wang: Resident
) -> None:
    pushed = taken(world, leader, line("王小明", number(7)), kind="close_contact")
    order = Order.objects.get()
    assert (order.kind.code, order.handle_due) == ("list_check_urgent", pushed.deadline)
    assert pushed.deadline - pushed.received_at == timedelta(hours=2)


def test_silence_rises_to_the_leaders_when_the_clock_of_the_list_is_over(
    world: World, leader: Actor, wang: Resident, noon: time_machine.Traveller
) -> None:
    from gridward.ground.staff.access import operator
    from gridward.work.workorders.services.sweeping import sweep

    taken(world, leader, line("王小明", number(7)), kind="close_contact")
    noon.shift(timedelta(hours=2, minutes=1))
    sweep(operator("test"), clock.now())
    assert Order.objects.get().rung > 0


def test_in_ordinary_times_no_list_is_taken(world: World, noon: time_machine.Traveller) -> None:
    with pytest.raises(ScreeningOrdinaryTimes):
        brought(world, world.actor("leader_a"), line("王小明", number(7)))


def test_a_list_says_who_asks_what_for_and_when(world: World, leader: Actor) -> None:
    later = clock.now() + timedelta(hours=1)
    wrong: list[tuple[type[Problem], dict[str, object]]] = [
        (ScreeningSenderMissing, {"sender": " "}),
        (ScreeningSenderMissing, {"basis": ""}),
        (ScreeningKindUnknown, {"kind": "gossip"}),
        (ScreeningTimesUnfit, {"received_at": later}),
        (ScreeningTimesUnfit, {"deadline": clock.now() - timedelta(hours=1)}),
    ]
    for problem, given in wrong:
        with pytest.raises(problem):
            brought(world, leader, line("王小明", number(7)), **given)
    with pytest.raises(NotFound):
        brought(world, leader, line("王小明", number(7)), grid="b0")
    with pytest.raises(NotAllowed):
        brought(world, leader, line("王小明", number(7)), grid="")
    with pytest.raises(ScreeningNobodyInFile):
        bring_list(leader, said=said(world), file_name="a.xlsx", content=xlsx_bytes([["空"]]))
    assert not PushList.objects.exists()


def test_forty_percent_rubbish_goes_in_and_is_told_row_by_row(
    world: World, leader: Actor, wang: Resident
) -> None:
    good = [
        line("王小明", number(7)),
        *(line("外地" + "甲乙丙丁戊"[n - 1], number(20 + n)) for n in range(1, 6)),
    ]
    rubbish = [
        line("", number(30)),
        line("仅姓名"),
        line("13800138000"),
        line("姓名错误123", address=""),
    ]
    pushed = taken(world, leader, *good, *rubbish)
    assert states(pushed) == ["assigned", *["not_found"] * 5, *["unreadable"] * 4]
    rows = PushListRow.objects.filter(pushed=pushed, state="unreadable")
    assert all(one.reasons for one in rows)
    assert pushed.counts["unreadable"] == 4
    assert pushed.counts["rows"] == 10


def test_a_wrong_number_does_not_lose_whom_the_telephone_tells(
    world: World, leader: Actor, wang: Resident
) -> None:
    broken = number(7)[:-1] + ("1" if number(7)[-1] != "1" else "2")
    pushed = taken(world, leader, line("王小明", broken, "13800138007"))
    assert states(pushed) == ["assigned"]
    assert row(pushed).reasons


def test_a_name_that_is_another_than_the_number_says_goes_to_the_desk(
    world: World, leader: Actor, wang: Resident
) -> None:
    pushed = taken(world, leader, line("赵铁柱", number(7)))
    found = RowCandidate.objects.get(row=row(pushed))
    assert (states(pushed), found.resident_id) == (["doubtful"], wang.pk)
    assert {"document.exact", "name.differs"} <= set(found.reasons)


def test_identical_names_in_one_building_are_decided_by_a_person(
    world: World, leader: Actor, worker: Actor, home: Household
) -> None:
    other = household(world, worker, "a1-1-102")
    both = [
        resident(worker, one, "陈静", document=number(n)) for n, one in ((12, home), (14, other))
    ]
    pushed = taken(world, leader, line("陈静", address="翠竹小区1栋"), line("陈静", number(14)))
    assert states(pushed) == ["doubtful", "assigned"]
    candidates = RowCandidate.objects.filter(row=row(pushed)).values_list("resident_id", flat=True)
    assert set(candidates) == {one.pk for one in both}
    assert row(pushed, 1).resident_id == both[1].pk


def test_twins_are_told_apart_by_name_and_else_by_a_person(
    world: World, leader: Actor, worker: Actor, home: Household
) -> None:
    for n, name in ((16, "李思"), (18, "李恩")):
        resident(worker, home, name, document=number(n), phones=["13700137000"])
    pushed = taken(
        world,
        leader,
        line("李思", "", "13700137000"),
        line("李恩", "", "13700137000"),
        line("李某", "", "13700137000"),
    )
    assert states(pushed) == ["assigned", "assigned", "doubtful"]
    assert row(pushed).resident_id != row(pushed, 1).resident_id
    assert RowCandidate.objects.filter(row=row(pushed, 2)).count() == 2


def test_who_has_died_or_moved_is_shown_so_and_called_by_nobody(
    world: World, leader: Actor, worker: Actor, wang: Resident
) -> None:
    record_death(worker, resident_id=wang.pk, version=wang.version, on=clock.today())
    pushed = taken(world, leader, line("王小明", number(7)))
    found = RowCandidate.objects.get()
    assert (states(pushed), found.reasons) == (["doubtful"], ["register_dead"])
    assert not VerificationTask.objects.exists()


def test_a_minor_is_spoken_to_through_a_guardian(
    world: World, leader: Actor, worker: Actor, home: Household
) -> None:
    resident(worker, home, "小满", document=number(22, "20150305"))
    taken(world, leader, line("小满", number(22, "20150305")))
    assert "监护人" in said_of(Order.objects.get())[0]


def test_whom_the_register_does_not_have_is_looked_for_at_the_address_or_is_not_ours(
    world: World, leader: Actor
) -> None:
    pushed = taken(
        world,
        leader,
        line("租客甲", number(40), "", "红梅小区1栋1单元101室"),
        line("租客乙", number(41), "", FAR),
    )
    assert states(pushed) == ["assigned", "not_found"]
    task = VerificationTask.objects.get()
    assert (task.grid, task.resident) == (world.grids["a2"], None)
    assert "红谷滩区" in row(pushed, 1).where


def test_who_lives_in_another_community_is_an_order_there(world: World, leader: Actor) -> None:
    there = world.actor("worker_b1")
    resident(there, household(world, there, "b1-1-101"), "赵六", document=number(50))
    pushed = taken(world, leader, line("赵六", number(50)))
    assert states(pushed) == ["assigned"]
    assert orders_seen(there).count() == 1


def test_a_rehearsal_counts_and_opens_nothing(world: World, leader: Actor, wang: Resident) -> None:
    pushed = brought(world, leader, line("王小明", number(7)), line("外地", number(60)), line("孤"))
    counts = rehearse(leader, list_id=pushed.pk)
    assert [counts[one] for one in ("rows", "sure", "doubtful", "none", "unreadable")] == [
        *(3, 1, 0, 1, 1),
    ]
    assert not PushListRow.objects.exists()
    assert not Order.objects.exists()
    assert PushList.objects.get().state == "rehearsed"


def test_taken_in_twice_it_is_taken_in_once(world: World, leader: Actor, wang: Resident) -> None:
    pushed = taken(world, leader, line("王小明", number(7)))
    again = take_in(leader, list_id=pushed.pk)
    assert again == pushed.counts
    assert PushListRow.objects.count() == VerificationTask.objects.count() == 1


def test_the_columns_of_a_sender_are_remembered_and_of_no_other(
    world: World, leader: Actor, wang: Resident
) -> None:
    header = ["序号", "甲", "乙", "丙", "丁", "核查结果"]
    content = sheet(line("王小明", number(7), "13800138007"), header=header)
    pushed = bring_list(leader, said=said(world), file_name="甲.xlsx", content=content)
    [layout] = pushed.plan["layouts"]
    given = {1: "name", 2: "document", 3: "phone", 4: "address"}
    correct_mapping(leader, list_id=pushed.pk, layout=layout["key"], mapping=given)
    take_in(leader, list_id=pushed.pk)
    assert states(pushed) == ["assigned"]
    next_one = sheet(line("李四", number(80)), header=header)
    same = bring_list(leader, said=said(world), file_name="乙.xlsx", content=next_one)
    assert [one["field"] for one in same.plan["layouts"][0]["columns"]][1:5] == list(given.values())
    assert same.plan["layouts"][0]["remembered"]
    other = said(world, sender="市公安局")
    third = bring_list(leader, said=other, file_name="丙.xlsx", content=next_one)
    assert not third.plan["layouts"][0]["remembered"]
    assert ListLayout.objects.count() == 1


def test_the_streets_own_list_reaches_all_grids(world: World, emergency: None) -> None:
    there = world.actor("worker_b1")
    resident(there, household(world, there, "b1-1-101"), "赵六", document=number(50))
    pushed = taken(
        world, world.actor("command"), line("赵六", number(50)), line("谁", number(51)), grid=""
    )
    assert states(pushed) == ["assigned", "not_found"]
    desk = Order.objects.get(kind__code="list_desk")
    assert desk.post == "street_command"
