"""Who takes much is neither stopped nor overlooked."""

from datetime import datetime, timedelta

import pytest
import time_machine

from gridward.ground.audit.models import ExportAlert, ExportLimits
from gridward.ground.audit.rules.exports import STANDARD, Taken, excesses
from gridward.ground.audit.services import record, watch_reveals
from gridward.ground.audit.terms import AlertRule
from gridward.ground.register.terms.people import RegisterAct
from gridward.kernel import clock
from tests.ground.audit.test_release import NOON, let_out
from tests.world import World

LIMITS = STANDARD.limits


@pytest.mark.parametrize(
    ("taken", "rules"),
    [
        (Taken(5_000, True, 5_000, 1, 12), set()),
        (Taken(5_001, True, 5_001, 1, 12), {AlertRule.ROWS_PER_EXPORT}),
        (Taken(200, False, 200, 1, 12), set()),
        (Taken(201, False, 201, 1, 12), {AlertRule.FULL_ROWS_PER_EXPORT}),
        (Taken(1, True, 20_001, 1, 12), {AlertRule.ROWS_PER_DAY}),
        (Taken(1, True, 1, 10, 12), set()),
        (Taken(1, True, 1, 11, 12), {AlertRule.EXPORTS_PER_HOUR}),
        (Taken(1, True, 1, 1, 3), set()),
        (Taken(1, False, 1, 1, 7), set()),
        (Taken(1, False, 1, 1, 21), {AlertRule.OUTSIDE_HOURS}),
        (Taken(1, False, 1, 1, 6), {AlertRule.OUTSIDE_HOURS}),
    ],
)
def test_a_limit_is_passed_by_more_than_its_figure(taken: Taken, rules: set[AlertRule]) -> None:
    assert {one.rule for one in excesses(taken, LIMITS)} == rules


@pytest.mark.django_db
def test_a_large_list_raises_one_alert(world: World) -> None:
    with time_machine.travel(NOON):
        export = let_out(world, "chief", "a1", "b1", rows=6_000)
    alert = ExportAlert.objects.get()
    assert (alert.export_id, alert.account_id) == (export.pk, world.account("chief").pk)
    assert alert.excesses == [{"rule": "rows_per_export", "figure": 6_000, "limit": 5_000}]


@pytest.mark.django_db
def test_many_small_lists_of_one_day_raise_an_alert(world: World) -> None:
    for hour in range(5):
        with time_machine.travel(NOON + timedelta(hours=hour)):
            let_out(world, "chief", "a1", rows=4_500)
    assert [one.excesses[0]["rule"] for one in ExportAlert.objects.all()] == ["rows_per_day"]


@pytest.mark.django_db
def test_the_day_begins_at_the_streets_midnight(world: World) -> None:
    evening = datetime(2026, 3, 2, 23, 59, tzinfo=clock.LOCAL)
    for minutes in (-3, -2, -1, 0, 2):
        with time_machine.travel(evening + timedelta(minutes=minutes)):
            let_out(world, "chief", "a1", rows=4_500)
    assert not ExportAlert.objects.exists()


@pytest.mark.django_db
def test_the_eleventh_list_of_an_hour_raises_an_alert(world: World) -> None:
    for minute in range(11):
        with time_machine.travel(NOON + timedelta(minutes=minute)):
            let_out(world, "worker_a1", "a1", rows=1)
    assert [one.excesses[0]["rule"] for one in ExportAlert.objects.all()] == ["exports_per_hour"]


@pytest.mark.django_db
def test_a_street_sets_figures_of_its_own_from_a_day_on(world: World) -> None:
    street = world.streets["ours"].pk
    ExportLimits.objects.create(
        at=NOON,
        actor_name="测试",
        street_id=street,
        since=NOON.date() + timedelta(days=1),
        figures={"rows_per_export": 5},
        source="街道规定",
    )
    for day in (0, 1):
        with time_machine.travel(NOON + timedelta(days=day)):
            let_out(world, "chief", "a1", rows=6)
    assert [one.excesses[0]["limit"] for one in ExportAlert.objects.all()] == [5]


@pytest.mark.django_db
def test_many_looks_in_a_short_time_raise_one_alert(world: World) -> None:
    actor, grid = world.actor("worker_a1"), world.grids["a1"].pk
    acts = [RegisterAct.REVEALED]
    with time_machine.travel(NOON) as clocks:
        for _ in range(LIMITS.reveals + 5):
            watch_reveals(actor, acts, grid)
            record(actor, RegisterAct.REVEALED, subject="张*", what="word.register.field.document")
            clocks.shift(1)
    alert = ExportAlert.objects.get()
    assert (alert.export_id, alert.excesses[0]["rule"]) == (None, "reveals")


@pytest.mark.django_db
def test_looks_spread_over_the_day_raise_none(world: World) -> None:
    actor, grid = world.actor("worker_a1"), world.grids["a1"].pk
    with time_machine.travel(NOON) as clocks:
        for _ in range(LIMITS.reveals + 5):
            watch_reveals(actor, [RegisterAct.REVEALED], grid)
            record(actor, RegisterAct.REVEALED, subject="张*", what="word.register.field.document")
            clocks.shift(30)
    assert not ExportAlert.objects.exists()
