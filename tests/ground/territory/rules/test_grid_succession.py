import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon, box

from gridward.ground.territory.rules.succession import (
    Piece,
    SerialsUsedUp,
    SuccessionProblem,
    check_merge,
    check_split,
    name_for,
    next_code,
)
from gridward.kernel.texts import LANGUAGES

COMMUNITY = "360103005002"
WEST, SOUTH, STEP = 115.88, 28.66, 0.01


def strip(begin: float, end: float) -> Polygon:
    """A part of the old grid, as shares of its width."""
    return box(WEST + begin * STEP, SOUTH, WEST + end * STEP, SOUTH + STEP)


OLD = strip(0, 1)


def test_the_first_grid_of_a_community_is_001() -> None:
    assert next_code(COMMUNITY, []).code == COMMUNITY + "001"
    assert next_code(COMMUNITY, [COMMUNITY + "000"]).code == COMMUNITY + "001"


@given(st.sets(st.integers(0, 998)))
def test_a_serial_is_never_given_twice_even_where_one_was_retired(given_serials: set[int]) -> None:
    codes = {f"{COMMUNITY}{serial:03d}" for serial in given_serials}
    fresh = next_code(COMMUNITY, codes).code
    assert fresh not in codes
    assert all(fresh > code for code in codes)


def test_other_communities_have_their_own_serials() -> None:
    assert next_code(COMMUNITY, ["360103005003007"]).serial == "001"


def test_the_thousandth_grid_is_refused() -> None:
    with pytest.raises(SerialsUsedUp):
        next_code(COMMUNITY, [COMMUNITY + "999"])


def test_a_split_into_parts_that_fit_is_accepted() -> None:
    check_split(OLD, [Piece("甲", strip(0, 0.4), 0.6), Piece("乙", strip(0.4, 1), 0.4)])


@pytest.mark.parametrize(
    ("pieces", "code"),
    [
        ([Piece("甲", OLD, 1.0)], "succession.pieces"),
        ([Piece("甲", strip(0, 0.4), 0.6), Piece("乙", strip(0.4, 1), 0.3)], "succession.shares"),
        ([Piece("甲", strip(0, 0.4), 1.2), Piece("乙", strip(0.4, 1), -0.2)], "succession.shares"),
        ([Piece("甲", strip(0, 0.4), 0.5), Piece("乙", strip(0.5, 1), 0.5)], "succession.gap"),
        ([Piece("甲", strip(0, 0.6), 0.5), Piece("乙", strip(0.5, 1), 0.5)], "succession.overlap"),
        (
            [Piece("甲", strip(0, 0.5), 0.5), Piece("乙", strip(0.5, 1.2), 0.5)],
            "succession.outside",
        ),
    ],
)
def test_a_split_that_loses_or_doubles_something_is_refused(pieces: list[Piece], code: str) -> None:
    with pytest.raises(SuccessionProblem) as refused:
        check_split(OLD, pieces)
    assert refused.value.code == code
    assert all(refused.value.sentence(language) for language in LANGUAGES)


def test_a_merge_is_all_the_old_land_and_nothing_else() -> None:
    halves = [strip(0, 0.5), strip(0.5, 1)]
    check_merge(halves, OLD)
    for wrong, code in ((strip(0, 0.9), "succession.gap"), (strip(0, 1.1), "succession.outside")):
        with pytest.raises(SuccessionProblem) as refused:
            check_merge(halves, wrong)
        assert refused.value.code == code


def test_a_merge_of_one_grid_is_refused() -> None:
    with pytest.raises(SuccessionProblem):
        check_merge([OLD], OLD)


@pytest.mark.parametrize(
    ("serial", "name"),
    [
        (3, "第三"),
        (10, "第十"),
        (11, "第十一"),
        (20, "第二十"),
        (105, "第一百零五"),
        (110, "第一百一十"),
    ],
)
def test_a_new_grid_is_counted_as_its_community_counts(serial: int, name: str) -> None:
    assert name_for("样例社区", serial, ["样例社区第一网格"]) == f"样例社区{name}网格"
    assert name_for("样例社区", serial, ["样例社区第1网格"]) == f"样例社区第{serial}网格"
