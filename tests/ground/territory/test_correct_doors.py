"""Doors corrected in place: a floor in one line, a wrong number, a door that does not exist."""

import pytest
from pytest_django import DjangoAssertNumQueries

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.register.models import Household
from gridward.ground.territory.models import Building, Dwelling, Unit
from gridward.ground.territory.problems import (
    DoorMissing,
    DoorOccupied,
    FloorUnlikely,
    NumberTaken,
    PatternUnread,
)
from gridward.ground.territory.services.doors import add_doors, change_dwelling, retire_dwelling
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from tests.ground.register.people import household
from tests.world import World

pytestmark = pytest.mark.django_db


def tower(world: World) -> Building:
    return world.sites["a1"].buildings.get()


def test_a_whole_unit_is_entered_in_one_line(world: World) -> None:
    made = add_doors(world.actor("worker_a1"), building=tower(world), text="3单元1-6层每层2户")
    assert [one.label for one in made[:3]] == ["3单元101室", "3单元102室", "3单元201室"]
    assert len(made) == 12
    assert not any(one.known for one in made)
    doors = Dwelling.objects.filter(building=tower(world), unit__number_key="3")
    assert {(door.floor, door.room) for door in doors} >= {(1, "101"), (6, "602")}
    line = Line.objects.get(act="territory.doors_added")
    assert "12 个门户" in sentence(line, "zh-Hans")


def test_known_doors_stay_and_a_rehearsal_writes_nothing(world: World) -> None:
    actor, building = world.actor("worker_a1"), tower(world)
    before = Dwelling.objects.count()
    told = add_doors(actor, building=building, text="1-3层每层2户", unit="1", rehearse=True)
    assert [one.known for one in told] == [True, True, True, True, False, False]
    assert Dwelling.objects.count() == before
    for _ in range(2):
        made = add_doors(actor, building=building, text="1-3层每层2户", unit="1")
    assert Dwelling.objects.count() == before + 2
    assert all(one.id for one in made)


def test_a_tower_is_entered_in_few_statements(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(24):  # the actor's three and the first audit key's three too
        made = add_doors(
            world.actor("worker_a1"), building=tower(world), text="3-10单元1-33层每层6户"
        )
    assert len(made) == 8 * 33 * 6


def test_a_wrong_number_is_corrected_and_the_address_follows(world: World) -> None:
    actor, door = world.actor("worker_a1"), world.dwellings["a1-1-101"]
    home = household(world, actor)
    assert home.address_text == "翠竹小区1栋1单元101室"
    changed = change_dwelling(actor, dwelling_id=door.pk, version=1, unit="3", room="0103室")
    assert (changed.label, changed.version) == ("3单元0103室", 2)
    home.refresh_from_db()
    assert home.address_text == "翠竹小区1栋3单元0103室"
    line = Line.objects.get(act="territory.door_changed")
    assert sentence(line, "zh-Hans") == (
        "测试worker_a1 把 翠竹小区1栋 的门牌 1单元101室 更正为 3单元0103室"
    )


def test_words_of_ones_own_in_an_address_are_left_alone(world: World) -> None:
    actor, door = world.actor("worker_a1"), world.dwellings["a1-1-101"]
    home = household(world, actor, address_text="翠竹小区门卫室")
    change_dwelling(actor, dwelling_id=door.pk, version=1, room="103")
    home.refresh_from_db()
    assert home.address_text == "翠竹小区门卫室"


def test_a_door_may_stop_being_a_home_and_lose_its_floor(world: World) -> None:
    door = world.dwellings["a1-1-101"]
    changed = change_dwelling(
        world.actor("worker_a1"), dwelling_id=door.pk, version=1, residential=False, floor=None
    )
    assert (changed.residential, changed.floor, changed.label) == (False, None, "1单元101室")


def test_a_door_is_not_given_anothers_number(world: World) -> None:
    actor, door = world.actor("worker_a1"), world.dwellings["a1-1-101"]
    for given, problem in (
        ({"room": "102"}, NumberTaken),
        ({"room": " "}, DoorMissing),
        ({"floor": 0}, FloorUnlikely),
        ({"floor": 900}, FloorUnlikely),
    ):
        with pytest.raises(problem):
            change_dwelling(actor, dwelling_id=door.pk, version=1, **given)  # type: ignore[arg-type]
    with pytest.raises(Stale):
        change_dwelling(actor, dwelling_id=door.pk, version=7, room="103")
    assert Dwelling.objects.get(pk=door.pk).room == "101"


def test_a_door_that_does_not_exist_is_taken_off_and_can_come_back(world: World) -> None:
    actor, door = world.actor("worker_a1"), world.dwellings["a1-1-101"]
    retire_dwelling(actor, dwelling_id=door.pk, version=1)
    assert not Dwelling.objects.filter(pk=door.pk).exists()
    assert add_doors(actor, building=tower(world), text="101", unit="1")[0].known is False
    line = Line.objects.get(act="territory.door_retired")
    assert sentence(line, "zh-Hans") == "测试worker_a1 撤销了 翠竹小区1栋 的门牌 1单元101室"


@pytest.mark.parametrize("state", ["living", "moved_out"])
def test_a_door_where_somebody_was_registered_stays(world: World, state: str) -> None:
    actor = world.actor("worker_a1")
    household(world, actor, state=state)
    with pytest.raises(DoorOccupied):
        retire_dwelling(actor, dwelling_id=world.dwellings["a1-1-101"].pk, version=1)
    assert Household.objects.get().dwelling == world.dwellings["a1-1-101"]


def test_who_does_not_work_in_the_grid_corrects_nothing(world: World) -> None:
    door = world.dwellings["a1-1-101"]
    for name, problem in (
        ("worker_a2", NotFound),
        ("chief_f", NotFound),
        ("patron", NotAllowed),
        ("police_a", NotAllowed),
    ):
        actor = world.actor(name)
        with pytest.raises(problem):
            change_dwelling(actor, dwelling_id=door.pk, version=1, room="103")
        with pytest.raises(problem):
            retire_dwelling(actor, dwelling_id=door.pk, version=1)
        with pytest.raises(problem):
            add_doors(actor, building=tower(world), text="9层 01")
    assert Unit.objects.filter(building=tower(world)).count() == 2


def test_a_line_that_is_not_understood_says_how_to_write_it(world: World) -> None:
    with pytest.raises(PatternUnread) as refused:
        add_doors(world.actor("worker_a1"), building=tower(world), text="上面几层")
    assert "1-6层每层2户" in refused.value.sentence()
