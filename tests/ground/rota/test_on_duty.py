"""Who is on duty where at an instant, who is next; gaps and overlaps; what was served."""

from datetime import time

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gridward.ground.rota.models import DutyPlace
from gridward.ground.rota.queries.duty import cover_at, duty_at, open_places
from gridward.ground.rota.queries.people import hours_by_member, over
from gridward.ground.rota.rules.spans import day_span
from gridward.ground.rota.services.changing import cancel_shift
from gridward.ground.rota.services.outs import call_out
from gridward.ground.rota.services.places import set_demand
from gridward.ground.rota.terms import DemandHours, ShiftRole
from tests.ground.rota.acts import moment, place, planned, row, shift, who
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = moment().date()


def demand(world: World, gate: DutyPlace, number: int = 1) -> None:
    """From eight to twenty each Wednesday and Thursday."""
    hours = [DemandHours(day, time(8), time(20), ShiftRole.KEEPER, number) for day in (3, 4)]
    set_demand(world.actor("leader_a"), place_id=gate.pk, since=DAY, hours=hours)


def gaps(world: World, by: str = "leader_a", days: int = 0) -> list[tuple[str, int, int]]:
    """Kind, first and last hour of each gap or overlap of a day."""
    actor, day = world.actor(by), moment(0, days).date()
    found = cover_at(actor, day_span(day), open_places(actor))
    start = moment(0, days)
    return [
        (
            one.kind.value,
            int((one.span.begins_at - start).total_seconds() // 3600),
            int((one.span.ends_at - start).total_seconds() // 3600),
        )
        for at in found
        for one in at.spans
    ]


def test_who_is_on_duty_and_who_is_next(world: World, gate: DutyPlace) -> None:
    now = shift(world, gate, "worker_a1", hour=0)
    pair = planned(
        world,
        row(world, gate, "worker_a1"),
        row(world, gate, "police_a", role=ShiftRole.POLICE),
        row(world, gate, "worker_a2", hour=16),
    ).shifts
    actor = world.actor("worker_a1")
    [found] = duty_at(actor, moment(7), open_places(actor))
    assert found.on_duty == [now]
    assert set(found.following) == set(pair[:2])
    [found] = duty_at(actor, moment(8), open_places(actor))
    assert set(found.on_duty) == set(pair[:2])
    assert found.following == [pair[2]]


def test_a_night_is_on_duty_on_both_sides_of_midnight(world: World, gate: DutyPlace) -> None:
    night = shift(world, gate, "worker_a1", hour=20, hours=12)
    actor = world.actor("leader_a")
    for at in (moment(23, minute=59), moment(0, 1), moment(7, 1, 59)):
        assert duty_at(actor, at, open_places(actor))[0].on_duty == [night]
    assert duty_at(actor, moment(8, 1), open_places(actor))[0].on_duty == []


def test_what_is_cancelled_is_nobodys_duty(world: World, gate: DutyPlace) -> None:
    made = shift(world, gate, "worker_a1")
    actor = world.actor("leader_a")
    cancel_shift(actor, shift_id=made.pk, version=1, reason="大雨封路")
    [found] = duty_at(actor, moment(9), open_places(actor))
    assert (found.on_duty, found.following) == ([], [])


def test_a_place_that_demands_nothing_has_no_gap(world: World, gate: DutyPlace) -> None:
    shift(world, gate, "worker_a1")
    assert gaps(world) == []


def test_gaps_and_overlaps_are_told(world: World, gate: DutyPlace) -> None:
    demand(world, gate)
    shift(world, gate, "worker_a1", hour=8, hours=6)
    shift(world, gate, "worker_a2", hour=16, hours=5)
    assert gaps(world) == [("gap", 14, 16), ("overlap", 20, 21)]


def test_a_vacant_shift_covers_nothing_and_neither_does_who_is_out(
    world: World, gate: DutyPlace
) -> None:
    demand(world, gate)
    shift(world, gate, None, hour=8, hours=12)
    shift(world, gate, "worker_a1", hour=8, hours=12, days=1)
    assert (gaps(world), gaps(world, days=1)) == ([("gap", 8, 20)], [])
    out = {"member_id": who(world, "worker_a1"), "begins_at": moment(8, 1), "ends_at": moment(9, 1)}
    call_out(world.actor("leader_a"), **out)
    assert gaps(world, days=1) == [("gap", 8, 20)]


def test_a_gap_at_a_months_end_is_of_its_own_day(world: World, gate: DutyPlace) -> None:
    hours = [DemandHours(day, time(20), time(8), ShiftRole.KEEPER, 1) for day in (2, 3)]
    set_demand(world.actor("leader_a"), place_id=gate.pk, since=DAY, hours=hours)
    days = (moment(0, 27).date(), moment(0, 28).date())
    assert [one.isoformat() for one in days] == ["2026-03-31", "2026-04-01"]
    assert (gaps(world, days=27), gaps(world, days=28)) == (
        [("gap", 20, 24)],
        [("gap", 0, 8), ("gap", 20, 24)],
    )


def test_others_see_no_gap_of_a_place_that_they_do_not_see(world: World, gate: DutyPlace) -> None:
    demand(world, gate)
    assert [gaps(world, by) for by in ("patron", "worker_a1")] == [[("gap", 8, 20)]] * 2
    assert [gaps(world, by) for by in ("worker_a2", "leader_b", "chief_f")] == [[]] * 3


def test_many_places_cost_as_many_queries_as_few(world: World, gate: DutyPlace) -> None:
    actor = world.actor("leader_a")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            told = [
                one.place.grid.name + "".join(s.member.name for s in one.on_duty if s.member)
                for one in duty_at(actor, moment(9), open_places(actor))
            ]
            assert told
            cover_at(actor, day_span(DAY), open_places(actor))
        return len(asked)

    demand(world, gate)
    shift(world, gate, "worker_a1")
    few = cost()
    for number in range(6):
        more = place(world, name=f"{number}号门")
        demand(world, more)
        shift(world, more, "worker_a2", days=number)
    assert cost() == few


def test_what_was_served_is_summed_when_it_is_over(world: World, gate: DutyPlace) -> None:
    shift(world, gate, "worker_a1", hour=20, hours=12)
    shift(world, gate, "worker_a1", days=3)
    shift(world, gate, "worker_a2", days=27)
    shift(world, gate, None)
    march = day_span(DAY.replace(day=1), DAY.replace(day=31))
    assert hours_by_member(over(world.actor("leader_a"), march)) == []
    with time_machine.travel(moment(12, 5)):
        [(member, told)] = hours_by_member(over(world.actor("leader_a"), march))
    assert member.pk == who(world, "worker_a1")
    assert (told.shifts, told.minutes, told.nights, told.night_minutes) == (2, 1200, 1, 480)
    assert (told.weekends, told.days) == (1, 2)


def test_a_shift_over_a_months_end_counts_for_the_month_in_which_it_began(
    world: World, gate: DutyPlace
) -> None:
    shift(world, gate, "worker_a1", hour=20, hours=12, days=27)
    actor = world.actor("leader_a")
    with time_machine.travel(moment(12, 40)):
        march = over(actor, day_span(DAY.replace(day=1), DAY.replace(day=31)))
        april = over(actor, day_span(DAY.replace(month=4, day=1), DAY.replace(month=4, day=30)))
        assert (march.count(), april.count()) == (1, 0)


def test_hours_of_others_are_for_who_plans_there(world: World, gate: DutyPlace) -> None:
    shift(world, gate, "worker_a1")
    shift(world, gate, "worker_a2")
    seen = {}
    with time_machine.travel(moment(12, 1)):
        for name in ("leader_a", "chief", "worker_a1", "worker_a2", "police_a", "leader_b"):
            seen[name] = over(world.actor(name), day_span(DAY)).count()
    assert seen == {
        "leader_a": 2,
        "chief": 2,
        "worker_a1": 1,
        "worker_a2": 1,
        "police_a": 0,
        "leader_b": 0,
    }
