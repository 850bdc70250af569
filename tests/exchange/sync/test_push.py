"""Commands of phones: each carried out once, each with its own answer."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from gridward.exchange.sync.services import pushing
from gridward.exchange.sync.terms import MOST_COMMANDS
from gridward.ground.register.models import Conflict, Household, Resident
from gridward.ground.register.schemas.conflicts import ConflictOut
from gridward.ground.register.services.households import change_household
from gridward.ground.register.services.residents import change_resident
from gridward.ground.register.services.settling import settle_conflict
from gridward.ground.register.terms.people import ConflictDecision
from gridward.ground.staff.models import Appointment
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import Problem
from gridward.kernel.rows import tell_database
from tests.exchange.sync.phones import Crash, Phone
from tests.ground.register.people import household, number, resident
from tests.world import World


@pytest.fixture
def actor(world: World) -> Actor:
    return world.actor("worker_a1")


@pytest.fixture
def phone(world: World) -> Phone:
    return phone_of(world, "worker_a1")


@pytest.fixture
def home(world: World, actor: Actor) -> Household:
    return household(world, actor)


def phone_of(world: World, name: str) -> Phone:
    return Phone(world.account(name))


def ends(phone: Phone) -> list[str]:
    """The codes of what its owner must look at."""
    return [one["code"] for one in phone.needs_you.values()]


def community_writes(world: World, home: Household, version: int, note: str) -> None:
    """The leader's desk, in a request of its own."""
    leader = world.actor("leader_a")
    tell_database(leader)
    change_household(leader, household_id=home.pk, version=version, note=note)


def change(phone: Phone, row: Household, **what: Any) -> dict[str, Any]:
    return phone.give("household.change", {"id": str(row.pk), "version": row.version, **what})


def test_a_household_and_its_people_come_with_ids_of_the_phone(world: World, phone: Phone) -> None:
    home, person = str(uuid4()), str(uuid4())
    door = str(world.dwellings["a1-1-102"].pk)
    phone.give("household.add", {"id": home, "dwelling_id": door, "tenure": "rented"})
    content = {"id": person, "household_id": home, "name": "张晓梅", "phones": ["13800138765"]}
    phone.give("resident.add", {**content, "document": number(1)})
    phone.push()
    assert not phone.outbox
    assert Resident.objects.get(pk=person).household == Household.objects.get(pk=home)


def test_what_is_sent_again_is_done_once(phone: Phone, home: Household) -> None:
    change(phone, home, note="门朝南")
    sent = phone.push(lost=True)
    phone.send(sent)
    phone.push()
    home.refresh_from_db()
    assert (home.note, home.version) == ("门朝南", 2)
    assert len(phone.done) == 1


def test_a_push_that_is_cut_leaves_nothing_and_comes_again(phone: Phone, home: Household) -> None:
    change(phone, home, note="甲")
    change(phone, home, persons_said=3)
    with pytest.raises(Crash):
        phone.push(crash=True)
    home.refresh_from_db()
    assert home.version == 1
    phone.push()
    home.refresh_from_db()
    assert (home.note, home.persons_said, home.version) == ("甲", 3, 3)


def test_edits_of_one_field_on_one_phone_are_no_conflict(phone: Phone, home: Household) -> None:
    for note in ("一", "二", "三"):
        change(phone, home, note=note)
    phone.push()
    home.refresh_from_db()
    assert (home.note, ends(phone)) == ("三", [])


def test_other_fields_of_other_people_are_merged(
    actor: Actor, phone: Phone, home: Household
) -> None:
    change_household(actor, household_id=home.pk, version=1, persons_said=5)
    change(phone, home, note="手机上写的")
    phone.push()
    home.refresh_from_db()
    assert (home.note, home.persons_said, ends(phone)) == ("手机上写的", 5, [])


def proposals(home: Household) -> list[dict[str, Any]]:
    """What waits at the community's desk about a household."""
    rows = Conflict.objects.filter(household=home, kind="same_field", decision="")
    return [json.loads(one.open_sealed("proposal") or "") for one in rows]


def test_the_same_field_is_kept_beside_what_is_stored_and_goes_to_the_desk(
    world: World, phone: Phone, home: Household
) -> None:
    community_writes(world, home, 1, "社区写的")
    command = change(phone, home, note="手机上写的", persons_said=4)
    phone.push()
    home.refresh_from_db()
    assert (home.note, home.persons_said) == ("社区写的", 4)
    assert proposals(home) == [{"note": "手机上写的"}]
    assert phone.done[UUID(command["id"])]["conflict"]


