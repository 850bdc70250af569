"""Notices and decisions on paper say what was issued, as PDF and as Word, and leave through the guard."""

from datetime import timedelta
from uuid import UUID

import pytest
from docx import Document
from ops.inspection_templates import PAPER, TEMPLATES

from gridward.ground.audit.models import Export, Line
from gridward.ground.audit.queries import sentence
from gridward.ground.register.models import Organisation
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.inspections.models import RectificationNotice
from gridward.work.inspections.problems import FilingUndecided
from gridward.work.inspections.services.filings import move_filing
from gridward.work.inspections.services.notices import deliver_notice
from gridward.work.inspections.services.papers import filing_file, notice_file
from gridward.work.inspections.terms import (
    DeliverySaid,
    FilingMove,
    RectificationReceipt,
    RectificationWay,
)
from tests.kernel.documents.paper import pages, text
from tests.oversight.reports.papers import cells, whole, word
from tests.work.inspections.acts import SEEN, filed, inspected, noticed
from tests.work.workorders.acts import moved
from tests.world import World

pytestmark = pytest.mark.django_db
FORMATS = pytest.mark.parametrize("format_", list(PaperFormat))


@pytest.fixture
def notice(worker: Actor, organisation: Organisation) -> RectificationNotice:
    return noticed(worker, organisation)


def told(file: Printed) -> str:
    """All that the file says, without blanks."""
    said = text(file.content) if file.format is PaperFormat.PDF else whole(word(file.content))
    return "".join(said.split())


def paper(actor: Actor, notice_id: UUID, format_: PaperFormat = PaperFormat.PDF) -> Printed:
    return notice_file(actor, notice_id=notice_id, format_=format_)


@FORMATS
def test_a_notice_says_what_is_wanting_until_when_and_the_right_to_reply(
    worker: Actor, notice: RectificationNotice, format_: PaperFormat
) -> None:
    said = told(paper(worker, notice.pk, format_))
    for words in (
        *("责令整改通知书", "西湖街道整改〔2026〕1号", "滕王阁工地：", "翠竹路1号"),
        *(SEEN, "名册缺5人", "对进入人员逐一测温", "2026年3月3日", "2026年3月4日前完成全部整改"),
        *("有权陈述、申辩", "街道指挥部按照相关规定依法处置", "送达回证", "西湖街道"),
    ):
        assert "".join(words.split()) in said, words
    assert "附件4" not in said


def test_the_word_file_has_a_row_for_each_item(worker: Actor, notice: RectificationNotice) -> None:
    document = word(paper(worker, notice.pk, PaperFormat.DOCX).content)
    rows = cells(document.tables[0])
    assert rows[0] == ["序号", "发现的问题", "整改要求（依据）", "整改期限"]
    assert [row[0] for row in rows[1:]] == ["1", "2"]
    assert rows[1][1] == SEEN
    assert rows[2][3] == "2026年3月4日"


@FORMATS
def test_the_receipt_says_how_it_was_handed_over(
    worker: Actor, notice: RectificationNotice, format_: PaperFormat
) -> None:
    assert "留置送达" not in told(paper(worker, notice.pk, format_))
    said = DeliverySaid(
        RectificationWay.LEFT, "王强", RectificationReceipt.REFUSED, clock.now(), "经理", "李四"
    )
    deliver_notice(worker, notice_id=notice.pk, said=said)
    after = told(paper(worker, notice.pk, format_))
    for words in ("留置送达", "王强经理", "拒绝签收", "李四", "2026年3月2日09:00"):
        assert words in after


def test_time_that_was_granted_stands_on_the_paper(
    world: World, worker: Actor, notice: RectificationNotice
) -> None:
    moved(world, "leader_a", notice.order, "dispatch")
    until = clock.now() + timedelta(days=10)
    moved(world, "worker_a1", notice.order, "ask", text="施工", until=until)
    moved(world, "leader_a", notice.order, "grant")
    assert "2026年3月12日前完成" in told(paper(worker, notice.pk))


@FORMATS
@pytest.mark.parametrize("words", ["#panic()", "{{7*7}}", "<w:p/>"])
def test_whatever_a_text_looks_like_it_is_printed_as_it_is(
    worker: Actor, organisation: Organisation, words: str, format_: PaperFormat
) -> None:
    made = inspected(worker, organisation, {"masks": words})
    assert words in told(paper(worker, made.notice.pk, format_))


def test_a_long_finding_goes_on_over_pages(worker: Actor, organisation: Organisation) -> None:
    long = "门卫未戴口罩，" * 70 + "末尾"
    made = inspected(worker, organisation, {"masks": long, "roster": long, "duty24": long})
    file = paper(worker, made.notice.pk)
    assert told(file).count("末尾") == 3
    assert len(pages(file.content)) > 1


def test_it_leaves_through_the_guard(worker: Actor, notice: RectificationNotice) -> None:
    file = paper(worker, notice.pk)
    export = Export.objects.get()
    assert (export.kind, export.rows) == ("rectification_notice", 1)
    assert export.grid_ids == [notice.grid_id]
    assert "责令整改通知书" in sentence(Line.objects.get(about_id=export.pk), "zh-Hans")
    assert file.file_name == "责令整改通知书_西湖街道整改〔2026〕1号.pdf"


def test_who_does_not_inspect_takes_no_paper(world: World, notice: RectificationNotice) -> None:
    with pytest.raises(NotAllowed):
        paper(world.actor("discipline"), notice.pk)
    with pytest.raises(NotFound):
        paper(world.actor("worker_b1"), notice.pk)
    assert not Export.objects.exists()


@FORMATS
def test_each_decision_on_a_filing_has_its_paper(
    world: World, worker: Actor, organisation: Organisation, format_: PaperFormat
) -> None:
    command, row = world.actor("command"), filed(worker, organisation)
    with pytest.raises(FilingUndecided):
        filing_file(worker, filing_id=row.pk, format_=format_)
    for move, words, there in (
        (FilingMove.REFUSE, "隔离室未落实", "复工备案不予同意通知书"),
        (FilingMove.REPLY, "已设置", ""),
        (FilingMove.GRANT, "每日消杀两次", "复工备案通知书"),
        (FilingMove.REVOKE, "未按条件复工", "撤销复工备案通知书"),
    ):
        actor = worker if move is FilingMove.REPLY else command
        move_filing(actor, filing_id=row.pk, move=move, text=words)
        if there:
            said = told(filing_file(command, filing_id=row.pk, format_=format_))
            assert there in said
            assert words in said
            assert "2026年3月9日" in said
    assert "复工〔2026〕3号" in said


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_the_committed_template_is_what_the_program_makes(name: str) -> None:
    kept, made = Document(str(PAPER / name)), TEMPLATES[name]()
    assert kept.element.body.xml == made.element.body.xml
