"""A log is signed once and stays; a correction stands beside it as the next version, with its reason."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.staff.models import Account
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.kernel.signature import SignatureBroken
from gridward.work.patrols.models import WorkLog
from gridward.work.patrols.problems import (
    DayDiffers,
    LogEmpty,
    LogNotOwn,
    LogReasonMissing,
    LogSuperseded,
    SignatureMissing,
    TimesAhead,
    TimesTurned,
)
from gridward.work.patrols.queries.logs import digest_of, log_of, logs, versions_of
from gridward.work.patrols.queries.rows import WorkFilter
from gridward.work.patrols.services.logs import countersign_log, sign_log
from tests.work.patrols.acts import EVENING, LINE, moment, said, signed
from tests.world import World

pytestmark = pytest.mark.django_db


def corrected(
    world: World, actor: Actor, log: WorkLog, reason: str = "时间写错", **given: Any
) -> WorkLog:
    return sign_log(
        actor, log_id=new_id(), said=said(world, **given), corrects=log.pk, reason=reason
    )


def test_what_was_signed_is_kept_with_who_and_when(world: World, worker: Actor) -> None:
    mine = new_id()
    sign_log(worker, log_id=mine, said=said(world, work=" 入户走访5户。 "))
    log = log_of(worker, mine)
    assert (log.work, log.handling, log.result) == (
        "入户走访5户。",
        "劝离1起聚集。",
        "无遗留问题。",
    )
    assert (log.account_name, log.post, log.signature) == ("测试worker_a1", "grid_manager", LINE)
    assert (log.revision, log.first_id, log.reason) == (1, mine, "")
    assert log.signed_at == EVENING
    assert digest_of(log) == log.digest


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"work": "  "}, LogEmpty),
        ({"signature": " "}, SignatureMissing),
        ({"signature": "<svg/>"}, SignatureBroken),
        ({"start": moment(11), "end": moment(9)}, TimesTurned),
        ({"end": moment(21)}, TimesAhead),
        ({"day": moment(9, days=-1).date()}, DayDiffers),
    ],
)
def test_what_is_no_log_is_refused(
    world: World, worker: Actor, given: dict[str, object], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        signed(world, worker, **given)
    assert not WorkLog.objects.exists()


def test_a_night_belongs_to_the_day_on_which_it_begins(world: World, worker: Actor) -> None:
    log = signed(
        world, worker, day=moment(0, days=-1).date(), start=moment(22, days=-1), end=moment(1)
    )
    assert log.day == moment(0, days=-1).date()


def test_a_correction_is_a_later_version_and_the_first_stays(world: World, worker: Actor) -> None:
    first = signed(world, worker)
    second = corrected(world, worker, first, work="入户走访6户。")
    assert (second.revision, second.first_id, second.reason) == (2, first.pk, "时间写错")
    assert [one.work for one in versions_of(worker, second)] == ["入户走访5户。", "入户走访6户。"]
    assert list(logs(worker, WorkFilter())) == [second]
    assert log_of(worker, first.pk).superseded
    assert not log_of(worker, second.pk).superseded
    assert corrected(world, worker, second).revision == 3


def test_a_correction_needs_its_reason_the_latest_version_and_its_writer(
    world: World, worker: Actor
) -> None:
    first = signed(world, worker)
    with pytest.raises(LogReasonMissing):
        corrected(world, worker, first, reason=" 错 ")
    with pytest.raises(LogNotOwn):
        corrected(world, world.actor("supervisor_a1"), first)
    with pytest.raises(NotFound):
        corrected(world, world.actor("worker_a2"), first, grid="a2")
    corrected(world, worker, first)
    with pytest.raises(LogSuperseded):
        corrected(world, worker, first)
    assert WorkLog.objects.count() == 2


def test_a_correction_stays_at_its_grid(world: World) -> None:
    leader = world.actor("leader_a")
    log = signed(world, leader)
    with pytest.raises(NotAllowed):
        corrected(world, leader, log, grid="a2")


@pytest.mark.parametrize(("name", "refusal"), [("worker_a2", NotFound), ("discipline", NotAllowed)])
def test_only_who_writes_logs_there_signs_one(
    world: World, name: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        signed(world, world.actor(name))


def test_lists_are_of_ones_grids_by_day_and_member(world: World, worker: Actor) -> None:
    mine = signed(world, worker)
    signed(world, world.actor("worker_b1"), grid="b1")
    assert list(logs(worker, WorkFilter())) == [mine]
    assert list(logs(world.actor("leader_a"), WorkFilter(day=EVENING.date()))) == [mine]
    assert not logs(worker, WorkFilter(day=moment(0, days=-1).date()))
    assert not logs(worker, WorkFilter(grid_id=world.grids["b1"].pk))
    assert not logs(worker, WorkFilter(member_id=world.actor("supervisor_a1").member_id))
    with pytest.raises(NotFound):
        log_of(world.actor("leader_b"), mine.pk)


@pytest.mark.parametrize("role", ["owner", "app"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE patrols_worklog SET work = 'x'",
        "DELETE FROM patrols_worklog",
        "UPDATE patrols_countersignature SET account_name = 'x'",
        "DELETE FROM patrols_countersignature",
    ],
)
def test_the_database_refuses_to_touch_it(
    world: World,
    worker: Actor,
    leader: Actor,
    behind_wall: Callable[[Account | None], None],
    role: str,
    statement: str,
) -> None:
    log = signed(world, worker)
    countersign_log(leader, log_id=log.pk)
    if role == "app":
        behind_wall(world.account("leader_a"))
    with connection.cursor() as cursor, suppress(IntegrityError), transaction.atomic():
        cursor.execute(statement)
        pytest.fail("not refused")
    kept = log_of(leader, log.pk)
    assert (kept.work, kept.countersignatures.get().account_name) == (
        "入户走访5户。",
        "测试leader_a",
    )


def test_each_act_has_its_line(world: World, worker: Actor) -> None:
    log = signed(world, worker)
    second = corrected(world, worker, log)
    lines = [Line.objects.get(about_id=one.pk) for one in (log, second)]
    assert sentence(lines[0], "zh-Hans") == (
        "测试worker_a1 签了朱紫巷社区第1网格 2026-03-04 的工作日志（测试worker_a1，第1版），"
        f"校验码 {log.digest[:16]}"
    )
    assert "更正了" in sentence(lines[1], "zh-Hans")
    assert lines[1].reason == "时间写错"
