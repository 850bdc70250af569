"""Police patrols by lot: bound beforehand, told on the day, provable afterwards."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Account
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from gridward.work.patrols.models import DrawPlan, ShownDraw
from gridward.work.patrols.problems import (
    DrawNotOver,
    DrawOfficerWrong,
    DrawOpensLate,
    DrawPointsWrong,
    DrawStopped,
    DrawTooEarly,
    DrawTooMany,
)
from gridward.work.patrols.queries.draws import (
    led_plan_of,
    past_slots,
    plan_of,
    plans,
    statistics,
    verify_draw,
)
from gridward.work.patrols.rules.drawing import commitment, drawn, drawn_on
from gridward.work.patrols.services.draws import DrawSaid, bind_draw, stop_draw, take_duties
from gridward.work.patrols.terms import Slot, Window
from tests.work.patrols.acts import EVENING, patrol, point
from tests.world import World

pytestmark = pytest.mark.django_db
FIRST = date(2026, 3, 9)
LAST = date(2026, 4, 5)


def wanted(world: World, leader: Actor, **given: Any) -> DrawSaid:
    """Four weeks, every day from 18 to 24, ten a week, three points of two grids."""
    points = [
        point(world, leader, "东门").pk,
        point(world, leader, "西门").pk,
        point(world, leader, "红梅门岗", grid="a2").pk,
    ]
    said = DrawSaid(
        grid_id=world.grids["a0"].pk,
        name="夜间巡逻",
        starts_on=FIRST,
        ends_on=LAST,
        windows=(Window((1, 2, 3, 4, 5, 6, 7), 18, 24),),
        points=tuple(points),
        per_week=10,
        opens_at=7,
        officer_id=world.account("police_a").member_id,
    )
    return replace(said, **given)


@pytest.fixture
def plan(world: World, leader: Actor) -> DrawPlan:
    return bind_draw(leader, said=wanted(world, leader))


@pytest.fixture
def officer(world: World) -> Actor:
    return world.actor("police_a")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.LOCAL)


def first_day(plan: DrawPlan) -> tuple[date, list[Slot]]:
    """The first day with a patrol, and its patrols, as the seed says."""
    slots = drawn(plan.secret(), plan.lots())
    day = slots[0].day
    return day, [one for one in slots if one.day == day]


def test_a_plan_is_bound_before_it_begins(plan: DrawPlan) -> None:
    assert plan.commitment == commitment(plan.secret())
    assert len(plan.secret()) == 32
    assert plan.bound_at == EVENING
    stored = DrawPlan.objects.values_list("seed", flat=True).get(pk=plan.pk)
    assert plan.secret().hex().encode() not in bytes(stored)


def test_two_plans_alike_are_drawn_apart(world: World, leader: Actor) -> None:
    said = wanted(world, leader)
    one, other = bind_draw(leader, said=said), bind_draw(leader, said=said)
    assert one.commitment != other.commitment
    assert drawn(one.secret(), one.lots()) != drawn(other.secret(), other.lots())


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"starts_on": EVENING.date()}, DrawTooEarly),
        ({"per_week": 43}, DrawTooMany),
        ({"points": ()}, DrawPointsWrong),
        ({"opens_at": 19}, DrawOpensLate),
    ],
)
def test_what_cannot_be_bound_is_refused(
    world: World, leader: Actor, change: dict[str, object], problem: type[Exception]
) -> None:
    said = wanted(world, leader, **change)
    with pytest.raises(problem):
        bind_draw(leader, said=said)


def test_points_are_of_those_that_one_leads(world: World, leader: Actor) -> None:
    foreign = point(world, world.actor("leader_b"), grid="b1").pk
    with pytest.raises(DrawPointsWrong):
        bind_draw(leader, said=wanted(world, leader, points=(foreign,)))


def test_the_officer_is_the_police_of_the_place(world: World, leader: Actor) -> None:
    someone = world.account("worker_a1").member_id
    with pytest.raises(DrawOfficerWrong):
        bind_draw(leader, said=wanted(world, leader, officer_id=someone))
    chief = world.actor("chief")
    other = point(world, chief, grid="b1").pk
    said = DrawSaid(
        *(world.grids["b1"].pk, "", FIRST, LAST, (Window((1,), 9, 12),), (other,), 1, 7),
        officer_id=world.account("police_a").member_id,
    )
    with pytest.raises(DrawOfficerWrong):
        bind_draw(chief, said=said)


@pytest.mark.parametrize("name", ["worker_a1", "police_a", "discipline"])
def test_only_who_leads_binds_a_plan(world: World, leader: Actor, name: str) -> None:
    said = wanted(world, leader, grid_id=world.grids["a1"].pk)
    with pytest.raises(NotAllowed):
        bind_draw(world.actor(name), said=said)
    with pytest.raises(NotFound):
        bind_draw(world.actor("leader_b"), said=said)


def test_the_officer_is_told_of_today_when_the_day_opens_and_never_before(
    plan: DrawPlan, officer: Actor, evening: time_machine.Traveller
) -> None:
    day, slots = first_day(plan)
    for early in (at(FIRST - timedelta(days=1), 23, 59), at(day, 0), at(day, 6, 59)):
        evening.move_to(early)
        assert not [one for duty in take_duties(officer) for one in duty.slots if one.day == day]
    evening.move_to(at(day, 7))
    [duty] = take_duties(officer)
    assert (duty.open, list(duty.slots)) == (True, slots)
    evening.move_to(at(LAST + timedelta(days=1), 8))
    assert take_duties(officer) == []


def test_before_the_day_opens_the_officer_reads_that_it_is_shut(
    plan: DrawPlan, officer: Actor, evening: time_machine.Traveller
) -> None:
    evening.move_to(at(FIRST, 6))
    [duty] = take_duties(officer)
    assert (duty.open, duty.slots, duty.plan) == (False, (), plan)
    assert not ShownDraw.objects.exists()


@pytest.mark.parametrize("name", ["worker_a1", "leader_a", "chief"])
def test_nobody_else_is_told_of_today(
    world: World, plan: DrawPlan, name: str, evening: time_machine.Traveller
) -> None:
    evening.move_to(at(first_day(plan)[0], 12))
    assert take_duties(world.actor(name)) == []


def test_a_plan_without_an_officer_is_for_the_police_of_the_grid(
    world: World, leader: Actor, officer: Actor, evening: time_machine.Traveller
) -> None:
    said = wanted(world, leader, officer_id=None, grid_id=world.grids["a1"].pk)
    plan = bind_draw(leader, said=said)
    evening.move_to(at(first_day(plan)[0], 12))
    assert [duty.plan for duty in take_duties(officer)] == [plan]
    assert take_duties(world.actor("worker_a1")) == []


def test_that_it_was_shown_is_kept_once(
    plan: DrawPlan, officer: Actor, evening: time_machine.Traveller
) -> None:
    day, slots = first_day(plan)
    evening.move_to(at(day, 8))
    take_duties(officer)
    take_duties(officer)
    shown = ShownDraw.objects.get()
    assert (shown.day, shown.account_name) == (day, "测试police_a")
    assert shown.slots == [[f"{one.at:%H:%M}", str(one.point)] for one in slots]
    assert Line.objects.filter(act="patrols.draw_shown").count() == 1


def test_who_leads_is_told_of_days_that_are_over_alone(
    plan: DrawPlan, leader: Actor, evening: time_machine.Traveller
) -> None:
    day, slots = first_day(plan)
    for now in (at(FIRST - timedelta(days=1), 12), at(day, 23, 59)):
        evening.move_to(now)
        assert past_slots(led_plan_of(leader, plan.pk)) == []
    evening.move_to(at(day + timedelta(days=1), 0))
    assert [one.slot for one in past_slots(led_plan_of(leader, plan.pk))] == slots
    evening.move_to(at(LAST + timedelta(days=9), 0))
    told = [one.slot for one in past_slots(led_plan_of(leader, plan.pk))]
    assert told == drawn(plan.secret(), plan.lots())


@pytest.mark.parametrize("name", ["worker_a1", "police_a", "discipline"])
def test_others_read_the_plan_and_not_its_past(world: World, plan: DrawPlan, name: str) -> None:
    actor = world.actor(name)
    if name == "worker_a1":  # the plan stands at the community's grid
        with pytest.raises(NotFound):
            plan_of(actor, plan.pk)
        return
    assert plan_of(actor, plan.pk) == plan
    with pytest.raises(NotAllowed):
        led_plan_of(actor, plan.pk)


def test_a_patrol_that_was_walked_in_its_hour_is_found(
    world: World, plan: DrawPlan, leader: Actor, officer: Actor, evening: time_machine.Traveller
) -> None:
    _, [slot, *_] = first_day(plan)
    begin = datetime.combine(slot.day, slot.at, clock.LOCAL)
    evening.move_to(at(slot.day + timedelta(days=1), 9))
    for who, start in (
        (officer, begin - timedelta(hours=3)),
        (world.actor("worker_a1"), begin),
        (officer, begin + timedelta(hours=2)),
    ):
        patrol(world, who, started_at=start, ended_at=start + timedelta(minutes=30))
    assert past_slots(led_plan_of(leader, plan.pk))[0].patrol is None
    kept = patrol(
        *(world, officer, "a2"),
        started_at=begin + timedelta(minutes=50),
        ended_at=begin + timedelta(minutes=90),
    )
    assert past_slots(led_plan_of(leader, plan.pk))[0].patrol == kept.pk


def test_the_seed_is_told_when_the_plan_is_over(
    plan: DrawPlan, officer: Actor, evening: time_machine.Traveller
) -> None:
    evening.move_to(at(first_day(plan)[0], 8))
    take_duties(officer)
    evening.move_to(at(LAST, 23, 59))
    with pytest.raises(DrawNotOver):
        verify_draw(plan)
    evening.move_to(at(LAST + timedelta(days=1), 0))
    proof = verify_draw(plan)
    assert proof.holds
    assert commitment(bytes.fromhex(proof.seed)) == proof.commitment == plan.commitment
    assert proof.slots == drawn(bytes.fromhex(proof.seed), plan.lots())


def _without_triggers(table: str, statement: str, values: list[object]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_what_was_shown_otherwise_is_found_out(
    plan: DrawPlan, officer: Actor, evening: time_machine.Traveller
) -> None:
    day, _ = first_day(plan)
    evening.move_to(at(day, 8))
    take_duties(officer)
    _without_triggers("patrols_showndraw", "UPDATE patrols_showndraw SET slots = '[]'", [])
    evening.move_to(at(LAST + timedelta(days=1), 0))
    proof = verify_draw(plan)
    assert (proof.holds, proof.seed_fits, list(proof.shown_otherwise)) == (False, True, [day])


def test_another_seed_is_found_out(plan: DrawPlan, evening: time_machine.Traveller) -> None:
    plan.set_sealed("seed", "00" * 32)
    DrawPlan.objects.filter(pk=plan.pk).update(seed=plan.seed)
    evening.move_to(at(LAST + timedelta(days=1), 0))
    proof = verify_draw(DrawPlan.objects.get())
    assert (proof.holds, proof.seed_fits) == (False, False)


@pytest.mark.parametrize(
    "change",
    [
        "windows = '[]'",
        "points = '{}'",
        "per_week = 1",
        "ends_on = '2026-05-01'",
        "commitment = ''",
        "opens_at = 0",
    ],
)
@pytest.mark.parametrize("role", ["owner", "app"])
def test_what_is_drawn_from_stays(
    world: World,
    plan: DrawPlan,
    behind_wall: Callable[[Account | None], None],
    role: str,
    change: str,
) -> None:
    if role == "app":
        behind_wall(world.account("leader_a"))
    for statement in (f"UPDATE patrols_drawplan SET {change}", "DELETE FROM patrols_drawplan"):
        with connection.cursor() as cursor, suppress(IntegrityError), transaction.atomic():
            cursor.execute(statement)
            pytest.fail("not refused")


def test_a_stopped_plan_tells_of_no_day_after_today(
    plan: DrawPlan, leader: Actor, officer: Actor, evening: time_machine.Traveller
) -> None:
    evening.move_to(at(FIRST + timedelta(days=6), 12))
    stopped = stop_draw(leader, plan_id=plan.pk, version=1)
    assert take_duties(officer)[0].slots == drawn_on(
        plan.secret(), plan.lots(), FIRST + timedelta(6)
    )
    with pytest.raises(DrawStopped):
        stop_draw(leader, plan_id=plan.pk, version=2)
    evening.move_to(at(FIRST + timedelta(days=7), 12))
    assert take_duties(officer) == []
    week = drawn(plan.secret(), plan.lots(), FIRST + timedelta(days=6))
    evening.move_to(at(LAST + timedelta(days=1), 0))
    assert [one.slot for one in past_slots(led_plan_of(leader, plan.pk))] == week
    assert verify_draw(stopped).slots == week
    assert statistics(led_plan_of(leader, plan.pk)).until == FIRST + timedelta(days=6)


def test_stopping_is_for_who_leads_and_has_seen_it(
    world: World, plan: DrawPlan, leader: Actor, officer: Actor
) -> None:
    with pytest.raises(NotAllowed):
        stop_draw(officer, plan_id=plan.pk, version=1)
    with pytest.raises(NotFound):
        stop_draw(world.actor("leader_b"), plan_id=plan.pk, version=1)
    with pytest.raises(Stale):
        stop_draw(leader, plan_id=plan.pk, version=7)


def test_the_statistics_are_of_weeks_that_are_over(
    plan: DrawPlan, leader: Actor, evening: time_machine.Traveller
) -> None:
    assert statistics(plan).hours.chances == {}
    evening.move_to(at(FIRST + timedelta(days=15), 12))
    told = statistics(led_plan_of(leader, plan.pk))
    assert sum(one.drawn for one in told.hours.chances.values()) == 20
    assert {round(one.expected, 9) for one in told.hours.chances.values()} == {round(20 / 6, 9)}
    assert {round(one.expected, 9) for one in told.days.chances.values()} == {round(20 / 7, 9)}
    assert set(told.points.chances) == {str(one) for one in plan.points}
    assert told.hours.surprise is not None
    assert 0 < told.hours.surprise <= 1


def test_plans_of_ones_own_grids_are_listed(world: World, plan: DrawPlan, leader: Actor) -> None:
    assert list(plans(leader)) == [plan]
    for name in ("leader_b", "worker_a1", "chief_f", "patron"):
        assert not plans(world.actor(name))