def test_the_desk_takes_what_came_or_keeps_what_is_stored(
    world: World, phone: Phone, home: Household
) -> None:
    leader = world.actor("leader_a")
    ends_with = {ConflictDecision.KEEP: "社区keep", ConflictDecision.TAKE: "手机上写的"}
    for decision, note in ends_with.items():
        home.refresh_from_db()
        seen = home.version
        community_writes(world, home, seen, f"社区{decision}")
        phone.give("household.change", {"id": str(home.pk), "version": seen, "note": "手机上写的"})
        phone.push()
        waiting = Conflict.objects.get(decision="")
        told = ConflictOut.of(waiting, json.loads(waiting.open_sealed("proposal") or ""))
        (field,) = told.fields
        assert (field.field, field.stored, field.came) == ("note", f"社区{decision}", "手机上写的")
        settle_conflict(leader, conflict_id=waiting.pk, decision=decision, reason="电话核实")
        home.refresh_from_db()
        assert home.note == note


def test_a_persons_number_that_two_wrote_goes_with_all_that_follows_from_it(
    world: World, actor: Actor, phone: Phone, home: Household
) -> None:
    person = resident(actor, home, document=number(1))
    leader = world.actor("leader_a")
    tell_database(leader)
    change_resident(leader, resident_id=person.pk, version=1, document=number(3))
    content = {"id": str(person.pk), "version": 1, "document": number(5, "19800202")}
    phone.give("resident.change", {**content, "employer": "菜场"})
    phone.push()
    person.refresh_from_db()
    assert (person.employer, person.open_sealed("document")) == ("菜场", number(3))
    (waiting,) = Conflict.objects.filter(resident=person)
    settle_conflict(
        leader, conflict_id=waiting.pk, decision=ConflictDecision.TAKE, reason="看过证件"
    )
    person.refresh_from_db()
    assert person.open_sealed("document") == number(5, "19800202")
    assert str(person.birth_date) == "1980-02-02"


def test_ones_own_word_before_does_not_hide_that_of_another(
    world: World, phone: Phone, home: Household
) -> None:
    """The phone wrote the note, the community wrote over it, the phone writes again without having seen that."""
    change(phone, home, note="第一次")
    first = phone.push(lost=True)
    community_writes(world, home, 2, "社区写的")
    change(phone, home, note="第二次")
    phone.push()
    home.refresh_from_db()
    assert home.note == "社区写的"
    assert proposals(home) == [{"note": "第二次"}]
    assert first[0]["id"] in {str(one) for one in phone.done}


def test_a_later_word_of_the_same_person_joins_the_proposal_that_waits(
    world: World, phone: Phone, home: Household
) -> None:
    community_writes(world, home, 1, "社区写的")
    change(phone, home, note="第一次")
    phone.push()
    change(phone, home, note="第二次")
    phone.push()
    assert proposals(home) == [{"note": "第二次"}]


def test_a_late_copy_of_a_refused_command_is_not_carried_out(
    world: World, phone: Phone, home: Household
) -> None:
    """Its writer has seen it refused; done behind their back, what they enter instead would be there twice."""
    held = Appointment.objects.filter(member=world.account("worker_a1").member)
    held.update(valid_to=clock.today() - timedelta(days=1))
    change(phone, home, note="手机上写的")
    sent = phone.push()
    (refused,) = ends(phone)
    held.update(valid_to=None)
    (answer,) = phone.send(sent)["results"]
    assert (answer.code, bool(answer.sentence)) == (refused, True)
    home.refresh_from_db()
    assert home.note == ""


def test_a_refused_command_holds_up_no_other(phone: Phone, home: Household) -> None:
    phone.give("resident.add", {"id": str(uuid4()), "household_id": str(home.pk), "name": ""})
    change(phone, home, note="后面的")
    phone.push()
    home.refresh_from_db()
    assert (home.note, len(ends(phone))) == ("后面的", 1)


def test_what_builds_on_a_refused_command_is_refused_too(phone: Phone, home: Household) -> None:
    change(phone, home, persons_said=100)
    change(phone, home, note="接着写")
    phone.push()
    assert ends(phone) == ["bad_request", "sync.earlier_refused"]


