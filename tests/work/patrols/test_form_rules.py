"""What stands where on Annex 2; the committed Word template is made by its readable source."""

import runpy
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document

from gridward.kernel import clock
from gridward.work.patrols.rules.forms import BLANK, LogFacts, log_form, patrol_time


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=clock.LOCAL)


SOURCE = runpy.run_path(str(Path(__file__).parents[3] / "ops" / "log_template.py"))


def test_the_committed_template_is_made_by_its_source() -> None:
    kept, made = Document(str(SOURCE["FILE"])), SOURCE["annex2"]()
    assert kept.element.xml == made.element.xml
    assert kept.sections[0].footer._element.xml == made.sections[0].footer._element.xml


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (at(2, 9), at(2, 11), "2026年3月2日9时至11时"),
        (at(2, 9, 5), at(2, 11, 30), "2026年3月2日9时5分至11时30分"),
        (at(2, 22), at(3, 1), "2026年3月2日22时至次日1时"),
        (None, None, "　　年　　月　　日　　时至　　时"),
    ],
)
def test_the_time_of_a_patrol(start: datetime | None, end: datetime | None, told: str) -> None:
    assert patrol_time(start, end) == told


def test_names_stand_before_the_printed_words() -> None:
    form = log_form(LogFacts("西湖街道", "朱紫巷社区", "朱紫巷社区第1网格"))
    assert form["places"] == [
        {"name": "西湖", "word": "街道"},
        {"name": "朱紫巷", "word": "社区"},
        {"name": "第1", "word": "网格"},
    ]


def test_other_names_stand_whole_and_none_leaves_a_blank() -> None:
    form = log_form(LogFacts("桃花镇", "", "朱紫巷社区网格"))
    assert form["places"] == [
        {"name": "桃花镇", "word": ""},
        {"name": BLANK, "word": "社区"},
        {"name": "朱紫巷社区", "word": "网格"},
    ]


def test_a_correction_says_what_it_corrects() -> None:
    facts = LogFacts("", "", "", revision=2, reason="时间写错")
    assert log_form(facts)["revision"] == "第2版（更正：时间写错）"
    assert log_form(LogFacts("", "", ""))["revision"] == ""
