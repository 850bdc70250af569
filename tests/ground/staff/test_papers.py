"""What the service prints: chart, shortages, hand-over; every name and mark on them, nothing run, no phone."""

import io
import runpy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Appointment, Member
from gridward.ground.staff.queries.shortages import list_of
from gridward.ground.staff.services.appointments import appoint
from gridward.ground.staff.services.group import seat
from gridward.ground.staff.services.handovers import hand_over, sign_handover
from gridward.ground.staff.services.papers import chart_paper, handover_paper, shortage_paper
from gridward.ground.staff.services.shortages import Wanted, draft_list
from gridward.ground.staff.terms import GroupTitle, Post
from tests.ground.staff.people import newcomer
from tests.world import World

DAY = date(2026, 3, 1)
HOSTILE = "=1+1#panic(){{ x }}<w:p/>"


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


@pytest.mark.django_db
def test_the_chart_shows_group_posts_deputies_and_vacancies(world: World) -> None:
    chief, street = world.actor("chief"), world.streets["ours"]
    seat(chief, member=newcomer(world, "组长甲"), title=GroupTitle.HEAD, valid_from=DAY)
    appoint(
        chief,
        member=newcomer(world, "代理乙", phone="+8613800138000"),
        post=Post.GRID_POLICE,
        grid=world.grids["b0"],
        valid_from=DAY,
        acting=True,
    )
    content = chart_paper(chief, street, DAY, "zh-Hans")
    text = text_of(content)
    for word in ("组长甲", "测试leader_a", "测试worker_a1", "代理乙（代理）", "空缺", "2026-03-01"):
        assert word in text
    assert "8000" not in text
    box = PdfReader(io.BytesIO(content)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (1191, 842)  # A3 across
    assert Line.objects.get(act="staff.paper_taken").params["form"] == "pdf"


@pytest.mark.django_db
def test_a_list_of_shortages_is_the_same_in_pdf_word_and_sheet(world: World) -> None:
    chief = world.actor("chief")
    wanted = Wanted(Post.GRID_POLICE, world.grids["b0"].pk, HOSTILE, "会说方言", date(2026, 4, 1))
    made = draft_list(chief, street=world.streets["ours"], addressee="区公安分局", wanted=[wanted])
    letter = list_of(chief, made.pk)
    words = ("区公安分局", "网格警员", "会说方言", "2026-04-01")
    pdf = text_of(shortage_paper(chief, letter, "pdf", "zh-Hans"))
    word = Document(io.BytesIO(shortage_paper(chief, letter, "docx", "zh-Hans")))
    cells = [cell.text for row in word.tables[0].rows for cell in row.cells]
    lines = "".join(one.text for one in word.paragraphs)
    book = load_workbook(io.BytesIO(shortage_paper(chief, letter, "xlsx", "zh-Hans")))
    sheet = [cell for row in book.active.iter_rows() for cell in row if cell.value]
    for one in words:
        assert one in pdf
        assert any(one in text for text in [*cells, lines])
        assert any(one in str(cell.value) for cell in sheet)
    assert HOSTILE.replace(" ", "") in pdf
    assert HOSTILE in cells
    assert len(word.tables[0].rows) == 2
    assert {cell.data_type for cell in sheet} == {"s"}


@pytest.mark.django_db
def test_a_handover_sheet_has_lines_to_sign_or_who_signed(world: World) -> None:
    chief = world.actor("chief")
    held = Appointment.objects.get(post=Post.GRID_MANAGER, grid=world.grids["a1"])
    row = hand_over(
        chief, appointment=held, member=newcomer(world, "接任者"), on=DAY, note="钥匙在值班室"
    )
    sign_handover(world.actor("worker_a1"), row=row, version=1)
    text = text_of(handover_paper(chief, row, "zh-Hans"))
    for word in (
        "岗位交接单",
        "测试worker_a1",
        "接任者",
        "在册户数",
        "钥匙在值班室",
        "已在系统中签字",
    ):
        assert word in text
    assert "Hand-overofapost" in text_of(handover_paper(chief, row, "en"))


def test_the_word_template_is_what_its_source_makes() -> None:
    source = runpy.run_path(str(Path(__file__).parents[3] / "ops" / "staff_papers.py"))

    def parts(document: Any) -> list[str]:
        cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
        return [*(one.text for one in document.paragraphs), *cells]

    assert parts(Document(str(source["FILE"]))) == parts(source["template"]())


@pytest.mark.django_db
def test_names_with_rare_characters_come_through(world: World) -> None:
    Member.objects.filter(name="测试leader_a").update(name="䶮𠮷")
    text = text_of(chart_paper(world.actor("chief"), world.streets["ours"], DAY, "zh-Hans"))
    assert "䶮" in text
