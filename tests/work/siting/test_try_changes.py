"""What if: an opening is opened or shut, a road closed or kept, the count changed; beside the base plan."""

from typing import Any

import pytest

from gridward.ground.audit.models import Line
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotFound
from gridward.work.siting.models import SitingPlan
from gridward.work.siting.problems import (
    SitingBaseStays,
    SitingNothingTried,
    SitingRoadsMissing,
    SitingTrialsMany,
)
from gridward.work.siting.schemas import SitingPlanOut
from gridward.work.siting.services import studies
from gridward.work.siting.services.studies import remove_plan, try_changes
from gridward.work.siting.services.working import work_out
from gridward.work.siting.terms import SitingAct, SitingState
from tests.ground.register.people import household, resident
from tests.work.siting.acts import (
    EAST_WEST,
    NORTH_SOUTH,
    file_of,
    keys,
    nobody,
    road,
    stand,
    study,
    tried,
    worked,
)
from tests.world import World

pytestmark = pytest.mark.django_db
ALONE = road("巷", (0.5, 0.5), (0.5, 0.9))


@pytest.fixture
def base(world: World, leader: Actor) -> SitingPlan:
    """One opening; three people in the north, one in the east."""
    stand(world, "a1", 0.5, 0.9)
    stand(world, "a1", 0.9, 0.5, "2栋")
    home = household(world, leader)
    for name in ("甲", "乙", "丙"):
        resident(leader, home, name)
    return worked(world, leader, costs={"walking_km": 500.0})


def beside(plan: SitingPlan) -> dict[str, Any]:
    assert plan.state == SitingState.READY, plan.finding
    found: dict[str, Any] = plan.result["difference"]
    return found


def test_shutting_the_opening_says_who_walks_how_much_farther(
    leader: Actor, base: SitingPlan
) -> None:
    [stood] = keys(base, "openings")
    plan = tried(leader, base, shut=[stood])
    assert keys(plan, "openings") != [stood]
    found = beside(plan)
    assert found["shut"] == [stood]
    metres = {
        one["properties"]["id"]: one["properties"]["metres"]
        for one in plan.result["dwellings"]["features"]
    }
    before = {
        one["properties"]["id"]: one["properties"]["metres"]
        for one in base.result["dwellings"]["features"]
    }
    for walk in found["walks"]:
        assert walk["more_m"] == pytest.approx(metres[walk["id"]] - before[walk["id"]], abs=0.2)
    farther = [one["people"] for one in found["walks"] if one["more_m"] > 0]
    assert found["people_farther"] == sum(farther) > 0
    assert "走得更远" in SitingPlanOut.of(plan, "zh-Hans").difference.sentences[0]  # type: ignore[union-attr]


def test_one_more_opening_is_nearer_and_costs_more(leader: Actor, base: SitingPlan) -> None:
    plan = tried(leader, base, count=2)
    found = beside(plan)
    assert len(keys(plan, "openings")) == 2
    assert found["gates"] == 40 * 24 * 14
    assert found["walking"] < 0
    assert found["people_farther"] == 0


def test_a_road_is_closed_or_kept_in_any_case(leader: Actor, base: SitingPlan) -> None:
    plan = tried(leader, base, close=["东西路"])
    assert {one.split("/")[0] for one in keys(plan, "openings")} == {"南北路"}
    refused = tried(leader, base, keep_open=["南北路"], shut=["南北路/1", "南北路/2"])
    assert refused.state == SitingState.READY
    assert not refused.result["enclosed"]
    assert "difference" not in refused.result


def test_what_is_not_there_is_refused_in_the_plan_alone(leader: Actor, base: SitingPlan) -> None:
    plan = tried(leader, base, open=["没有的门"])
    assert plan.state == SitingState.REFUSED
    assert "没有的门" in SitingPlanOut.of(plan, "zh-Hans").plan.refused
    base.refresh_from_db()
    assert base.state == SitingState.READY


def test_people_of_the_base_plan_are_those_of_what_if(
    world: World, leader: Actor, base: SitingPlan
) -> None:
    resident(leader, household(world, leader, "a1-1-102"), "后来")
    plan = tried(leader, base, count=2)
    assert plan.result["figures"]["people"] == base.result["figures"]["people"] == 4


def test_new_roads_answer_what_was_tried_too(leader: Actor, base: SitingPlan) -> None:
    plan = tried(leader, base, shut=["东西路/1"])
    other = [EAST_WEST, NORTH_SOUTH, ALONE]
    studies.take_roads(
        leader, study_id=base.study_id, content=file_of(*other), name="新.json", defer=nobody
    )
    work_out(leader, study_id=base.study_id)
    plan.refresh_from_db()
    assert plan.state == SitingState.READY
    assert "东西路/1" not in keys(plan, "openings")


def test_nothing_changed_and_nothing_to_change_are_refused(
    world: World, leader: Actor, base: SitingPlan
) -> None:
    with pytest.raises(SitingNothingTried):
        try_changes(leader, study_id=base.study_id, changes={}, defer=nobody)
    row = study(world, leader, name="没有道路")
    with pytest.raises(SitingRoadsMissing):
        try_changes(leader, study_id=row.pk, changes={"count": 2}, defer=nobody)


def test_a_study_keeps_so_many(
    leader: Actor, base: SitingPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studies, "MOST_PLANS", 2)
    try_changes(leader, study_id=base.study_id, changes={"count": 2}, defer=nobody)
    with pytest.raises(SitingTrialsMany):
        try_changes(leader, study_id=base.study_id, changes={"count": 3}, defer=nobody)


def test_what_was_tried_goes_and_the_base_stays(
    world: World, leader: Actor, base: SitingPlan
) -> None:
    plan = tried(leader, base, count=2)
    with pytest.raises(NotFound):
        remove_plan(world.actor("leader_b"), plan_id=plan.pk)
    with pytest.raises(SitingBaseStays):
        remove_plan(leader, plan_id=base.pk)
    remove_plan(leader, plan_id=plan.pk)
    assert list(SitingPlan.objects.all()) == [base]
    acts = Line.objects.order_by("-seq").values_list("act", flat=True)
    assert list(acts[:2]) == [SitingAct.TRIAL_REMOVED, SitingAct.TRIED]
