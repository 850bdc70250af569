"""Commands about organisations and who works there: done once, merged, and what two wrote at once kept for the desk."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from gridward.ground.register.models import Conflict, Contact, Employee, Organisation
from gridward.ground.register.schemas.conflicts import ConflictOut
from gridward.ground.register.services.contacts import set_contact
from gridward.ground.register.services.employees import add_employee, change_employee
from gridward.ground.register.services.organisations import (
    change_organisation,
    close_organisation,
)
from gridward.ground.register.services.settling import settle_conflict
from gridward.ground.register.services.situations import (
    change_employee_situation,
    change_organisation_situation,
)
from gridward.ground.register.terms.people import ConflictDecision, ContactRole, Measure
from gridward.ground.staff.models import Appointment
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.rows import tell_database
from tests.exchange.sync.phones import Crash, Phone
from tests.ground.register.people import number, organisation
from tests.world import World

CODE = "91350211M000100Y46"
LEAD = ContactRole.PREVENTION_LEAD


@pytest.fixture
def actor(world: World) -> Actor:
    return world.actor("worker_a1")


@pytest.fixture
def phone(world: World) -> Phone:
    return Phone(world.account("worker_a1"))


@pytest.fixture
def shop(world: World, actor: Actor) -> Organisation:
    return organisation(world, actor, plates=["赣A12345"])


def ends(phone: Phone) -> list[str]:
    """The codes of what its owner must look at."""
    return [one["code"] for one in phone.needs_you.values()]


def desk(world: World, act: Callable[[Actor], object]) -> None:
    """The leader's desk, in a request of its own."""
    leader = world.actor("leader_a")
    tell_database(leader)
    act(leader)


def desk_changes(world: World, shop: Organisation, version: int, **what: Any) -> None:
    row = {"organisation_id": shop.pk, "version": version}
    desk(world, lambda leader: change_organisation(leader, **row, **what))


def desk_names(world: World, shop: Organisation, role: ContactRole, name: str) -> None:
    desk(world, lambda leader: set_contact(leader, organisation_id=shop.pk, role=role, name=name))


def desk_settles(world: World, conflict: Conflict, decision: ConflictDecision) -> None:
    what = {"conflict_id": conflict.pk, "decision": decision, "reason": "电话核实"}
    desk(world, lambda leader: settle_conflict(leader, **what))


def change(on: Phone, row: Organisation | Employee, **what: Any) -> dict[str, Any]:
    kind = "organisation.change" if isinstance(row, Organisation) else "employee.change"
    return on.give(kind, {"id": str(row.pk), "version": row.version, **what})


def proposals(**of: Any) -> list[dict[str, Any]]:
    """What waits at the community's desk about a row."""
    rows = Conflict.objects.filter(kind="same_field", decision="", **of)
    return [json.loads(one.open_sealed("proposal") or "") for one in rows]


def whole_shop(world: World) -> dict[str, Any]:
    shop = {"id": str(uuid4()), "name": "翠竹水果店", "kind": "street_shop", "trading": "open"}
    place = {"site_id": str(world.sites["a1"].pk), "address_text": "翠竹路1号", "industry": "F"}
    legal = {"credit_code": CODE, "legal_representative": "李平", "phone": "13900139000"}
    lead = {"name": "李平", "phone": "13800138000"}
    return {
        **shop,
        **place,
        **legal,
        "plates": ["赣A12345"],
        "contacts": {"lead": lead, "temp": {"name": "王安"}},
        "situation": {"resumption_filed": True, "measures": ["masks", "pledge"]},
    }


def test_a_whole_annex_4_comes_with_ids_of_the_phone(world: World, phone: Phone) -> None:
    content, person = whole_shop(world), str(uuid4())
    phone.give("organisation.add", content)
    line = {"id": person, "organisation_id": content["id"], "name": "王安", "document": number(1)}
    health = {"situation": {"fever": False, "key_person": "risk_area"}}
    phone.give("employee.add", {**line, "phone": "13600136000", **health})
    phone.push()
    assert (ends(phone), phone.outbox) == ([], [])
    kept = Organisation.objects.get(pk=content["id"])
    assert (kept.credit_code, kept.open_sealed("phone")) == (CODE, "+8613900139000")
    assert kept.situation.measures == ["masks", "pledge"]
    people = {one.role: (one.name, one.open_sealed("phone")) for one in kept.contacts.all()}
    assert people == {"lead": ("李平", "+8613800138000"), "temp": ("王安", None)}
    (employee,) = kept.employees.all()
    assert (str(employee.pk), employee.situation.key_person) == (person, "risk_area")
    (answer, _) = phone.done.values()
    assert answer == {"id": content["id"], "version": 1}


