"""The job works a study out: from roads, people of the register and gates that stand; what cannot be is told."""

import pytest

from gridward.ground.territory.models import Dwelling, Site
from gridward.ground.territory.terms.places import SiteKind
from gridward.kernel.access import Actor
from gridward.work.siting.models import SitingPlan
from gridward.work.siting.problems import SitingImpossible
from gridward.work.siting.schemas import SitingPlanOut
from gridward.work.siting.services import working
from gridward.work.siting.services.studies import change_study
from gridward.work.siting.services.working import work_out
from gridward.work.siting.terms import GatesUse, SitingState
from tests.ground.register.people import household, resident
from tests.work.checkpoints.acts import gate
from tests.work.siting.acts import (
    EAST_WEST,
    NORTH_SOUTH,
    at,
    keys,
    nobody,
    road,
    stand,
    with_roads,
    worked,
)
from tests.world import World

pytestmark = pytest.mark.django_db


def told(plan: SitingPlan, language: str = "zh-Hans") -> SitingPlanOut:
    return SitingPlanOut.of(plan, language)


def codes(plan: SitingPlan) -> list[str]:
    return [one["code"] for one in plan.result["findings"]]


def test_the_cheapest_roads_are_closed_and_one_way_stays(world: World, leader: Actor) -> None:
    """Of 8 and 4 metres of width, three places are closed and a wide one stays open."""
    plan = worked(world, leader)
    assert plan.state == SitingState.READY
    assert plan.worked_at is not None
    assert len(keys(plan, "closures", "road")) == 3
    [opening] = keys(plan, "openings")
    assert opening.startswith("东西路/")
    assert plan.result["figures"]["closing"] == 150 * (4 + 4 + 8)
    assert keys(plan, "places") == ["东西路/1", "东西路/2", "南北路/1", "南北路/2"]
    assert plan.result["proof"]["faults"] == []
    assert keys(plan, "openings", "gate") == [False]
    assert keys(plan, "openings", "grid") == [str(world.grids["a1"].pk)]


def test_people_are_counted_by_the_register(world: World, leader: Actor) -> None:
    stand(world, "a1", 0.5, 0.9)
    stand(world, "a1", 0.9, 0.5, "2栋")
    home = household(world, leader)
    for name in ("甲", "乙", "丙"):
        resident(leader, home, name)
    plan = worked(world, leader)
    people = {
        one["properties"]["id"]: one["properties"]["people"]
        for one in plan.result["dwellings"]["features"]
    }
    assert people == {"翠竹小区1栋": 3, "翠竹小区2栋": 1}
    [finding] = told(plan).findings
    assert finding.code == "people_unknown"
    assert "翠竹小区2栋" in finding.sentence


def test_buildings_without_a_place_and_of_other_grids_are_left_out(
    world: World, leader: Actor
) -> None:
    stand(world, "a2", 0.5, 0.9)
    plan = worked(world, leader)
    assert keys(plan, "dwellings") == []
    assert codes(plan) == ["buildings_unplaced"]


def test_a_community_counts_the_buildings_of_its_grids(world: World, leader: Actor) -> None:
    stand(world, "a1", 0.5, 0.9)
    stand(world, "a2", 1.5, 0.4)
    stand(world, "b1", 0.6, 0.9)
    long = road("东西路", (-0.1, 0.5), (2.1, 0.5), width=8)
    plan = worked(world, leader, long, NORTH_SOUTH, grid="a0")
    assert keys(plan, "dwellings") == ["红梅小区1栋", "翠竹小区1栋"]
    base = {str(world.grids[name].pk) for name in ("a1", "a2")}
    assert set(keys(plan, "openings", "grid")) <= base


def test_gates_that_stand_stay_open(world: World, leader: Actor) -> None:
    longitude, latitude = at(0.5, 0.97)
    gate(world, leader, "北门", longitude=longitude, latitude=latitude)
    plan = worked(world, leader, openings=None)
    assert keys(plan, "openings") == ["北门"]
    assert keys(plan, "openings", "gate") == [True]
    free = worked(world, leader, gates=GatesUse.LEAVE, name="不看现有卡口")
    assert "北门" not in keys(free, "places")


