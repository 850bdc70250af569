"""Merging grids of one community."""

import pytest

from gridward.ground.territory.models import Dwelling, Grid, GridSuccession
from gridward.ground.territory.problems import CommunitiesDiffer
from gridward.ground.territory.rules.succession import TooFewPieces
from gridward.ground.territory.services.successions import merge_grids
from gridward.kernel.models import EventRecord
from tests.world import World


@pytest.mark.django_db
def test_two_grids_become_one_with_a_new_code_and_all_places(world: World) -> None:
    a1, a2 = world.grids["a1"], world.grids["a2"]
    new = merge_grids(world.actor("leader_a"), grids=[a1, a2], name="朱紫巷合并网格")
    assert new.code == "360103005002003"
    assert new.boundary is not None
    assert new.boundary["type"] == "Polygon"
    assert Dwelling.objects.filter(grid=new).count() == 16
    assert set(GridSuccession.objects.values_list("old", "share")) == {(a1.pk, 1.0), (a2.pk, 1.0)}
    assert Grid.objects.filter(pk__in=[a1.pk, a2.pk], valid_to=None).count() == 0
    assert EventRecord.objects.filter(name="GridSucceeded").count() == 2


@pytest.mark.django_db
def test_grids_of_two_communities_are_not_merged(world: World) -> None:
    with pytest.raises(CommunitiesDiffer):
        merge_grids(
            world.actor("chief"), grids=[world.grids["a1"], world.grids["b1"]], name="跨社区"
        )


@pytest.mark.django_db
def test_one_grid_given_twice_is_no_merge(world: World) -> None:
    with pytest.raises(TooFewPieces):
        merge_grids(
            world.actor("leader_a"), grids=[world.grids["a1"], world.grids["a1"]], name="同一个"
        )
