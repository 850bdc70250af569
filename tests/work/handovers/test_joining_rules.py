"""Both halves become one in whichever order they come; of two that are crossed one counts."""

from datetime import timedelta
from itertools import permutations
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from gridward.work.handovers.rules.figures import figures_on
from gridward.work.handovers.rules.joining import are_crossed, counting, merged, state_of
from gridward.work.handovers.terms import (
    Crossing,
    GiveHalf,
    HandoverKind,
    HandoverState,
    TakeAnswer,
    TakeHalf,
)
from tests.work.handovers.acts import MORNING, hour

A, B = UUID(int=1), UUID(int=2)
FIGURES = figures_on(MORNING.date())
answers = st.builds(
    lambda answer, at, digest: TakeHalf(B, answer, hour(at), digest),
    st.sampled_from(TakeAnswer),
    st.integers(6, 9),
    st.sampled_from(["", "aa", "bb"]),
)
crossings = st.builds(
    lambda number, at, ends: Crossing(
        UUID(int=number), A, B, hour(at), hour(ends) if ends else None
    ),
    st.integers(1, 9),
    st.integers(6, 9),
    st.sampled_from([None, 7, 8]),
)


@given(st.lists(answers, min_size=1, max_size=4))
def test_what_somebody_said_is_the_same_in_any_order(said: list[TakeHalf]) -> None:
    ends = set()
    for order in permutations(said):
        known = None
        for one in order:
            known = merged(known, one)
        ends.add(known)
    assert len(ends) == 1


@given(answers, answers)
def test_what_was_said_twice_is_said_once(one: TakeHalf, other: TakeHalf) -> None:
    known = merged(one, other)
    assert merged(known, one) == merged(known, other) == known


@given(answers)
def test_question_never_goes_over_a_confirmation(said: TakeHalf) -> None:
    confirmed = TakeHalf(B, TakeAnswer.CONFIRM, hour(6))
    assert merged(confirmed, said).answer is TakeAnswer.CONFIRM


def test_state_follows_from_the_halves() -> None:
    give = GiveHalf(A, "aa")
    told = [
        state_of(HandoverKind.SHIFT, give, None),
        state_of(HandoverKind.SHIFT, None, TakeHalf(B, TakeAnswer.CONFIRM, hour(6), "aa")),
        state_of(HandoverKind.SHIFT, give, TakeHalf(B, TakeAnswer.CONFIRM, hour(6), "aa")),
        state_of(HandoverKind.SHIFT, give, TakeHalf(B, TakeAnswer.CONFIRM, hour(6), "")),
        state_of(HandoverKind.SHIFT, give, TakeHalf(B, TakeAnswer.CONFIRM, hour(6), "bb")),
        state_of(HandoverKind.SHIFT, give, TakeHalf(B, TakeAnswer.QUESTION, hour(6), "aa")),
        state_of(HandoverKind.CLOSING, give, None),
    ]
    signed, begun, done, asked = (
        HandoverState.SIGNED,
        HandoverState.BEGUN,
        HandoverState.CONFIRMED,
        HandoverState.QUESTIONED,
    )
    assert told == [signed, begun, done, done, asked, asked, done]


def test_crossed_are_the_same_two_about_the_same_time() -> None:
    one = Crossing(UUID(int=1), A, B, hour(8))
    turned = Crossing(UUID(int=2), B, A, hour(8) + FIGURES.crossed)
    later = Crossing(UUID(int=3), B, A, turned.at + timedelta(seconds=1))
    same_way = Crossing(UUID(int=4), A, B, hour(8))
    assert [are_crossed(one, other, FIGURES) for other in (turned, later, same_way, one)] == [
        True,
        False,
        False,
        False,
    ]


@given(crossings, crossings)
def test_which_counts_does_not_hang_on_who_asks(one: Crossing, other: Crossing) -> None:
    if one.id != other.id:
        assert counting(one, other) == counting(other, one)


def test_that_of_whoever_leaves_counts_then_the_earlier() -> None:
    leaves = Crossing(UUID(int=9), A, B, hour(9), ends=hour(9))
    early, late = (Crossing(UUID(int=at), B, A, hour(at)) for at in (7, 8))
    assert counting(leaves, early) == leaves
    assert counting(late, early) == early
