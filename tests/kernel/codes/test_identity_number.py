"""Identity numbers: GB 11643-1999, with the kindness that typed text needs."""

import csv
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from gridward.kernel.codes import identity_number
from gridward.kernel.codes.identity_number import IdentityNumberProblem, parse
from tests.shared_data import shared

TODAY = date(2026, 11, 23)
VALID = "360199190001010016"


def with_check(seventeen: str) -> str:
    return seventeen + mod_11_2.calc_check_digit(seventeen)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    area = draw(st.integers(100000, 899999))
    birth = draw(st.dates(date(1907, 1, 1), TODAY))
    return with_check(f"{area}{birth:%Y%m%d}{draw(st.integers(0, 999)):03d}")


def refusal(typed: str | float) -> IdentityNumberProblem:
    with pytest.raises(IdentityNumberProblem) as caught:
        parse(typed, today=TODAY)
    return caught.value


def test_a_check_character_x_and_a_birth_long_ago_are_valid() -> None:
    assert parse("36019919491231078X", today=TODAY).sex == "female"
    assert parse("360199188001010013", today=TODAY).warnings == ("age",)


def test_the_shared_vectors_are_judged_as_published() -> None:
    with (shared("id_validation") / "vectors.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["kind"] == "ric"]
    assert len(rows) == 5
    for row in rows:
        if row["expected"] == "valid":
            assert parse(row["value"], today=TODAY).number == row["value"].upper()
        else:
            assert refusal(row["value"])


def test_area_birth_and_sex_are_read() -> None:
    read = parse(VALID, today=TODAY)
    assert (read.area, read.birth, read.sex, read.kind) == (
        "360199",
        date(1900, 1, 1),
        "male",
        "citizen",
    )


@given(numbers())
@settings(max_examples=60)
def test_every_well_made_number_is_valid_whatever_its_area(number: str) -> None:
    read = parse(number, today=TODAY)
    assert read.number == number
    assert read.area == number[:6]
    assert f"{read.birth:%Y%m%d}" == number[6:14]
    assert (read.sex == "male") == (int(number[16]) % 2 == 1)


@given(numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
@settings(max_examples=120)
def test_one_changed_character_never_passes(number: str, place: int, other: str) -> None:
    assume(number[place] != other)
    refusal(number[:place] + other + number[place + 1 :])


@given(numbers(), st.integers(0, 15))
@settings(max_examples=60)
def test_two_swapped_neighbours_never_pass(number: str, place: int) -> None:
    assume(number[place] != number[place + 1])
    refusal(number[:place] + number[place + 1] + number[place] + number[place + 2 :])


@given(st.text(alphabet="0123456789", min_size=17, max_size=17), st.sampled_from("0123456789X"))
@settings(max_examples=100)
def test_the_check_agrees_with_the_library(seventeen: str, last: str) -> None:
    number = seventeen + last
    assert identity_number._check_passes(number) == mod_11_2.is_valid(number)


@pytest.mark.parametrize(
    "typed",
    [
        "36019919000101001x",
        "３６０１９９１９０００１０１００１Ｘ",
        " 360199 19000101 001X ",
        "'36019919000101001X",
        "\ufeff360199\u200b19000101001X\t",
        "360199-19000101-001×",
        "36019919000101001Х",
    ],
)
def test_the_ways_people_write_it_change_nothing_but_a_wrong_check_stays_wrong(typed: str) -> None:
    assert refusal(typed).code == "identity_number.check_digit"
    right = typed
    for sign in "xＸX×Х":
        right = right.replace(sign, "6")
    assert parse(right, today=TODAY).number == VALID
    assert parse(right, today=TODAY).typed == right


def test_fifteen_digits_are_carried_over_and_what_was_typed_is_kept() -> None:
    read = parse("360199000101001", today=TODAY)
    assert (read.number, read.typed) == (VALID, "360199000101001")
    assert parse(360199000101001.0, today=TODAY).number == VALID


@pytest.mark.parametrize(
    ("area", "kind"), [("810000", "hk"), ("820000", "macao"), ("830000", "taiwan")]
)
def test_residence_permits_have_their_own_kind(area: str, kind: str) -> None:
    assert parse(with_check(f"{area}19900101001"), today=TODAY).kind == kind


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        (" \t\u3000'", "empty"),
        ("36019919000101001", "length"),
        ("3601991900010100166", "length"),
        ("36019919000101", "length"),
        ("36019900010100X", "length"),
        ("3601991900010100l6", "characters"),
        ("3601**********0016", "characters"),
        ("身份证号", "characters"),
        ("X60199190001010016", "characters"),
        ("360199190013010016", "birth"),
        ("360199190002290016", "birth"),
        ("360199000000001", "birth"),
        ("360199202611240016", "birth_in_future"),
        ("360199190001010017", "check_digit"),
        ("930000198001010013", "foreigners_card"),
    ],
)
def test_each_thing_wrong_has_its_own_problem(typed: str, code: str) -> None:
    assert refusal(typed).code == f"identity_number.{code}"


@pytest.mark.parametrize(
    "typed",
    [
        "3.60199E+17",
        "3.6019919000101E+17",
        "3.6019919e17",
        3.6019919e17,
        360199190001010016.0,
        "360199190001010000.0",
        "360199190001010000",
        "360199190001009984",
    ],
)
def test_digits_lost_in_a_spreadsheet_are_refused_with_that_reason(typed: str | float) -> None:
    assert refusal(typed).code == "identity_number.lost_digits"


def test_a_valid_number_shaped_as_if_rounded_is_kept_with_a_warning() -> None:
    rounded = next(
        number
        for day in range(1, 29)
        for number in [with_check(f"360199190001{day:02d}100")]
        if number.endswith("0")
    )
    assert parse(rounded, today=TODAY).warnings == ("age", "rounded")


def test_the_length_found_is_told() -> None:
    assert "17位" in refusal("36019919000101001").sentence("zh-Hans")


def test_the_right_check_digit_is_never_told() -> None:
    problem = refusal("360199190001010017")
    assert not problem.details
    assert "6" not in problem.sentence("zh-Hans")


def test_born_today_is_valid_and_tomorrow_is_not() -> None:
    number = with_check("36019920261123001")
    assert parse(number, today=TODAY).birth == TODAY
    with pytest.raises(identity_number.BirthInFuture):
        parse(number, today=date(2026, 11, 22))


def test_the_age_warning_begins_on_the_birthday_of_121_years() -> None:
    number = with_check("36019919051123001")
    assert parse(number, today=date(2026, 11, 22)).warnings == ()
    assert parse(number, today=date(2026, 11, 23)).warnings == ("age",)


def test_the_number_does_not_leak_through_repr() -> None:
    assert "0001" not in repr(parse(VALID, today=TODAY))
