"""Entering a household with its residents."""

from datetime import date

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.register.models import Household, Resident
from gridward.ground.register.problems import GridRetired, NameMissing, PlaceMissing
from gridward.ground.register.services.households import add_household
from gridward.ground.register.terms.people import HouseholdState, Sex, Tenure
from gridward.kernel.access import Permission
from gridward.kernel.models import EventRecord
from gridward.kernel.problems import NotAllowed, NotFound
from tests.ground.register.people import household, number
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_door_decides_grid_and_address(world: World) -> None:
    entered = household(world, world.actor("worker_a1"))
    assert entered.grid == world.grids["a1"]
    assert entered.address_text == "翠竹小区1栋1单元101室"
    assert (entered.tenure, entered.state) == (Tenure.OWNER, HouseholdState.LIVING)


def test_an_address_in_words_needs_its_grid(world: World) -> None:
    actor = world.actor("worker_a1")
    with pytest.raises(PlaceMissing) as problem:
        add_household(actor, address_text="朱紫巷18号附2号")
    assert problem.value.details["field"] == "address_text"
    entered = add_household(
        actor, address_text=" 朱紫巷18号附2号 ", grid_id=world.grids["a1"].pk
    ).household
    assert (entered.dwelling, entered.address_text) == (None, "朱紫巷18号附2号")


@pytest.mark.parametrize("text", ["翠竹小区1栋2单元201室", "翠竹1-2-201", "翠竹小区一栋二单元201"])
def test_words_that_mean_a_known_door_beyond_doubt_lead_to_it(world: World, text: str) -> None:
    entered = add_household(world.actor("worker_a1"), address_text=text).household
    assert entered.dwelling == world.dwellings["a1-2-201"]
    assert (entered.grid, entered.address_text) == (world.grids["a1"], text)


def test_a_new_door_of_a_known_building_is_made(world: World) -> None:
    entered = add_household(world.actor("worker_a1"), address_text="翠竹小区1栋2单元305").household
    assert entered.dwelling is not None
    assert (entered.dwelling.room, entered.dwelling.building.number_key) == ("305", "1")


@pytest.mark.parametrize("text", ["红梅小区1栋1单元101", "某某花园9栋", "1栋"])
def test_a_doubtful_or_foreign_address_is_never_guessed(world: World, text: str) -> None:
    with pytest.raises(PlaceMissing):
        add_household(world.actor("worker_a1"), address_text=text)


def test_residents_come_in_with_every_column_of_annex_3(world: World) -> None:
    entered = add_household(
        world.actor("worker_a1"),
        dwelling_id=world.dwellings["a1-1-101"].pk,
        residents=[
            {
                "name": "张 晓梅",
                "document": number(2),
                "employer": "翠竹便利店",
                "relation": "户主",
                "phones": ["138 0013 8000", "86123456"],
                "plates": ["赣a·12345"],
                "situation": {"tested": True, "from_key_area": False},
            }
        ],
    )
    person = Resident.objects.get(household=entered.household)
    assert (person.birth_date, person.sex) == (date(1990, 1, 1), Sex.FEMALE)
    assert person.open_sealed("document") == number(2)
    assert {one.open_sealed("phone") for one in person.phones.all()} == {
        "+8613800138000",
        "+8679186123456",
    }
    assert [one.plate for one in person.vehicles.all()] == ["赣A12345"]
    assert (person.situation.tested, person.situation.from_key_area) == (True, False)
    assert entered.conflicts == ()


def test_one_wrong_resident_stops_the_whole_household_and_names_the_field(world: World) -> None:
    wrong = number(1)[:-1] + ("0" if number(1)[-1] != "0" else "1")
    with pytest.raises(Exception, match="check_digit") as problem:
        add_household(
            world.actor("worker_a1"),
            dwelling_id=world.dwellings["a1-1-101"].pk,
            residents=[{"name": "李平"}, {"name": "王安", "document": wrong}],
        )
    assert problem.value.details["field"] == "residents.1.document"  # type: ignore[attr-defined]
    assert not Household.objects.exists()
    assert not Line.objects.exists()


def test_a_resident_has_a_name(world: World) -> None:
    with pytest.raises(NameMissing) as problem:
        household(world, world.actor("worker_a1"), residents=[{"name": " "}])
    assert problem.value.details["field"] == "residents.0.name"


def test_the_record_tells_it_without_room_and_full_name(world: World) -> None:
    household(world, world.actor("worker_a1"), residents=[{"name": "张晓梅"}])
    told = [sentence(line, "zh-Hans") for line in Line.objects.order_by("seq")]
    assert told == [
        "测试worker_a1 在朱紫巷社区第1网格登记了一户：翠竹小区1栋1单元***",
        "测试worker_a1 在朱紫巷社区第1网格登记了居民 张**（翠竹小区1栋1单元***）",
    ]


def test_news_goes_up_without_personal_data(world: World) -> None:
    entered = household(world, world.actor("worker_a1"))
    event = EventRecord.objects.get(name="HouseholdAdded")
    assert event.payload == {"household": str(entered.pk), "grid": str(entered.grid_id)}


@pytest.mark.parametrize("door", ["a2-1-101", "b1-1-101", "f1-1-101"])
def test_a_worker_enters_nobody_elsewhere(world: World, door: str) -> None:
    with pytest.raises(NotFound):
        household(world, world.actor("worker_a1"), door)


def test_who_only_reads_enters_nobody(world: World) -> None:
    actor = world.actor("police_a")
    assert actor.may(Permission.REGISTER_READ)
    with pytest.raises(NotAllowed):
        household(world, actor)


def test_a_retired_grid_takes_nobody(world: World) -> None:
    grid = world.grids["a1"]
    grid.valid_to = date(2023, 1, 1)
    grid.save()
    with pytest.raises(GridRetired):
        household(world, world.actor("worker_a1"))