def test_a_push_that_is_cut_and_comes_twice_enters_once(world: World, phone: Phone) -> None:
    content = whole_shop(world)
    phone.give("organisation.add", content)
    content = {"organisation_id": content["id"], "name": "王安", "document": number(1)}
    phone.give("employee.add", {"id": str(uuid4()), **content})
    with pytest.raises(Crash):
        phone.push(crash=True)
    assert not Organisation.objects.exists()
    sent = phone.push(lost=True)
    phone.send(sent)
    phone.push()
    assert (Organisation.objects.count(), Employee.objects.count(), len(phone.done)) == (1, 1, 2)


def test_other_fields_of_other_people_are_merged(
    world: World, phone: Phone, shop: Organisation
) -> None:
    desk_changes(world, shop, 1, legal_representative="李平", plates=["赣A12345", "赣A22222"])
    desk(
        world,
        lambda leader: change_organisation_situation(
            leader, organisation_id=shop.pk, measures=[Measure.MASKS]
        ),
    )
    change(
        phone, shop, note="后门常锁", plates=[], situation={"measures": ["plan"]}, trading="open"
    )
    phone.push()
    shop.refresh_from_db()
    assert (shop.note, shop.legal_representative, shop.trading) == ("后门常锁", "李平", "open")
    assert [one.plate for one in shop.vehicles.all()] == ["赣A22222"]
    assert sorted(shop.situation.measures) == ["masks", "plan"]
    assert (ends(phone), proposals()) == ([], [])


def test_the_same_field_is_kept_beside_what_is_stored_and_the_desk_decides(
    world: World, phone: Phone, shop: Organisation
) -> None:
    ends_with = {ConflictDecision.KEEP: "社区keep", ConflictDecision.TAKE: "手机上写的"}
    for decision, name in ends_with.items():
        shop.refresh_from_db()
        desk_changes(world, shop, shop.version, name=f"社区{decision}")
        command = change(phone, shop, name="手机上写的", note=f"旁边{decision}")
        phone.push()
        shop.refresh_from_db()
        assert (shop.name, shop.note) == (f"社区{decision}", f"旁边{decision}")
        assert phone.done[UUID(command["id"])]["wrote"] == ["note"]
        waiting = Conflict.objects.get(decision="", organisation=shop)
        told = ConflictOut.of(waiting, json.loads(waiting.open_sealed("proposal") or ""))
        (field,) = told.fields
        assert (field.field, field.stored, field.came) == (
            *("name", f"社区{decision}", "手机上写的"),
        )
        assert told.organisation_id == shop.pk
        desk_settles(world, waiting, decision)
        shop.refresh_from_db()
        assert shop.name == name


def test_a_contact_is_one_thing_with_its_number(
    world: World, phone: Phone, shop: Organisation, actor: Actor
) -> None:
    """The desk names another person, the phone a number for the one before: together they would be nobody."""
    set_contact(actor, organisation_id=shop.pk, role=LEAD, name="李平", phone="13800138000")
    shop.refresh_from_db()
    desk_names(world, shop, LEAD, "王安")
    said = {"lead": {"phone": "13900139000"}, "medical": {"name": "周大夫"}}
    change(phone, shop, contacts=said)
    phone.push()
    roles = {one.role: (one.name, one.open_sealed("phone")) for one in shop.contacts.all()}
    assert roles == {"lead": ("王安", None), "medical": ("周大夫", None)}
    assert proposals(organisation=shop) == [{"contacts": {"lead": {"phone": "13900139000"}}}]
    waiting = Conflict.objects.get(decision="")
    told = ConflictOut.of(waiting, json.loads(waiting.open_sealed("proposal") or ""))
    assert (told.fields[0].stored, told.fields[0].came) == ("王安", "王安 139****9000")


