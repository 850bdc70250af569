"""Who lives behind a door, entered at the door."""

import pytest
from pytest_django import DjangoAssertNumQueries

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.register.models import Conflict, Household, Resident
from gridward.ground.register.problems import (
    DoorChanged,
    DoorLivedIn,
    HasDoor,
    HouseholdInUse,
    NobodyToMoveOut,
)
from gridward.ground.register.queries.doors import door_cell, waiting_households
from gridward.ground.register.services.doors import (
    EnteredDoor,
    assign_household,
    enter_door,
    withdraw_household,
)
from gridward.ground.register.services.households import add_household
from gridward.ground.register.services.settling import settle_conflict
from gridward.ground.register.terms.doors import DoorState
from gridward.ground.register.terms.people import (
    ConflictDecision,
    ConflictKind,
    HouseholdState,
    Tenure,
)
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound, Problem, Stale
from tests.ground.register.people import household, number, resident
from tests.world import World

pytestmark = pytest.mark.django_db
EMPTY, GONE = HouseholdState.EMPTY, HouseholdState.MOVED_OUT


def enter(world: World, actor: Actor, door: str = "a1-1-101", **given: object) -> EnteredDoor:
    """Enter a door against what stands there now."""
    dwelling = world.dwellings[door]
    seen = dict(Household.objects.filter(dwelling=dwelling).values_list("id", "version"))
    return enter_door(actor, dwelling_id=dwelling.pk, seen=seen, **given)  # type: ignore[arg-type]


def state(world: World, actor: Actor, door: str = "a1-1-101") -> DoorState:
    return door_cell(actor, world.dwellings[door].pk).state


def test_a_door_is_entered_with_head_tenure_and_number_of_people(world: World) -> None:
    actor = world.actor("worker_a1")
    entered = enter(
        world,
        actor,
        tenure=Tenure.RENTED,
        persons_said=3,
        head={"name": "张晓梅", "phones": ["13800138000"], "document": number(2)},
    )
    assert entered.made
    cell = door_cell(actor, world.dwellings["a1-1-101"].pk)
    assert (cell.state, cell.head_name, cell.residents) == (DoorState.LIVED_IN, "张**", 1)
    assert (cell.persons_said, cell.tenure) == (3, Tenure.RENTED)
    head = Resident.objects.get()
    assert (head.relation, head.phones.count(), head.sex) == ("户主", 1, "female")
    acts = Line.objects.order_by("seq").values_list("act", flat=True)
    assert list(acts) == ["register.household_added", "register.resident_added"]


def test_one_key_marks_a_door_empty_and_it_can_be_taken_back(world: World) -> None:
    actor = world.actor("worker_a1")
    entered = enter(world, actor, state=EMPTY)
    assert state(world, actor) is DoorState.EMPTY
    withdraw_household(actor, household_id=entered.household.pk, version=1)
    assert state(world, actor) is DoorState.UNREGISTERED
    line = Line.objects.get(act="register.household_withdrawn")
    assert sentence(line, "zh-Hans") == (
        "测试worker_a1 撤销了刚在朱紫巷社区第1网格登记的一户：翠竹小区1栋1单元***"
    )


def test_a_household_moves_out_with_everybody(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    resident(actor, home)
    resident(actor, home, "李小花")
    enter(world, actor, household_id=home.pk, state=GONE)
    assert state(world, actor) is DoorState.MOVED_OUT
    assert not Resident.objects.filter(left_on=None).exists()


def test_another_household_may_be_entered_behind_the_door(world: World) -> None:
    actor = world.actor("worker_a1")
    enter(world, actor, head={"name": "张晓梅"})
    enter(world, actor, head={"name": "李小花"})
    assert state(world, actor) is DoorState.SEVERAL


def test_the_head_who_is_there_is_corrected_and_keeps_old_numbers(world: World) -> None:
    actor = world.actor("worker_a1")
    home = enter(world, actor, head={"name": "张小梅", "phones": ["13800138000"]}).household
    enter(
        world,
        actor,
        household_id=home.pk,
        head={"name": "张晓梅", "phones": ["13900139000"]},
    )
    head = Resident.objects.get()
    assert (head.name, head.phones.count()) == ("张晓梅", 2)


def test_the_number_of_people_is_corrected(world: World) -> None:
    actor = world.actor("worker_a1")
    home = enter(world, actor, persons_said=3).household
    enter(world, actor, household_id=home.pk, persons_said=4)
    assert door_cell(actor, world.dwellings["a1-1-101"].pk).persons_said == 4


def test_a_head_who_is_registered_elsewhere_becomes_a_question(world: World) -> None:
    actor = world.actor("worker_a1")
    resident(actor, household(world, actor, "a1-2-201"), document=number(2))
    entered = enter(world, actor, head={"name": "张晓梅", "document": number(2)})
    assert entered.conflict == Conflict.objects.get().pk
    assert door_cell(actor, world.dwellings["a1-1-101"].pk).conflicts == 1


def test_of_two_who_enter_one_door_the_second_is_told(world: World) -> None:
    """Both saw nobody behind the door; both saw version 1."""
    actor, door = world.actor("worker_a1"), world.dwellings["a1-1-101"].pk
    first = enter_door(actor, dwelling_id=door, seen={}, head={"name": "张晓梅"})
    with pytest.raises(DoorChanged):
        enter_door(actor, dwelling_id=door, seen={}, head={"name": "李小花"})
    home = first.household
    seen = {home.pk: home.version}
    enter_door(actor, dwelling_id=door, seen=seen, household_id=home.pk, tenure=Tenure.OWNER)
    with pytest.raises(DoorChanged):
        enter_door(actor, dwelling_id=door, seen=seen, household_id=home.pk, tenure=Tenure.LENT)
    with pytest.raises(DoorChanged):
        enter(world, actor, household_id=household(world, actor, "a1-2-201").pk)
    assert Resident.objects.get().name == "张晓梅"
    assert Household.objects.get(pk=home.pk).tenure == Tenure.OWNER


def test_a_door_where_people_are_registered_is_not_simply_empty(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    resident(actor, home)
    with pytest.raises(DoorLivedIn) as refused:
        enter(world, actor, household_id=home.pk, state=EMPTY)
    assert "1 人" in refused.value.sentence()
    with pytest.raises(HouseholdInUse):
        withdraw_household(actor, household_id=home.pk, version=home.version)


def test_nobody_moves_out_of_a_door_that_has_nobody(world: World) -> None:
    actor = world.actor("worker_a1")
    with pytest.raises(NobodyToMoveOut):
        enter(world, actor, state=GONE)
    assert Household.objects.count() == 0


def test_a_wrong_document_leaves_nothing_behind_and_names_its_field(world: World) -> None:
    actor = world.actor("worker_a1")
    with pytest.raises(Problem) as refused:
        enter(world, actor, head={"name": "张晓梅", "document": "360199190001019999"})
    assert refused.value.details["field"] == "head.document"
    assert Household.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "problem"),
    [("worker_a2", NotFound), ("chief_f", NotFound), ("police_a", NotAllowed)],
)
def test_only_who_works_in_the_grid_enters(world: World, name: str, problem: type[Problem]) -> None:
    door = world.dwellings["a1-1-101"].pk
    with pytest.raises(problem):
        enter_door(world.actor(name), dwelling_id=door, seen={}, state=EMPTY)


