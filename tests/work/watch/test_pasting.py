"""Lines that were pasted from anywhere: the number is found, what stands beside it is the name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.work.passages.terms import EntryKind
from gridward.work.watch.rules.pasting import pasted
from gridward.work.watch.terms import PastedRow
from tests.ground.register.people import number

ID = number(3)


@pytest.mark.parametrize(
    ("line", "row"),
    [
        (f"张三\t{ID}\t备注", (EntryKind.IDENTITY, ID, "张三 备注")),
        (f"{ID}", (EntryKind.IDENTITY, ID, "")),
        ("李四 13800138000", (EntryKind.PHONE, "13800138000", "李四")),
        ("13800138000 李四", (EntryKind.PHONE, "13800138000", "李四")),
        ("赣A·12345，白色", (EntryKind.PLATE, "赣A·12345", "白色")),
        ("欧阳 小明  赣AD12345", (EntryKind.PLATE, "赣AD12345", "欧阳 小明")),
        ("没有号码", (None, "没有号码", "")),
    ],
)
def test_a_line(line: str, row: tuple[EntryKind | None, str, str]) -> None:
    assert list(pasted(line)) == [PastedRow(1, *row)]


@given(st.text())
def test_every_line_that_is_not_empty_is_one_row_with_its_number(text: str) -> None:
    lines = [at for at, line in enumerate(text.splitlines(), 1) if line.strip()]
    assert [one.line for one in pasted(text)] == lines