def test_a_role_that_two_filled_at_once_is_asked(
    world: World, phone: Phone, shop: Organisation
) -> None:
    desk_names(world, shop, LEAD, "王安")
    change(phone, shop, contacts={"lead": {"name": "李平"}})
    change(phone, shop, contacts={"temp": {"name": "周燕"}})
    phone.push()
    assert {one.role: one.name for one in shop.contacts.all()} == {"lead": "王安", "temp": "周燕"}
    assert proposals(organisation=shop) == [{"contacts": {"lead": {"name": "李平"}}}]


def test_later_words_inside_a_proposal_stand_beside_the_earlier(
    world: World, phone: Phone, shop: Organisation
) -> None:
    for role in (LEAD, ContactRole.TEMPERATURE):
        desk_names(world, shop, role, "王安")
    change(phone, shop, contacts={"lead": {"name": "李平"}})
    phone.push()
    change(phone, shop, contacts={"temp": {"name": "周燕"}})
    phone.push()
    (waiting,) = proposals(organisation=shop)
    assert waiting == {"contacts": {"lead": {"name": "李平"}, "temp": {"name": "周燕"}}}


def test_edits_of_one_field_on_one_phone_are_no_conflict(
    phone: Phone, shop: Organisation, actor: Actor
) -> None:
    person = add_employee(actor, organisation_id=shop.pk, name="王安")
    for turn in ("一", "二", "三"):
        change(phone, shop, note=turn, contacts={"lead": {"name": f"王{turn}"}})
        change(phone, person, address_text=turn, situation={"fever": turn == "二"})
    phone.push()
    shop.refresh_from_db()
    person.refresh_from_db()
    assert (shop.note, Contact.objects.get().name, person.address_text) == ("三", "王三", "三")
    assert person.situation.fever is False
    assert (ends(phone), proposals()) == ([], [])


def test_a_person_is_merged_and_asked_too(
    world: World, phone: Phone, shop: Organisation, actor: Actor
) -> None:
    person = add_employee(actor, organisation_id=shop.pk, name="王安", phone="13800138000")

    def edit(leader: Actor) -> None:
        change_employee(leader, employee_id=person.pk, version=1, phone="13700137000")
        change_employee_situation(leader, employee_id=person.pk, fever=True)

    desk(world, edit)
    said = {"phone": "13900139000", "address_text": "翠竹路2号"}
    change(phone, person, **said, situation={"fever": False, "key_person": "risk_area"})
    phone.push()
    person.refresh_from_db()
    assert (person.open_sealed("phone"), person.address_text) == ("+8613700137000", "翠竹路2号")
    assert (person.situation.fever, person.situation.key_person) == (True, "risk_area")
    kept = {"phone": "13900139000", "situation": {"fever": False}}
    assert proposals(employee=person, organisation=shop) == [kept]
    waiting = Conflict.objects.get(decision="")
    desk_settles(world, waiting, ConflictDecision.TAKE)
    person.refresh_from_db()
    person.situation.refresh_from_db()
    assert (person.open_sealed("phone"), person.situation.fever) == ("+8613900139000", False)


def test_who_was_changed_on_the_phone_leaves_in_that_state(
    phone: Phone, shop: Organisation, actor: Actor
) -> None:
    person = add_employee(actor, organisation_id=shop.pk, name="王安")
    change(phone, person, address_text="翠竹路2号")
    phone.give("employee.leave", {"id": str(person.pk), "version": 1})
    phone.push()
    person.refresh_from_db()
    assert (ends(phone), person.left_on) == ([], clock.today())


def test_an_organisation_that_moves_takes_its_question_along(
    world: World, phone: Phone, shop: Organisation
) -> None:
    desk_changes(world, shop, 1, note="社区写的")
    change(phone, shop, note="手机上写的")
    phone.push()
    desk_changes(world, shop, 2, grid_id=world.grids["a2"].pk)
    assert Conflict.objects.get().grid_id == world.grids["a2"].pk


