"""One telephone number, however it is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridward.kernel.codes.phone import PhoneProblem, parse

MOBILE = "+8613800138000"
LANDLINE = "+8679186123456"


@pytest.mark.parametrize(
    "typed",
    [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "１３８００１３８０００",
        "'13800138000",
        "+86 138 0013 8000",
        "+86-13800138000",
        "（+86）13800138000",
        "008613800138000",
        "8613800138000",
        "86-138-0013-8000",
        "013800138000",
        "手机：13800138000",
        "联系电话:13800138000",
        "13800138000.0",
        13800138000.0,
        13800138000,
    ],
)
def test_a_mobile_number_is_one_number(typed: str | float) -> None:
    read = parse(typed)
    assert (read.e164, read.kind, read.display) == (MOBILE, "mobile", "13800138000")


@pytest.mark.parametrize(
    "typed",
    [
        "0791-86123456",
        "079186123456",
        "0791 8612 3456",
        "0791-8612-3456",
        "(0791)86123456",
        "（0791）8612 3456",
        "0791—86123456",
        "791-86123456",
        "+86 791 86123456",
        "+86 0791-86123456",
        "+86 (0)791 86123456",
        "0086-791-86123456",
        "86-0791-86123456",
        "座机0791-86123456",
    ],
)
def test_a_land_line_is_one_number(typed: str) -> None:
    read = parse(typed)
    assert (read.e164, read.kind, read.display) == (LANDLINE, "landline", "0791-86123456")


@pytest.mark.parametrize(
    "typed",
    ["0791-86123456-801", "0791-86123456转801", "079186123456 分机801", "0791-86123456ext801"],
)
def test_an_extension_is_kept_beside_the_number(typed: str) -> None:
    read = parse(typed)
    assert (read.e164, read.extension, read.display) == (LANDLINE, "801", "0791-86123456-801")


def test_a_short_area_code_needs_eight_digits() -> None:
    assert parse("010-65123456").e164 == "+861065123456"
    with pytest.raises(PhoneProblem, match=r"phone\.form"):
        parse("010-6512345")


def test_a_local_number_needs_the_area_of_the_caller() -> None:
    assert parse("86123456", area_code="0791").e164 == LANDLINE
    assert parse("8612345-8", area_code="0791").e164 == "+867918612345"
    with pytest.raises(PhoneProblem, match=r"phone\.area_code_missing"):
        parse("86123456")


@pytest.mark.parametrize(
    ("typed", "e164", "kind"),
    [
        ("+852 5123 4567", "+85251234567", "hong_kong"),
        ("00852-51234567", "+85251234567", "hong_kong"),
        ("85251234567", "+85251234567", "hong_kong"),
        ("+853 6612 3456", "+85366123456", "macao"),
        ("+886 912 345 678", "+886912345678", "taiwan"),
        ("+886 0912 345 678", "+886912345678", "taiwan"),
        ("400-123-4567", "+864001234567", "service"),
    ],
)
def test_other_lines_are_known(typed: str, e164: str, kind: str) -> None:
    read = parse(typed)
    assert (read.e164, read.kind) == (e164, kind)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
@settings(max_examples=60)
def test_every_mobile_number_is_valid_and_its_own_e164_reads_the_same(number: str) -> None:
    assert parse(parse(number).e164) == parse(number)


@given(st.from_regex(r"0(10|2[0-9]|[3-9][0-9]{2})-[2-9][0-9]{7}", fullmatch=True))
@settings(max_examples=60)
def test_every_land_line_reads_the_same_from_its_e164_and_without_its_hyphen(number: str) -> None:
    assert parse(parse(number).e164) == parse(number) == parse(number.replace("-", ""))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("手机：", "empty"),
        ("1.38E+10", "lost_digits"),
        ("1.3800138E+10", "lost_digits"),
        ("1380013800", "form"),
        ("138001380001", "form"),
        ("12800138000", "form"),
        ("23800138000", "form"),
        ("无", "characters"),
        ("张三13800138000", "characters"),
        ("138****8000", "characters"),
        ("79186123456", "leading_zero_lost"),
        ("79186123456.0", "leading_zero_lost"),
        ("+1 212 555 0100", "country"),
        ("0044 20 7946 0000", "country"),
        ("+852 1234", "form"),
    ],
)
def test_each_thing_wrong_has_its_own_problem(typed: str, code: str) -> None:
    with pytest.raises(PhoneProblem) as caught:
        parse(typed)
    assert caught.value.code == f"phone.{code}"


def test_the_number_does_not_leak_through_repr() -> None:
    assert "0013" not in repr(parse("13800138000"))
