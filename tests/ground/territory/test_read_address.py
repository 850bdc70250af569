"""Reading addresses against the places at the actor's grids."""

from collections.abc import Callable
from typing import Any

import pytest

from gridward.ground.territory.models import Building, Dwelling
from gridward.ground.territory.queries.gazetteers import gazetteer
from gridward.ground.territory.queries.readings import read_address
from gridward.ground.territory.services.dwellings import add_dwelling
from gridward.ground.territory.terms.addresses import Doubt
from tests.world import World


@pytest.mark.django_db
def test_an_address_leads_to_its_door_and_grid(world: World) -> None:
    found = read_address(
        world.actor("leader_a"), world.streets["ours"], "朱紫巷社区翠竹小区1栋2单元101"
    )
    assert found.best is not None
    assert found.best.place.dwelling == world.dwellings["a1-2-101"].pk
    assert (found.best.site.name, found.best.grid) == ("翠竹小区", world.grids["a1"])


@pytest.mark.django_db
def test_a_doubtful_address_gets_no_best_place(world: World) -> None:
    found = read_address(world.actor("leader_a"), world.streets["ours"], "翠竹小区9栋101")
    assert found.best is None
    assert found.reading.doubt is Doubt.UNKNOWN_BUILDING


@pytest.mark.django_db
def test_nobody_learns_of_places_beyond_the_own_grids(world: World) -> None:
    text = "红梅小区1栋1单元101"
    assert read_address(world.actor("leader_a"), world.streets["ours"], text).best is not None
    assert read_address(world.actor("worker_a1"), world.streets["ours"], text).best is None


@pytest.mark.django_db
def test_the_gazetteer_is_kept_until_places_change(
    world: World, django_assert_num_queries: Callable[[int], Any]
) -> None:
    actor, street = world.actor("leader_a"), world.streets["ours"]
    first = gazetteer(actor, street)
    with django_assert_num_queries(2):
        assert gazetteer(actor, street) is first
    building = Building.objects.get(site=world.sites["a1"])
    add_dwelling(actor, building=building, unit="1", room="901")
    assert gazetteer(actor, street) is not first
    best = gazetteer(actor, street).read("翠竹小区1栋1单元901").best
    assert best is not None
    assert best.dwelling == Dwelling.objects.get(room="901").pk
