"""Annex 2 on paper: the founding document's layout, what was signed, signatures, through the guard of exports."""

from collections.abc import Sequence
from uuid import UUID

import pytest

from gridward.ground.audit.models import Export, Line
from gridward.ground.audit.queries import sentence
from gridward.kernel.access import Actor
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.patrols.models import WorkLog
from gridward.work.patrols.problems import NoLogChosen
from gridward.work.patrols.queries.rows import WorkFilter
from gridward.work.patrols.services.files import blank_log_file, log_file
from gridward.work.patrols.services.logs import countersign_log, sign_log
from tests.kernel.documents.paper import pages, text
from tests.oversight.reports.papers import cells, whole, word
from tests.work.patrols.acts import EVENING, moment, said, signed
from tests.world import World

pytestmark = pytest.mark.django_db


def taken(
    actor: Actor,
    ids: Sequence[UUID] = (),
    format_: PaperFormat = PaperFormat.PDF,
    wanted: WorkFilter | None = None,
) -> Printed:
    return log_file(actor, ids=ids, wanted=wanted or WorkFilter(), format_=format_)


def told(file: Printed) -> str:
    """All that the file says, without blanks."""
    said_ = text(file.content) if file.format is PaperFormat.PDF else whole(word(file.content))
    return "".join(said_.split())


@pytest.fixture
def log(world: World, worker: Actor, leader: Actor) -> WorkLog:
    row = signed(world, worker, work="入户走访5户。\n巡查1次。")
    countersign_log(leader, log_id=row.pk)
    return row


def test_the_word_file_has_every_field_of_the_annex_in_its_place(
    worker: Actor, log: WorkLog
) -> None:
    document = word(taken(worker, [log.pk], PaperFormat.DOCX).content)
    lines = [one.text for one in document.paragraphs if one.text.strip()]
    assert lines[0] == "网格工作日志"
    assert "".join(lines[1].split()) == "西湖街道朱紫巷社区第1网格"
    assert lines[2] == (
        "网格员（签字）：测试worker_a1　2026-03-04 20:30\t网格长（签字）：测试leader_a　2026-03-04 20:30"
    )
    assert len(lines) == 3
    assert cells(document.tables[0]) == [
        ["巡查时间", "2026年3月4日9时至11时"],
        ["工作情况", "入户走访5户。\n巡查1次。"],
        ["处置情况", "劝离1起聚集。"],
        ["处置结果", "无遗留问题。"],
    ]


def test_the_pdf_says_the_same_in_the_same_order(worker: Actor, log: WorkLog) -> None:
    said_ = told(taken(worker, [log.pk]))
    order = [
        *("网格工作日志", "西湖街道朱紫巷社区第1网格", "巡查时间2026年3月4日9时至11时"),
        *("工作情况", "入户走访5户。", "巡查1次。", "处置情况", "劝离1起聚集。"),
        *("处置结果", "无遗留问题。", "网格员（签字）：", "网格长（签字）："),
    ]
    places = [said_.find(one) for one in order]
    assert -1 not in places
    assert {said_.find("测试worker_a1"), said_.find("测试leader_a")}.isdisjoint({-1})


def test_the_line_of_the_finger_is_drawn(world: World, worker: Actor) -> None:
    """The longer the line, the more drawing is in the file."""
    short = signed(world, worker, signature="M 1,1 L 5,5")
    curves = " ".join(f"C {n},20 {n + 9},180 {n + 20},{n % 190}" for n in range(1, 500, 3))
    long = signed(world, worker, signature=f"M 1,1 {curves}")
    sizes = [len(taken(worker, [one.pk]).content) for one in (short, long)]
    assert sizes[1] - sizes[0] > 500


@pytest.mark.parametrize("format_", list(PaperFormat))
def test_all_logs_of_a_grid_or_a_day_are_in_one_file(
    world: World, worker: Actor, leader: Actor, format_: PaperFormat
) -> None:
    signed(world, worker, work="甲")
    day = moment(0, days=-1).date()
    early = {"day": day, "start": moment(9, days=-1), "end": moment(10, days=-1)}
    signed(world, worker, work="乙", **early)
    signed(world, world.actor("worker_a2"), grid="a2", work="丙")
    signed(world, world.actor("worker_b1"), grid="b1", work="丁")
    grid = world.grids["a1"].pk
    for actor, wanted, there in (
        (leader, WorkFilter(grid_id=grid), "乙甲"),
        (leader, WorkFilter(day=EVENING.date()), "甲丙"),
        (leader, WorkFilter(grid_id=grid, day=day), "乙"),
        (worker, WorkFilter(day=EVENING.date()), "甲"),
    ):
        file = taken(actor, format_=format_, wanted=wanted)
        said_ = told(file)
        assert [one for one in said_ if one in "甲乙丙丁"] == list(there)
        assert said_.count("处置结果") == len(there)
        if format_ is PaperFormat.PDF:
            assert len(pages(file.content)) == len(there)


