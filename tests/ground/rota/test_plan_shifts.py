"""Shifts are planned one or many at once: all or none, nobody twice, each refused row told by its code."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.rota.models import DutyPlace, Shift
from gridward.ground.rota.problems import PlanEmpty, PlanRefused, PlanTooLong
from gridward.ground.rota.services.places import close_place
from gridward.ground.rota.services.planning import take_plan
from gridward.ground.rota.terms import MOST_ROWS, PlanRow, RotaWarning, ShiftRole
from gridward.ground.staff.models import Member
from gridward.kernel.models import EventRecord
from gridward.kernel.problems import NotAllowed, NotFound
from tests.ground.rota.acts import holders, moment, place, planned, row, shift, who
from tests.world import World

pytestmark = pytest.mark.django_db


def refusals(world: World, *rows: PlanRow) -> list[tuple[int, str]]:
    """Row and code of each refusal."""
    with pytest.raises(PlanRefused) as refused:
        planned(world, *rows)
    told = refused.value.details["rows"]
    assert isinstance(told, list)
    return [(one["row"], one["code"]) for one in told]


@pytest.mark.parametrize("name", ["leader_a", "first_a", "chief", "command"])
def test_who_leads_there_plans(world: World, gate: DutyPlace, name: str) -> None:
    made = shift(world, gate, "worker_a1", by=name)
    assert (made.member_id, made.grid_id, made.state) == (
        who(world, "worker_a1"),
        gate.grid_id,
        "planned",
    )


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("worker_a1", NotAllowed),
        ("health_a", NotAllowed),
        ("police_a", NotAllowed),
        ("patron", NotAllowed),
        ("discipline", NotAllowed),
        ("worker_a2", NotFound),
        ("leader_b", NotFound),
        ("chief_f", NotFound),
        ("admin", NotAllowed),
    ],
)
def test_nobody_else_does(
    world: World, gate: DutyPlace, name: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        shift(world, gate, "worker_a1", by=name)
    assert not Shift.objects.exists()


def test_a_row_that_cannot_be_keeps_the_whole_plan_out(world: World, gate: DutyPlace) -> None:
    good, late = row(world, gate, "worker_a1"), row(world, gate, "worker_a2", hour=-20)
    stranger = row(world, gate, "worker_f1")
    long = row(world, gate, "police_a", hours=25)
    assert refusals(world, good, late, stranger, long) == [
        (1, "rota.behind"),
        (2, "rota.member_unknown"),
        (3, "rota.times_unfit"),
    ]
    assert not Shift.objects.exists()


def test_nobody_is_on_duty_twice_within_a_plan_or_beside_what_is_stored(
    world: World, gate: DutyPlace
) -> None:
    other = place(world, "a2", "西门")
    shift(world, other, "worker_a1")
    rows = [
        row(world, gate, "worker_a1", hour=10, hours=6),
        row(world, gate, "worker_a2"),
        row(world, gate, "worker_a2", hour=12),
        row(world, gate, "worker_a1", hour=16),
    ]
    assert refusals(world, *rows) == [(0, "rota.clash"), (2, "rota.clash")]


def test_a_clash_at_a_place_out_of_sight_is_seen_all_the_same(
    world: World, gate: DutyPlace
) -> None:
    far = place(world, "b1")
    shift(world, far, "worker_a1", by="leader_b")
    assert refusals(world, row(world, gate, "worker_a1", hour=10)) == [(0, "rota.clash")]


def test_vacant_shifts_may_stand_side_by_side(world: World, gate: DutyPlace) -> None:
    made = planned(world, row(world, gate, None), row(world, gate, None))
    assert holders(*made.shifts) == [None, None]


def test_the_database_itself_refuses_two_shifts_at_once(world: World, gate: DutyPlace) -> None:
    made = shift(world, gate, "worker_a1")
    with pytest.raises(IntegrityError, match="rota_one_shift_at_a_time"), transaction.atomic():
        Shift.objects.create(
            street_id=made.street_id,
            grid=made.grid,
            place=gate,
            member_id=made.member_id,
            role="lead",
            begins_at=made.ends_at - timedelta(minutes=1),
            ends_at=made.ends_at + timedelta(hours=1),
        )
    shift(world, gate, "worker_a1", hour=16)


def test_a_closed_place_takes_no_shift(world: World, gate: DutyPlace) -> None:
    close_place(world.actor("leader_a"), place_id=gate.pk, version=gate.version)
    assert refusals(world, row(world, gate, "worker_a1")) == [(0, "rota.place_closed")]


def test_who_left_the_service_gets_no_shift(world: World, gate: DutyPlace) -> None:
    Member.objects.filter(pk=who(world, "worker_a1")).update(active=False)
    assert refusals(world, row(world, gate, "worker_a1")) == [(0, "rota.member_unknown")]


def test_a_plan_is_neither_empty_nor_endless(world: World, gate: DutyPlace) -> None:
    with pytest.raises(PlanEmpty):
        planned(world)
    with pytest.raises(PlanTooLong):
        planned(world, *([row(world, gate, None)] * (MOST_ROWS + 1)))


def test_warnings_are_told_and_refuse_nothing(world: World, gate: DutyPlace) -> None:
    made = planned(
        world,
        row(world, gate, "worker_a1", hour=8, hours=12),
        row(world, gate, "worker_a1", hour=4, days=1),
        row(world, gate, "worker_a2", role=ShiftRole.MEDIC),
        row(world, gate, "health_a", role=ShiftRole.MEDIC),
        row(world, gate, "police_a", role=ShiftRole.POLICE),
    )
    assert len(made.shifts) == 5
    mine, other = who(world, "worker_a1"), who(world, "worker_a2")
    assert {(one.kind, one.member_id, one.figure, one.limit) for one in made.warnings} == {
        (RotaWarning.HOURS, mine, 12, 11),
        (RotaWarning.REST, mine, 8, 11),
        (RotaWarning.SKILL, other, 0, 0),
    }


def test_rest_is_watched_over_the_borders_of_who_plans(world: World, gate: DutyPlace) -> None:
    far = place(world, "b1")
    shift(world, far, "worker_a1", by="leader_b", hour=16)
    made = planned(world, row(world, gate, "worker_a1", hour=6, days=1))
    assert [(one.kind, one.figure) for one in made.warnings] == [(RotaWarning.REST, 6)]


def test_a_plan_has_one_line_a_place_and_its_news(world: World, gate: DutyPlace) -> None:
    planned(world, row(world, gate, "worker_a1"), row(world, gate, "worker_a2", days=2))
    line = Line.objects.get(act="rota.planned")
    assert (
        sentence(line, "zh-Hans")
        == "测试leader_a 为值守点“东门”排了2个班次（2026-03-04至2026-03-06）"
    )
    news = EventRecord.objects.get(name="ShiftsChanged").payload
    assert news == {"place_id": str(gate.pk), "first": "2026-03-04", "last": "2026-03-06"}


def test_a_computed_plan_replaces_what_has_not_begun_and_keeps_what_is_the_same(
    world: World, gate: DutyPlace
) -> None:
    same, other = row(world, gate, "worker_a1", days=1), row(world, gate, "worker_a2", days=2)
    begun = shift(world, gate, "police_a", hour=6)
    kept, gone = planned(world, same, other).shifts
    new = row(world, gate, "health_a", days=2)
    days = (moment().date(), moment(days=6).date())
    made = take_plan(world.actor("leader_a"), rows=[same, new], replacing=days)
    assert (made.kept, made.cancelled, len(made.shifts)) == (1, 1, 1)
    states = dict(Shift.objects.values_list("pk", "state"))
    assert [states[one.pk] for one in (begun, kept, gone)] == ["planned", "planned", "cancelled"]


def test_a_long_plan_takes_as_many_queries_as_a_short_one(world: World, gate: DutyPlace) -> None:
    def cost(days: range) -> int:
        rows = [row(world, gate, "worker_a1", days=day) for day in days]
        with CaptureQueriesContext(connection) as asked:
            planned(world, *rows)
        return len(asked)

    cost(range(1))
    assert cost(range(10, 12)) == cost(range(20, 60))
