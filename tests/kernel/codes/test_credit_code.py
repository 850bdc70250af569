"""Unified social credit codes: GB 32100-2015."""

import csv

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from gridward.kernel.codes.credit_code import CreditCodeProblem, parse
from tests.shared_data import shared

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALID = "91350100M000100Y43"


def with_check(seventeen: str) -> str:
    return seventeen + uscc.calc_check_digit(seventeen)


@st.composite
def codes(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(["11", "12", "52", "91", "92", "A1", "N1", "N2", "N3", "Y1"]))
    area = draw(st.integers(110000, 659999))
    organisation = draw(st.text(ALPHABET, min_size=9, max_size=9))
    return with_check(f"{kind}{area}{organisation}")


def refusal(typed: str | float) -> CreditCodeProblem:
    with pytest.raises(CreditCodeProblem) as caught:
        parse(typed)
    return caught.value


def test_the_shared_vectors_are_judged_as_published() -> None:
    with (shared("id_validation") / "vectors.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["kind"] == "uscc"]
    assert len(rows) > 200
    for row in rows:
        if row["expected"] == "valid":
            assert parse(row["value"]).number == row["value"].replace(" ", "")
        else:
            assert refusal(row["value"])


def test_the_parts_are_read() -> None:
    read = parse(VALID)
    assert (read.department, read.category, read.area) == ("9", "1", "350100")
    assert read.organisation_code == "M000100Y4"


@given(codes())
@settings(max_examples=60)
def test_every_well_made_code_is_valid_also_of_collective_bodies(code: str) -> None:
    assert parse(code).number == code


@given(codes(), st.integers(0, 17), st.sampled_from(ALPHABET))
@settings(max_examples=120)
def test_one_changed_character_never_passes(code: str, place: int, other: str) -> None:
    assume(code[place] != other)
    refusal(code[:place] + other + code[place + 1 :])


def test_a_code_beginning_with_n_is_valid_though_the_library_refuses_it() -> None:
    code = with_check("N2360103MF1234567")
    assert not uscc.is_valid(code)
    assert parse(code).department == "N"


@pytest.mark.parametrize(
    "typed", ["９１350100m000100y43", "91-350100-M000100Y4-3", "'91 350100 M000100Y43\u200b"]
)
def test_the_ways_people_write_it_change_nothing(typed: str) -> None:
    assert parse(typed).number == VALID


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("9135010", "length"),
        (VALID + "1", "length"),
        ("91350100M0001OOY43", "characters"),
        ("91350100S000100Z43", "characters"),
        ("有限公司", "characters"),
        ("91A50100M000100Y43", "area"),
        ("91350100M000100Y44", "check_character"),
        ("360103200012345", "old_registration"),
        ("3601032001234", "old_registration"),
        ("9.15224E+17", "lost_digits"),
        (911522010783762860.0, "lost_digits"),
        ("911522010783763000", "lost_digits"),
    ],
)
def test_each_thing_wrong_has_its_own_problem(typed: str | float, code: str) -> None:
    assert refusal(typed).code == f"credit_code.{code}"


def test_the_characters_found_are_told() -> None:
    assert "“OO”" in refusal("91350100M0001OOY43").sentence("zh-Hans")


def test_a_wrong_inner_organisation_code_is_only_a_warning() -> None:
    assert parse("91110000600037341L").warnings == ()
    assert parse(with_check("91110000600037342")).warnings == ("organisation_code",)


def test_an_unknown_department_is_only_a_warning() -> None:
    assert "department" in parse(with_check("K1110000600037341")).warnings