def test_a_gate_that_stands_on_no_road_is_left_out_and_told(world: World, leader: Actor) -> None:
    for name, place in (("角门", at(0.05, 0.05)), ("北门", at(0.5, 0.97))):
        gate(world, leader, name, longitude=place[0], latitude=place[1])
    plan = worked(world, leader)
    assert keys(plan, "openings") == ["北门"]
    assert [(one["code"], one["key"]) for one in plan.result["findings"]] == [
        ("buildings_unplaced", ""),
        ("gate_left_out", "角门"),
    ]


def test_findings_of_the_reader_are_told_in_both_languages(world: World, leader: Actor) -> None:
    lost = road("断头路", (0.1, 0.1), (0.2, 0.1))
    plan = worked(world, leader, EAST_WEST, NORTH_SOUTH, lost)
    for language, words in (("zh-Hans", "与其他道路都不相连"), ("en", "断头路")):
        assert any(words in one.sentence for one in told(plan, language).findings)
    assert told(plan, "en").sentences[0] != told(plan).sentences[0]


def test_what_may_not_be_closed_is_shown_as_the_leak(world: World, leader: Actor) -> None:
    lanes = [road("消防道", (-0.1, 0.5), (1.1, 0.5), fire_lane=True), NORTH_SOUTH]
    plan = worked(world, leader, *lanes, gates=GatesUse.LEAVE, openings=1)
    assert plan.state == SitingState.READY
    shown = told(plan)
    assert not shown.enclosed
    assert shown.leak.features
    assert "无法围合" in shown.sentences[0]


def test_a_question_that_cannot_be_answered_says_why(world: World, leader: Actor) -> None:
    lost = road("断头路", (0.1, 0.1), (0.2, 0.1))
    plan = worked(world, leader, EAST_WEST, NORTH_SOUTH, lost, openings=None)
    assert plan.state == SitingState.REFUSED
    assert "没有说要几个出入口" in told(plan).plan.refused
    assert told(plan).figures is None
    assert codes(plan) == ["buildings_unplaced", "unconnected"]


def test_working_it_out_twice_changes_nothing(world: World, leader: Actor) -> None:
    plan = worked(world, leader)
    before = plan.worked_at
    work_out(leader, study_id=plan.study_id)
    plan.refresh_from_db()
    assert plan.worked_at == before


def test_whoever_lost_the_post_works_out_nothing(world: World, leader: Actor) -> None:
    row = with_roads(world, leader)
    work_out(world.actor("worker_a1"), study_id=row.pk)
    assert row.plans.get().state == SitingState.WAITING


def test_an_answer_to_an_older_question_is_not_kept(
    world: World, leader: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = with_roads(world, leader)
    make = working.make_plan

    def meanwhile(*given: object) -> object:
        change_study(leader, study_id=row.pk, version=2, defer=nobody, openings=2)
        return make(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(working, "make_plan", meanwhile)
    work_out(leader, study_id=row.pk)
    assert row.plans.get().state == SitingState.WAITING
    monkeypatch.setattr(working, "make_plan", make)
    work_out(leader, study_id=row.pk)
    assert row.plans.get().result["figures"]["openings"] == 2


def test_what_breaks_is_told_as_failed(
    world: World, leader: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = with_roads(world, leader)

    def breaks(*given: object) -> object:
        raise RuntimeError("broken")

    monkeypatch.setattr(working, "make_plan", breaks)
    with pytest.raises(RuntimeError):
        work_out(leader, study_id=row.pk)
    plan = row.plans.get()
    assert plan.state == SitingState.FAILED
    assert told(plan).plan.refused == SitingImpossible().sentence()


def test_where_nobody_could_live_is_not_asked_for(world: World, leader: Actor) -> None:
    shop = stand(world, "a1", 0.2, 0.5, "3栋")
    Dwelling.objects.filter(building=shop).update(residential=False)
    school = stand(world, "a1", 0.8, 0.5, "4栋")
    school.dwellings.all().delete()
    Site.objects.filter(pk=school.site_id).update(kind=SiteKind.SCHOOL)
    plan = worked(world, leader)
    assert keys(plan, "dwellings") == []
