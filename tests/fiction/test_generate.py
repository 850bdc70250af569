"""The street as a whole: equal for equal seeds, whole at any size."""

from dataclasses import fields

import pytest

from gridward.fiction.generate import (
    MOST_PERSONS,
    StreetTooLarge,
    grid_chunks,
    make_ground,
    make_street,
)
from gridward.fiction.terms import LABEL, FictionalStreet, GridChunk
from gridward.kernel.texts import LANGUAGES
from tests.fiction.conftest import TODAY


def test_the_same_seed_gives_the_same_street() -> None:
    assert make_street(700, 3, TODAY) == make_street(700, 3, TODAY)


def test_another_seed_gives_other_people() -> None:
    one, other = make_street(200, 3, TODAY), make_street(200, 4, TODAY)
    assert [person.name for person in one.persons] != [person.name for person in other.persons]


@pytest.mark.parametrize("persons", [0, 1, 48, 1234])
def test_there_are_exactly_so_many_residents(persons: int) -> None:
    assert len(make_street(persons, 5, TODAY).persons) == persons


def test_more_persons_do_not_move_the_ground() -> None:
    small, large = make_street(100, 5, TODAY), make_street(3000, 5, TODAY)
    for kept in ("divisions", "roads", "grids", "sites", "members", "appointments"):
        assert getattr(small, kept) == getattr(large, kept)


def test_the_chunks_are_the_street(street: FictionalStreet) -> None:
    chunks = list(grid_chunks(make_ground(11, TODAY), 5000, 11, TODAY))
    assert [chunk.grid_code for chunk in chunks] == sorted(chunk.grid_code for chunk in chunks)
    assert [one for chunk in chunks for one in chunk.persons] == street.persons


def test_keys_are_unique_and_point_to_rows(street: FictionalStreet) -> None:
    keys = {
        name: [one.key for one in getattr(street, name)]
        for name in (
            "sites",
            "buildings",
            "units",
            "dwellings",
            "households",
            "persons",
            "employees",
        )
    }
    assert all(len(set(found)) == len(found) for found in keys.values())
    assert {one.site_key for one in street.buildings} <= set(keys["sites"])
    assert {one.building_key for one in street.dwellings} <= set(keys["buildings"])
    assert {one.dwelling_key for one in street.households} <= set(keys["dwellings"])
    assert {one.household_key for one in street.persons} == set(keys["households"])
    assert {one.person_key for one in street.vehicles} <= set(keys["persons"])
    assert {one.person_key for one in street.employees} - {None} <= set(keys["persons"])


def test_every_door_has_one_room_number(street: FictionalStreet) -> None:
    doors = [(one.building_key, one.unit_key, one.room) for one in street.dwellings]
    assert len(set(doors)) == len(doors)
    numbers = [(one.site_key, one.number_key) for one in street.buildings]
    assert len(set(numbers)) == len(numbers)


def test_everything_lies_in_the_grid_of_what_holds_it(street: FictionalStreet) -> None:
    for name in (one.name for one in fields(GridChunk) if one.name != "grid_code"):
        for row in getattr(street, name):
            holder = getattr(row, "building_key", None) or getattr(row, "site_key", row.grid_code)
            assert holder.startswith(row.grid_code), row


def test_one_household_lives_behind_a_door_and_some_doors_are_empty(
    street: FictionalStreet,
) -> None:
    taken = [one.dwelling_key for one in street.households]
    residential = {one.key for one in street.dwellings if one.residential}
    assert len(set(taken)) == len(taken)
    assert set(taken) < residential


def test_it_says_that_it_is_fictional(street: FictionalStreet) -> None:
    assert street.label == LABEL == "虚构数据，仅供演示"


@pytest.mark.parametrize("persons", [-1, MOST_PERSONS + 1])
def test_more_than_a_million_is_refused_with_a_sentence(persons: int) -> None:
    with pytest.raises(StreetTooLarge) as refused:
        make_street(persons, 1, TODAY)
    assert all(str(persons) in refused.value.sentence(language) for language in LANGUAGES)
