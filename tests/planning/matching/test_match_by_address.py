"""Without number and phone: name, address, birth year and sex with a probability, and who is never sure."""

from dataclasses import replace

import pytest

from gridward.planning.matching import Person, Row, Thresholds, Verdict, match
from tests.planning.matching.homes import (
    HOME,
    MAN,
    NEIGHBOUR,
    NEXT_DOOR,
    REGISTER,
    SON,
    WITHOUT_NUMBER,
    about,
    answer,
    answers,
    levels,
)


def unnumbered(person: Person, **changed: object) -> Row:
    return about(person, **({"document": None, "phones": ()} | changed))


FORMS = (
    NEXT_DOOR,
    "南昌市西湖区桃苑路12号春禾苑三栋二单元五零二",
    "春禾苑3#2-502",
    "春禾院3-2-502",
)
LESS: tuple[dict[str, object], ...] = (
    {"name": "陈莉"},
    {"name": ""},
    {"birth_year": 1989},
    {"birth_year": None, "address": "春禾苑"},
    {"sex": "male"},
    {"address": "春禾苑"},
    {"address": "春禾苑3栋2单元601室"},
    {"address": ""},
)


def test_name_birth_year_and_address_as_far_as_it_is_told_are_sure() -> None:
    found = answers(*(unnumbered(NEIGHBOUR, address=form) for form in FORMS))
    assert [(one.verdict, one.person) for one in found] == [(Verdict.SURE, "neighbour")] * len(
        FORMS
    )
    assert min(one.candidates[0].score for one in found) >= 0.999


def test_with_less_they_are_doubtful_and_the_person_is_first() -> None:
    found = answers(*(unnumbered(NEIGHBOUR, **less) for less in LESS))
    assert [one.verdict for one in found] == [Verdict.DOUBTFUL] * len(LESS)
    assert [one.candidates[0].person for one in found] == ["neighbour"] * len(LESS)


def test_somebody_who_moved_is_found_by_name_and_birth_year_and_doubtful() -> None:
    found = answer(unnumbered(NEIGHBOUR, address="望江花园1栋101室"))
    assert found.verdict is Verdict.DOUBTFUL
    assert levels(found)["address"] == "differs"


def test_a_name_alone_says_too_little() -> None:
    assert answer(Row("row", name="陈丽")).verdict is Verdict.NONE


def test_a_stranger_of_the_same_building_is_nobody() -> None:
    stranger = Row("row", name="何家骏", birth_year=1999, sex="male", address="春禾苑3栋1单元101室")
    assert answer(stranger).verdict is Verdict.NONE


@pytest.mark.parametrize(
    ("address", "year"),
    [(HOME, 1985), ("春禾苑3栋1单元601室", 1950), ("春禾苑3栋1单元601室", None)],
)
def test_identical_names_in_one_building_are_never_sure(address: str, year: int | None) -> None:
    namesake = replace(NEIGHBOUR, key="namesake", address=address, birth_year=year, document="n")
    assert answer(unnumbered(NEIGHBOUR), namesake).verdict is Verdict.DOUBTFUL


def test_identical_names_are_sure_by_number_or_by_phone_and_name() -> None:
    namesake = replace(NEIGHBOUR, key="namesake", document="n", phones=("n",), former_phones=())
    rows = [about(NEIGHBOUR, key="a"), about(NEIGHBOUR, key="b", document=None)]
    assert [one.person for one in match(rows, [*REGISTER, namesake])] == ["neighbour"] * 2


def test_twins_are_never_sure_without_number_or_phone_and_name() -> None:
    twin = replace(SON, key="twin", name="王浩轩", document="number-3b")
    rows = [
        unnumbered(SON, key="neither"),
        about(SON, key="number", phones=()),
        about(twin, key="phone", document=None),
    ]
    neither, number, phone = match(rows, [*REGISTER, twin])
    assert neither.verdict is Verdict.DOUBTFUL
    assert neither.candidates[0].person == "son"
    assert (number.person, phone.person) == ("son", "twin")


def test_a_sister_with_a_near_name_is_told_apart_by_the_birth_year_only() -> None:
    sister = replace(SON, key="sister", name="王浩轩", birth_year=2010, document="number-3b")
    rows = [unnumbered(SON, key="with"), unnumbered(SON, key="without", birth_year=None)]
    told, untold = match(rows, [*REGISTER, sister])
    assert (told.person, untold.verdict) == ("son", Verdict.DOUBTFUL)


def test_a_namesake_as_old_who_lives_elsewhere_does_not_matter_at_the_same_door() -> None:
    elsewhere = replace(
        NEIGHBOUR, key="elsewhere", document="n", phones=("n",), address="枫林里8栋401室"
    )
    assert answer(unnumbered(NEIGHBOUR), elsewhere).person == "neighbour"
    assert answer(unnumbered(NEIGHBOUR, address=""), elsewhere).verdict is Verdict.DOUBTFUL


def test_a_twin_whom_the_register_lacks_is_not_taken_for_the_other() -> None:
    found = answer(unnumbered(SON, name="王浩轩"))
    assert found.verdict is Verdict.DOUBTFUL
    assert levels(found)["name"] == "one_character"


def test_parent_and_child_of_one_sound_are_never_sure_by_address() -> None:
    child = replace(SON, key="child", name="王建果")
    assert answer(unnumbered(MAN), child).verdict is Verdict.DOUBTFUL


def test_another_number_bars_them_too() -> None:
    found = answer(unnumbered(NEIGHBOUR, document="number-9"))
    assert (found.verdict, found.candidates[0].person) == (Verdict.DOUBTFUL, "neighbour")


def test_a_person_without_number_is_found_though_the_row_has_one() -> None:
    found = answer(about(WITHOUT_NUMBER, document="number-9", phones=()))
    assert (found.verdict, found.person) == (Verdict.SURE, "guest")


def test_thresholds_move_the_verdicts_and_the_length_of_the_list() -> None:
    strict = Thresholds(sure=0.99999999)
    [found] = match([unnumbered(NEIGHBOUR)], REGISTER, thresholds=strict)
    assert found.verdict is Verdict.DOUBTFUL
    nameless = unnumbered(NEIGHBOUR, name="")
    [found] = match([nameless], REGISTER, thresholds=Thresholds(doubtful=1.0))
    assert found.verdict is Verdict.NONE
    twins = [replace(NEIGHBOUR, key=f"t{n}") for n in range(8)]
    [found] = match([unnumbered(NEIGHBOUR)], twins, thresholds=Thresholds(candidates=3))
    assert [one.person for one in found.candidates] == ["t0", "t1", "t2"]
