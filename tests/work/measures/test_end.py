"""Ends: on the last day with what the rule asks for, earlier with a reason; papers; what is forgotten."""

import runpy
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from docx import Document

from gridward.ground.audit.models import Export
from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.documents.formats import PaperFormat
from gridward.kernel.problems import NotAllowed, Stale
from gridward.work.checkpoints.queries.passes import public_keys
from gridward.work.measures.models import Measure
from gridward.work.measures.problems import (
    MeasureEndNotThis,
    MeasureNeedsUnmet,
    MeasureNotInForce,
    MeasureNotOfThisDay,
    MeasureNotOver,
    MeasureReasonMissing,
    MeasureResultsLacking,
    MeasureTestsLacking,
    ReleaseCodeUnreadable,
)
from gridward.work.measures.queries.checking import checked
from gridward.work.measures.queries.following import due_of
from gridward.work.measures.queries.measures import MeasureFilter, counts
from gridward.work.measures.rules.codes import read_code
from gridward.work.measures.services.ending import end, forget_over
from gridward.work.measures.services.papers import PAPER, code_of, notice_file, release_file
from gridward.work.measures.terms import ControlKind, MeasureEnd, MeasureState
from gridward.work.rulebooks.terms import PersonCategory
from tests.work.measures.acts import in_force, proposed, sampled, stated
from tests.work.meetings.test_sign_bulletin import words_of_pdf, words_of_word
from tests.world import World

SOURCE = runpy.run_path(str(Path(__file__).parents[3] / "ops" / "meeting_template.py"))


def ended(world: World, row: Measure, why: MeasureEnd, reason: str = "", **more: object) -> Measure:
    words = {"measure_id": row.pk, "version": row.version, "why": why, "reason": reason, **more}
    return end(world.actor("leader_a"), **words)  # type: ignore[arg-type]


def test_a_release_waits_for_the_last_day(responding: World, noon: time_machine.Traveller) -> None:
    row = in_force(responding)
    with pytest.raises(MeasureNotOver):
        ended(responding, row, MeasureEnd.RELEASED)
    noon.shift(timedelta(days=9))
    with pytest.raises(MeasureTestsLacking):
        ended(responding, row, MeasureEnd.RELEASED)
    assert ended(responding, row, MeasureEnd.RELEASED, "漏采，抗原阴性").state == MeasureState.ENDED


def test_a_release_shows_what_the_rule_asks_for(
    responding: World, noon: time_machine.Traveller
) -> None:
    row = in_force(responding, category=PersonCategory.SECONDARY_CONTACT)
    noon.shift(timedelta(days=6))
    met = row.rule["needs"]
    with pytest.raises(MeasureResultsLacking) as lacking:
        ended(responding, row, MeasureEnd.RELEASED, met=met)
    assert "本人检测均为阴性" in lacking.value.sentence()
    for day in due_of(row, clock.today()):
        sampled(responding, row, day.day)
    with pytest.raises(MeasureNeedsUnmet):
        ended(responding, row, MeasureEnd.RELEASED, met=["own_tests_negative"])
    assert ended(responding, row, MeasureEnd.RELEASED, met=met).ended_for == "released"


def test_an_earlier_end_has_a_reason(responding: World) -> None:
    row = in_force(responding)
    with pytest.raises(MeasureReasonMissing):
        ended(responding, row, MeasureEnd.EARLY)
    with pytest.raises(MeasureEndNotThis):
        ended(responding, row, MeasureEnd.UPHELD, "申诉")
    ended(responding, row, MeasureEnd.EARLY, "专家组评估可以提前解除")
    with pytest.raises(MeasureNotInForce):
        ended(responding, Measure.objects.get(pk=row.pk), MeasureEnd.EARLY, "再一次")


def test_an_end_does_not_need_a_response(responding: World, noon: time_machine.Traveller) -> None:
    row = in_force(responding)
    noon.shift(timedelta(days=30))
    assert ended(responding, row, MeasureEnd.RULE_ENDED, "响应终止").state == MeasureState.ENDED


def test_of_two_who_end_at_once_the_second_is_told(responding: World) -> None:
    row = in_force(responding)
    old = Measure.objects.get(pk=row.pk)
    ended(responding, row, MeasureEnd.RULED_OUT, "排除")
    with pytest.raises(Stale):
        ended(responding, old, MeasureEnd.EARLY, "提前")


