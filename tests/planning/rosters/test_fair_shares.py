"""Everybody's fair share of a burden."""

import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from gridward.planning.rosters.fairness import Member, band, fair_shares, price, steps_away

ALL: frozenset[str] = frozenset()
MEDIC = frozenset({"medic"})


def test_all_get_the_same_of_what_all_can_do() -> None:
    assert fair_shares([Member(ALL, 1, 0)] * 4, {None: 10}) == [2.5] * 4


def test_half_a_person_has_half_a_share() -> None:
    assert fair_shares([Member(ALL, 1, 0), Member(ALL, 0.5, 0)], {None: 3}) == [2, 1]


def test_what_was_done_before_counts() -> None:
    assert fair_shares([Member(ALL, 1, 3), Member(ALL, 1, 1)], {None: 2}) == [3, 3]


def test_who_has_more_than_the_share_stays_there() -> None:
    assert fair_shares([Member(ALL, 1, 9), Member(ALL, 1, 0), Member(ALL, 1, 0)], {None: 4}) == [
        9,
        2,
        2,
    ]


def test_whoever_alone_has_a_scarce_skill_does_more_of_it_and_nothing_else() -> None:
    shares = fair_shares([Member(MEDIC, 1, 0), *[Member(ALL, 1, 0)] * 3], {"medic": 8, None: 6})
    assert shares == [8, 2, 2, 2]


def test_a_skill_that_many_have_is_no_privilege() -> None:
    shares = fair_shares([Member(MEDIC, 1, 0), Member(ALL, 1, 0)], {"medic": 1, None: 5})
    assert shares == [3, 3]


@bounded(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=1, max_size=6),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_shares_add_up_to_all_that_can_be_done(
    people: list[tuple[bool, int]], for_medics: int, for_all: int
) -> None:
    members = [Member(MEDIC if medic else ALL, 1, carried) for medic, carried in people]
    shares = fair_shares(members, {"medic": for_medics, None: for_all})
    done = for_all + (for_medics if any(medic for medic, _ in people) else 0)
    assert sum(shares) == pytest.approx(done + sum(carried for _, carried in people))
    assert all(share >= one.carried for share, one in zip(shares, members, strict=True))


def test_the_band_is_the_whole_steps_around_a_share() -> None:
    assert band(2.5, 1) == (2, 3)
    assert band(3.0, 1) == (3, 3)
    assert band(1000, 480) == (960, 1440)


def test_each_step_away_is_dearer_than_the_one_before() -> None:
    assert [price(one) for one in range(5)] == [0, 1, 3, 6, 10]
    assert [steps_away(load, 2, 3, 1) for load in (0, 2, 3, 5)] == [2, 0, 0, 2]
    assert steps_away(1441, 960, 1440, 480) == 1
    steps = [price(one + 1) - price(one) for one in range(30)]
    assert steps == sorted(steps)
