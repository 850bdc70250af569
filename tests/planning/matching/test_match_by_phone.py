"""A phone says something together with the name, never alone: families share phones."""

from dataclasses import replace

from gridward.planning.matching import Row, Verdict
from tests.planning.matching.homes import MAN, NEIGHBOUR, SON, about, answer, answers, levels


def test_phone_and_name_are_sure_without_number_and_address() -> None:
    found = answer(Row("row", phones=("other", "phone-4"), name="陈丽"))
    assert (found.verdict, found.person) == (Verdict.SURE, "neighbour")
    assert levels(found) == {"phone": "exact", "name": "exact"}


def test_of_a_family_with_one_phone_the_name_tells_who() -> None:
    rows = (Row("", phones=("phone-1",), name=name) for name in ("王浩宇", "王建国"))
    assert [one.person for one in answers(*rows)] == ["son", "man"]


def test_a_phone_alone_is_doubtful_and_shows_whose_it_is() -> None:
    found = answers(
        *(Row("", phones=("phone-4",), name=name) for name in ("张强", "王芳", "", "王"))
    )
    assert [one.verdict for one in found] == [Verdict.DOUBTFUL] * 4
    assert [[person.person for person in one.candidates] for one in found] == [["neighbour"]] * 4


def test_a_former_phone_and_the_name_need_the_birth_year() -> None:
    row = Row("", phones=("old-4",), name="陈丽")
    without, found = answers(row, replace(row, birth_year=1985))
    assert without.verdict is Verdict.DOUBTFUL
    assert (found.person, levels(found)["phone"]) == ("neighbour", "former")


def test_a_name_that_sounds_alike_needs_the_birth_year() -> None:
    row = Row("", phones=("phone-4",), name="陈莉")
    without, found = answers(row, replace(row, birth_year=1985))
    assert without.verdict is Verdict.DOUBTFUL
    assert (found.person, levels(found)["name"]) == ("neighbour", "sound_alike")


def test_phone_and_name_are_doubtful_where_something_contradicts() -> None:
    plain = about(NEIGHBOUR, document=None, address="")
    changed = (
        replace(plain, birth_year=1960),
        replace(plain, sex="male"),
        replace(plain, document="number-9"),
    )
    assert [one.verdict for one in answers(plain, *changed)] == [
        Verdict.SURE,
        *[Verdict.DOUBTFUL] * 3,
    ]


def test_father_and_son_with_one_name_and_one_phone_are_told_apart_by_the_year_only() -> None:
    namesake = replace(SON, key="namesake", name="王建国", document=None)
    row = Row("row", phones=("phone-1",), name="王建国")
    found = answer(row, namesake)
    assert found.verdict is Verdict.DOUBTFUL
    assert {one.person for one in found.candidates} >= {"man", "namesake"}


def test_a_phone_that_many_share_finds_nobody() -> None:
    crowd = [
        replace(MAN, key=f"p{n}", document=None, name=f"陌{n}", phones=("0",)) for n in range(300)
    ]
    assert answer(Row("row", phones=("0",), name="钱多"), *crowd).verdict is Verdict.NONE
