"""The door matrix of a building: floors from the top, units side by side, what is behind each door."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from gridward.ground.register.models import Conflict, Household
from gridward.ground.register.queries.doors import door_cell, door_matrix
from gridward.ground.register.rules.doors import door_doubt, door_state, head_first
from gridward.ground.register.services.residents import add_resident
from gridward.ground.register.terms.doors import DoorCell, DoorDoubt, DoorState
from gridward.ground.register.terms.people import HouseholdState, Tenure
from gridward.ground.territory.models import Building, Dwelling
from gridward.kernel.problems import NotFound
from tests.ground.register.people import household, number, resident
from tests.world import World

LIVING, EMPTY, GONE = HouseholdState.LIVING, HouseholdState.EMPTY, HouseholdState.MOVED_OUT


def tower(world: World) -> Building:
    return world.sites["a1"].buildings.get()


def cells(world: World, name: str = "worker_a1") -> dict[str, DoorCell]:
    matrix = door_matrix(world.actor(name), tower(world).pk)
    return {f"{cell.unit_key}-{cell.room}": cell for cell in matrix.cells()}


@pytest.mark.django_db
def test_floors_run_from_the_top_and_every_unit_has_a_row_for_each(world: World) -> None:
    building = tower(world)
    where = {"street_id": building.street_id, "grid": building.grid, "building": building}
    Dwelling.objects.create(floor=10, room="1001", label="1001室", **where)
    Dwelling.objects.create(floor=None, room="车库", label="车库室", **where)
    matrix = door_matrix(world.actor("worker_a1"), building.pk)
    assert matrix.floors == (10, 2, 1, None)
    assert [unit.number_key for unit in matrix.units] == ["1", "2", ""]
    rows = [[cell.room for cell in row] for row in matrix.units[0].rows]
    assert rows == [[], ["201", "202"], ["101", "102"], []]
    assert [len(row) for row in matrix.units[2].rows] == [1, 0, 0, 1]
    assert sum(matrix.counts().values()) == 10


@pytest.mark.django_db
def test_each_door_tells_its_state_head_and_number_of_people(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    resident(actor, home, "李小花", relation="子女")
    resident(actor, home, "张晓梅", relation="户主")
    household(world, actor, "a1-1-102", state="empty")
    household(world, actor, "a1-2-201", state="moved_out")
    household(world, actor, "a1-2-202")
    household(world, actor, "a1-2-202")
    Dwelling.objects.filter(pk=world.dwellings["a1-2-102"].pk).update(residential=False)
    found = cells(world)
    states = {name: found[name].state.value for name in sorted(found)}
    assert states == {
        "1-101": "lived_in",
        "1-102": "empty",
        "1-201": "unregistered",
        "1-202": "unregistered",
        "2-101": "unregistered",
        "2-102": "not_residential",
        "2-201": "moved_out",
        "2-202": "several",
    }
    first = found["1-101"]
    assert (first.head_name, first.residents, first.tenure) == ("张**", 2, Tenure.OWNER)
    assert len(found["2-202"].household_ids) == 2


@pytest.mark.django_db
def test_who_lives_here_now_comes_before_who_moved_out(world: World) -> None:
    actor = world.actor("worker_a1")
    old = household(world, actor, state="moved_out")
    new = household(world, actor)
    assert cells(world)["1-101"].household_ids == (new.pk, old.pk)
    assert cells(world)["1-101"].state is DoorState.LIVED_IN


@pytest.mark.django_db
def test_an_open_question_marks_the_door_until_it_is_settled(world: World) -> None:
    actor = world.actor("worker_a1")
    resident(actor, household(world, actor, "a1-2-201"), document=number(2))
    home = household(world, actor)
    add_resident(actor, household_id=home.pk, name="张晓梅", document=number(2))
    matrix = door_matrix(actor, tower(world).pk)
    assert (matrix.disputed, cells(world)["1-101"].conflicts) == (1, 1)
    Conflict.objects.update(decision="keep")
    assert door_matrix(actor, tower(world).pk).disputed == 0


@pytest.mark.django_db
def test_its_queries_do_not_grow_with_the_building(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """A tower of 33 floors, 8 units and 6 rooms a floor, each with a household."""
    building, actor = tower(world), world.actor("worker_a1")
    where = {"street_id": building.street_id, "grid": building.grid}
    units = [building.units.create(number_key=str(serial), **where) for serial in range(3, 9)]
    units += building.units.filter(number_key__in=("1", "2"))
    Dwelling.objects.filter(building=building).delete()
    doors = Dwelling.objects.bulk_create(
        Dwelling(
            building=building,
            unit=unit,
            floor=floor,
            room=f"{floor}{room:02d}",
            label=f"{unit.number_key}单元{floor}{room:02d}室",
            **where,
        )
        for unit in units
        for floor in range(1, 34)
        for room in range(1, 7)
    )
    Household.objects.bulk_create(
        Household(dwelling=door, address_text=door.label, **where) for door in doors
    )
    with django_assert_num_queries(6):
        matrix = door_matrix(actor, building.pk)
        assert matrix.counts()[DoorState.LIVED_IN] == 33 * 8 * 6
    with django_assert_num_queries(6):
        assert door_cell(actor, doors[0].pk).state is DoorState.LIVED_IN


@pytest.mark.django_db
def test_who_does_not_read_the_register_sees_doors_alone(world: World) -> None:
    actor = world.actor("worker_a1")
    resident(actor, household(world, actor))
    seen = cells(world, "patron")["1-101"]
    assert (seen.state, seen.households) == (DoorState.UNSEEN, ())


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["worker_a2", "chief_f", "stranger"])
def test_a_building_beyond_ones_grids_does_not_exist(world: World, name: str) -> None:
    with pytest.raises(NotFound):
        door_matrix(world.actor(name), tower(world).pk)
    with pytest.raises(NotFound):
        door_cell(world.actor(name), world.dwellings["a1-1-101"].pk)


@given(st.lists(st.sampled_from(HouseholdState), max_size=5), st.booleans())
def test_a_door_is_lived_in_exactly_when_a_household_lives_there(
    households: list[HouseholdState], residential: bool
) -> None:
    state = door_state(residential=residential, households=households)
    assert (state in (DoorState.LIVED_IN, DoorState.SEVERAL)) == (LIVING in households)
    assert (state is DoorState.SEVERAL) == (households.count(LIVING) > 1)
    assert (state is DoorState.UNREGISTERED) == (residential and not households)


@pytest.mark.parametrize(
    ("room", "floor", "floors", "doubt"),
    [
        ("501", 5, 6, None),
        ("1203", 12, None, None),
        ("501", 4, 6, DoorDoubt.FLOOR_OTHER),
        ("701", 7, 6, DoorDoubt.FLOOR_BEYOND),
        ("501", None, 6, DoorDoubt.FLOOR_UNKNOWN),
        ("A", 1, 6, None),
        ("12", 1, 6, None),
        ("附2", 1, None, None),
    ],
)
def test_a_door_that_looks_wrong_is_marked(
    room: str, floor: int | None, floors: int | None, doubt: DoorDoubt | None
) -> None:
    assert door_doubt(room, floor, floors) is doubt


def test_the_head_is_who_is_called_so_else_the_first() -> None:
    assert head_first(["配偶", "户主", "子女"]) == 1
    assert head_first(["", "子女"]) == 0
    assert head_first([]) == 0
