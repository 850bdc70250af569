"""An identity number comes first."""

from dataclasses import replace

from gridward.planning.matching import Row, Verdict, match
from tests.planning.matching.homes import (
    MAN,
    NEIGHBOUR,
    WIFE,
    WITHOUT_NUMBER,
    about,
    answer,
    answers,
    levels,
)


def test_one_number_and_a_name_that_could_be_meant_is_sure() -> None:
    names = ("王建国", "王建囯", "王健国", "王國建", "王建 国", "")
    found = answers(*(Row("", "number-1", name=name) for name in names))
    assert [(one.verdict, one.person) for one in found] == [(Verdict.SURE, "man")] * len(names)


def test_a_person_who_moved_and_has_another_phone_is_found_by_the_number() -> None:
    found = answer(about(MAN, phones=("new",), address="望江花园1栋101室"))
    assert found.person == "man"
    assert levels(found)["address"] == "differs"
    assert levels(found)["phone"] == "differs"


def test_the_number_of_somebody_with_quite_another_name_is_doubtful() -> None:
    found = answer(Row("row", "number-1", name="赵敏"))
    assert found.verdict is Verdict.DOUBTFUL
    assert found.candidates[0].person == "man"


def test_a_near_name_is_not_enough_where_birth_year_or_sex_contradict() -> None:
    rows = (Row("", "number-1", name="王国建", sex="female"), Row("", "number-1", birth_year=1999))
    assert [one.verdict for one in answers(*rows)] == [Verdict.DOUBTFUL] * 2


def test_two_persons_with_one_number_are_doubtful() -> None:
    other = replace(MAN, key="again", address="枫林里8栋302室")
    found = answer(about(MAN), other)
    assert found.verdict is Verdict.DOUBTFUL
    assert {one.person for one in found.candidates} >= {"man", "again"}


def test_a_number_that_leads_to_one_person_bars_another_who_fits_by_phone_and_name() -> None:
    found = answer(about(WITHOUT_NUMBER, document="number-4"))
    assert found.verdict is Verdict.DOUBTFUL
    assert {one.person for one in found.candidates} == {"neighbour", "guest"}


def test_different_numbers_bar_a_sure_match_whatever_else_agrees() -> None:
    found = answer(about(NEIGHBOUR, document="number-9"))
    assert found.verdict is Verdict.DOUBTFUL
    assert levels(found)["document"] == "differs"


def test_a_typing_error_in_a_number_that_can_be_read_is_recognised_and_doubtful() -> None:
    typed = {
        "360199198503072043": "swapped_digits",
        "360199198503170243": "one_digit",
        "360199199912120011": "other_number",
    }
    known = replace(WIFE, document="360199198503070243", phones=(), name="吴晓梅")
    found = match([about(known, document=one, key=one) for one in typed], [MAN, known])
    for one in found:
        assert (one.verdict, one.candidates[0].person) == (Verdict.DOUBTFUL, "wife")
        assert levels(one)["document"] == typed[one.row]


def test_a_typing_error_counts_more_than_another_number() -> None:
    known = replace(WIFE, key="known", document="360199198503070243", phones=(), name="吴晓梅")
    near = answer(about(known, document="360199198503070143", address=""), known)
    far = answer(about(known, document="360199199912120011", address=""), known)
    assert near.candidates[0].score > 0.99
    assert near.candidates[0].score > max((one.score for one in far.candidates), default=0)


def test_a_number_that_half_the_register_shares_finds_nobody() -> None:
    crowd = [
        replace(MAN, key=f"p{n}", document="000", name=f"陌{n}", phones=()) for n in range(300)
    ]
    assert answer(Row("row", "000", name="钱多"), *crowd).verdict is Verdict.NONE
