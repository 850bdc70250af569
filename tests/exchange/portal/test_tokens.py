"""Tokens of slips: long, random, and hard to mistype unnoticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.exchange.portal.problems import SlipCodeMistyped
from gridward.exchange.portal.rules.tokens import (
    LENGTH,
    RANDOM,
    SIGNS,
    in_groups,
    new_token,
    read_token,
)

drawn = st.lists(st.integers(0, len(SIGNS) - 1), min_size=RANDOM, max_size=RANDOM)


def from_draws(numbers: list[int]) -> str:
    left = iter(numbers)
    return new_token(lambda below: next(left))


def test_a_token_holds_more_than_128_random_bits() -> None:
    assert len(SIGNS) ** RANDOM > 2**128
    assert len(set(SIGNS)) == len(SIGNS) == 32
    assert len({new_token() for _ in range(500)}) == 500


@given(drawn)
def test_what_is_typed_is_read_however_it_is_typed(numbers: list[int]) -> None:
    token = from_draws(numbers)
    assert len(token) == LENGTH
    typed = "-".join(in_groups(token)).lower().replace("0", "o").replace("1", "l")
    assert read_token(f" {typed} ") == read_token(token) == token


@given(drawn, st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_found(numbers: list[int], place: int, sign: str) -> None:
    token = from_draws(numbers)
    typed = token[:place] + sign + token[place + 1 :]
    if typed == token:
        assert read_token(typed) == token
    else:
        with pytest.raises(SlipCodeMistyped):
            read_token(typed)


@given(drawn, st.integers(0, RANDOM - 2))
def test_two_exchanged_signs_are_found(numbers: list[int], place: int) -> None:
    token = from_draws(numbers)
    one, other = token[place], token[place + 1]
    typed = token[:place] + other + one + token[place + 2 :]
    if one != other:
        with pytest.raises(SlipCodeMistyped):
            read_token(typed)


@pytest.mark.parametrize("typed", ["", "0", "0" * 27, "0" * 29, "短" * 28, "0" * 26 + "ZZ"])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(SlipCodeMistyped):
        read_token(typed)


def test_the_page_of_the_portal_reads_the_same() -> None:
    """The same case stands in `web/apps/portal/tests/code.test.ts`."""
    assert from_draws(list(range(RANDOM))) == "0123456789ABCDEFGHJKMNPQRSJR"
