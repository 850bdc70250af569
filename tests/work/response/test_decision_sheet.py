"""The signed sheet as Word and PDF, the command line, and the committed template."""

import runpy
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from docx import Document
from typer.testing import CliRunner

from gridward.config.cli import app
from gridward.config.commands.levels import show, switch
from gridward.ground.audit.models import Line
from gridward.kernel.documents.formats import PaperFormat
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.response.problems import ResponseDiffers
from gridward.work.response.services.papers import PAPER, decision_file
from gridward.work.response.terms import ResponseLevel
from tests.work.meetings.test_meeting_template import xml
from tests.work.meetings.test_sign_bulletin import words_of_pdf, words_of_word
from tests.work.response.acts import NOON, declared, ended
from tests.world import World

pytestmark = pytest.mark.django_db
A1, DAY = "360103005002001", NOON.date()
SOURCE = runpy.run_path(str(Path(__file__).parents[3] / "ops" / "meeting_template.py"))


def test_word_and_pdf_say_the_same(world: World) -> None:
    row = declared(world, "a0", level=ResponseLevel.ALERT)
    worker = world.actor("worker_b1")
    word = decision_file(worker, decision_id=row.pk, format_=PaperFormat.DOCX)
    page = decision_file(worker, decision_id=row.pk, format_=PaperFormat.PDF)
    told = "".join(words_of_word(word.content).split()), words_of_pdf(page.content)
    for text in told:
        for words in (
            "西湖街道关于启动响应的决定",
            "响应〔2026〕1号",
            "上级政府或其应急指挥机构的决定、命令",
            "西防指〔2026〕2号",
            "朱紫巷社区网格：自2026年3月4日0时起启动预警响应，至2026年3月11日24时止。",
            "3个网格由常态转为预警",
            "启用：带头巡查网格",
            "调整：例会，每7天一次改为每天一次",
            "不对任何个人采取措施",
            "测试command",
            row.digest[:16],
        ):
            assert words in text, words
    assert word.file_name == "西湖街道-响应决定-2026-1.docx"
    assert Line.objects.latest("seq").act == "response.taken"


def test_an_end_says_until_when(world: World) -> None:
    row = ended(world.actor("command"), declared(world, "a1"))
    made = decision_file(world.actor("chief"), decision_id=row.pk, format_=PaperFormat.DOCX)
    text = words_of_word(made.content)
    assert "应急响应至2026年3月4日24时终止" in text
    assert "停用：带头巡查网格" in text


def test_what_was_reached_into_is_not_let_out(world: World) -> None:
    row = declared(world, "a1")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE response_responsedecision DISABLE TRIGGER stays")
        cursor.execute(
            "UPDATE response_responsedecision SET content = jsonb_set(content, '{reason}', '\"x\"')"
        )
        cursor.execute("ALTER TABLE response_responsedecision ENABLE TRIGGER stays")
    with pytest.raises(ResponseDiffers):
        decision_file(world.actor("chief"), decision_id=row.pk, format_=PaperFormat.PDF)


def test_the_committed_template_is_of_the_shape_of_minutes() -> None:
    assert xml(SOURCE["meeting"]()) == xml(Document(str(PAPER / "decision.docx")))
    assert Document(BytesIO((PAPER / "decision.docx").read_bytes())).tables


def test_a_switch_and_the_return_from_the_command_line(world: World) -> None:
    until = (DAY + timedelta(days=5)).isoformat()
    law, why = ["infectious_diseases_law"], "聚集性疫情"
    assert show("", A1)["level"] == "ordinary"
    assert switch("command", "alert", [A1], until, law, why)["number"] == "响应〔2026〕1号"
    assert show("", A1)["level"] == "alert"
    switch("command", "emergency", [A1], until, ["superior_order=2号"], why)
    assert show("", A1)["level"] == "emergency"
    switch("command", "ordinary", [A1], "", law, "平息")
    assert show(DAY.isoformat(), A1)["level"] == "emergency"
    tomorrow = (DAY + timedelta(days=1)).isoformat()
    assert show(tomorrow, A1) == {
        "day": tomorrow,
        "grid": A1,
        "level": "ordinary",
        "standings": {},
    }
    with pytest.raises(NotAllowed):
        switch("leader_a", "alert", [A1], until, law, why)
    with pytest.raises(NotFound):
        switch("", "alert", [A1], until, law, why)
    assert CliRunner().invoke(app, ["response", "switch"]).exit_code == 2