def test_changing_nothing_writes_nothing(world: World) -> None:
    actor = world.actor("worker_a1")
    home = enter(world, actor, tenure=Tenure.OWNER).household
    enter(world, actor, household_id=home.pk, tenure=Tenure.OWNER)
    home.refresh_from_db()
    assert home.version == 1


def waiting(world: World, actor: Actor, text: str) -> Household:
    """A household whose address leads to no door."""
    home = add_household(actor, address_text=text, grid_id=world.grids["a1"].pk).household
    assert home.dwelling is None
    return home


def test_a_household_that_waits_is_offered_its_door_and_takes_it(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    actor, door = world.actor("worker_a1"), world.dwellings["a1-1-101"]
    home = waiting(world, actor, "翠竹小区1栋1单元101旁边")
    waiting(world, actor, "红星路菜场后面")
    building = door.building_id
    waiting_households(actor, building)
    with django_assert_max_num_queries(12):
        offered = waiting_households(actor, building)
    assert [(one.id, one.dwelling_id) for one in offered] == [(home.pk, door.pk)]
    assert offered[0].label == "1栋1单元101室"
    assign_household(
        actor, dwelling_id=door.pk, seen={}, household_id=home.pk, version=home.version
    )
    home.refresh_from_db()
    assert (home.dwelling, home.address_text) == (door, "翠竹小区1栋1单元101室")
    assert waiting_households(actor, building) == []


def test_a_text_finds_waiting_households_whatever_they_mean(world: World) -> None:
    actor = world.actor("worker_a1")
    other = waiting(world, actor, "红星路菜场后面")
    building = world.dwellings["a1-1-101"].building_id
    found = waiting_households(actor, building, "红星路")
    assert [(one.id, one.dwelling_id) for one in found] == [(other.pk, None)]


def test_the_question_about_its_address_is_settled_by_the_door(world: World) -> None:
    actor, door = world.actor("worker_a1"), world.dwellings["a1-1-101"]
    home = waiting(world, actor, "翠竹小区1栋1单元101旁边")
    question = Conflict(kind=ConflictKind.DOUBTFUL_ADDRESS, household=home, grid=home.grid)
    question.street_id = home.street_id
    question.set_sealed("proposal", "{}")
    question.save()
    assign_household(actor, dwelling_id=door.pk, seen={}, household_id=home.pk, version=1)
    question.refresh_from_db()
    assert question.decision == ConflictDecision.KEEP
    assert question.decided_by == actor.name
    with pytest.raises(Problem):
        settle_conflict(
            actor, conflict_id=question.pk, decision=ConflictDecision.TAKE, reason="再来"
        )


def test_a_household_with_a_door_or_of_another_version_is_not_assigned(world: World) -> None:
    actor, door = world.actor("worker_a1"), world.dwellings["a1-1-101"]
    home = household(world, actor, "a1-2-201")
    for given, problem in (
        ({"household_id": home.pk, "version": 1}, HasDoor),
        ({"household_id": waiting(world, actor, "后面").pk, "version": 9}, Stale),
    ):
        with pytest.raises(problem):
            assign_household(actor, dwelling_id=door.pk, seen={}, **given)  # type: ignore[arg-type]
