"""A log proposes itself from what was recorded in its time: visits, patrols, entries; nobody else's."""

import pytest

from gridward.ground.register.services.departing import move_out
from gridward.ground.register.terms.people import LeftWhy
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.patrols.problems import TimesTooLong, TimesTurned
from gridward.work.patrols.services.logs import propose_log
from gridward.work.patrols.terms import Proposal
from gridward.work.rounds.models import Target
from gridward.work.rounds.terms import VisitOutcome
from tests.ground.register.people import household, organisation, resident
from tests.work.patrols.acts import found, moment, patrol, visited, walked_round
from tests.world import World

pytestmark = pytest.mark.django_db


def proposed(world: World, actor: Actor, **given: object) -> Proposal:
    return propose_log(actor, grid_id=world.grids["a1"].pk, **given)  # type: ignore[arg-type]


@pytest.fixture
def day(world: World, worker: Actor) -> World:
    """Two doors and a shop are visited, a patrol finds something, somebody moves in."""
    chief = world.actor("chief")
    homes = [household(world, chief, door) for door in ("a1-1-101", "a1-1-102")]
    for home in homes:
        resident(chief, home, "欧阳娜娜")
    organisation(world, chief)
    row = walked_round(world)
    doors = Target.objects.filter(round=row, household__isnull=False).order_by("household_id")
    visited(worker, doors[0], VisitOutcome.NO_ANSWER, 9)
    visited(worker, doors[0], VisitOutcome.MET, 18)
    visited(worker, doors[1], VisitOutcome.NO_ANSWER, 10)
    visited(worker, Target.objects.get(round=row, household=None), VisitOutcome.MET, 11)
    patrol(world, worker, stops=[{"name": "东门", "at": moment(9)}], findings=[found()])
    home = household(world, worker, "a1-2-101")
    resident(worker, home)
    return world


def test_a_day_of_work_is_told_whole(day: World, worker: Actor) -> None:
    told = proposed(day, worker)
    assert told.work.split("\n") == [
        "入户走访2户：无人应答1户、见到1户。",
        "走访单位1家。",
        "09:00至10:00开展网格巡查，到东门共1个点位。",
        "登记信息：新增住户1户、新增人员1人。",
    ]
    assert told.handling.split("\n") == [
        "巡查途中发现卡口问题：测温枪没电。尚待处置。",
        "对无人应答的1户留存记录，另择时间上门。",
    ]
    assert told.result.split("\n") == [
        "发现问题1件，已处置0件，1件继续跟进。",
        "无人应答的1户列入复访。",
    ]
    assert "欧阳" not in told.work + told.handling + told.result


def test_of_a_part_of_the_day_only_that_is_told(day: World, worker: Actor) -> None:
    told = proposed(day, worker, start=moment(17), end=moment(19))
    assert told.work == "入户走访1户：见到1户。"
    assert told.handling == "未发现异常情况。"
    night = proposed(day, worker, start=moment(22, days=-1), end=moment(9, 30))
    assert night.work.split("\n")[0] == "入户走访1户：无人应答1户。"


def test_what_a_colleague_did_is_not_told(day: World) -> None:
    assert proposed(day, day.actor("supervisor_a1")).work == "这段时间没有在系统中记录工作。"


def test_another_day_is_another_log(day: World, worker: Actor) -> None:
    yesterday = moment(9, days=-1).date()
    assert proposed(day, worker, day=yesterday).work == "这段时间没有在系统中记录工作。"


def test_who_left_is_counted_by_heads_and_who_came_back_is_not(world: World, worker: Actor) -> None:
    home = household(world, worker)
    for name in ("张三", "李四"):
        resident(worker, home, name)
    home.refresh_from_db()
    move_out(worker, household_id=home.pk, version=home.version, why=LeftWhy.UNKNOWN)
    assert "迁出人员2人" in proposed(world, worker).work


@pytest.mark.parametrize(
    ("start", "end", "problem"),
    [(moment(10), moment(9), TimesTurned), (moment(1, days=-2), moment(2), TimesTooLong)],
)
def test_times_are_of_one_day(
    world: World, worker: Actor, start: object, end: object, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        proposed(world, worker, start=start, end=end)


@pytest.mark.parametrize(("name", "refusal"), [("worker_a2", NotFound), ("discipline", NotAllowed)])
def test_only_who_writes_the_log_is_proposed_one(
    world: World, name: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        proposed(world, world.actor(name))
