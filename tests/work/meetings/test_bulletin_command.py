"""`gridward bulletin`: what was signed last, of a community grid or of the street."""

from io import BytesIO

import pytest
from docx import Document
from typer.testing import CliRunner

from gridward.config.cli import app
from gridward.config.commands.bulletins import take
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotFound
from gridward.work.meetings.problems import NoBulletinSigned
from tests.work.meetings.acts import ended, signed
from tests.world import World

pytestmark = pytest.mark.django_db
A0, DAY = "360103005002000", "2026-03-04"


def test_the_last_revision_is_taken(world: World, first: Actor) -> None:
    meeting = ended(world, first)
    with pytest.raises(NoBulletinSigned):
        take(DAY, "txt", A0)
    signed(first, meeting)
    signed(first, meeting, after=1, reason="补传走访记录")
    assert "修订理由：补传走访记录" in take(DAY, "txt", A0).decode()
    document = Document(BytesIO(take(DAY, "docx", A0)))
    assert document.paragraphs[0].text == "朱紫巷社区网格每日工作通报"


def test_without_a_grid_it_is_the_street_s(world: World, first: Actor) -> None:
    signed(first, ended(world, first))
    with pytest.raises(NoBulletinSigned):
        take(DAY, "txt", "")
    chief = world.actor("chief")
    signed(chief, ended(world, chief, ""))
    assert take(DAY, "txt", "").decode().startswith("西湖街道每日工作通报")


def test_what_is_refused(world: World) -> None:
    with pytest.raises(NotFound):
        take(DAY, "txt", "360103005002999")
    wrong = CliRunner().invoke(app, ["bulletin", "--date", "yesterday"])
    assert wrong.exit_code == 2
    assert "is no day" in wrong.output
