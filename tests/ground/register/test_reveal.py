"""Looking at one personal value in full."""

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.register.problems import LookReasonMissing, NotRevealable
from gridward.ground.register.services.contacts import set_contact
from gridward.ground.register.services.employees import add_employee
from gridward.ground.register.services.reveal import RevealKind, reveal
from gridward.ground.register.terms.people import ContactRole
from gridward.kernel.problems import NotAllowed, NotFound
from tests.ground.register.people import household, number, organisation, resident
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_look_gives_the_value_and_leaves_a_line_with_its_reason(world: World) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor), document=number(2))
    value = reveal(
        actor,
        kind=RevealKind.RESIDENT,
        row_id=person.pk,
        field="document",
        reason="核对证件",
    )
    assert value == number(2)
    line = Line.objects.get(act="register.revealed")
    assert (line.about_id, line.grid_id, line.reason) == (person.pk, person.grid_id, "核对证件")
    assert sentence(line, "zh-Hans") == "测试worker_a1 查看了 张** 的完整身份证号"
    assert number(2) not in str(line.params)


def test_every_sealed_value_can_be_looked_at(world: World) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor), document=number(2), phones=["13800138000"])
    shop = organisation(world, actor, phone="13900139000")
    contact = set_contact(
        actor,
        organisation_id=shop.pk,
        role=ContactRole.PREVENTION_LEAD,
        name="李平",
        phone="13700137000",
    )
    worker = add_employee(actor, organisation_id=shop.pk, name="王安", phone="13600136000")
    looks = {
        (RevealKind.RESIDENT, person.pk, "birth_date"): "1990-01-01",
        (RevealKind.PHONE, person.phones.get().pk, "phone"): "+8613800138000",
        (RevealKind.ORGANISATION, shop.pk, "phone"): "+8613900139000",
        (RevealKind.CONTACT, contact.pk, "phone"): "+8613700137000",
        (RevealKind.EMPLOYEE, worker.pk, "phone"): "+8613600136000",
        (RevealKind.EMPLOYEE, worker.pk, "document"): None,
    }
    for (kind, row_id, field), value in looks.items():
        assert reveal(actor, kind=kind, row_id=row_id, field=field, reason="回访") == value
    assert Line.objects.filter(act="register.revealed").count() == len(looks)


def test_without_a_reason_nothing_is_shown(world: World) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor), document=number(2))
    with pytest.raises(LookReasonMissing):
        reveal(actor, kind=RevealKind.RESIDENT, row_id=person.pk, field="document", reason=" 看 ")
    assert not Line.objects.filter(act="register.revealed").exists()


@pytest.mark.parametrize("field", ["document_index", "name", "grams", "phone"])
def test_only_declared_values_are_shown(world: World, field: str) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor))
    with pytest.raises(NotRevealable):
        reveal(actor, kind=RevealKind.RESIDENT, row_id=person.pk, field=field, reason="回访")


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("worker_a2", NotFound), ("health_a", NotAllowed), ("patron", NotFound), ("admin", NotFound)],
)
def test_others_are_shown_nothing(world: World, name: str, refusal: type[Exception]) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor), document=number(2))
    with pytest.raises(refusal):
        reveal(
            world.actor(name),
            kind=RevealKind.RESIDENT,
            row_id=person.pk,
            field="document",
            reason="回访",
        )
