"""Everything that leaves a drill says so, nothing leaves the machine, and no real installation is marked."""

import io
import re
from pathlib import Path
from urllib.parse import quote

import docx
import openpyxl
import pypdf
import pytest

import gridward
from gridward.config.drills.band import banded
from gridward.kernel import drill as marks
from gridward.kernel.database.home import Home
from gridward.kernel.documents import typesetting, word
from gridward.kernel.drill import DrillMark, DrillNameUnfit, NothingLeaves, mark_home
from gridward.kernel.http import attachment
from gridward.kernel.posting import post
from gridward.kernel.sheets.writing import NewBook
from gridward.work.notices.services.sending import NullSender, sender_of
from gridward.work.notices.services.sending.settings import channels_set_up
from gridward.work.notices.terms import Channel

SOURCE = Path(gridward.__file__).parent
BRIEF = SOURCE / "oversight" / "reports" / "templates" / "brief.typ"
LETTER = SOURCE / "work" / "measures" / "paper" / "measure.docx"
WORDS = "演练 · 不是真实数据"
PAGE = "<html><head><title>网格卫</title></head><body><div id='app'></div></body></html>"


@pytest.fixture
def in_drill(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Home:
    """The process serves a marked home."""
    place = Home(tmp_path / "spring").make()
    mark_home(place, DrillMark("spring", "2026-11-29T08:00:00+00:00"))
    monkeypatch.setenv("GRIDWARD_HOME", str(place.path))
    return place


def sheet() -> "openpyxl.Workbook":
    target = io.BytesIO()
    with NewBook(target, {"in_memory": True}) as book:
        for ending in "甲乙":
            book.add_worksheet("名单" * 15 + ending).write_string(0, 0, "x")
    return openpyxl.load_workbook(target)


def brief() -> str:
    heads = dict.fromkeys(
        ("bounds", "posts", "places", "points", "gates", "figures", "flows"), "项"
    )
    texts = dict.fromkeys(("title", "head", "made_at", "source"), "x")
    lists: dict[str, list[str]] = {name: [] for name in ("posts", "figures", "flows")}
    data = {**texts, **lists, "heads": heads, "bounds": "", "places": "", "points": "", "gates": ""}
    made = typesetting.pdf(BRIEF, data)
    return pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text()


def letter() -> str:
    document = docx.Document(io.BytesIO(word.docx(LETTER, {})))
    return "".join(line.text for one in document.sections for line in one.header.paragraphs)


def test_papers_workbooks_names_and_pages_carry_the_mark(in_drill: Home) -> None:
    assert WORDS in brief()
    assert WORDS in letter()
    page = sheet().worksheets[0]
    assert page.title.startswith("演练-")
    assert WORDS in page.oddHeader.center.text
    assert attachment("名单.xlsx").endswith(quote("演练-名单.xlsx"))
    shown = banded(PAGE)
    assert re.search(rf'<body><div id="gridward-drill"[^>]*>{WORDS}', shown)
    assert 'content="spring"' in shown


def test_nothing_of_a_real_installation_is_marked() -> None:
    assert marks.drill() is None
    assert WORDS not in brief()
    assert WORDS not in letter()
    assert sheet().worksheets[0].title.startswith("名单")
    assert attachment("名单.xlsx").endswith(quote("名单.xlsx"))


def test_no_message_and_no_question_leaves_a_drill(in_drill: Home, settings: object) -> None:
    settings.ROBOT_URL = settings.SMS_URL = "https://robot.example"  # type: ignore[attr-defined]
    with pytest.raises(NothingLeaves) as refused:
        post("https://robot.example", {}, {}, 1)
    assert refused.value.code == "drill.nothing_leaves"
    assert channels_set_up() == []
    for channel in (Channel.ROBOT, Channel.SMS):
        assert isinstance(sender_of(channel), NullSender)


def test_a_drill_that_runs_stays_one_when_its_file_is_taken_away(in_drill: Home) -> None:
    assert marks.drill()
    (in_drill.path / marks.FILE).unlink()
    assert marks.drill()


@pytest.mark.parametrize("name", ["", "Spring", "春", "a b", "../x", "-a", "a-", "a" * 31])
def test_a_name_that_is_no_folder_and_no_cookie_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DrillNameUnfit):
        mark_home(Home(tmp_path), DrillMark(name, ""))


def test_every_new_workbook_of_the_program_begins_where_the_mark_is_set() -> None:
    """But for the messy rosters that the fiction package writes as input."""
    makers = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "xlsxwriter.Workbook(" in path.read_text("utf-8") and "fiction" not in path.parts
    }
    assert makers - {"kernel/sheets/writing.py"} == set()
