"""Who a row means, exactly: by number, then by telephone and name, then by name with what else agrees."""

import pytest

from gridward.work.screening.rules.telling import place_named
from gridward.work.screening.services.matching import Person, Row, match

PEOPLE = [
    Person("1", b"d1", (b"p1",), "王小明", 1990, "male", "翠竹小区1栋1单元101室", "g"),
    Person("2", b"d2", (b"p1",), "王小红", 1992, "female", "翠竹小区1栋1单元101室", "g"),
    Person("3", None, (b"p3",), "陈静", 1985, "female", "红梅小区2栋", "g"),
    Person("4", b"d4", (b"p4", b"p3"), "陈静", 1960, None, "红梅小区3栋", "g"),
    Person("5", b"d5", (), "陈静", None, "female", "", "g"),
]


def row(name: str, document: bytes | None = None, *phones: bytes, **more: object) -> Row:
    words = {"birth_year": None, "sex": None, "address": "", **more}
    return Row("r", document, phones, name, **words)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "verdict", "keys"),
    [
        (row("王小明", b"d1"), "sure", ["1"]),
        (row("王小明", b"d1", b"p3"), "sure", ["1"]),
        (row("王晓明", b"d1"), "doubtful", ["1"]),
        (row("王小明", None, b"p1"), "sure", ["1"]),
        (row("王某", None, b"p1"), "doubtful", ["1", "2"]),
        (row("陈静", b"d9", b"p3"), "sure", ["3"]),
        (row("陈静", None, b"p3"), "doubtful", ["3", "4", "5"]),
        (row("陈静", None, b"p3", birth_year=1985), "sure", ["3"]),
        (row("陈静", None, birth_year=1960), "doubtful", ["4", "5"]),
        (row("陈静", b"d9"), "doubtful", ["3"]),
        (row("王小明", b"d9"), "none", []),
        (row("王小明", b"d9", b"p1"), "none", []),
        (row("谁也不是", b"d9", b"p9"), "none", []),
    ],
)
def test_what_agrees_decides(asked: Row, verdict: str, keys: list[str]) -> None:
    [found] = match([asked], PEOPLE)
    assert found.verdict == verdict
    named = [found.person.key] if found.person else [one.person.key for one in found.candidates]
    assert named == keys or sorted(named) == keys


def test_the_likeliest_comes_first_with_its_reasons() -> None:
    [found] = match(
        [row("陈静", None, b"p4", address="红梅小区2栋", sex="female")], PEOPLE[2:3] + PEOPLE[4:]
    )
    assert [one.person.key for one in found.candidates] == ["3", "5"]
    assert found.candidates[0].reasons == ("same_name", "same_address", "same_sex")


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("南昌市红谷滩区沙井街道某某社区3栋", "南昌市红谷滩区沙井街道某某社区"),
        ("江西省九江市濂溪区", "江西省九江市濂溪区"),
        ("3栋2单元", ""),
        ("", ""),
    ],
)
def test_the_place_that_an_address_names(address: str, place: str) -> None:
    assert place_named(address) == place
