"""Annex 5 as a workbook and on paper."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pypdf
import pytest
from django.test import Client

from gridward.config.commands.reports import annex5 as command
from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Account, Member
from gridward.ground.territory.models import Grid
from gridward.oversight.reports.problems import MomentAhead
from gridward.oversight.reports.queries.layouts import default_layout
from gridward.oversight.reports.services.workbook import workbook
from gridward.oversight.reports.terms import Level, PlaceKind, Row, Table
from tests.world import World

SignIn = Callable[[Account], Client]
FORMULA = '=HYPERLINK("http://x","y")'


def saved(client: Client, **wanted: str) -> Any:
    query = "&".join(f"{name}={value}" for name, value in wanted.items())
    answer = client.post(f"/api/v1/reports/annex5/file?{query}")
    assert answer.status_code == 200, answer.content
    return answer


@pytest.mark.django_db
def test_the_workbook_has_the_table_and_the_definitions(filled: World, client_of: SignIn) -> None:
    answer = saved(client_of(filled.account("chief")), kind="xlsx")
    assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    table, notes = book["统计表"], book["指标说明"]
    heads = [cell.value for cell in table[4]]
    last = next(row for row in table.iter_rows(min_row=5) if row[2].value == "西湖街道合计")
    assert last[heads.index("常住人口")].value == 4
    assert last[heads.index("户数")].font.bold
    assert table.freeze_panes == "D5"
    assert [cell.value for cell in notes[1]] == ["指标", "口径", "单位", "来源", "责任人"]
    assert notes.max_row == 1 + len(default_layout().shown())
    line = Line.objects.get(act="reports.saved")
    assert line.params["format"] == "xlsx"


def test_no_text_becomes_a_formula() -> None:
    row = Row(
        PlaceKind.GRID,
        FORMULA,
        FORMULA,
        "",
        FORMULA,
        None,
        {"first_grid_leader": [(FORMULA, False)], "community": FORMULA},
    )
    table = Table(FORMULA, "", datetime.now(UTC), True, Level.GRID, default_layout(), (row,))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(table, "zh-Hans"))).worksheets[0]
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert sum(FORMULA in str(cell.value) for cell in cells) >= 4
    assert {cell.data_type for cell in cells if FORMULA in str(cell.value)} == {"s"}


@pytest.mark.django_db
@pytest.mark.parametrize("paper", ["a3", "a4"])
def test_the_paper_has_every_grid_and_lines_to_sign_on(
    filled: World, client_of: SignIn, paper: str
) -> None:
    Member.objects.filter(name="测试leader_a").update(name="#panic($x$)")
    answer = saved(client_of(filled.account("chief")), kind="pdf", paper=paper)
    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    text = "".join(page.extract_text() for page in pages).replace("\n", "")
    codes = Grid.objects.filter(street=filled.streets["ours"], kind="base")
    assert all(code in text for code in codes.values_list("code", flat=True))
    for words in (
        "西湖街道合计",
        "网格员（签字）",
        "网格长（签字）",
        "数据截至",
        "待落格",
        "#panic",
    ):
        assert words in text
    width, height = (float(pages[0].mediabox[n]) for n in (2, 3))
    assert width > height


@pytest.mark.django_db
def test_a_worker_saves_the_own_grid(filled: World, client_of: SignIn) -> None:
    answer = saved(client_of(filled.account("worker_a1")), kind="xlsx")
    table = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    names = [row[2].value for row in table.iter_rows(min_row=5) if row[2].value]
    assert names == ["朱紫巷社区第1网格"]


@pytest.mark.django_db
def test_the_command_line_answers_json_files_and_refusals(filled: World) -> None:
    made = command("", "community", "json", "360103005", "a3")
    assert b'"residents": 4' in made
    assert command("", "grid", "xlsx", "360103005", "a3").startswith(b"PK")
    with pytest.raises(MomentAhead):
        command("2999-01-01", "grid", "json", "", "a3")
