"""What the gate suggests: the cases that the phone is held to as well, and what holds of all facts."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.work.checkpoints.rules.judging import SUGGESTS, judge_passage
from gridward.work.checkpoints.rules.plain import (
    facts_from,
    plain_judgement,
    plain_rules,
    rules_from,
)
from gridward.work.checkpoints.rules.rulebook import rules_of_the_country
from gridward.work.checkpoints.terms import (
    CodeKind,
    CodeResult,
    CodeSeen,
    Direction,
    GateRules,
    PassageFacts,
    PassageSubject,
    PassState,
    Reason,
    Standing,
    Verdict,
    Wanted,
)

SHARED = json.loads((Path(__file__).parents[2] / "cases" / "passages.json").read_text("utf-8"))
NOW = datetime(2022, 4, 1, tzinfo=UTC)

instants = st.none() | st.integers(-9000, 9000).map(lambda one: NOW + timedelta(minutes=one))
codes = st.builds(CodeSeen, st.sampled_from(CodeKind), st.sampled_from(CodeResult), instants)
some_facts = st.builds(
    PassageFacts,
    direction=st.sampled_from(Direction),
    subject=st.sampled_from(PassageSubject),
    pass_state=st.none() | st.sampled_from(PassState),
    standing=st.sampled_from(Standing),
    temperature_c=st.none() | st.floats(30, 45),
    codes=st.lists(codes, max_size=4).map(tuple),
    elsewhere_at=instants,
    no_phone=st.booleans(),
)
results = st.frozensets(st.sampled_from(CodeResult), max_size=3)
wanted = st.builds(
    Wanted,
    kind=st.sampled_from(CodeKind),
    passes=results,
    holds=results,
    hours=st.none() | st.integers(1, 100),
    directions=st.frozensets(st.sampled_from(Direction)),
    subjects=st.frozensets(st.sampled_from(PassageSubject)),
)
some_rules = st.builds(
    GateRules,
    name=st.just("some"),
    codes=st.lists(wanted, max_size=4).map(tuple),
    temperature=st.frozensets(st.sampled_from(Direction)),
    fever_c=st.none() | st.floats(36, 39),
    pass_for=st.frozensets(st.sampled_from(Direction)),
    pass_subjects=st.frozensets(st.sampled_from(PassageSubject)),
    apart_minutes=st.none() | st.integers(0, 60),
)


@pytest.mark.parametrize("case", SHARED["cases"], ids=lambda one: one["name"])
def test_case(case: dict[str, Any]) -> None:
    judged = judge_passage(
        facts_from(case["facts"]),
        rules_from(SHARED["rules"][case["rules"]]),
        datetime.fromisoformat(case["now"]),
    )
    assert plain_judgement(judged) == case["expected"]


def test_each_reason_is_in_a_case() -> None:
    told = {reason for case in SHARED["cases"] for reason in case["expected"]["reasons"]}
    assert told == set(Reason) == set(SUGGESTS)


@given(some_facts, some_rules)
def test_verdict_is_the_gravest_that_a_reason_suggests(
    facts: PassageFacts, rules: GateRules
) -> None:
    judged = judge_passage(facts, rules, NOW)
    order = list(Verdict)
    gravest = max((order.index(SUGGESTS[one]) for one in judged.reasons), default=0)
    assert judged.verdict is order[gravest]
    assert list(judged.reasons) == sorted(judged.reasons, key=list(Reason).index)


@given(some_facts, some_rules)
def test_emergency_passes_any_gate(facts: PassageFacts, rules: GateRules) -> None:
    judged = judge_passage(replace(facts, emergency=True), rules, NOW)
    assert (judged.verdict, judged.reasons) == (Verdict.PASS, (Reason.EMERGENCY,))


@given(some_facts, some_rules)
def test_codes_that_are_not_asked_for_change_nothing(facts: PassageFacts, rules: GateRules) -> None:
    asked = {one.kind for one in rules.codes}
    fewer = tuple(one for one in facts.codes if one.kind in asked)
    assert judge_passage(replace(facts, codes=fewer), rules, NOW) == judge_passage(
        facts, rules, NOW
    )


@given(some_rules)
def test_rules_survive_being_stored(rules: GateRules) -> None:
    assert rules_from(json.loads(json.dumps(plain_rules(rules)))) == rules


@pytest.mark.parametrize(
    ("day", "asks"),
    [("2022-04-01", True), ("2022-12-06", True), ("2022-12-07", False), ("2023-01-08", False)],
)
def test_rules_of_the_country_change_at_midnight(day: str, asks: bool) -> None:
    midnight = datetime.fromisoformat(f"{day}T00:00:00+08:00")
    assert bool(rules_of_the_country(midnight).codes) is asks


def test_rules_of_the_country_name_their_source() -> None:
    rules = rules_of_the_country(datetime(2022, 4, 1, 12, tzinfo=UTC))
    assert "西街字" in rules.name
    assert rules.fever_c == 37.3
    assert {one.kind for one in rules.codes} == set(CodeKind)


def test_instant_without_its_zone_is_refused() -> None:
    seen = {"kind": "test", "result": "negative", "at": "2022-04-01T08:00:00"}
    with pytest.raises(ValueError, match="zone"):
        facts_from({"direction": "in", "subject": "resident", "codes": [seen]})
