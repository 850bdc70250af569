"""Scans of a file go through the rules of their own moment."""

import csv
from datetime import datetime

import pytest

from gridward.kernel.texts import LANGUAGES
from gridward.work.checkpoints.problems import ScansUnreadable
from gridward.work.checkpoints.rules.replaying import (
    COLUMNS,
    Figures,
    Replayed,
    ScanFault,
    ScanUnreadable,
    read_scans,
    replay,
)
from gridward.work.checkpoints.rules.rulebook import rules_of_the_country
from gridward.work.checkpoints.rules.scan_words import HEADERS, WORDS
from gridward.work.checkpoints.terms import (
    CodeKind,
    CodeResult,
    Direction,
    GateRules,
    PassageSubject,
    PassState,
    Reason,
    Standing,
    Verdict,
)

OPEN = GateRules("open", apart_minutes=10)
HEAD = "at,direction,subject,pass,pass_state,gate"
MOMENT = "2022-04-01T08:00:00+08:00"


def replayed(*lines: str, rules: GateRules = OPEN) -> list[Replayed]:
    scans = read_scans(csv.reader([HEAD, *lines]))
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
        csv.reader([HEAD, "2022-12-06T23:59:59+08:00,in", "2022-12-07T00:00:00+08:00,in"])
    )
    first, second = replay(scans, rules_of_the_country)
    assert Reason.CODE_MISSING in first.judged.reasons
    assert second.judged.reasons == ()


def test_what_is_seen_of_codes_is_judged() -> None:
    head = ",".join(COLUMNS)
    line = "2022-04-01T08:00:00+08:00,in,resident,,valid,,,37.9,green,green,negative,2022-03-31T12:00:00+08:00,,,"
    (one,) = replay(read_scans(csv.reader([head, line])), rules_of_the_country)
    assert one.judged.verdict is Verdict.HOLD
    assert one.judged.reasons == (Reason.FEVER, Reason.CODE_MISSING)


def test_emergency_and_no_phone_are_read() -> None:
    head = "at,direction,standing,no_phone,emergency"
    rows = csv.reader(
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
    lines = ("2022-04-01T08:00:00+08:00,in", "2022-04-01T08:00:00+08:00,out")
    figures = Figures()
    assert len(list(figures.counting(replayed(*lines, rules=asks)))) == 2
    assert figures.plain() == {
        "scans": 2,
        "verdicts": {"ask": 1, "pass": 1},
        "reasons": {"temperature_missing": 1},
    }


@pytest.mark.parametrize(
    ("lines", "line", "fault", "found"),
    [
        ([], 1, ScanFault.NOTHING, ""),
        ([",,"], 1, ScanFault.NOTHING, ""),
        (["at,direction,colour"], 1, ScanFault.COLUMN_UNKNOWN, ""),
        (["at,direction,时间"], 1, ScanFault.COLUMN_TWICE, ""),
        (["direction,subject"], 1, ScanFault.COLUMN_MISSING, ""),
        (["at,direction", f"{MOMENT},in,,x"], 2, ScanFault.LINE_LONG, ""),
        ([HEAD, f"{MOMENT},in", ",in"], 3, ScanFault.CELL_EMPTY, ""),
        ([HEAD, f"{MOMENT},up"], 2, ScanFault.WORD, "up"),
        ([HEAD, "yesterday,in"], 2, ScanFault.INSTANT, "yesterday"),
        ([HEAD, "2022/4/1,in"], 2, ScanFault.INSTANT, "2022/4/1"),
        ([HEAD, f"{MOMENT},in,resident,T1,lost"], 2, ScanFault.WORD, "lost"),
        (["at,direction,emergency", f"{MOMENT},in,perhaps"], 2, ScanFault.WORD, "perhaps"),
        (["at,direction,temperature", f"{MOMENT},in,nan"], 2, ScanFault.TEMPERATURE, "nan"),
        (["at,direction,temperature", f"{MOMENT},in,365"], 2, ScanFault.TEMPERATURE, "365"),
        (["at,direction,test,test_at", f"{MOMENT},in,negative,x"], 2, ScanFault.INSTANT, "x"),
    ],
)
def test_line_that_cannot_be_read_is_named(
    lines: list[str], line: int, fault: ScanFault, found: str
) -> None:
    with pytest.raises(ScanUnreadable) as refused:
        list(read_scans(csv.reader(lines)))
    assert (refused.value.line, refused.value.fault) == (line, fault)
    assert refused.value.told["found"] == found


@pytest.mark.parametrize("fault", ScanFault)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_fault_has_its_sentence(fault: ScanFault, language: str) -> None:
    told = ScansUnreadable(**ScanUnreadable(fault, 7, "direction", "up", "in, out").told)
    assert "7" in told.sentence(language)
    assert "gate.scan_fault" not in told.sentence(language)


def test_words_of_people_mean_the_same() -> None:
    head = "时间,方向,对象,健康码,核酸检测,核酸时间,没有手机"
    row = "2022/4/1 8:00,进,居民,绿码,阴性,2022/3/31 12:00:30,是"
    plain = "at,direction,subject,health,test,test_at,no_phone"
    told = f"{MOMENT},in,resident,green,negative,2022-03-31T12:00:30+08:00,1"
    assert list(read_scans([head.split(","), row.split(",")])) == list(
        read_scans([plain.split(","), told.split(",")])
    )


def test_every_word_of_people_is_one_of_the_program() -> None:
    words = {"direction": Direction, "subject": PassageSubject, "standing": Standing}
    words |= {"pass_state": PassState, **dict.fromkeys(CodeKind, CodeResult)}
    for column, said in WORDS.items():
        assert {words[column](one) for one in said.values()} <= set(words[column])
    assert set(HEADERS.values()) == set(COLUMNS)


def test_empty_lines_and_commas_of_spreadsheets_are_passed_over() -> None:
    rows = [["at", "direction", "", ""], ["", "", "", ""], [MOMENT, "in", "", ""], []]
    assert [one.line for one in read_scans(rows)] == [3]


def test_instants_of_the_file_are_believed() -> None:
    (one,) = replayed("2022-04-01T00:00:00Z,in")
    assert one.scan.at == datetime.fromisoformat("2022-04-01T08:00:00+08:00")