def test_of_a_corrected_log_the_latest_is_printed_and_the_first_when_named(
    world: World, worker: Actor, log: WorkLog
) -> None:
    second = sign_log(
        worker, log_id=new_id(), said=said(world, work="改"), corrects=log.pk, reason="户数写错"
    )
    latest = told(taken(worker, wanted=WorkFilter(day=EVENING.date())))
    assert "第2版（更正：户数写错）" in latest
    assert "入户走访5户" not in latest
    both = told(taken(worker, [log.pk, second.pk]))
    assert "入户走访5户" in both
    assert "第2版" in both


def test_a_long_day_goes_on_over_pages(world: World, worker: Actor) -> None:
    log = signed(world, worker, work="\n".join(f"第{number}项工作" for number in range(150)))
    said_ = told(taken(worker, [log.pk]))
    assert all(f"第{number}项工作" in said_ for number in range(150))
    assert len(pages(taken(worker, [log.pk]).content)) > 1


@pytest.mark.parametrize("format_", list(PaperFormat))
def test_an_empty_form_for_whoever_writes_by_hand(
    world: World, worker: Actor, format_: PaperFormat
) -> None:
    file = blank_log_file(worker, grid_id=world.grids["a1"].pk, format_=format_)
    said_ = told(file)
    assert "西湖街道朱紫巷社区第1网格" in said_
    assert "年月日时至时" in said_
    with pytest.raises(NotFound):
        blank_log_file(worker, grid_id=world.grids["b1"].pk, format_=format_)


@pytest.mark.parametrize("words", ["#panic()", "{{7*7}}", "<w:p/>", "*=1+1"])
@pytest.mark.parametrize("format_", list(PaperFormat))
def test_whatever_a_text_looks_like_it_is_printed_as_it_is(
    world: World, worker: Actor, words: str, format_: PaperFormat
) -> None:
    log = signed(world, worker, handling=words)
    assert words in told(taken(worker, [log.pk], format_))


def test_it_leaves_through_the_guard(worker: Actor, log: WorkLog) -> None:
    file = taken(worker, [log.pk])
    export = Export.objects.get()
    assert (export.kind, export.format, export.masked, export.rows) == ("annex2", "pdf", True, 1)
    assert export.grid_ids == [log.grid_id]
    assert "".join(export.watermark().split(" · ")[0].split()) in told(file)
    line = Line.objects.get(about_id=export.pk)
    assert "网格工作日志" in sentence(line, "zh-Hans")
    assert file.file_name == "网格工作日志_朱紫巷社区第1网格_1份.pdf"


def test_who_may_not_export_takes_no_file(world: World, log: WorkLog) -> None:
    for name in ("discipline", "health_a"):
        with pytest.raises(NotAllowed):
            taken(world.actor(name), [log.pk])
    assert not Export.objects.exists()


def test_whoever_writes_logs_prints_the_own_and_no_others(world: World, log: WorkLog) -> None:
    police = world.actor("police_a")
    own = signed(world, police, work="夜间巡逻。")
    assert "夜间巡逻。" in told(taken(police, [own.pk]))
    assert told(blank_log_file(police, grid_id=own.grid_id, format_=PaperFormat.PDF))
    for ids in ([log.pk], [own.pk, log.pk]):
        with pytest.raises(NotAllowed):
            taken(police, ids)
    assert [one.rows for one in Export.objects.order_by("at")] == [1, 0]


def test_what_is_not_there_or_not_said_is_refused(
    world: World, worker: Actor, log: WorkLog
) -> None:
    other = signed(world, world.actor("worker_b1"), grid="b1")
    for ids, wanted, problem in (
        ([], WorkFilter(), NoLogChosen),
        ([log.pk], WorkFilter(day=EVENING.date()), NoLogChosen),
        ([], WorkFilter(day=moment(0, days=-5).date()), NoLogChosen),
        ([other.pk], WorkFilter(), NotFound),
        ([log.pk, other.pk], WorkFilter(), NotFound),
        ([], WorkFilter(grid_id=world.grids["b1"].pk), NotFound),
    ):
        with pytest.raises(problem):
            taken(worker, ids, wanted=wanted)
