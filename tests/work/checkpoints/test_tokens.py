"""Codes of passes: read back, and nothing else taken for one."""

import json
from base64 import b32encode
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
import qrcode
from hypothesis import given
from hypothesis import strategies as st
from qrcode.util import MODE_ALPHA_NUM

from gridward.work.checkpoints.rules.passes import pass_state
from gridward.work.checkpoints.rules.tokens import (
    MOST_ISSUES,
    PREFIX,
    TokenUnreadable,
    key_from,
    name_of,
    new_key,
    private_number,
    public_from,
    read_token,
    write_token,
)
from gridward.work.checkpoints.terms import KnownPass, PassKind, PassToken, TokenFault
from tests.work.checkpoints.mutations import FILE, KINDS, Mutation, corpus, typed, written

CASES = Path(__file__).parents[2] / "cases"
TOKENS = json.loads((CASES / "tokens.json").read_text("utf-8"))
PASSES = json.loads((CASES / "passes.json").read_text("utf-8"))
KEYS = {name_of(key): key for one in TOKENS["keys"] if (key := public_from(bytes.fromhex(one)))}
OURS = new_key()
OUR_KEYS = {name_of(OURS.public_key()): OURS.public_key()}

minutes = st.integers(0, 4_223_371_679).map(
    lambda one: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=one)
)
tokens = st.builds(
    PassToken, st.uuids(), st.sampled_from(PassKind), st.integers(0, MOST_ISSUES), minutes, minutes
)


def token_from(plain: dict[str, Any] | None) -> PassToken | None:
    if plain is None:
        return None
    return PassToken(
        UUID(plain["id"]),
        PassKind(plain["kind"]),
        plain["issue"],
        datetime.fromisoformat(plain["begins"]),
        datetime.fromisoformat(plain["ends"]),
    )


def known_from(plain: dict[str, Any] | None) -> KnownPass | None:
    token = token_from(plain)
    if token is None or plain is None:
        return None
    gates = frozenset(UUID(one) for one in plain["gates"])
    return KnownPass(**vars(token), revoked=plain["revoked"], gates=gates, used=plain["used"])


@pytest.mark.parametrize("case", TOKENS["cases"], ids=lambda one: one["name"])
def test_code(case: dict[str, Any]) -> None:
    if "says" in case:
        assert read_token(case["text"], KEYS) == token_from(case["says"])
        return
    with pytest.raises(TokenUnreadable) as refused:
        read_token(case["text"], KEYS)
    assert refused.value.fault == case["fault"]


def test_each_fault_is_in_a_case() -> None:
    assert {case.get("fault") for case in TOKENS["cases"]} == {None, *TokenFault}


@pytest.mark.parametrize("case", PASSES["cases"], ids=lambda one: one["name"])
def test_state(case: dict[str, Any]) -> None:
    token, known = token_from(case["token"]), known_from(case["known"])
    now = datetime.fromisoformat(case["now"])
    assert pass_state(token, known, UUID(case["gate"]), now) == case["expected"]


@given(tokens)
def test_what_was_written_is_read(token: PassToken) -> None:
    assert read_token(write_token(token, OURS), OUR_KEYS) == token


@given(tokens, st.integers(0, 154), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_one_letter_changed_is_never_a_pass(token: PassToken, place: int, letter: str) -> None:
    text = write_token(token, OURS)
    changed = text[:place] + letter + text[place + 1 :]
    if changed == text:
        return
    with pytest.raises(TokenUnreadable):
        read_token(changed, OUR_KEYS)


@given(st.text(max_size=200) | st.text("GW1ABCDEFGH234567", min_size=150, max_size=160))
def test_any_other_text_is_refused_and_breaks_nothing(text: str) -> None:
    with pytest.raises(TokenUnreadable):
        read_token(text, OUR_KEYS)


def test_the_corpus_of_mutations_is_what_this_reader_says() -> None:
    """`tokens.test.ts` holds the phone to the same file."""
    told = {(one["kind"], "fault" in one) for one in corpus()}
    assert FILE.read_text("utf-8") == written(), "run python -m tests.work.checkpoints.mutations"
    assert {(kind.__name__, kind is not typed) for kind in KINDS} <= told


@given(st.sampled_from(KINDS), st.randoms(use_true_random=False), tokens, tokens)
def test_whatever_becomes_of_codes_is_refused_or_says_what_was_signed(
    mutate: Mutation, draw: Random, one: PassToken, other: PassToken
) -> None:
    text = mutate(draw, write_token(one, OURS), write_token(other, OURS))
    with suppress(TokenUnreadable):
        assert read_token(text, OUR_KEYS) in (one, other)


@given(st.binary(min_size=95, max_size=95), st.booleans())
def test_any_bytes_under_a_known_key_are_refused(raw: bytes, is_named: bool) -> None:
    named = bytes([1]) + name_of(OURS.public_key()) + raw[5:21] + bytes([raw[21] % 5]) + raw[22:]
    with pytest.raises(TokenUnreadable):
        read_token(PREFIX + b32encode(named if is_named else raw).decode(), OUR_KEYS)


def test_key_comes_back_from_its_number() -> None:
    number = private_number(OURS)
    assert len(number) == 32
    assert name_of(key_from(number).public_key()) == name_of(OURS.public_key())


def test_code_is_alphanumeric_and_fits_a_small_picture() -> None:
    token = token_from(TOKENS["cases"][0]["says"])
    assert token is not None
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(write_token(replace(token, issue=7), OURS))
    code.make()
    assert [one.mode for one in code.data_list] == [MODE_ALPHA_NUM]
    assert code.version <= 8
