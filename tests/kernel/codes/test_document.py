"""Documents besides the identity card, and what an unlabelled number could be."""

from datetime import date

import pytest
from stdnum.iso7064 import mod_11_2

from gridward.kernel.codes.document import Kind, parse, recognise
from gridward.kernel.problems import Problem


def with_check(seventeen: str) -> str:
    return seventeen + mod_11_2.calc_check_digit(seventeen)


RESIDENCE_PERMIT = with_check("81000019900101001")
CARD_OF_2023 = with_check("91184019900101001")
TAIWAN_RESIDENCE_PERMIT = with_check("83000019900101002")
IDENTITY = "360199190001010016"


@pytest.mark.parametrize(
    ("typed", "kind", "number"),
    [
        ("e12345678", "cn_passport", "E12345678"),
        ("EA1234567", "cn_passport", "EA1234567"),
        ("G12345678", "cn_passport", "G12345678"),
        ("AB 123 456", "foreign_passport", "AB123456"),
        ("H12345678", "hk_macao_permit", "H12345678"),
        ("Ｍ1234567801", "hk_macao_permit", "M1234567801"),
        ("12345678", "taiwan_permit", "12345678"),
        ("1234567801", "taiwan_permit", "1234567801"),
        ("12345678.0", "taiwan_permit", "12345678"),
        ("GBR110000010101", "permanent_residence_card", "GBR110000010101"),
        (CARD_OF_2023, "permanent_residence_card", CARD_OF_2023),
        (RESIDENCE_PERMIT, "residence_permit", RESIDENCE_PERMIT),
        (TAIWAN_RESIDENCE_PERMIT, "residence_permit", TAIWAN_RESIDENCE_PERMIT),
        (IDENTITY, "identity_card", IDENTITY),
        ("360199000101001", "identity_card", IDENTITY),
    ],
)
def test_each_kind_is_read(typed: str, kind: Kind, number: str) -> None:
    read = parse(typed, kind)
    assert (read.kind, read.number) == (kind, number)


@pytest.mark.parametrize(
    ("typed", "kind", "code"),
    [
        ("", "cn_passport", "document.empty"),
        ("EI1234567", "cn_passport", "document.form"),
        ("E1234567", "cn_passport", "document.form"),
        ("NONE", "foreign_passport", "document.form"),
        ("PASSPORT", "foreign_passport", "document.form"),
        ("H123456789", "hk_macao_permit", "document.form"),
        ("A12345678", "hk_macao_permit", "document.form"),
        ("1234567", "taiwan_permit", "document.form"),
        ("1.23E+9", "taiwan_permit", "document.lost_digits"),
        (CARD_OF_2023[:-1] + "?", "permanent_residence_card", "document.form"),
        (
            with_check("91184019900101002")[:-1] + "0",
            "permanent_residence_card",
            "document.check_digit",
        ),
        (IDENTITY, "residence_permit", "document.form"),
        (RESIDENCE_PERMIT, "identity_card", "document.form"),
        ("360199190001010017", "identity_card", "identity_number.check_digit"),
    ],
)
def test_each_thing_wrong_has_its_own_problem(typed: str, kind: Kind, code: str) -> None:
    with pytest.raises(Problem) as caught:
        parse(typed, kind)
    assert caught.value.code == code


def test_a_birth_in_the_future_is_refused_when_today_is_told() -> None:
    future = with_check("81000020990101001")
    assert parse(future, "residence_permit").number == future
    with pytest.raises(Problem, match="birth_in_future"):
        parse(future, "residence_permit", today=date(2026, 11, 23))


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("E12345678", ["cn_passport", "foreign_passport"]),
        ("H12345678", ["hk_macao_permit", "foreign_passport"]),
        ("12345678", ["taiwan_permit", "foreign_passport"]),
        ("GBR110000010101", ["permanent_residence_card", "foreign_passport"]),
        (CARD_OF_2023, ["permanent_residence_card"]),
        (RESIDENCE_PERMIT, ["residence_permit"]),
        (IDENTITY, ["identity_card"]),
        ("3.6E+17", []),
        ("没有", []),
        ("", []),
    ],
)
def test_a_number_is_recognised_with_the_most_telling_kind_first(
    typed: str, kinds: list[Kind]
) -> None:
    assert recognise(typed) == kinds
