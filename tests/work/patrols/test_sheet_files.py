"""The sheets of a day as a file: what was confirmed last, a page or a row a worker."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from gridward.ground.audit.models import Export, Line
from gridward.ground.audit.queries import sentence
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.patrols.problems import NoSheetConfirmed
from gridward.work.patrols.services.sheet_files import SheetFormat, sheet_file
from gridward.work.patrols.services.sheets import confirm_sheet
from tests.kernel.documents.paper import pages, text
from tests.work.patrols.acts import EVENING, patrol
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = EVENING.date()


@pytest.fixture
def sheets(world: World) -> World:
    """Worker a1 confirmed twice, the second time after a patrol; a2 and b1 once."""
    for name, grid in (("worker_a1", "a1"), ("worker_a2", "a2"), ("worker_b1", "b1")):
        confirm(world, name, grid)
    patrol(world, world.actor("worker_a1"))
    confirm(world, "worker_a1", "a1", note="=1+1")
    return world


def confirm(world: World, name: str, grid: str, note: str = "") -> None:
    confirm_sheet(
        world.actor(name), sheet_id=new_id(), grid_id=world.grids[grid].pk, day=DAY, note=note
    )


def rows(actor: Actor, **given: Any) -> list[dict[str, Any]]:
    """The lines of the workbook by their heads."""
    file = sheet_file(actor, day=DAY, format_=SheetFormat.XLSX, **given)
    book = openpyxl.load_workbook(BytesIO(file.content))
    heads, *lines = book.worksheets[0].iter_rows(values_only=True)
    return [dict(zip(heads, line, strict=True)) for line in lines]


def test_a_row_a_worker_with_what_was_confirmed_last(sheets: World) -> None:
    told = rows(sheets.actor("chief"))
    assert [(one["网格"], one["网格员"], one["版本"], one["巡查次数"]) for one in told] == [
        ("朱紫巷社区第1网格", "测试worker_a1", 2, 1),
        ("朱紫巷社区第2网格", "测试worker_a2", 1, 0),
        ("算子桥社区第1网格", "测试worker_b1", 1, 0),
    ]
    assert told[0]["备注"] == "=1+1"
    assert told[0]["确认时间"] == "2026-03-04 20:30"


def test_of_ones_own_grids_or_of_one_of_them(sheets: World) -> None:
    leader, grid = sheets.actor("leader_a"), sheets.grids["a2"].pk
    assert [one["网格员"] for one in rows(leader)] == ["测试worker_a1", "测试worker_a2"]
    assert [one["网格员"] for one in rows(leader, grid_id=grid)] == ["测试worker_a2"]
    assert [one["网格员"] for one in rows(sheets.actor("discipline"))][-1] == "测试worker_b1"
    with pytest.raises(NotFound):
        rows(leader, grid_id=sheets.grids["b1"].pk)
    with pytest.raises(NotAllowed):
        rows(sheets.actor("patron"))


def test_a_page_a_worker(sheets: World) -> None:
    file = sheet_file(sheets.actor("leader_a"), day=DAY, format_=SheetFormat.PDF)
    told = ["".join(one.split()) for one in pages(file.content)]
    assert len(told) == 2
    assert "每日工作信息摸排表" in told[0]
    assert "西湖街道朱紫巷社区朱紫巷社区第1网格" in told[0]
    assert "2026年3月4日" in told[0]
    assert "第2版" in told[0]
    assert "巡查次数1当天由本人开始的" in told[0]
    assert "=1+1" in told[0]
    assert "网格员（签字）：网格长（签字）：" in told[1]
    assert file.file_name == "每日工作信息摸排表_2026-03-04_2份.pdf"
    assert "测试leader_a" in text(file.content)


def test_a_day_without_a_sheet_gives_no_file(sheets: World) -> None:
    with pytest.raises(NoSheetConfirmed):
        sheet_file(sheets.actor("chief"), day=DAY - timedelta(days=1), format_=SheetFormat.PDF)


def test_taking_it_is_on_the_record(sheets: World) -> None:
    """Figures are no export of persons: as with the statistics a line is enough."""
    rows(sheets.actor("leader_a"))
    line = Line.objects.get(act="patrols.sheets_taken")
    assert sentence(line, "zh-Hans") == "测试leader_a 下载了 2026-03-04 的每日摸排表（2份，xlsx）"
    assert not Export.objects.exists()