def test_somebody_registered_elsewhere_becomes_a_question(
    world: World, actor: Actor, phone: Phone, home: Household
) -> None:
    resident(actor, household(world, actor, "a1-1-102"), document=number(1))
    content = {"id": str(uuid4()), "household_id": str(home.pk), "name": "张晓梅"}
    phone.give("resident.add", {**content, "document": number(1)})
    phone.push()
    (answer,) = phone.done.values()
    assert (answer["id"], Conflict.objects.filter(pk=answer["conflict"]).count()) == (None, 1)


def test_who_was_changed_on_the_phone_leaves_in_that_state(
    actor: Actor, phone: Phone, home: Household
) -> None:
    person = resident(actor, home)
    row = {"id": str(person.pk), "version": 1}
    phone.give("resident.change", {**row, "employer": "菜场"})
    phone.give("resident.leave", row)
    phone.push()
    person.refresh_from_db()
    assert (ends(phone), person.left_on) == ([], clock.today())


def test_a_foreign_grid_does_not_exist(world: World, home: Household) -> None:
    other = phone_of(world, "worker_b1")
    change(other, home, note="别处")
    other.push()
    assert ends(other) == ["not_found"]


def test_after_sign_out_another_account_cannot_replay(
    world: World, phone: Phone, home: Household
) -> None:
    change(phone, home, note="本人写的")
    sent = phone.push()
    other = phone_of(world, "worker_a2")
    (result,) = other.send(sent)["results"]
    assert (result.outcome, result.code) == ("refused", "command_reused")


def test_a_wrong_clock_does_no_harm(phone: Phone, home: Household) -> None:
    phone.skew = timedelta(days=300)
    change(phone, home, note="手机快了三百天")
    phone.push()
    assert ends(phone) == []


def test_what_the_phone_itself_calls_the_future_is_refused(phone: Phone, home: Household) -> None:
    command = change(phone, home, note="明天写的")
    command["at"] = (clock.now() + timedelta(days=1)).isoformat()
    phone.push()
    assert ends(phone) == ["sync.from_the_future"]


def test_an_entry_of_a_newer_app_stays_on_the_phone(phone: Phone, home: Household) -> None:
    """So does what builds on it; the rest goes on."""
    row = {"id": str(home.pk), "version": 1}
    phone.give("household.decorate", row)
    phone.give("household.change", {**row, "note": "接着写"})
    phone.give("resident.add", {"id": str(uuid4()), "household_id": str(home.pk), "name": "张三"})
    phone.push()
    assert [one["kind"] for one in phone.outbox] == ["household.decorate", "household.change"]
    assert (ends(phone), len(phone.done)) == ([], 1)


def test_a_mistake_of_the_program_keeps_the_entry_and_goes_on(
    phone: Phone, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(actor: Actor, said: dict[str, Any]) -> dict[str, Any]:
        raise RuntimeError

    acts = {**pushing.ACTS, "resident.leave": broken}
    monkeypatch.setattr(pushing, "ACTS", acts)
    phone.give("resident.leave", {"id": str(uuid4()), "version": 1})
    change(phone, home, note="照常")
    phone.push()
    home.refresh_from_db()
    assert (home.note, len(phone.outbox)) == ("照常", 1)


def test_an_id_that_stands_for_another_row_is_refused(
    world: World, phone: Phone, home: Household
) -> None:
    door = str(world.dwellings["a1-1-102"].pk)
    phone.give("household.add", {"id": str(home.pk), "dwelling_id": door})
    phone.push()
    assert ends(phone) == ["sync.id_taken"]


def test_a_text_that_the_database_cannot_store(phone: Phone, home: Household) -> None:
    change(phone, home, note="空\x00字")
    phone.push()
    assert ends(phone) == ["bad_request"]


def test_more_than_one_push_carries(phone: Phone, home: Household) -> None:
    for turn in range(MOST_COMMANDS + 1):
        change(phone, home, note=str(turn))
    with pytest.raises(Problem) as refused:
        phone.send(phone.outbox)
    assert refused.value.code == "sync.too_many_commands"
    phone.push()
    phone.push()
    home.refresh_from_db()
    assert home.note == str(MOST_COMMANDS)