def test_lists_tell_what_is_due(responding: World, noon: time_machine.Traveller) -> None:
    in_force(responding)
    leader = responding.actor("leader_a")

    def due() -> set[str]:
        numbers = counts(leader, MeasureFilter(), clock.today())
        return {view.value for view, number in numbers.items() if number}

    assert due() == {"open", "in_force", "test_today"}
    noon.shift(timedelta(days=9))
    assert due() == {"open", "in_force", "test_today", "ending_today"}
    noon.shift(timedelta(days=1))
    assert due() == {"open", "in_force", "overdue"}


def test_the_notice_says_who_why_by_what_until_when_and_how_to_object(responding: World) -> None:
    row = in_force(responding)
    liaison = responding.actor("health_a")
    page = notice_file(liaison, measure_id=row.pk, format_=PaperFormat.PDF)
    word = notice_file(liaison, measure_id=row.pk, format_=PaperFormat.DOCX)
    told = words_of_pdf(page.content)
    for said in (
        *("张三", "密切接触者", "集中隔离", "2022年7月15日", "2022年7月24日24时"),
        *("同桌用餐", "无法单独居住", "防控方案（第九版）", "西防指〔2026〕2号"),
        *("您的权利", "怎样申诉", "24小时内答复", "测试leader_a", "测试command"),
        *("138****8000", row.serial, "尚未与原文核对"),
    ):
        assert said in told, said
    assert "13800138000" not in told
    assert set("集中隔离张三") <= set("".join(words_of_word(word.content)))
    assert Export.objects.filter(kind="measure_notice").count() == 2


def test_a_release_paper_carries_a_code_that_is_checked(responding: World) -> None:
    row = in_force(responding)
    liaison = responding.actor("health_a")
    with pytest.raises(MeasureNotOfThisDay):
        release_file(liaison, measure_id=row.pk, format_=PaperFormat.PDF)
    row = ended(responding, row, MeasureEnd.RULED_OUT, "排除")
    page = release_file(liaison, measure_id=row.pk, format_=PaperFormat.PDF)
    assert "解除" in words_of_pdf(page.content)
    code = code_of(row)
    seen = checked(liaison, code.lower().replace("1", "1 "))
    assert (seen.ended_on, seen.measure_id) == (clock.today(), row.pk)
    elsewhere = checked(responding.actor("worker_b1"), code)
    assert (elsewhere.ended_on, elsewhere.measure_id) == (clock.today(), None)


@pytest.mark.parametrize(
    "spoil", [lambda c: c[:-4], lambda c: "GW1" + c[3:], lambda c: c + "A" * 8]
)
def test_a_spoilt_code_is_told(responding: World, spoil: object) -> None:
    row = ended(responding, in_force(responding), MeasureEnd.RULED_OUT, "排除")
    code = code_of(row)
    turned = code[:30] + ("B" if code[30] != "B" else "C") + code[31:]
    for one in (spoil(code), turned, ""):  # type: ignore[operator]
        with pytest.raises(ReleaseCodeUnreadable):
            read_code(one, public_keys())
    with pytest.raises(ReleaseCodeUnreadable):
        read_code(code, {})


def test_a_proposal_has_no_paper(responding: World) -> None:
    row = proposed(responding)
    with pytest.raises(MeasureNotOfThisDay):
        notice_file(responding.actor("health_a"), measure_id=row.pk, format_=PaperFormat.PDF)


def test_the_committed_template_is_what_its_source_makes() -> None:
    def xml(document: object) -> str:
        return document.element.xml  # type: ignore[attr-defined, no-any-return]

    assert xml(SOURCE["meeting"]()) == xml(Document(BytesIO((PAPER / "measure.docx").read_bytes())))


def test_whoever_looks_after_somebody_does_not_release_them(responding: World) -> None:
    row = in_force(responding)
    words = {
        "measure_id": row.pk,
        "version": row.version,
        "why": MeasureEnd.EARLY,
        "reason": "好了",
    }
    with pytest.raises(NotAllowed):
        end(responding.actor("worker_a1"), **words)  # type: ignore[arg-type]


def test_what_is_over_is_forgotten_after_ninety_days(
    responding: World, noon: time_machine.Traveller
) -> None:
    row = in_force(responding)
    ended(responding, row, MeasureEnd.RULED_OUT, "排除")
    running = in_force(
        responding,
        row.resident,
        category=PersonCategory.FEVER,
        wanted=stated(ControlKind.HOME_MONITORING, 20),
    )
    keeper, history = operator("schedule"), Measure._meta.get_field("events").related_model
    noon.shift(timedelta(days=89))
    assert forget_over(keeper, clock.now()) == 0
    noon.shift(timedelta(days=2))
    assert forget_over(keeper, clock.now()) == 1
    assert list(Measure.objects.values_list("pk", flat=True)) == [running.pk]
    assert not history._default_manager.filter(pgh_obj_id=row.pk).exists()
