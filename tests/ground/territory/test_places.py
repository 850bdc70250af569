"""Entering and changing sites, buildings and doors."""

from collections.abc import Callable
from typing import Any

import pytest

from gridward.ground.staff.models import Account
from gridward.ground.territory.models import Building, Dwelling, Unit
from gridward.ground.territory.problems import (
    DoorMissing,
    GridMissing,
    NumberTaken,
    PositionElsewhere,
    PositionInTwo,
    PositionOutside,
)
from gridward.ground.territory.queries.places import site_of
from gridward.ground.territory.services.buildings import add_building, change_building
from gridward.ground.territory.services.dwellings import (
    add_dwelling,
    door_key,
    doors_for,
    dwelling_for,
)
from gridward.ground.territory.services.sites import add_site, change_site
from gridward.ground.territory.terms.places import Position, SiteKind
from gridward.kernel.models import EventRecord
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from tests.world import World, square

IN_A1, IN_A2, NOWHERE = Position(115.886, 28.682), Position(115.89, 28.682), Position(115.0, 28.0)


def building_1(world: World, grid: str = "a1") -> Building:
    return Building.objects.select_related("site", "grid").get(site=world.sites[grid])


@pytest.mark.django_db
def test_the_position_decides_the_grid_of_a_site(world: World) -> None:
    site = add_site(
        world.actor("leader_a"),
        street=world.streets["ours"],
        kind=SiteKind.MARKET,
        name=" 样例农贸市场 ",
        position=IN_A2,
    )
    assert (site.grid, site.name) == (world.grids["a2"], "样例农贸市场")


@pytest.mark.django_db
def test_doubt_about_the_grid_goes_to_a_person(world: World) -> None:
    actor = world.actor("leader_a")
    given: dict[str, Any] = {
        "street": world.streets["ours"],
        "kind": SiteKind.PARK,
        "name": "样例公园",
    }
    with pytest.raises(GridMissing):
        add_site(actor, **given)
    with pytest.raises(PositionOutside):
        add_site(actor, position=NOWHERE, **given)
    with pytest.raises(PositionElsewhere):
        add_site(actor, position=IN_A2, grid=world.grids["a1"], **given)
    world.grids["a2"].boundary = square(115.884, 28.68)
    world.grids["a2"].save()
    with pytest.raises(PositionInTwo):
        add_site(actor, position=IN_A1, **given)
    assert (
        add_site(actor, position=IN_A1, grid=world.grids["a2"], **given).grid == world.grids["a2"]
    )


@pytest.mark.django_db
def test_a_site_changes_once_for_one_version(world: World) -> None:
    actor = world.actor("leader_a")
    changed = change_site(
        actor, site=world.sites["a1"], version=1, name="翠竹苑", aliases=["翠竹", "翠竹 "]
    )
    assert (changed.name, changed.version) == ("翠竹苑", 2)
    assert site_of(actor, changed.pk).names == ["翠竹"]  # type: ignore[attr-defined]
    with pytest.raises(Stale):
        change_site(actor, site=world.sites["a1"], version=1, name="别名")


@pytest.mark.django_db
def test_a_building_has_one_number_on_its_site(world: World) -> None:
    actor = world.actor("leader_a")
    made = add_building(actor, site=world.sites["a1"], name="二号楼", floors=6, units=3)
    assert (made.number_key, made.grid, made.units.count()) == ("2", world.grids["a1"], 3)
    with pytest.raises(NumberTaken):
        add_building(actor, site=world.sites["a1"], name="2栋")


@pytest.mark.django_db
def test_a_building_that_moves_takes_its_doors_along(world: World) -> None:
    building = building_1(world)
    change_building(world.actor("leader_a"), building=building, version=1, position=IN_A2)
    building.refresh_from_db()
    assert building.grid == building.site.grid == world.grids["a2"]
    assert {row.grid_id for row in Dwelling.objects.filter(building=building)} == {building.grid_id}
    assert {row.grid_id for row in Unit.objects.filter(building=building)} == {building.grid_id}
    moved = EventRecord.objects.get(name="BuildingMoved").payload
    assert moved["new_grid"] == str(world.grids["a2"].pk)


@pytest.mark.django_db
def test_a_known_door_is_found_and_an_unknown_one_made(world: World) -> None:
    actor, building = world.actor("worker_a1"), building_1(world)
    known = dwelling_for(actor, building=building, unit="二单元", room="101室")
    assert known.pk == world.dwellings["a1-2-101"].pk
    new = dwelling_for(actor, building=building, unit="3单元", floor=5, room=" 501")
    assert (new.label, new.unit.number_key if new.unit else "", new.floor) == (
        "3单元501室",
        "3",
        5,
    )
    assert dwelling_for(actor, building=building, unit="3", room="501").pk == new.pk


@pytest.mark.django_db
def test_many_doors_are_made_in_few_statements(
    world: World, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    actor, building = world.actor("leader_a"), building_1(world)
    keys = [
        door_key(building.pk, str(unit), f"{floor}01", floor)
        for unit in range(1, 6)
        for floor in range(1, 31)
    ]
    with django_assert_max_num_queries(20):
        made = doors_for(actor, keys)
    assert len(set(made.values())) == 150
    assert doors_for(actor, keys) == made


@pytest.mark.django_db
def test_a_door_is_entered_once_and_has_a_number(world: World) -> None:
    actor, building = world.actor("leader_a"), building_1(world)
    with pytest.raises(NumberTaken):
        add_dwelling(actor, building=building, unit="1", room="101")
    with pytest.raises(DoorMissing):
        add_dwelling(actor, building=building, unit="1", room=" ")


@pytest.mark.django_db
def test_a_worker_adds_doors_in_the_own_grid_alone(
    world: World, behind_wall: Callable[[Account | None], None]
) -> None:
    other = building_1(world, "a2")
    own = building_1(world)
    behind_wall(world.account("worker_a1"))
    assert (
        dwelling_for(world.actor("worker_a1"), building=own, unit="1", room="901").grid_id
        == own.grid_id
    )
    with pytest.raises(NotFound):
        dwelling_for(world.actor("worker_a1"), building=other, unit="1", room="901")
    with pytest.raises(NotAllowed):
        add_dwelling(world.actor("worker_a1"), building=own, unit="1", room="902")
