"""Organisations: entering, changing, closing; their contacts and employees."""

import pytest

from gridward.ground.register.models import Contact, Employee, Organisation, Vehicle
from gridward.ground.register.problems import (
    EmployeeExists,
    EmployeeGone,
    GridMissing,
    IndustryUnknown,
    NameMissing,
    OrganisationClosed,
)
from gridward.ground.register.services.contacts import change_contact, set_contact
from gridward.ground.register.services.employees import (
    add_employee,
    change_employee,
    remove_employee,
)
from gridward.ground.register.services.organisations import (
    add_organisation,
    change_organisation,
    close_organisation,
)
from gridward.ground.register.terms.people import ContactRole, CreditCodeStatus, Trading
from gridward.kernel.codes import credit_code
from gridward.kernel.problems import NotFound, Problem
from tests.ground.register.people import household, number, organisation, resident
from tests.world import World

pytestmark = pytest.mark.django_db
CODE = "91350211M000100Y46"


def test_every_column_of_annex_4_is_kept(world: World) -> None:
    shop = organisation(
        world,
        world.actor("worker_a1"),
        kind="supermarket",
        address_text="翠竹路1号",
        legal_representative="李平",
        phone="0791-86123456",
        credit_code=f" {CODE.lower()} ",
        industry="f",
        trading=Trading.OPEN,
        plates=["赣A12345"],
    )
    kept = Organisation.objects.get(pk=shop.pk)
    assert (kept.kind, kept.legal_representative, kept.industry) == ("supermarket", "李平", "F")
    assert (kept.credit_code, kept.credit_code_status) == (CODE, CreditCodeStatus.VALID)
    assert kept.open_sealed("phone") == "+8679186123456"
    assert (kept.site, kept.grid) == (world.sites["a1"], world.grids["a1"])
    assert [one.plate for one in kept.vehicles.all()] == ["赣A12345"]


def test_the_kind_may_be_said_later_and_the_grid_stays_without_its_site(world: World) -> None:
    actor = world.actor("worker_a1")
    shop = organisation(world, actor)
    changed = change_organisation(actor, organisation_id=shop.pk, version=1, site_id=None)
    assert (changed.kind, changed.site, changed.grid) == ("other", None, world.grids["a1"])


@pytest.mark.parametrize(
    ("given", "refusal", "field"),
    [
        ({"name": " "}, NameMissing, "name"),
        ({"credit_code": CODE[:-1] + "5"}, credit_code.WrongCheckCharacter, "credit_code"),
        ({"industry": "Z"}, IndustryUnknown, "industry"),
        ({"site_id": None}, GridMissing, "grid_id"),
    ],
)
def test_a_wrong_field_is_named(
    world: World, given: dict[str, object], refusal: type[Problem], field: str
) -> None:
    with pytest.raises(refusal) as problem:
        organisation(world, world.actor("worker_a1"), **given)
    assert problem.value.details["field"] == field
    assert not Organisation.objects.exists()


def test_in_another_grid_all_that_belongs_to_it_moves_along(world: World) -> None:
    actor = world.actor("leader_a")
    shop = organisation(world, actor, plates=["赣A12345"])
    role = ContactRole.MEDICAL
    set_contact(actor, organisation_id=shop.pk, role=role, name="李平")
    add_employee(actor, organisation_id=shop.pk, name="王安", situation={"fever": False})
    changed = change_organisation(
        actor, organisation_id=shop.pk, version=1, grid_id=world.grids["a2"].pk
    )
    assert changed.site is None
    rows = [Contact.objects.get(), Employee.objects.get(), Vehicle.objects.get()]
    rows.append(Employee.objects.get().situation)
    assert {row.grid_id for row in rows} == {world.grids["a2"].pk}


def test_a_closed_organisation_takes_nobody(world: World) -> None:
    actor = world.actor("worker_a1")
    shop = organisation(world, actor)
    close_organisation(actor, organisation_id=shop.pk, version=1)
    with pytest.raises(OrganisationClosed):
        add_employee(actor, organisation_id=shop.pk, name="王安")
    with pytest.raises(OrganisationClosed):
        change_organisation(actor, organisation_id=shop.pk, version=2, note="一")


def test_a_role_has_one_person(world: World) -> None:
    actor = world.actor("worker_a1")
    shop = organisation(world, actor)
    role = ContactRole.TEMPERATURE
    set_contact(actor, organisation_id=shop.pk, role=role, name="李平", phone="13800138000")
    second = set_contact(actor, organisation_id=shop.pk, role=role, name="王安")
    changed = change_contact(actor, contact_id=second.pk, version=2, phone="13900139000")
    only = Contact.objects.get(organisation=shop)
    assert (only.name, only.open_sealed("phone")) == ("王安", "+8613900139000")
    assert changed.version == 3


def test_an_employee_who_lives_in_the_street_is_linked(world: World) -> None:
    chief, worker = world.actor("chief"), world.actor("worker_a1")
    person = resident(chief, household(world, chief, "b1-1-101"), document=number(2))
    shop = organisation(world, worker)
    employee = add_employee(
        worker, organisation_id=shop.pk, name="张晓梅", document=number(2), phone="13800138000"
    )
    assert employee.resident_id == person.pk
    assert employee.open_sealed("phone") == "+8613800138000"


def test_an_employee_is_entered_once(world: World) -> None:
    actor = world.actor("worker_a1")
    shop = organisation(world, actor)
    first = add_employee(actor, organisation_id=shop.pk, name="王安", document=number(1))
    other = add_employee(actor, organisation_id=shop.pk, name="王平")
    with pytest.raises(EmployeeExists):
        add_employee(actor, organisation_id=shop.pk, name="王安", document=number(1))
    with pytest.raises(EmployeeExists):
        change_employee(actor, employee_id=other.pk, version=1, document=number(1))
    remove_employee(actor, employee_id=first.pk, version=1)
    with pytest.raises(EmployeeGone):
        change_employee(actor, employee_id=first.pk, version=2, name="王安")
    assert add_employee(actor, organisation_id=shop.pk, name="王安", document=number(1)).pk


@pytest.mark.parametrize("grid", ["a2", "b1", "f1"])
def test_a_worker_enters_nothing_elsewhere(world: World, grid: str) -> None:
    with pytest.raises((NotFound, Problem)):
        add_organisation(world.actor("worker_a1"), name="店", site_id=world.sites[grid].pk)
    assert not Organisation.objects.exists()
