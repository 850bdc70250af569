"""Changing what is known of a resident."""

from datetime import date

import pytest

from gridward.ground.register.problems import LivesElsewhere, ResidentGone, SexContradicts
from gridward.ground.register.services.residents import change_resident, remove_resident
from gridward.ground.register.terms.people import Sex
from gridward.kernel.problems import NotAllowed, NotFound
from tests.ground.register.people import household, number, resident
from tests.world import World

pytestmark = pytest.mark.django_db


def test_only_what_is_given_changes(world: World) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor), document=number(2), employer="学校")
    changed = change_resident(actor, resident_id=person.pk, version=1, note="老师")
    assert (changed.name, changed.employer, changed.note) == ("张晓梅", "学校", "老师")
    assert changed.open_sealed("document") == number(2)
    assert changed.version == 2


def test_a_new_name_is_found_by_its_pinyin(world: World) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor))
    changed = change_resident(actor, resident_id=person.pk, version=1, name="单小明")
    assert changed.sort_key.startswith("shan xiao ming")
    assert "shanxm" in changed.grams


def test_a_new_number_brings_its_own_birth_and_sex(world: World) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor), document=number(2))
    changed = change_resident(
        actor, resident_id=person.pk, version=1, document=number(1, "19850505")
    )
    assert (changed.birth_date, changed.sex) == (date(1985, 5, 5), Sex.MALE)


def test_the_sex_alone_may_not_contradict_the_number(world: World) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor), document=number(2))
    with pytest.raises(SexContradicts):
        change_resident(actor, resident_id=person.pk, version=1, sex=Sex.MALE)


def test_an_emptied_number_is_forgotten_and_birth_stays(world: World) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor), document=number(2))
    changed = change_resident(actor, resident_id=person.pk, version=1, document="")
    assert (changed.document, changed.document_index) == (None, None)
    assert (changed.birth_date, changed.document_missing) == (date(1990, 1, 1), "not_given")


def test_phones_and_plates_are_replaced_as_lists(world: World) -> None:
    actor = world.actor("worker_a1")
    person = resident(
        actor, household(world, actor), phones=["13800138000", "13900139000"], plates=["赣A12345"]
    )
    kept = person.phones.get(phone_index=person.phones.first().phone_index)  # type: ignore[union-attr]
    first = kept.open_sealed("phone") or ""
    change_resident(
        actor, resident_id=person.pk, version=1, phones=[first, "0791-86123456转8"], plates=[]
    )
    assert kept.pk in {one.pk for one in person.phones.all()}
    assert {one.open_sealed("phone") for one in person.phones.all()} == {
        first,
        "+8679186123456转8",
    }
    assert not person.vehicles.exists()


def test_the_number_of_another_resident_is_refused(world: World) -> None:
    actor = world.actor("worker_a1")
    resident(actor, household(world, actor, "a1-1-102"), document=number(1))
    person = resident(actor, household(world, actor))
    with pytest.raises(LivesElsewhere) as problem:
        change_resident(actor, resident_id=person.pk, version=1, document=number(1))
    assert problem.value.details["field"] == "document"


def test_who_left_is_changed_no_more(world: World) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor))
    remove_resident(actor, resident_id=person.pk, version=1)
    with pytest.raises(ResidentGone):
        change_resident(actor, resident_id=person.pk, version=2, note="一")


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("worker_a2", NotFound), ("worker_f1", NotFound), ("police_a", NotAllowed)],
)
def test_others_change_nothing(world: World, name: str, refusal: type[Exception]) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor))
    with pytest.raises(refusal):
        change_resident(world.actor(name), resident_id=person.pk, version=1, note="一")
