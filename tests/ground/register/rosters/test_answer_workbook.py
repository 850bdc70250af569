"""The answer: the same workbook with result and reason beside each row."""

import io
from collections.abc import Callable

import openpyxl
import pytest

from gridward.ground.audit.models import Export, Line
from gridward.ground.register.models import RosterBatch
from gridward.ground.register.services.rosters import answer_workbook, commit
from gridward.ground.register.services.rosters.problems import RosterBusy
from gridward.kernel.access import Actor
from tests.ground.register.rosters.files import identity, person, roster

pytestmark = pytest.mark.django_db


def test_each_row_has_its_result_and_reason(
    leader: Actor, taken_in: Callable[..., RosterBatch]
) -> None:
    batch = taken_in(roster(person("张伟", identity(1)), person("李娜", "360199199001010010")))
    commit(leader, batch_id=batch.pk)
    sheet = openpyxl.load_workbook(io.BytesIO(answer_workbook(leader, batch_id=batch.pk))).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[1][:2] == ["张伟", identity(1)]
    assert rows[1][6] == "新增"
    assert rows[2][6] == "未通过"
    assert "没有通过校验" in rows[2][7]
    assert Line.objects.filter(act="audit.exported").count() == 1


def test_the_answer_leaves_through_the_guard_and_carries_its_mark(
    leader: Actor, taken_in: Callable[..., RosterBatch]
) -> None:
    batch = taken_in(roster(person("张伟", identity(1))))
    commit(leader, batch_id=batch.pk)
    content = answer_workbook(leader, batch_id=batch.pk)
    export = Export.objects.get()
    assert (export.kind, export.masked, export.rows) == ("roster_answer", False, 1)
    assert batch.file_name in export.reason
    book = openpyxl.load_workbook(io.BytesIO(content))
    mark = export.watermark()
    assert book.properties.description == mark
    assert book.worksheets[0].oddFooter.center.text == mark
    assert mark in {cell.value for cell in book.worksheets[0][1]}


def test_there_is_no_answer_before_a_rehearsal(
    leader: Actor, taken_in: Callable[..., RosterBatch]
) -> None:
    with pytest.raises(RosterBusy):
        answer_workbook(leader, batch_id=taken_in(roster(person("张伟"))).pk)
