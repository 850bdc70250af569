"""Changing a grid's name or boundary."""

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.territory.models import GridSuccession
from gridward.ground.territory.problems import NameMissing
from gridward.ground.territory.rules.boundary import CrossingBoundary
from gridward.ground.territory.services.grids import change_grid
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from tests.world import World, square


@pytest.mark.django_db
def test_name_and_boundary_change_and_the_code_stays(world: World) -> None:
    grid = world.grids["a1"]
    changed = change_grid(
        world.actor("leader_a"),
        grid=grid,
        version=1,
        name="巷东网格",
        boundary=square(115.884, 28.68, 0.003),
    )
    assert (changed.code, changed.name, changed.version) == (grid.code, "巷东网格", 2)
    assert changed.area_m2 == pytest.approx(98_000, rel=0.02)
    assert not GridSuccession.objects.exists()
    assert Line.objects.get().act == "territory.grid_changed"


@pytest.mark.django_db
def test_what_somebody_else_changed_first_is_not_overwritten(world: World) -> None:
    change_grid(world.actor("leader_a"), grid=world.grids["a1"], version=1, name="甲")
    with pytest.raises(Stale):
        change_grid(world.actor("chief"), grid=world.grids["a1"], version=1, name="乙")


@pytest.mark.django_db
def test_a_boundary_that_crosses_itself_is_refused_with_the_place(world: World) -> None:
    bow = [[115.88, 28.68], [115.884, 28.684], [115.884, 28.68], [115.88, 28.684], [115.88, 28.68]]
    with pytest.raises(CrossingBoundary) as refusal:
        change_grid(
            world.actor("leader_a"),
            grid=world.grids["a1"],
            version=1,
            boundary={"type": "Polygon", "coordinates": [bow]},
        )
    assert "115.882, 28.682" in refusal.value.sentence()


@pytest.mark.django_db
def test_a_grid_has_a_name(world: World) -> None:
    with pytest.raises(NameMissing):
        change_grid(world.actor("leader_a"), grid=world.grids["a1"], version=1, name=" ")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "problem"), [("worker_a1", NotAllowed), ("worker_a2", NotFound), ("leader_b", NotFound)]
)
def test_only_the_leaders_of_the_place_change_it(
    world: World, who: str, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        change_grid(world.actor(who), grid=world.grids["a1"], version=1, name="某网格")
