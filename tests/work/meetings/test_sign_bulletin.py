"""The bulletin: signed by the convener or who stands in, never changed, revised beside; as text, Word and PDF."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from docx import Document
from pypdf import PdfReader

from gridward.ground.audit.models import Line
from gridward.ground.register.services.residents import remove_resident
from gridward.ground.staff.models import Appointment, Member
from gridward.ground.staff.terms import Post
from gridward.kernel.access import Actor
from gridward.kernel.documents.formats import PaperFormat
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.meetings.models import AgendaItem, Bulletin, Decision, Meeting
from gridward.work.meetings.problems import (
    BulletinDiffers,
    BulletinNotYours,
    BulletinReasonMissing,
    BulletinSignedMeanwhile,
    BulletinTellsOfPeople,
    MeetingNotNow,
)
from gridward.work.meetings.services.bulletins import preview_bulletin
from gridward.work.meetings.services.calling import add_item
from gridward.work.meetings.services.holding import end_meeting
from gridward.work.meetings.services.papers import (
    BulletinFormat,
    bulletin_file,
    bulletin_text,
    minutes_file,
)
from gridward.work.meetings.terms import AttendanceState
from tests.work.meetings.acts import EVENING, begun, decided, ended, everybody, signed
from tests.work.notices.acts import home
from tests.work.patrols.acts import patrol
from tests.work.workorders.acts import opened
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(world: World, first: Actor, evening: time_machine.Traveller) -> Meeting:
    """A meeting of community a with a decision, an item and a patrol to tell of."""
    evening.move_to(EVENING - timedelta(hours=1))
    opened(world, "worker_a1", "facility_broken", text="王五家门口围挡倒了")
    evening.move_to(EVENING)
    meeting = begun(world, first)
    add_item(
        world.actor("worker_a1"), meeting_id=meeting.pk, section="instructions", text="张三家要消杀"
    )
    decided(world, first, meeting, text="请李四明天修好围挡")
    everybody(first, meeting, worker_a2=AttendanceState.EXCUSED)
    return end_meeting(
        first, meeting_id=meeting.pk, version=meeting.version, summary="赵六家老人住院。"
    )


def test_the_convener_signs(world: World, first: Actor, held: Meeting) -> None:
    row = signed(first, held, remark="各网格明天中午前完成补访")
    assert (row.revision, row.post, row.stand_in) == (1, Post.FIRST_GRID_LEADER, False)
    text = bulletin_text(row)
    assert text.startswith("朱紫巷社区网格每日工作通报\n2026年3月4日　第1版\n")
    assert "应到7人，实到6人，请假1人，缺席0人" in text
    assert "新上报1，办结0，在办1，超时0，已升级0。" in text
    assert "朱紫巷社区第1网格：新上报1，在办1。" in text
    number = Decision.objects.get().order.number
    assert f"工单{number}：例会议定事项，朱紫巷社区第1网格，2026年3月5日17:30前办结。" in text
    assert "工作要求：各网格明天中午前完成补访" in text
    assert "签发：第一网格长　测试first_a　2026年3月4日17:30" in text
    assert Line.objects.latest("seq").act == "meetings.bulletin_signed"


def test_it_holds_nothing_that_was_said(first: Actor, held: Meeting) -> None:
    row = signed(first, held)
    for name in ("张三", "李四", "王五", "赵六"):
        assert name not in bulletin_text(row)


@pytest.mark.parametrize("remark", ["联系 13800138000", "360199 19900101 0016", "138-0013-8000"])
def test_numbers_of_persons_are_signed_knowingly_alone(
    first: Actor, held: Meeting, remark: str
) -> None:
    with pytest.raises(BulletinTellsOfPeople) as refused:
        signed(first, held, remark=remark)
    assert remark not in refused.value.sentence()
    assert signed(first, held, remark=remark, knowing=True).content["remark"] == remark


def test_a_resident_of_the_grids_is_named_knowingly_alone(
    world: World, first: Actor, held: Meeting
) -> None:
    home(world, world.actor("worker_a1"), "a1-1-101", "张三丰", "王五")
    home(world, world.actor("worker_b1"), "b1-1-101", "赵六")
    remark = "请给张三丰家送药，赵六已联系。"
    assert preview_bulletin(first, meeting_id=held.pk, remark=remark).people == ["张三丰"]
    with pytest.raises(BulletinTellsOfPeople) as refused:
        signed(first, held, remark=remark)
    assert "张三丰" in refused.value.sentence()
    assert signed(first, held, remark=remark, knowing=True).revision == 1


def test_who_has_moved_away_is_told_of_no_more(world: World, first: Actor, held: Meeting) -> None:
    worker = world.actor("worker_a1")
    [person] = home(world, worker, "a1-1-101", "张三丰").residents.all()
    remove_resident(worker, resident_id=person.pk, version=person.version)
    assert signed(first, held, remark="张三丰小区门口").revision == 1


def test_before_the_end_nothing_is_signed(world: World, first: Actor) -> None:
    with pytest.raises(MeetingNotNow):
        signed(first, begun(world, first))


def test_while_the_convener_is_there_nobody_stands_in(world: World, held: Meeting) -> None:
    with pytest.raises(BulletinNotYours, match="bulletin_not_yours"):
        signed(world.actor("leader_a"), held)
    for name, refusal in (("worker_a1", NotAllowed), ("leader_b", NotFound)):
        with pytest.raises(refusal):
            signed(world.actor(name), held)


@pytest.mark.parametrize("state", [AttendanceState.EXCUSED, AttendanceState.ABSENT])
def test_for_a_convener_who_did_not_come_the_next_post_signs(
    world: World, state: AttendanceState
) -> None:
    leader = world.actor("leader_a")
    row = signed(leader, ended(world, leader, first_a=state))
    assert (row.post, row.stand_in) == (Post.COMMUNITY_GRID_LEADER, True)
    assert "签发（代）：社区网格长" in bulletin_text(row)


def test_where_the_post_is_vacant_the_next_one_signs(world: World) -> None:
    leader = world.actor("leader_b")
    row = signed(leader, ended(world, leader, "b0"))
    assert (row.post, row.stand_in) == (Post.COMMUNITY_GRID_LEADER, True)


def test_an_acting_chief_signs_as_chief(world: World) -> None:
    grid, member = world.grids["b0"], world.account("leader_b").member
    assert isinstance(member, Member)
    Appointment.objects.create(
        member=member,
        post=Post.FIRST_GRID_LEADER,
        street_id=grid.street_id,
        grid=grid,
        valid_from=EVENING.date(),
        acting=True,
    )
    leader = world.actor("leader_b")
    assert not signed(leader, ended(world, leader, "b0")).stand_in


def test_of_two_revisions_both_say_so(first: Actor, held: Meeting) -> None:
    one = signed(first, held)
    with pytest.raises(BulletinSignedMeanwhile):
        signed(first, held)
    with pytest.raises(BulletinReasonMissing):
        signed(first, held, after=1)
    two = signed(first, held, after=1, reason="补传走访记录")
    assert "注意：本版已由第2版修订" in bulletin_text(one)
    assert "本通报为修订版，替代第1版；修订理由：补传走访记录。" in bulletin_text(two)


def test_late_figures_stand_in_a_revision_alone(
    world: World, first: Actor, held: Meeting, evening: time_machine.Traveller
) -> None:
    one = signed(first, held)
    before = bulletin_text(one)
    evening.shift(timedelta(hours=2))
    start, end = EVENING - timedelta(hours=2), EVENING - timedelta(hours=1)
    patrol(world, world.actor("worker_a1"), started_at=start, ended_at=end)
    opened(world, "worker_a1", "facility_broken")
    one.refresh_from_db()
    assert bulletin_text(one) == before
    assert "巡查0" in before
    two = signed(first, held, after=1, reason="补传巡查记录")
    assert "巡查1" in bulletin_text(two)
    assert "新上报1，办结0，在办1" in bulletin_text(two)
    assert "数据截至2026年3月4日19:30" in bulletin_text(two)


def test_the_preview_says_what_would_be_signed(first: Actor, held: Meeting) -> None:
    shown = preview_bulletin(first, meeting_id=held.pk, remark="请补访")
    row = signed(first, held, remark="请补访")
    assert (shown.revision, shown.people) == (1, [])
    assert shown.lines == bulletin_text(row).splitlines()[: len(shown.lines)]
    assert preview_bulletin(first, meeting_id=held.pk).revision == 2


def test_the_database_holds_what_was_signed(first: Actor, held: Meeting) -> None:
    row = signed(first, held)
    for sql in (
        "UPDATE meetings_bulletin SET content = '{}'",
        "DELETE FROM meetings_bulletin",
        "UPDATE meetings_meeting SET place = '别处'",
        "UPDATE meetings_meeting SET figures = '[]'",
        "UPDATE meetings_meeting SET summary = NULL WHERE name = '改'",
        "DELETE FROM meetings_decision",
        "UPDATE meetings_decision SET position = 9",
        "UPDATE meetings_attendance SET state = 'absent'",
        "UPDATE meetings_attendance SET reason = NULL",
        "DELETE FROM meetings_agendaitem",
    ):
        if "name = '改'" in sql:
            continue
        with (
            pytest.raises(IntegrityError, match="refused"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    assert Bulletin.objects.get().digest == row.digest


def test_new_keys_seal_anew_what_was_said(held: Meeting) -> None:
    item = AgendaItem.objects.get()
    item.set_sealed("text", item.open_sealed("text"))
    item.save(update_fields=["text"])
    held.set_sealed("summary", held.open_sealed("summary"))
    held.save(update_fields=["summary"])
    assert Meeting.objects.get(pk=held.pk).open_sealed("summary") == "赵六家老人住院。"


def test_what_was_reached_into_is_not_let_out(first: Actor, held: Meeting) -> None:
    row = signed(first, held)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE meetings_bulletin DISABLE TRIGGER stays")
        cursor.execute(
            "UPDATE meetings_bulletin SET content = jsonb_set(content, '{unit}', '\"x\"')"
        )
        cursor.execute("ALTER TABLE meetings_bulletin ENABLE TRIGGER stays")
    with pytest.raises(BulletinDiffers):
        bulletin_file(first, bulletin_id=row.pk, format_=BulletinFormat.TXT)


def words_of_word(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def words_of_pdf(content: bytes) -> str:
    """Without blanks: the page sets some between Chinese and Latin letters."""
    return "".join(
        "".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages
    )


READ: dict[str, Callable[[bytes], str]] = {
    "docx": words_of_word,
    "pdf": words_of_pdf,
    "txt": lambda content: content.decode(),
}


@pytest.mark.parametrize("format_", BulletinFormat)
def test_it_is_read_back_from_its_file(
    first: Actor, held: Meeting, format_: BulletinFormat
) -> None:
    row = signed(first, held, remark="各网格明天中午前完成补访")
    made = bulletin_file(first, bulletin_id=row.pk, format_=format_)
    text = READ[format_](made.content)
    for words in (
        "朱紫巷社区网格每日工作通报",
        "工单办理",
        "新上报1",
        "测试first_a",
        row.digest[:16],
    ):
        assert words in text
    assert made.file_name == f"朱紫巷社区网格-2026-03-04-通报-1.{format_}"
    assert Line.objects.latest("seq").act == "meetings.bulletin_taken"


@pytest.mark.parametrize("format_", PaperFormat)
def test_minutes_tell_everything_and_leave_through_the_guard(
    first: Actor, held: Meeting, format_: PaperFormat
) -> None:
    made = minutes_file(first, meeting_id=held.pk, format_=format_)
    text = READ[format_](made.content)
    number = Decision.objects.get().order.number
    for words in (
        "例会纪要",
        "张三家要消杀",
        "请李四明天修好围挡",
        number,
        "赵六家老人住院",
        "出差",
    ):
        assert words in text
    acts = list(Line.objects.order_by("-seq").values_list("act", flat=True)[:2])
    assert "meetings.minutes_taken" in acts


def test_minutes_are_for_who_leads(world: World, held: Meeting) -> None:
    with pytest.raises(NotAllowed):
        minutes_file(world.actor("worker_a1"), meeting_id=held.pk, format_=PaperFormat.PDF)
