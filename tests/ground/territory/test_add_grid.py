"""Laying out grids."""

import pytest

from gridward.ground.territory.models import Division, Grid
from gridward.ground.territory.problems import CodeElsewhere, CodeTaken, LevelWrong, SerialUnfit
from gridward.ground.territory.services.grids import add_grid
from gridward.ground.territory.terms.places import DivisionLevel, GridKind
from gridward.kernel.problems import NotAllowed
from tests.world import World, square


@pytest.mark.django_db
def test_a_grid_gets_the_next_serial_and_an_area(world: World) -> None:
    grid = add_grid(
        world.actor("leader_a"),
        community=world.communities["a"],
        name="新网格",
        boundary=square(115.95, 28.68),
    )
    assert grid.code == "360103005002003"
    assert grid.area_m2 == pytest.approx(174_000, rel=0.02)


@pytest.mark.django_db
def test_the_first_grid_of_a_community_brings_the_community_grid(world: World) -> None:
    community = Division.objects.create(
        code="360103005004",
        name="康王庙社区",
        level=DivisionLevel.COMMUNITY,
        parent=world.streets["ours"],
    )
    add_grid(world.actor("chief"), community=community, name="第1网格")
    assert set(Grid.objects.filter(community=community).values_list("code", "kind")) == {
        ("360103005004000", GridKind.COMMUNITY),
        ("360103005004001", GridKind.BASE),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("360103005002001", CodeTaken),
        ("360103005003009", CodeElsewhere),
        ("360103005002000", SerialUnfit),
    ],
)
def test_a_code_is_unique_in_place_and_fits_its_kind(
    world: World, code: str, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        add_grid(world.actor("chief"), community=world.communities["a"], name="某网格", code=code)


@pytest.mark.django_db
def test_grids_stand_in_communities_never_in_a_street(world: World) -> None:
    with pytest.raises(LevelWrong):
        add_grid(world.actor("admin"), community=world.streets["ours"], name="街道直管", code="")


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["worker_a1", "first_a", "leader_b", "chief_f", "stranger"])
def test_only_leaders_of_the_community_lay_out_grids(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        add_grid(world.actor(who), community=world.communities["a"], name="某网格")
