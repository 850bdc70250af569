"""The answer goes back in the sender's own layout, row by row."""

import io

import pytest
from openpyxl import load_workbook

from gridward.ground.audit.models import Export
from gridward.ground.register.models import Resident
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotFound
from gridward.work.screening.models import PushListFile, VerificationTask
from gridward.work.screening.problems import ScreeningFileForgotten, ScreeningNotInState
from gridward.work.screening.services.answering import answer_workbook
from gridward.work.screening.services.bringing import bring_list
from gridward.work.screening.services.deciding import answer_not_ours
from gridward.work.screening.services.outcomes import answer_task
from gridward.work.screening.services.taking import take_in
from gridward.work.screening.terms import CheckAnswer, CheckOutcome
from tests.ground.register.people import number
from tests.work.screening.acts import HEADER, brought, line, said, sheet, taken
from tests.world import World

pytestmark = pytest.mark.django_db


def cells(content: bytes) -> list[list[object]]:
    page = load_workbook(io.BytesIO(content)).active
    return [[cell.value for cell in one] for one in page.iter_rows()]


def test_the_senders_own_column_is_filled_and_what_was_found_stands_beside(
    world: World, leader: Actor, worker: Actor, wang: Resident
) -> None:
    pushed = taken(
        world, leader, line("王小明", number(7)), line("外地", number(60)), line("只有姓名")
    )
    said = CheckAnswer(CheckOutcome.CONFIRMED, "现住翠竹小区")
    answer_task(worker, task_id=VerificationTask.objects.get().pk, said=said)
    first = cells(answer_workbook(leader, list_id=pushed.pk))
    assert first[1][:7] == [*HEADER, "核查情况"]
    assert [one[5] for one in first[2:5]] == ["属实", "查无此人", "无法识别"]
    assert first[2][6] == "现住翠竹小区"
    assert first[2][1:3] == ["王小明", number(7)]
    answer_not_ours(leader, list_id=pushed.pk)
    assert cells(answer_workbook(leader, list_id=pushed.pk))[3][5] == "不在本辖区"


def test_a_file_without_such_a_column_gets_two(world: World, leader: Actor, wang: Resident) -> None:
    content = sheet(line("王小明", number(7))[:5], header=HEADER[:5], csv=True)
    pushed = bring_list(leader, said=said(world), file_name="名单.csv", content=content)
    take_in(leader, list_id=pushed.pk)
    found = cells(answer_workbook(leader, list_id=pushed.pk))
    assert found[0][5:7] == ["核查结果", "核查情况"]
    assert found[1][5] == "网格核查中"


def test_it_leaves_through_the_guard_of_exports(
    world: World, leader: Actor, wang: Resident
) -> None:
    pushed = taken(world, leader, line("王小明", number(7)))
    answer_workbook(leader, list_id=pushed.pk)
    export = Export.objects.get()
    assert (export.kind, export.masked, export.rows) == ("list_answer", False, 1)
    assert "区指挥部流调组" in export.reason


def test_who_does_not_keep_the_list_takes_nothing_and_a_file_has_its_time(
    world: World, leader: Actor, wang: Resident
) -> None:
    waiting = brought(world, leader, line("谁", number(9)))
    with pytest.raises(ScreeningNotInState):
        answer_workbook(leader, list_id=waiting.pk)
    pushed = taken(world, leader, line("王小明", number(7)))
    for name in ("leader_b", "worker_a1"):
        with pytest.raises(NotFound):
            answer_workbook(world.actor(name), list_id=pushed.pk)
    PushListFile.objects.all().delete()
    with pytest.raises(ScreeningFileForgotten):
        answer_workbook(leader, list_id=pushed.pk)