def test_a_place_is_decided_as_one(world: World, phone: Phone, shop: Organisation) -> None:
    desk_changes(world, shop, 1, address_text="翠竹路9号")
    place = {"site_id": None, "grid_id": str(world.grids["a1"].pk), "address_text": "翠竹路8号"}
    change(phone, shop, **place, note="搬过")
    phone.push()
    shop.refresh_from_db()
    assert (shop.address_text, shop.site_id, shop.note) == (
        *("翠竹路9号", world.sites["a1"].pk, "搬过"),
    )
    assert proposals(organisation=shop) == [place]


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"name": " "}, "register_name_missing"),
        ({"credit_code": CODE[:-1] + "5"}, "credit_code.check_character"),
        ({"industry": "Z"}, "industry_unknown"),
        ({"kind": "palace"}, "bad_request"),
        ({"contacts": {"lead": {"name": "李平", "phone": "12"}}}, "phone.form"),
        ({"contacts": {"cook": {"name": "李平"}}}, "bad_request"),
        ({"contacts": {"lead": {"phone": "13800138000"}}}, "register_name_missing"),
        ({"situation": {"measures": ["prayer"]}}, "bad_request"),
        ({"site_id": None}, "organisation_grid_missing"),
        ({"plates": ["AB"]}, "plate.unknown_form"),
    ],
)
def test_a_wrong_field_is_refused_and_leaves_nothing(
    world: World, phone: Phone, what: dict[str, Any], code: str
) -> None:
    phone.give("organisation.add", {**whole_shop(world), **what})
    phone.push()
    assert ends(phone) == [code]
    assert not Organisation.objects.exists()
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"name": ""}, "register_name_missing"),
        ({"document": number(1)[:-1]}, "identity_number.length"),
        ({"document": number(3)}, "employee_exists"),
        ({"situation": {"key_person": "king"}}, "bad_request"),
        ({"organisation_id": str(uuid4())}, "not_found"),
    ],
)
def test_a_wrong_employee_is_refused(
    phone: Phone, shop: Organisation, actor: Actor, what: dict[str, Any], code: str
) -> None:
    add_employee(actor, organisation_id=shop.pk, name="李平", document=number(3))
    content = {"id": str(uuid4()), "organisation_id": str(shop.pk), "name": "王安", **what}
    phone.give("employee.add", content)
    phone.push()
    assert ends(phone) == [code]
    assert Employee.objects.count() == 1


def test_a_refused_organisation_takes_its_people_with_it(world: World, phone: Phone) -> None:
    content = {**whole_shop(world), "name": ""}
    phone.give("organisation.add", content)
    phone.give(
        "employee.add",
        {"id": str(uuid4()), "organisation_id": content["id"], "name": "王安"},
    )
    phone.push()
    assert ends(phone) == ["register_name_missing", "not_found"]


def test_a_foreign_grid_does_not_exist(world: World, shop: Organisation, actor: Actor) -> None:
    person = add_employee(actor, organisation_id=shop.pk, name="王安")
    other = Phone(world.account("worker_b1"))
    change(other, shop, note="别处")
    change(other, person, address_text="别处")
    other.give("organisation.add", whole_shop(world))
    content = {"organisation_id": str(shop.pk), "name": "李平"}
    other.give("employee.add", {"id": str(uuid4()), **content})
    other.push()
    assert ends(other) == ["not_found"] * 4
    other.give("employee.leave", {"id": str(person.pk), "version": 1})
    other.push()
    assert ends(other) == ["not_found"] * 5


def test_a_closed_organisation_is_not_changed(
    world: World, phone: Phone, shop: Organisation
) -> None:
    desk(world, lambda leader: close_organisation(leader, organisation_id=shop.pk, version=1))
    change(phone, shop, note="还开着")
    phone.push()
    assert ends(phone) == ["organisation_closed"]


def test_an_id_that_stands_for_another_row_is_refused(
    world: World, phone: Phone, shop: Organisation
) -> None:
    phone.give("organisation.add", {**whole_shop(world), "id": str(shop.pk)})
    phone.push()
    assert ends(phone) == ["sync.id_taken"]


def test_a_late_copy_of_a_refused_command_is_not_carried_out(
    world: World, phone: Phone, shop: Organisation
) -> None:
    held = Appointment.objects.filter(member=world.account("worker_a1").member)
    held.update(valid_to=clock.today() - timedelta(days=1))
    change(phone, shop, note="手机上写的")
    sent = phone.push()
    held.update(valid_to=None)
    phone.send(sent)
    shop.refresh_from_db()
    assert (shop.note, len(ends(phone))) == ("", 1)


def test_what_builds_on_a_refused_command_is_refused_too(phone: Phone, shop: Organisation) -> None:
    change(phone, shop, industry="Z")
    change(phone, shop, note="接着写")
    phone.push()
    assert ends(phone) == ["industry_unknown", "sync.earlier_refused"]
