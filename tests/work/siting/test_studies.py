"""Studies: made, changed, removed by those who lead gates there; others do not know of them."""

from typing import Any

import pytest

from gridward.ground.audit.models import Line
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from gridward.kernel.rows import tell_database
from gridward.work.siting.models import SitingPlan, SitingStudy
from gridward.work.siting.problems import (
    SitingBoundaryMissing,
    SitingNameMissing,
    SitingRefused,
    SitingRoadsMissing,
)
from gridward.work.siting.queries import boundary_of, studies
from gridward.work.siting.services.studies import (
    add_study,
    ask_again,
    change_study,
    remove_study,
)
from gridward.work.siting.terms import SitingAct, SitingState
from tests.work.siting.acts import at, nobody, study, tried, with_roads, worked
from tests.world import World

pytestmark = pytest.mark.django_db


def ring(*places: tuple[float, float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[at(*one) for one in places]]}


def test_those_who_lead_there_see_a_study(world: World, leader: Actor) -> None:
    row = study(world, leader)
    for name in ("leader_a", "first_a", "chief"):
        assert [one.pk for one in studies(world.actor(name))] == [row.pk]
    for name in ("worker_a1", "leader_b", "chief_f", "discipline", "police_a"):
        assert not studies(world.actor(name)).exists()


def test_the_database_shows_it_at_its_grid_alone(
    world: World, leader: Actor, behind_wall: Any
) -> None:
    with_roads(world, leader)
    behind_wall(None)
    assert not SitingStudy.objects.exists()
    tell_database(world.actor("leader_b"))
    assert (SitingStudy.objects.count(), SitingPlan.objects.count()) == (0, 0)
    tell_database(leader)
    assert (SitingStudy.objects.count(), SitingPlan.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("worker_a1", NotAllowed), ("leader_b", NotFound), ("chief_f", NotFound)],
)
def test_others_make_none(world: World, name: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        study(world, world.actor(name))


def test_a_study_has_a_name(world: World, leader: Actor) -> None:
    with pytest.raises(SitingNameMissing):
        study(world, leader, name="  ")


def test_a_community_without_a_boundary_has_that_of_its_grids(world: World, leader: Actor) -> None:
    study(world, leader, grid="a0")
    found = boundary_of(world.grids["a0"])
    assert found is not None
    assert found["type"] == "Polygon"
    corners = {tuple(one) for one in found["coordinates"][0]}
    assert {(115.884, 28.68), (115.892, 28.684)} <= corners


def test_a_grid_without_a_boundary_needs_one_drawn(world: World, leader: Actor) -> None:
    world.grids["a1"].boundary = None
    world.grids["a1"].save()
    with pytest.raises(SitingBoundaryMissing):
        study(world, leader)
    drawn = ring((0, 0), (1, 0), (1, 1), (0, 0))
    assert study(world, leader, boundary=drawn).boundary == drawn


@pytest.mark.parametrize(
    "wrong",
    [
        ring((0, 0), (1, 0)),
        ring((0, 0), (1, 1), (1, 0), (0, 1), (0, 0)),
        {"type": "Point", "coordinates": [[[1.0, 1.0]]]},
    ],
)
def test_a_boundary_that_is_no_polygon_is_refused(
    world: World, leader: Actor, wrong: dict[str, Any]
) -> None:
    with pytest.raises(SitingRefused, match="boundary"):
        study(world, leader, boundary=wrong)


def test_a_change_asks_every_plan_again(world: World, leader: Actor) -> None:
    base = worked(world, leader)
    trial = tried(leader, base, count=2)
    deferred = []
    row = change_study(leader, study_id=base.study_id, version=2, defer=deferred.append, openings=2)
    assert deferred == [row]
    for plan in (base, trial):
        plan.refresh_from_db()
        assert (plan.state, plan.result) == (SitingState.WAITING, {})


def test_who_changes_what_was_changed_meanwhile_is_told(world: World, leader: Actor) -> None:
    row = with_roads(world, leader)
    with pytest.raises(Stale):
        change_study(leader, study_id=row.pk, version=1, defer=nobody, name="新名")


def test_without_roads_nothing_is_worked_out(world: World, leader: Actor) -> None:
    row = study(world, leader)
    with pytest.raises(SitingRoadsMissing):
        ask_again(leader, study_id=row.pk, defer=nobody)


def test_a_study_goes_with_its_plans(world: World, leader: Actor) -> None:
    base = worked(world, leader)
    remove_study(leader, study_id=base.study_id, version=base.study.version)
    assert not SitingStudy.objects.exists()
    assert not SitingPlan.objects.exists()


def test_every_act_but_those_of_plans_is_told_with_the_name(world: World, leader: Actor) -> None:
    base = worked(world, leader)
    ask_again(leader, study_id=base.study_id, defer=nobody)
    change_study(leader, study_id=base.study_id, version=2, defer=nobody, name="新名")
    remove_study(leader, study_id=base.study_id, version=3)
    told = list(Line.objects.filter(act__startswith="siting.").order_by("seq"))
    plans = {SitingAct.TRIED, SitingAct.TRIAL_REMOVED}
    assert {one.act for one in told} == set(SitingAct) - plans


def test_a_retired_grid_has_no_new_study(world: World, leader: Actor) -> None:
    with pytest.raises(NotFound):
        add_study(leader, grid_id=world.communities["a"].pk, name="甲")
