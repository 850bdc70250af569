"""Scans of a file go through the rules of their own moment."""

import csv
from datetime import datetime

import pytest

from gridward.work.checkpoints.rules.replaying import (
    COLUMNS,
    Replayed,
    ScanUnreadable,
    read_scans,
    replay,
    summary,
)
from gridward.work.checkpoints.rules.rulebook import rules_of_the_country
from gridward.work.checkpoints.terms import Direction, GateRules, Reason, Verdict

OPEN = GateRules("open", apart_minutes=10)
HEAD = "at,direction,subject,pass,pass_state,gate"


def replayed(*lines: str, rules: GateRules = OPEN) -> list[Replayed]:
    scans = read_scans(csv.DictReader([HEAD, *lines]))
    return list(replay(scans, lambda at: rules))


def verdicts(*lines: str) -> list[str]:
    return [one.judged.verdict.value for one in replayed(*lines)]


def test_the_same_pass_at_another_gate_is_noticed() -> None:
    assert verdicts(
        "2022-04-01T08:00:00+08:00,in,resident,T1,valid,东门",
        "2022-04-01T08:05:00+08:00,in,resident,T1,valid,西门",
        "2022-04-01T08:06:00+08:00,in,resident,T2,valid,东门",
        "2022-04-01T08:07:00+08:00,in,resident,T1,valid,西门",
        "2022-04-01T08:30:00+08:00,in,resident,T1,valid,东门",
        "2022-04-01T08:50:00+08:00,in,resident,T1,valid,东门",
    ) == ["pass", "ask", "pass", "ask", "pass", "pass"]


def test_scans_without_a_pass_are_never_the_same() -> None:
    assert verdicts(
        "2022-04-01T08:00:00+08:00,in,visitor,,,东门",
        "2022-04-01T08:01:00+08:00,in,visitor,,,西门",
    ) == ["pass", "pass"]


def test_rules_change_at_midnight_between_two_scans() -> None:
    scans = read_scans(
        csv.DictReader([HEAD, "2022-12-06T23:59:59+08:00,in", "2022-12-07T00:00:00+08:00,in"])
    )
    first, second = replay(scans, rules_of_the_country)
    assert Reason.CODE_MISSING in first.judged.reasons
    assert second.judged.reasons == ()


def test_what_is_seen_of_codes_is_judged() -> None:
    head = ",".join(COLUMNS)
    line = "2022-04-01T08:00:00+08:00,in,resident,,valid,,,37.9,green,green,negative,2022-03-31T12:00:00+08:00,,,"
    (one,) = replay(read_scans(csv.DictReader([head, line])), rules_of_the_country)
    assert one.judged.verdict is Verdict.HOLD
    assert one.judged.reasons == (Reason.FEVER, Reason.CODE_MISSING)


def test_emergency_and_no_phone_are_read() -> None:
    head = "at,direction,standing,no_phone,emergency"
    rows = csv.DictReader(
        [
            head,
            "2022-04-01T08:00:00+08:00,out,watched,,1",
            "2022-04-01T08:00:00+08:00,out,watched,1,",
        ]
    )
    first, second = replay(read_scans(rows), rules_of_the_country)
    assert first.judged.verdict is Verdict.PASS
    assert second.scan.facts.no_phone


def test_figures_count_verdicts_and_reasons() -> None:
    asks = GateRules("", pass_for=frozenset({Direction.IN}), temperature=frozenset({Direction.IN}))
    told = summary(
        replayed("2022-04-01T08:00:00+08:00,in", "2022-04-01T08:00:00+08:00,out", rules=asks)
    )
    assert told == {
        "scans": 2,
        "verdicts": {"ask": 1, "pass": 1},
        "reasons": {"temperature_missing": 1},
    }


@pytest.mark.parametrize(
    ("lines", "line", "why"),
    [
        ([HEAD, "2022-04-01T08:00:00,in"], 2, "zone"),
        ([HEAD, "2022-04-01T08:00:00+08:00,in", ",in"], 3, "at"),
        ([HEAD, "2022-04-01T08:00:00+08:00,up"], 2, "up"),
        ([HEAD, "yesterday,in"], 2, "yesterday"),
        (["at,direction,colour", "2022-04-01T08:00:00+08:00,in,red"], 1, "colour"),
        ([HEAD, "2022-04-01T08:00:00+08:00,in,resident,T1,lost"], 2, "lost"),
    ],
)
def test_line_that_cannot_be_read_is_named(lines: list[str], line: int, why: str) -> None:
    with pytest.raises(ScanUnreadable) as refused:
        list(read_scans(csv.DictReader(lines)))
    assert refused.value.line == line
    assert why in refused.value.why


def test_instants_of_the_file_are_believed() -> None:
    (one,) = replayed("2022-04-01T00:00:00Z,in")
    assert one.scan.at == datetime.fromisoformat("2022-04-01T08:00:00+08:00")
