"""A study goes along when its grid is merged; what was drawn stays as it was drawn."""

import pytest

from gridward.ground.territory.services.successions import merge_grids
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.siting.models import SitingPlan, SitingStudy
from gridward.work.siting.queries import studies
from tests.work.siting.acts import with_roads
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_study_and_its_plans_go_to_the_heir(world: World, leader: Actor) -> None:
    row = with_roads(world, leader)
    olds = [world.grids["a1"], world.grids["a2"]]
    heir = merge_grids(leader, grids=olds, name="合并网格", on=clock.today())
    moved = SitingStudy.objects.get(pk=row.pk)
    assert (moved.grid_id, moved.version) == (heir.pk, row.version + 1)
    assert SitingPlan.objects.get(study=row).grid_id == heir.pk
    assert [one.pk for one in studies(world.actor("leader_a"))] == [row.pk]
