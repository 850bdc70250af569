"""The daily sheet is computed from the records, confirmed as it is then, and has a later version when they change."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.register.services.departing import bring_back
from gridward.ground.register.services.residents import remove_resident
from gridward.ground.staff.models import Account
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.patrols.models import DailySheet
from gridward.work.patrols.problems import NoSuchSheetFigure, SheetAhead
from gridward.work.patrols.queries.rows import WorkFilter
from gridward.work.patrols.queries.sheets import Sheet, rows_of, sheet_of, sheets
from gridward.work.patrols.rules.figures import FIGURES
from gridward.work.patrols.services.sheets import confirm_sheet
from gridward.work.patrols.terms import RowUnder, Under
from gridward.work.rounds.models import Target
from gridward.work.rounds.terms import VisitOutcome
from tests.ground.register.people import household, organisation, resident
from tests.work.patrols.acts import (
    EVENING,
    by_the_tests_clock,
    found,
    patrol,
    visited,
    walked_round,
)
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = EVENING.date()


def confirmed(world: World, actor: Actor, **given: object) -> DailySheet:
    said = {"sheet_id": new_id(), "grid_id": world.grids["a1"].pk, "day": DAY, **given}
    return confirm_sheet(actor, **said)  # type: ignore[arg-type]


def now(world: World, actor: Actor, of: str = "worker_a1") -> Sheet:
    member = world.account(of).member_id
    assert member is not None
    return sheet_of(actor, world.grids["a1"].pk, member, DAY)


def under(world: World, actor: Actor, figure: str) -> list[Under]:
    assert actor.member_id is not None
    return rows_of(actor, world.grids["a1"].pk, actor.member_id, DAY, figure)


@pytest.fixture
def walked(world: World, worker: Actor) -> World:
    """Three homes of two, one, two persons; one met, one away, one left; a shop; one patrol; one entered late."""
    chief = world.actor("chief")
    homes = [household(world, chief, door) for door in ("a1-1-101", "a1-1-102", "a1-2-101")]
    for home, name in zip([*homes, homes[0], homes[2]], "张王李赵钱", strict=True):
        resident(chief, home, f"{name}小小")
    organisation(world, chief)
    row = walked_round(world)
    doors = {one.household_id: one for one in Target.objects.filter(round=row)}
    visited(worker, doors[homes[0].pk], VisitOutcome.MET, persons_met=1)
    visited(worker, doors[homes[1].pk], VisitOutcome.AWAY, away="province")
    visited(worker, doors[None], VisitOutcome.MET, 11)
    patrol(world, worker, findings=[found(handled="更换"), found()])
    late = household(world, worker, "a1-2-102")
    by_the_tests_clock()
    resident(worker, late, "孙大大")
    return world


def test_every_figure_comes_from_the_records(walked: World, worker: Actor) -> None:
    told = {name: value for name, value in now(walked, worker).figures.items() if value}
    assert told == {
        "households_due": 4,
        "persons_due": 5,
        "households_visited": 2,
        "persons_met": 1,
        "households_late_added": 1,
        "households_met": 1,
        "households_away": 1,
        "away_province": 1,
        "households_entered": 1,
        "residents_entered": 1,
        "organisations_due": 1,
        "organisations_visited": 1,
        "patrols": 1,
        "findings": 2,
        "findings_handled": 1,
    }


def test_each_figure_opens_the_rows_under_it(walked: World, worker: Actor) -> None:
    sheet = now(walked, worker)
    for name in FIGURES:
        assert sum(row.count for row in under(walked, worker, name)) == sheet.figures[name]
    met = under(walked, worker, "households_met")
    assert [(row.kind, row.label) for row in met] == [
        (RowUnder.VISIT, "张** 翠竹小区1栋1单元101室")
    ]
    assert [row.label for row in under(walked, worker, "residents_entered")] == [
        "孙** 翠竹小区1栋2单元***"
    ]
    assert [row.label for row in under(walked, worker, "findings_handled")] == ["测温枪没电"]
    with pytest.raises(NoSuchSheetFigure):
        under(walked, worker, "nonsense")


def test_confirming_keeps_the_servers_figures_and_the_phones_beside_them(
    walked: World, worker: Actor
) -> None:
    shown = {"patrols": 1, "findings": 1, "made_up": 9}
    sheet = confirmed(walked, worker, figures=shown, note=" 雨天 ")
    assert (sheet.figures["findings"], sheet.shown, sheet.note) == (2, {"findings": 1}, "雨天")
    assert (sheet.revision, sheet.confirmed_at, sheet.account_name) == (1, EVENING, "测试worker_a1")
    assert now(walked, worker).changed == []


def test_later_data_make_a_second_version(walked: World, worker: Actor) -> None:
    first = confirmed(walked, worker)
    patrol(walked, worker)
    assert now(walked, worker).changed == ["patrols"]
    second = confirmed(walked, worker)
    assert (second.revision, second.figures["patrols"]) == (2, 2)
    sheet = now(walked, worker)
    assert [one.figures["patrols"] for one in sheet.confirmed] == [1, 2]
    assert sheet.confirmed[0] == first
    assert sheet.changed == []


def test_confirming_again_without_news_answers_the_same(walked: World, worker: Actor) -> None:
    first = confirmed(walked, worker)
    assert confirmed(walked, worker) == first
    assert confirmed(walked, worker, note="补充说明").revision == 2


def test_what_was_settled_before_the_day_is_not_due(
    walked: World, worker: Actor, evening: time_machine.Traveller
) -> None:
    evening.move_to(EVENING + timedelta(days=1))
    grid, member = walked.grids["a1"].pk, worker.member_id
    assert member is not None
    told = sheet_of(worker, grid, member, DAY + timedelta(days=1)).figures
    assert (told["households_due"], told["households_visited"], told["patrols"]) == (2, 0, 0)
    assert told["households_late_added"] == 0
    assert sheet_of(worker, grid, member, DAY).figures["households_due"] == 4


def test_who_was_brought_back_has_not_left(world: World, worker: Actor) -> None:
    one = resident(worker, household(world, worker))
    gone = remove_resident(worker, resident_id=one.pk, version=one.version)
    assert now(world, worker).figures["residents_left"] == 1
    bring_back(worker, resident_id=one.pk, version=gone.version, reason="点错了")
    assert now(world, worker).figures["residents_left"] == 0


def test_a_colleagues_work_is_on_the_colleagues_sheet(walked: World, worker: Actor) -> None:
    other = now(walked, worker, of="supervisor_a1")
    assert other.member.name == "测试supervisor_a1"
    assert (other.figures["households_visited"], other.figures["patrols"]) == (0, 0)
    assert other.figures["households_due"] == 4


def test_a_day_that_has_not_come_is_not_confirmed(world: World, worker: Actor) -> None:
    with pytest.raises(SheetAhead):
        confirmed(world, worker, day=DAY + timedelta(days=1))
    assert confirmed(world, worker, day=DAY - timedelta(days=3)).revision == 1


@pytest.mark.parametrize(("name", "refusal"), [("worker_a2", NotFound), ("discipline", NotAllowed)])
def test_only_who_works_there_confirms(world: World, name: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        confirmed(world, world.actor(name))


def test_who_reads_the_work_reads_the_sheet(walked: World, worker: Actor) -> None:
    confirmed(walked, worker)
    for name in ("leader_a", "discipline", "health_a", "police_a"):
        assert now(walked, walked.actor(name)).figures["patrols"] == 1
        assert sheets(walked.actor(name), WorkFilter(day=DAY)).count() == 1
    for name in ("worker_a2", "leader_b", "chief_f"):
        assert not sheets(walked.actor(name), WorkFilter())
        with pytest.raises(NotFound):
            now(walked, walked.actor(name))
    with pytest.raises(NotFound):
        now(walked, worker, of="worker_f1")


@pytest.mark.parametrize(
    "statement", ["UPDATE patrols_dailysheet SET note = 'x'", "DELETE FROM patrols_dailysheet"]
)
@pytest.mark.parametrize("role", ["owner", "app"])
def test_the_database_refuses_to_touch_it(
    world: World,
    worker: Actor,
    behind_wall: Callable[[Account | None], None],
    role: str,
    statement: str,
) -> None:
    confirmed(world, worker)
    if role == "app":
        behind_wall(world.account("worker_a1"))
    with connection.cursor() as cursor, suppress(IntegrityError), transaction.atomic():
        cursor.execute(statement)
        pytest.fail("not refused")
    assert DailySheet.objects.get().note == ""


def test_a_sheet_takes_as_many_queries_for_many_as_for_few(
    walked: World, worker: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(20) as asked:
        now(walked, worker)
    for _ in range(5):
        patrol(walked, worker, findings=[found()])
    with django_assert_max_num_queries(len(asked)):
        assert now(walked, worker).figures["patrols"] == 6


def test_confirming_has_its_line(world: World, worker: Actor) -> None:
    sheet = confirmed(world, worker)
    line = Line.objects.get(about_id=sheet.pk)
    assert sentence(line, "zh-Hans") == (
        "测试worker_a1 确认了朱紫巷社区第1网格 2026-03-04 的每日摸排表（第1版）"
    )
