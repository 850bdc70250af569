"""When grids are split or merged, households, residents and organisations go with their doors (T1)."""

import pytest

from gridward.ground.register.models import Household, Organisation, Resident, ResidentPhone
from gridward.ground.territory.services.successions import merge_grids
from tests.world import World


@pytest.mark.django_db
def test_people_follow_their_doors_into_the_new_grid(world: World) -> None:
    behind_a_door = household(world, "a1", world.dwellings["a1-1-101"].pk)
    by_words_alone = household(world, "a1", None)
    next_door = household(world, "a2", world.dwellings["a2-1-101"].pk)
    elsewhere = household(world, "b1", world.dwellings["b1-1-101"].pk)
    shop = Organisation.objects.create(
        name="便民商店", kind="street_shop", grid=world.grids["a1"], street=world.streets["ours"]
    )
    new = merge_grids(
        world.actor("chief"), grids=[world.grids["a1"], world.grids["a2"]], name="合并后的网格"
    )
    for one in (behind_a_door, by_words_alone, next_door, shop):
        one.refresh_from_db()
        assert one.grid_id == new.pk
    elsewhere.refresh_from_db()
    assert elsewhere.grid_id == world.grids["b1"].pk
    assert {row.grid_id for row in Resident.objects.filter(household=behind_a_door)} == {new.pk}
    assert {row.grid_id for row in ResidentPhone.objects.all()} == {new.pk, world.grids["b1"].pk}


@pytest.mark.django_db
def test_the_past_keeps_the_old_grid(world: World) -> None:
    one = household(world, "a1", world.dwellings["a1-1-101"].pk)
    merge_grids(world.actor("chief"), grids=[world.grids["a1"], world.grids["a2"]], name="合并")
    past = Household.pgh_event_model.objects.filter(pgh_obj_id=one.pk).get()
    assert past.grid_id == world.grids["a1"].pk


def household(world: World, grid: str, dwelling: object) -> Household:
    where = {"grid": world.grids[grid], "street": world.streets["ours"]}
    row = Household.objects.create(address_text="某户", dwelling_id=dwelling, **where)
    if dwelling:
        resident = Resident.objects.create(household=row, name="张三", **where)
        ResidentPhone.objects.create(resident=resident, **where)
    return row
