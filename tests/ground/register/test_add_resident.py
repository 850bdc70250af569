"""Entering a person into a household."""

from datetime import date
from typing import Any

import pytest

from gridward.ground.register.models import Conflict, Resident
from gridward.ground.register.problems import (
    AlreadyInHousehold,
    BirthContradicts,
    BirthInFuture,
    DocumentForm,
    SexContradicts,
)
from gridward.ground.register.services.residents import add_resident, remove_resident
from gridward.ground.register.terms.people import (
    ConflictKind,
    DocumentKind,
    DocumentMissing,
    Sex,
)
from gridward.kernel.codes import document, phone, plate
from gridward.kernel.problems import Problem
from tests.ground.register.people import household, number, resident
from tests.world import World

pytestmark = pytest.mark.django_db


def test_birth_and_sex_follow_from_the_identity_number(world: World) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor), document=number(1, "20151231"))
    assert (person.birth_date, person.sex) == (date(2015, 12, 31), Sex.MALE)
    assert person.document_missing == DocumentMissing.NOT_MISSING


@pytest.mark.parametrize(
    ("given", "refusal", "field"),
    [
        ({"document": number(1), "sex": Sex.FEMALE}, SexContradicts, "sex"),
        ({"document": number(1), "birth_date": date(1990, 1, 2)}, BirthContradicts, "birth_date"),
        ({"birth_date": date(2999, 1, 1)}, BirthInFuture, "birth_date"),
        ({"phones": ["13800138000", "123"]}, phone.PhoneProblem, "phones.1"),
        ({"plates": ["赣O1234"]}, plate.PlateProblem, "plates.0"),
        (
            {"document_kind": DocumentKind.PASSPORT, "document": "12"},
            document.WrongForm,
            "document",
        ),
        ({"document_kind": DocumentKind.OTHER, "document": "军?"}, DocumentForm, "document"),
    ],
)
def test_a_wrong_field_is_named(
    world: World, given: dict[str, Any], refusal: type[Problem], field: str
) -> None:
    actor = world.actor("worker_a1")
    with pytest.raises(refusal) as problem:
        resident(actor, household(world, actor), **given)
    assert problem.value.details["field"] == field
    assert not Resident.objects.exists()


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (DocumentKind.PASSPORT, "e12345678", "E12345678"),
        (DocumentKind.HK_MACAO_PERMIT, "H01234567", "H01234567"),
        (DocumentKind.OTHER, "zj 2022-17", "ZJ2022-17"),
    ],
)
def test_other_documents_are_kept_in_their_form(
    world: World, kind: DocumentKind, typed: str, kept: str
) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor), document_kind=kind, document=typed)
    assert person.open_sealed("document") == kept


def test_without_a_document_the_reason_is_kept(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    assert resident(actor, home).document_missing == DocumentMissing.NOT_GIVEN
    infant = resident(actor, home, "张小宝", document_missing=DocumentMissing.INFANT)
    assert infant.document_missing == DocumentMissing.INFANT


def test_the_same_person_twice_in_one_household_is_refused(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    resident(actor, home, document=number(1))
    with pytest.raises(AlreadyInHousehold):
        resident(actor, home, document=number(1))


@pytest.mark.parametrize("elsewhere", ["a1-2-202", "a2-1-101", "b1-1-101"])
def test_a_person_of_another_household_of_the_street_is_a_conflict_and_no_second_row(
    world: World, elsewhere: str
) -> None:
    chief, worker = world.actor("chief"), world.actor("worker_a1")
    known = resident(chief, household(world, chief, elsewhere), document=number(1))
    home = household(world, worker)
    entered = add_resident(worker, household_id=home.pk, name="张晓梅", document=number(1))
    assert entered.resident is None
    conflict = Conflict.objects.get(pk=str(entered.conflict))
    assert (conflict.kind, conflict.resident, conflict.household) == (
        ConflictKind.TWO_HOUSEHOLDS,
        known,
        home,
    )
    assert conflict.grid_id == home.grid_id
    assert number(1).encode() not in bytes(conflict.proposal or b"")
    assert Resident.objects.count() == 1


def test_the_wall_hides_the_other_household_but_not_that_the_number_is_taken(
    world: World, behind_wall: object
) -> None:
    chief = world.actor("chief")
    resident(chief, household(world, chief, "b1-1-101"), document=number(1))
    home = household(world, chief)
    behind_wall(world.account("worker_a1"))  # type: ignore[operator]
    worker = world.actor("worker_a1")
    entered = add_resident(worker, household_id=home.pk, name="张晓梅", document=number(1))
    assert entered.conflict is not None
    assert Conflict.objects.select_related("resident").get().resident is None
    assert not Resident.objects.exists()


def test_another_street_is_asked_nothing(world: World) -> None:
    other, worker = world.actor("chief_f"), world.actor("worker_a1")
    resident(other, household(world, other, "f1-1-101"), document=number(1))
    assert resident(worker, household(world, worker), document=number(1)).pk


def test_who_left_may_come_back_elsewhere(world: World) -> None:
    actor = world.actor("worker_a1")
    gone = resident(actor, household(world, actor), document=number(1))
    remove_resident(actor, resident_id=gone.pk, version=gone.version)
    again = resident(actor, household(world, actor, "a1-1-102"), document=number(1))
    assert again.pk != gone.pk


def test_an_empty_household_is_lived_in_again(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor, state="empty")
    resident(actor, home)
    home.refresh_from_db()
    assert home.state == "living"
