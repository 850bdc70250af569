"""Reading names and phones pasted from a spreadsheet: every line is accounted for, no identity number is taken (P5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.ground.staff.rules.pasting import LineOutcome, read_lines
from gridward.ground.staff.terms import TeamRole

IDENTITY = "360199190001010016"


@pytest.mark.parametrize(
    "raw",
    [
        "王芳\t13800138001",
        "1\t王芳\t13800138001",
        "1、\t王芳\t138 0013 8001",
        "1、王芳 13800138001",
        "王芳，13800138001",
        "王芳 13800138001",
        "王芳13800138001",
        "13800138001\t王芳",
        f"王芳\t{IDENTITY}\t13800138001",
    ],
)
def test_name_and_phone_are_read_however_the_line_is_laid_out(raw: str) -> None:
    (line,) = read_lines(raw)
    assert (line.name, line.phone, line.outcome) == ("王芳", "+8613800138001", LineOutcome.TAKEN)


def test_the_role_is_read_where_it_stands() -> None:
    lines = read_lines("张伟\t13800138001\t队长\n李娜\t副队长\t13800138002\n王强\t13800138003")
    assert [line.role for line in lines] == [TeamRole.LEAD, TeamRole.DEPUTY, TeamRole.MEMBER]


def test_a_heading_and_blank_lines_are_no_people() -> None:
    lines = read_lines("序号\t姓名\t联系电话\n\n1\t王芳\t13800138001\n")
    assert [(line.number, line.outcome) for line in lines] == [
        (1, LineOutcome.HEADER),
        (3, LineOutcome.TAKEN),
    ]


def test_a_person_without_a_phone_is_taken() -> None:
    (line,) = read_lines("王芳")
    assert (line.name, line.phone, line.outcome) == ("王芳", "", LineOutcome.TAKEN)


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        ("13800138001", LineOutcome.NO_NAME),
        ("王芳\t1380013800", LineOutcome.BAD_PHONE),
        ("王芳\t1.38E+10", LineOutcome.BAD_PHONE),
        ("王" * 61, LineOutcome.NAME_TOO_LONG),
    ],
)
def test_what_cannot_be_entered_says_why(raw: str, outcome: LineOutcome) -> None:
    (line,) = read_lines(raw)
    assert line.outcome is outcome


def test_the_same_line_twice_is_one_person() -> None:
    lines = read_lines("王芳 13800138001\n王芳 13800138001\n王芳 13800138002")
    assert [line.outcome for line in lines] == [
        LineOutcome.TAKEN,
        LineOutcome.TWICE,
        LineOutcome.TAKEN,
    ]


@pytest.mark.parametrize("number", [IDENTITY, IDENTITY[:6] + IDENTITY[8:17], "36019919000101002X"])
def test_an_identity_number_is_left_out_and_said_so(number: str) -> None:
    (line,) = read_lines(f"王芳\t{number}\t13800138001")
    assert line.identity
    assert number not in repr(line)


@given(st.text(max_size=300))
def test_every_line_that_is_not_blank_is_accounted_for_once(text: str) -> None:
    lines = read_lines(text)
    raw = text.replace("\r\n", "\n").split("\n")
    assert [line.number for line in lines] == [
        number for number, one in enumerate(raw, start=1) if one.strip()
    ]
    assert all(line.name for line in lines if line.outcome is LineOutcome.TAKEN)
