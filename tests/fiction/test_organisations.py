"""Organisations of every kind that R7 names, with contacts and employees."""

from collections import defaultdict

from gridward.fiction.terms import FictionalStreet
from gridward.ground.register.terms.people import (
    ContactRole,
    CreditCodeStatus,
    KeyPerson,
    Measure,
    OrganisationKind,
    Trading,
)
from gridward.kernel.codes import credit_code
from gridward.kernel.problems import Problem


def test_there_is_an_organisation_of_every_kind(street: FictionalStreet) -> None:
    found = {one.kind for one in street.organisations}
    assert found == {kind.value for kind in OrganisationKind}


def test_credit_codes_are_as_their_status_says(street: FictionalStreet) -> None:
    by_status = defaultdict(list)
    for one in street.organisations:
        by_status[one.credit_code_status].append(one.credit_code)
    assert set(by_status) == {status.value for status in CreditCodeStatus}
    assert all(credit_code.parse(code).number == code for code in by_status["valid"])
    assert len(set(by_status["valid"])) == len(by_status["valid"])
    assert set(by_status["none"]) == {""}
    assert all(_refused(code) for code in by_status["invalid"])


def _refused(code: str) -> bool:
    try:
        credit_code.parse(code)
    except Problem:
        return True
    return False


def test_words_are_the_registers_words(street: FictionalStreet) -> None:
    organisations, employees = street.organisations, street.employees
    assert {one.trading for one in organisations} <= {word.value for word in Trading}
    assert {one.role for one in street.contacts} == {word.value for word in ContactRole}
    assert {one.key_person for one in employees} <= {word.value for word in KeyPerson}
    assert {m for one in organisations for m in one.measures} == {word.value for word in Measure}
    assert all(one.industry in "ABCDEFGHIJKLMNOPQRST" for one in organisations)


def test_some_employees_live_in_the_street_and_are_the_same_people(
    street: FictionalStreet,
) -> None:
    residents = {one.key: one for one in street.persons}
    linked = [one for one in street.employees if one.person_key]
    assert linked
    assert len(linked) < len(street.employees)
    for one in linked:
        resident = residents[str(one.person_key)]
        assert (one.name, one.document) == (resident.name, resident.document)


def test_a_role_is_held_once_in_an_organisation(street: FictionalStreet) -> None:
    held = [(one.organisation_key, one.role) for one in street.contacts]
    assert len(set(held)) == len(held)
