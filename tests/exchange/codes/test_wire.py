"""Requests are signed for one operation and one time; answers are read strictly and without what names a person."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.exchange.codes.problems import (
    AnswerUnreadable,
    CodeExpired,
    CodeProblem,
    CodeUnknown,
    ProviderBusy,
    ProviderRefuses,
)
from gridward.exchange.codes.rules.wire import (
    FRESH_MILLISECONDS,
    Said,
    data_of,
    envelope,
    is_signed,
)
from gridward.exchange.codes.terms import Finding, HealthRecord, Operation
from gridward.work.checkpoints.terms import CodeKind

NOW = 1_648_771_200_000
VERIFY = Operation.VERIFY_CODE


def request(**other: Any) -> dict[str, Any]:
    made = envelope(VERIFY, '{"text": "x"}', app="gridward", secret="s", time=NOW, nonce="n")
    return {**made, **other}


def test_a_request_is_known_by_its_secret_operation_and_time() -> None:
    assert is_signed(VERIFY, request(), secret="s", now=NOW + FRESH_MILLISECONDS)
    assert not is_signed(VERIFY, request(), secret="other", now=NOW)
    assert not is_signed(Operation.QUERY_HEALTH, request(), secret="s", now=NOW)
    assert not is_signed(VERIFY, request(), secret="s", now=NOW + FRESH_MILLISECONDS + 1)


@pytest.mark.parametrize("field", ["app", "time", "nonce", "data", "sign"])
def test_what_was_changed_or_left_out_is_not_signed(field: str) -> None:
    changed = NOW + 1 if field == "time" else "x"
    assert not is_signed(VERIFY, request(**{field: changed}), secret="s", now=NOW)
    assert not is_signed(VERIFY, request(**{field: None}), secret="s", now=NOW)


@given(
    st.dictionaries(
        st.sampled_from(["app", "time", "nonce", "data", "sign"]),
        st.none() | st.text(max_size=4) | st.integers(),
    )
)
def test_nothing_that_is_made_up_is_signed(given_fields: dict[str, Any]) -> None:
    assert not is_signed(VERIFY, given_fields, secret="s", now=NOW)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("unknown", CodeUnknown),
        ("expired", CodeExpired),
        ("refused", ProviderRefuses),
        ("busy", ProviderBusy),
        ("", AnswerUnreadable),
        ("9999", AnswerUnreadable),
        (0, AnswerUnreadable),
        (None, AnswerUnreadable),
    ],
)
def test_what_a_code_of_an_answer_means(code: object, expected: type[CodeProblem]) -> None:
    with pytest.raises(expected):
        data_of({"code": code, "data": {}})


def test_errors_are_a_closed_list() -> None:
    assert {one.code for one in CodeProblem.__subclasses__()} == {
        *("codes.no_provider", "codes.address_unsafe", "codes.busy", "codes.unreachable"),
        *("codes.refused", "codes.unreadable", "codes.unknown", "codes.expired"),
    }


def test_what_names_a_person_is_not_read() -> None:
    plain = {
        "findings": [{"kind": "health", "issuer": "360000", "word": "绿码", "name": "演练"}],
        "name": "演练00001",
        "document_number": "360199190001010016",
        "phone": "x",
    }
    record = Said(HealthRecord).read(plain)
    assert record == HealthRecord([Finding(CodeKind.HEALTH, "360000", "绿码")])
    assert "演练" not in repr(record)


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        "绿码",
        {"findings": "green"},
        {"findings": [{"kind": "blood", "issuer": "36", "word": "绿码"}]},
        {"findings": [{"kind": "health", "issuer": "36"}]},
        {"findings": [{"kind": "health", "issuer": "36", "word": "绿" * 101}]},
        {"findings": [{"kind": "health", "issuer": "36", "word": "绿", "at": "2022-04-01T08:00"}]},
        {"findings": [{"kind": "health", "issuer": "36", "word": "绿", "at": "yesterday"}]},
        {"findings": [{"kind": "health", "issuer": "36", "word": "绿"}] * 41},
        {"until": "2022-04-01"},
    ],
)
def test_an_answer_of_another_form_is_unreadable(plain: object) -> None:
    with pytest.raises(AnswerUnreadable) as refusal:
        Said(HealthRecord).read(plain)
    assert refusal.value.__cause__ is None  # whose text would hold what was answered
    assert refusal.value.details == {}


instants = st.none() | st.integers(0, 10**9).map(lambda one: datetime.fromtimestamp(one, UTC))
short = st.text(max_size=100)
records = st.builds(
    HealthRecord,
    findings=st.lists(
        st.builds(Finding, st.sampled_from(CodeKind), short, short, instants, instants), max_size=5
    ),
    until=instants,
    drill=st.booleans(),
)
json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["findings", "kind"]), inner),
    max_leaves=8,
)


@given(records)
def test_a_record_arrives_as_it_was_said(record: HealthRecord) -> None:
    assert Said(HealthRecord).read(orjson.loads(Said(HealthRecord).plain(record))) == record


@given(json)
def test_any_answer_is_read_or_unreadable(plain: object) -> None:
    with suppress(AnswerUnreadable):
        assert isinstance(Said(HealthRecord).read(plain), HealthRecord)
