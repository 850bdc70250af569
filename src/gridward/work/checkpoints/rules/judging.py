"""What the gate suggests of somebody who stands before it: the same in Python and on the phone.

`web/packages/rules/src/judging.ts` is its twin; `tests/cases/passages.json` keeps the two equal.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from gridward.work.checkpoints.terms import (
    CodeKind,
    CodeSeen,
    GateRules,
    Judgement,
    PassageFacts,
    PassState,
    Reason,
    Standing,
    Verdict,
    Wanted,
)

SUGGESTS = {
    Reason.EMERGENCY: Verdict.PASS,
    Reason.WATCHED: Verdict.HOLD,
    Reason.CODE_BAD: Verdict.HOLD,
    Reason.FEVER: Verdict.HOLD,
    Reason.STAYS_HOME: Verdict.HOLD,
    **dict.fromkeys((one for one in Reason if one.startswith("pass_")), Verdict.ASK),
    Reason.ELSEWHERE_JUST_NOW: Verdict.ASK,
    Reason.CODE_DOUBTFUL: Verdict.ASK,
    Reason.CODE_OLD: Verdict.ASK,
    Reason.CODE_MISSING: Verdict.ASK,
    Reason.TEMPERATURE_MISSING: Verdict.ASK,
    Reason.RULE_INCOMPLETE: Verdict.PASS,
}
"""What each reason suggests. A rule that lacks a figure is told of, and keeps nobody at the gate."""
_ON_PHONES = frozenset({CodeKind.HEALTH, CodeKind.ITINERARY})
"""Nobody must have a phone (State Council, 2020, on the elderly): these are not asked for without one."""
_PASS_REASONS = {one: Reason(f"pass_{one}") for one in PassState if one is not PassState.VALID}
_CLOCKS_DIFFER = timedelta(minutes=10)
"""How far in the future a result may seem to lie, clocks being what they are."""


def judge_passage(facts: PassageFacts, rules: GateRules, now: datetime) -> Judgement:
    """Pass, ask or hold, with the reasons, the gravest first.

    An emergency passes without any condition (life first). Nothing here restricts anybody: a person decides.
    """
    if facts.emergency:
        return Judgement(Verdict.PASS, (Reason.EMERGENCY,))
    about: dict[Reason, list[CodeKind]] = {}
    for reason, kind in _found(facts, rules, now):
        told = about.setdefault(reason, [])
        if kind is not None and kind not in told:
            told.append(kind)
    reasons = tuple(one for one in Reason if one in about)
    suggested = {SUGGESTS[one] for one in reasons}
    verdict = next((one for one in reversed(Verdict) if one in suggested), Verdict.PASS)
    return Judgement(verdict, reasons, {one: tuple(about[one]) for one in reasons if about[one]})


def _found(
    facts: PassageFacts, rules: GateRules, now: datetime
) -> Iterator[tuple[Reason, CodeKind | None]]:
    if facts.standing is Standing.WATCHED:
        yield Reason.WATCHED, None
    if facts.standing is Standing.STAYS_HOME and facts.direction == "out":
        yield Reason.STAYS_HOME, None
    for reason in (*_of_temperature(facts, rules), *_of_pass(facts, rules, now)):
        yield reason, None
    for wanted in rules.codes:
        if facts.direction in wanted.directions and facts.subject in wanted.subjects:
            reason_of_code = _of_code(facts, wanted, now)
            if reason_of_code is not None:
                yield reason_of_code, wanted.kind


def _of_temperature(facts: PassageFacts, rules: GateRules) -> Iterator[Reason]:
    if facts.temperature_c is None:
        if facts.direction in rules.temperature:
            yield Reason.TEMPERATURE_MISSING
    elif rules.fever_c is None:
        yield Reason.RULE_INCOMPLETE
    elif facts.temperature_c >= rules.fever_c:
        yield Reason.FEVER


def _of_pass(facts: PassageFacts, rules: GateRules, now: datetime) -> Iterator[Reason]:
    needs = facts.direction in rules.pass_for and facts.subject in rules.pass_subjects
    if facts.pass_state is None:
        if needs:
            yield Reason.PASS_MISSING
        return
    if facts.pass_state in _PASS_REASONS:
        yield _PASS_REASONS[facts.pass_state]
    if facts.elsewhere_at is None or rules.apart_minutes is None:
        return
    if abs(now - facts.elsewhere_at) < timedelta(minutes=rules.apart_minutes):
        yield Reason.ELSEWHERE_JUST_NOW


def _of_code(facts: PassageFacts, wanted: Wanted, now: datetime) -> Reason | None:
    """The gravest thing about a kind of code; the best of several that were seen counts, unless one holds."""
    seen = [one for one in facts.codes if one.kind is wanted.kind]
    if any(one.result in wanted.holds for one in seen):
        return Reason.CODE_BAD
    passing = [one for one in seen if one.result in wanted.passes]
    if any(_is_fresh(one, wanted, now) for one in passing):
        return None
    if passing:
        return Reason.CODE_OLD
    if seen:
        return Reason.CODE_DOUBTFUL
    if facts.no_phone and wanted.kind in _ON_PHONES:
        return None
    return Reason.CODE_MISSING


def _is_fresh(seen: CodeSeen, wanted: Wanted, now: datetime) -> bool:
    """A result of unknown time is fresh only where any age is."""
    if wanted.hours is None:
        return True
    if seen.at is None:
        return False
    return -_CLOCKS_DIFFER <= now - seen.at <= timedelta(hours=wanted.hours)
