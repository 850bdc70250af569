"""What an epidemic asks: kept apart, under its own permission."""

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.register.models import ResidentSituation
from gridward.ground.register.services.employees import add_employee
from gridward.ground.register.services.residents import change_resident
from gridward.ground.register.services.situations import (
    change_employee_situation,
    change_organisation_situation,
    change_resident_situation,
)
from gridward.ground.register.terms.people import Away, KeyPerson, Measure
from gridward.kernel.problems import NotAllowed, NotFound
from tests.ground.register.people import household, organisation, resident
from tests.world import World

pytestmark = pytest.mark.django_db


def test_only_what_is_said_changes(world: World) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor), situation={"tested": True})
    row = change_resident_situation(actor, resident_id=person.pk, away=Away.CITY)
    assert (row.tested, row.from_key_area, row.away) == (True, None, Away.CITY)
    assert ResidentSituation.objects.count() == 1


def test_the_health_liaison_sets_it_without_changing_the_register(world: World) -> None:
    worker, health = world.actor("worker_a1"), world.actor("health_a")
    person = resident(worker, household(world, worker))
    assert change_resident_situation(health, resident_id=person.pk, tested=False).tested is False
    with pytest.raises(NotAllowed):
        change_resident(health, resident_id=person.pk, version=1, note="一")


@pytest.mark.parametrize(("name", "refusal"), [("police_a", NotAllowed), ("worker_a2", NotFound)])
def test_others_set_nothing(world: World, name: str, refusal: type[Exception]) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor))
    with pytest.raises(refusal):
        change_resident_situation(world.actor(name), resident_id=person.pk, tested=True)


def test_an_organisation_has_measures_and_its_employees_marks(world: World) -> None:
    actor = world.actor("worker_a1")
    shop = organisation(world, actor)
    measures = [Measure.DUTY_24, Measure.ISOLATION_ROOM]
    row = change_organisation_situation(
        actor, organisation_id=shop.pk, resumption_filed=True, measures=measures
    )
    assert (row.resumption_filed, row.measures) == (True, measures)
    employee = add_employee(actor, organisation_id=shop.pk, name="王安")
    marks = change_employee_situation(
        actor, employee_id=employee.pk, fever=False, key_person=KeyPerson.OTHER_RETURNEE
    )
    assert (marks.fever, marks.key_person) == (False, KeyPerson.OTHER_RETURNEE)
    assert Line.objects.filter(act="register.situation_changed").count() == 2
