"""Several telephone numbers in one cell."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridward.kernel.codes.phone import Phone, parse_many


def shown(typed: str | float, area_code: str = "") -> list[str]:
    answers = parse_many(typed, area_code=area_code)
    return [one.display if isinstance(one, Phone) else one.code for one in answers]


@pytest.mark.parametrize(
    "between", ["/", "／", "、", "；", ";", "，", ",", "|", " ", "\u3000", "\n", "或", " 或 ", "\\"]
)
def test_two_numbers_are_parted(between: str) -> None:
    assert shown(f"13800138000{between}13900139000") == ["13800138000", "13900139000"]
    assert shown(f"0791-86123456{between}13900139000") == ["0791-86123456", "13900139000"]


@pytest.mark.parametrize(
    ("typed", "display"),
    [
        ("0791-86123456", "0791-86123456"),
        ("0791 8612 3456", "0791-86123456"),
        ("138 0013 8000", "13800138000"),
        ("+86 138 0013 8000", "13800138000"),
        ("0791-86123456 转 801", "0791-86123456-801"),
        ("1 3 8 0 0 1 3 8 0 0 0", "13800138000"),
        (13800138000.0, "13800138000"),
    ],
)
def test_one_number_stays_whole(typed: str | float, display: str) -> None:
    assert shown(typed) == [display]


def test_numbers_grouped_by_spaces_are_parted_where_each_is_whole() -> None:
    assert shown("138 0013 8000 139 0013 9000") == ["13800138000", "13900139000"]
    assert shown("0791 86123456 13800138000") == ["0791-86123456", "13800138000"]


def test_a_land_line_lends_its_area_code_to_the_next() -> None:
    assert shown("0791-86123456/86123457") == ["0791-86123456", "0791-86123457"]
    assert shown("86123456、86123457", area_code="0791") == ["0791-86123456", "0791-86123457"]


def test_notes_in_brackets_are_passed_over() -> None:
    assert shown("13800138000（本人）13900139000(妻)") == ["13800138000", "13900139000"]


def test_what_is_no_number_is_a_problem_in_its_place() -> None:
    assert shown("13800138000/1390013900") == ["13800138000", "phone.form"]
    assert shown("张三 13800138000") == ["phone.characters", "13800138000"]
    assert shown("13800138000 1.38E+10") == ["13800138000", "phone.lost_digits"]


def test_an_empty_cell_has_no_numbers() -> None:
    assert shown("") == shown(" \u200b\n") == shown(" / ") == []


@given(
    st.lists(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), min_size=1, max_size=4),
    st.sampled_from(["/", " ", "、", "\n", "；"]),
)
@settings(max_examples=60)
def test_every_number_comes_out_in_its_order(numbers: list[str], between: str) -> None:
    assert shown(between.join(numbers)) == numbers
