"""A patrol comes from a phone with stops and findings, whole or not at all; no trail of positions is kept."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from gridward.ground.audit.models import Line
from gridward.ground.staff.access import operator
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.patrols.models import Finding, Patrol, Stop
from gridward.work.patrols.problems import (
    FindingEmpty,
    StopNameless,
    StopOutside,
    TimesAhead,
    TimesTooLong,
    TimesTurned,
)
from gridward.work.patrols.queries.patrols import patrol_of, patrols
from gridward.work.patrols.queries.rows import WorkFilter
from gridward.work.patrols.terms import PatrolKind, StopFound
from tests.work.patrols.acts import found, moment, patrol, point
from tests.world import World

pytestmark = pytest.mark.django_db


def test_stops_and_findings_stay_in_their_order(world: World, worker: Actor) -> None:
    gate = point(world, worker)
    row = patrol(
        world,
        worker,
        kind=PatrolKind.GATE,
        note=" 下雨 ",
        stops=[
            {"name": "配电房", "at": moment(9, 10)},
            {"point_id": gate.pk, "at": moment(9, 30), "found": StopFound.FINDING},
        ],
        findings=[found(handled=" 当场更换 ", place="东门"), found("消毒液用完")],
    )
    kept = patrol_of(worker, row.pk)
    assert (kept.kind, kept.note, kept.account_name) == ("gate", "下雨", "测试worker_a1")
    assert [(one.name, one.point_id, one.found) for one in kept.stops.all()] == [
        ("配电房", None, "nothing"),
        ("东门", gate.pk, "finding"),
    ]
    assert [(one.text, one.handled, one.place) for one in kept.findings.all()] == [
        ("测温枪没电", "当场更换", "东门"),
        ("消毒液用完", "", ""),
    ]


def test_a_point_that_is_no_more_at_ones_grids_is_kept_by_its_name(
    world: World, worker: Actor
) -> None:
    away = point(world, world.actor("worker_a2"), "红梅门岗", grid="a2")
    stops = [{"point_id": away.pk, "name": "红梅门岗", "at": moment(9, 5)}]
    row = patrol(world, worker, stops=stops)
    assert [(one.name, one.point_id) for one in row.stops.all()] == [("红梅门岗", None)]
    with pytest.raises(StopNameless):
        patrol(world, worker, stops=[{"point_id": away.pk, "at": moment(9, 5)}])


@pytest.mark.parametrize(
    ("start", "end", "problem"),
    [
        (moment(10), moment(9), TimesTurned),
        (moment(9), moment(9), TimesTurned),
        (moment(9, days=-2), moment(10, days=-1), TimesTooLong),
        (moment(20), moment(20, 36), TimesAhead),
        (moment(9, days=1), moment(10, days=1), TimesAhead),
    ],
)
def test_times_are_in_order_over_and_of_one_day(
    world: World, worker: Actor, start: object, end: object, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        patrol(world, worker, started_at=start, ended_at=end)
    assert not Patrol.objects.exists()


def test_a_phone_that_is_a_little_ahead_is_believed(world: World, worker: Actor) -> None:
    row = patrol(world, worker, started_at=moment(20), ended_at=moment(20, 35))
    assert row.ended_at - row.started_at == timedelta(minutes=35)
    patrol(world, worker, started_at=moment(20, days=-1), ended_at=moment(20))


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"stops": [{"name": "东门", "at": moment(8, 59)}]}, StopOutside),
        ({"stops": [{"name": "东门", "at": moment(10, 1)}]}, StopOutside),
        ({"stops": [{"name": " ", "at": moment(9)}]}, StopNameless),
        ({"findings": [found(), found("  ")]}, FindingEmpty),
    ],
)
def test_a_refused_patrol_leaves_nothing(
    world: World, worker: Actor, given: dict[str, object], problem: type[Exception]
) -> None:
    lines = Line.objects.count()
    with pytest.raises(problem):
        patrol(world, worker, **given)
    assert (Patrol.objects.count(), Stop.objects.count(), Finding.objects.count()) == (0, 0, 0)
    assert Line.objects.count() == lines


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("worker_a2", NotFound), ("worker_f1", NotFound), ("health_a", NotAllowed)],
)
def test_only_who_writes_a_log_there_records_one(
    world: World, name: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        patrol(world, world.actor(name))


def test_the_command_line_walks_nowhere(world: World) -> None:
    somebody = operator("命令行", world.communities["a"])
    assert somebody.may(Permission.LOG_WRITE)
    with pytest.raises(NotAllowed):
        patrol(world, somebody)


def test_an_id_that_is_taken_is_refused_by_the_database(world: World, worker: Actor) -> None:
    taken = new_id()
    patrol(world, worker, patrol_id=taken)
    with pytest.raises(IntegrityError), transaction.atomic():
        patrol(world, worker, patrol_id=taken)


def test_lists_are_of_ones_grids_by_day_and_member(world: World, worker: Actor) -> None:
    mine = patrol(world, worker)
    late = patrol(world, world.actor("supervisor_a1"), started_at=moment(23, days=-1))
    patrol(world, world.actor("worker_b1"), grid="b1")
    assert list(patrols(worker, WorkFilter()).order_by("started_at")) == [late, mine]
    assert list(patrols(worker, WorkFilter(day=moment(0).date()))) == [mine]
    assert list(patrols(worker, WorkFilter(day=moment(0, days=-1).date()))) == [late]
    assert list(patrols(worker, WorkFilter(member_id=late.member_id))) == [late]
    assert not patrols(worker, WorkFilter(grid_id=world.grids["b1"].pk))
    with pytest.raises(NotFound):
        patrol_of(world.actor("worker_a2"), mine.pk)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE patrols_patrol SET note = 'x'",
        "DELETE FROM patrols_stop",
        "UPDATE patrols_finding SET handled = 'x'",
    ],
)
def test_what_was_walked_stays(world: World, worker: Actor, statement: str) -> None:
    patrol(world, worker, stops=[{"name": "东门", "at": moment(9)}], findings=[found()])
    with (
        pytest.raises(IntegrityError, match="refused"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_no_table_keeps_where_somebody_was(world: World) -> None:
    """Only points have a position: a place that somebody set, not where a person went."""
    with_position = {
        model.__name__
        for model in apps.get_app_config("patrols").get_models()
        if {"longitude", "latitude", "track", "position_at"} & {f.name for f in model._meta.fields}
    }
    assert with_position == {"PatrolPoint", "PatrolPointHistory"}
