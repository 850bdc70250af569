"""People by plausible laws, with papers that pass every check and belong to nobody."""

from collections import Counter
from itertools import groupby

from gridward.fiction.terms import FictionalPerson, FictionalStreet
from gridward.ground.register.terms.people import Away, DocumentKind, DocumentMissing, Sex, Tenure
from gridward.kernel.codes import identity_number, phone, plate
from tests.fiction.conftest import TODAY


def with_number(street: FictionalStreet) -> list[FictionalPerson]:
    return [one for one in street.persons if one.document_kind == "identity_card" and one.document]


def test_identity_numbers_are_valid_and_tell_birth_and_sex(street: FictionalStreet) -> None:
    for person in with_number(street):
        read = identity_number.parse(person.document, today=TODAY)
        assert (read.birth, read.sex, read.area) == (person.birth_date, person.sex, "360199")


def test_old_papers_give_the_same_number(street: FictionalStreet) -> None:
    old = [one for one in with_number(street) if len(one.paper_document) == 15]
    assert old
    for person in old:
        assert identity_number.parse(person.paper_document, today=TODAY).number == person.document


def test_no_two_people_share_a_number_a_phone_or_a_plate(street: FictionalStreet) -> None:
    outsiders = [one for one in street.employees if one.person_key is None]
    numbers = [one.document for one in street.persons if one.document]
    numbers += [one.document for one in outsiders]
    phones = [number for one in street.persons for number in one.phones]
    phones += [one.phone for one in outsiders] + [one.phone for one in street.members]
    phones += [one.phone for one in street.organisations + street.contacts]
    plates = [one.plate for one in street.vehicles]
    for found in (numbers, phones, plates):
        assert len(set(found)) == len(found)


def test_phones_and_plates_are_formally_valid(street: FictionalStreet) -> None:
    for person in street.persons:
        for number in person.phones:
            assert phone.parse(number).e164 == f"+86{number}"
    for vehicle in street.vehicles:
        assert plate.parse(vehicle.plate).number == vehicle.plate
    assert {len(vehicle.plate) for vehicle in street.vehicles} == {7, 8}


def test_words_are_the_registers_words(street: FictionalStreet) -> None:
    assert {one.tenure for one in street.households} <= {word.value for word in Tenure}
    for name, words in {
        "sex": Sex,
        "document_kind": DocumentKind,
        "document_missing": DocumentMissing,
        "away": Away,
    }.items():
        assert {getattr(one, name) for one in street.persons} <= {word.value for word in words}


def test_only_somebody_with_a_reason_has_no_number(street: FictionalStreet) -> None:
    without = [one for one in street.persons if not one.document]
    assert without
    assert all(one.document_missing for one in without)
    assert not any(one.document_missing for one in street.persons if one.document)


def test_a_household_has_one_head_and_two_to_three_people_on_average(
    street: FictionalStreet,
) -> None:
    sizes = []
    for _, group in groupby(street.persons, lambda one: one.household_key):
        people = list(group)
        assert [one.relation for one in people].count("户主") == 1
        sizes.append(len(people))
    assert 2.2 < sum(sizes) / len(sizes) < 3.2
    assert max(sizes) <= 6


def test_nobody_is_born_after_today_or_before_1900(street: FictionalStreet) -> None:
    assert all(one.birth_date.year >= 1900 for one in street.persons)
    assert all(one.birth_date < TODAY for one in street.persons)
    old = sum(one.birth_date.year < 1958 for one in street.persons)
    young = sum(one.birth_date.year > 2007 for one in street.persons)
    assert 0.08 < old / len(street.persons) < 0.3
    assert 0.1 < young / len(street.persons) < 0.3


def test_children_are_younger_than_the_head(street: FictionalStreet) -> None:
    heads = {one.household_key: one for one in street.persons if one.relation == "户主"}
    for child in (one for one in street.persons if one.relation in {"子", "女"}):
        assert child.birth_date.year - heads[child.household_key].birth_date.year >= 22


def test_difficult_surnames_rare_characters_and_dotted_names_occur(
    street: FictionalStreet,
) -> None:
    names = Counter(one.name for one in street.persons)
    text = "".join(names)
    assert any(name.startswith("欧阳") for name in names)
    assert {"曾", "单", "仇"} & {name[0] for name in names}
    assert "·" in text
    assert set("𠮷䶮㛃") & set(text)
