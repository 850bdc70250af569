"""Division codes of five levels and grid codes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridward.kernel.codes.division import DivisionCode, DivisionProblem, parse, parse_grid

COMMUNITY = "360103005002"


@pytest.mark.parametrize(
    ("typed", "code", "level"),
    [
        ("36", "36", "province"),
        ("360000", "36", "province"),
        ("3601", "3601", "city"),
        ("360100000000", "3601", "city"),
        ("360103", "360103", "county"),
        ("360103005", "360103005", "street"),
        ("360103005000", "360103005", "street"),
        ("360103000000", "360103", "county"),
        (COMMUNITY, COMMUNITY, "community"),
        (" ３６０103005002.0 ", COMMUNITY, "community"),
        (360103005002.0, COMMUNITY, "community"),
    ],
)
def test_a_code_has_one_shortest_form(typed: str | float, code: str, level: str) -> None:
    read = parse(typed)
    assert (read.code, read.level) == (code, level)


def test_parents_lead_up_to_the_province() -> None:
    code: DivisionCode | None = parse(COMMUNITY)
    levels = []
    while code:
        levels.append(code.level)
        code = code.parent
    assert levels == ["community", "street", "county", "city", "province"]


def test_a_division_contains_itself_and_what_lies_below() -> None:
    street = parse("360103005")
    assert street.contains(street)
    assert street.contains(parse(COMMUNITY))
    assert street.contains(parse_grid(COMMUNITY + "001"))
    assert not street.contains(parse("360103004001"))
    assert not street.contains(parse("360103"))


def test_a_code_is_padded_for_those_who_want_it() -> None:
    assert parse("36").padded(6) == "360000"
    assert parse("360103005").padded(12) == "360103005000"


def test_a_grid_code_is_a_community_and_a_serial() -> None:
    grid = parse_grid("360103005002001")
    assert (grid.community, grid.serial, grid.kind) == (parse(COMMUNITY), "001", "base")
    assert parse_grid("360103005002000").kind == "community"


@given(st.integers(1, 999), st.integers(1, 999), st.integers(0, 999))
@settings(max_examples=60)
def test_every_grid_lies_in_its_community_and_street(street: int, place: int, serial: int) -> None:
    grid = parse_grid(f"360103{street:03d}{place:03d}{serial:03d}")
    assert grid.community.level == "community"
    assert parse(f"360103{street:03d}").contains(grid)


@pytest.mark.parametrize("typed", ["", "3", "360", "3601030", "03", "36010A", "3601030050020011"])
def test_other_text_is_no_division(typed: str) -> None:
    with pytest.raises(DivisionProblem, match=r"division\.form"):
        parse(typed)


@pytest.mark.parametrize("typed", ["", COMMUNITY, "360103005000001", "36010300500200A", "0" * 15])
def test_other_text_is_no_grid(typed: str) -> None:
    with pytest.raises(DivisionProblem, match=r"division\.grid_form"):
        parse_grid(typed)
