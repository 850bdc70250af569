"""Slips and lists of stock say what was issued, arrived and is held, as PDF and as Word, through the guard."""

from datetime import date

import pytest
from docx import Document
from ops.supply_templates import FILE, sheet

from gridward.ground.audit.models import Export, Line
from gridward.kernel.access import Actor
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.problems import NotFound
from gridward.work.supplies.problems import SlipNotYet
from gridward.work.supplies.services.papers import slip_file, stock_file
from gridward.work.supplies.terms import Batch
from tests.kernel.documents.paper import text
from tests.oversight.reports.papers import cells, whole, word
from tests.work.supplies.acts import (
    EARLY,
    FENCE,
    MASK,
    MASKS,
    asked,
    entered,
    granted,
    issued,
    received,
)
from tests.world import World

pytestmark = pytest.mark.django_db
FORMATS = pytest.mark.parametrize("format_", list(PaperFormat))


def told(file: Printed) -> str:
    """All that the file says, without blanks."""
    said = text(file.content) if file.format is PaperFormat.PDF else whole(word(file.content))
    return "".join(said.split())


@FORMATS
def test_a_slip_says_what_was_issued_and_what_arrived(
    world: World, worker: Actor, leader: Actor, format_: PaperFormat
) -> None:
    entered(leader, world.grids["a0"], {MASKS: 300})
    row = asked(worker, world.grids["a1"])
    granted(leader, row.pk)
    with pytest.raises(SlipNotYet):
        slip_file(leader, request_id=row.pk, format_=format_)
    issued(leader, row.pk)
    said = told(slip_file(leader, request_id=row.pk, format_=format_))
    for words in (
        *("物资发放配送单", row.order.number, "朱紫巷社区网格", "朱紫巷社区第1网格"),
        *("医用外科口罩", "A1", "2027年3月1日", "100只", "社区志愿者张师傅", "收货人（签字）"),
    ):
        assert words in said, words
    assert "90只" not in said
    received(worker, row.pk, 90)
    assert "90只" in told(slip_file(worker, request_id=row.pk, format_=format_))


@FORMATS
def test_a_list_of_stock_says_what_is_short_and_what_expires(
    world: World, leader: Actor, format_: PaperFormat
) -> None:
    expired = Batch(MASK, "旧", date(2026, 3, 1))
    entered(leader, world.grids["a0"], {MASKS: 100, EARLY: 50, expired: 20, FENCE: 60})
    said = told(stock_file(leader, grid_id=world.grids["a0"].pk, format_=format_))
    for words in ("物资库存表", "低于最低库存500", "临期", "过期", "60米", "测试leader_a"):
        assert words in said, words


def test_the_word_file_has_a_row_for_each_batch(world: World, leader: Actor) -> None:
    entered(leader, world.grids["a0"], {MASKS: 600, EARLY: 50})
    file = stock_file(leader, grid_id=world.grids["a0"].pk, format_=PaperFormat.DOCX)
    rows = cells(word(file.content).tables[1])
    assert rows[0] == ["序号", "物资", "批号", "有效期", "库存", "备注"]
    assert [row[2] for row in rows[1:]] == ["A0", "A1"]
    assert file.file_name == "物资库存表_朱紫巷社区网格_2026-03-02.docx"


def test_taking_a_file_is_recorded(world: World, worker: Actor, leader: Actor) -> None:
    stock_file(leader, grid_id=world.grids["a0"].pk, format_=PaperFormat.PDF)
    stock_file(world.actor("command"), grid_id=None, format_=PaperFormat.PDF)
    assert set(Export.objects.values_list("kind", flat=True)) == {"stock_list"}
    assert Line.objects.filter(act="audit.exported").count() == 2
    with pytest.raises(NotFound):
        stock_file(worker, grid_id=world.grids["a2"].pk, format_=PaperFormat.PDF)


def test_the_template_is_what_its_source_makes() -> None:
    made, kept = sheet(), Document(str(FILE))
    assert made.element.body.xml == kept.element.body.xml
