from hypothesis import given, settings
from hypothesis import strategies as st

from gridward.kernel.sheets.accounting import RowClass
from tests.kernel.sheets.samples import HEADER, person, read

ROWS = st.sampled_from(
    [
        HEADER,
        person(1),
        person(2),
        [""],
        ["合计", "3"],
        ["注：完"],
        ["三栋"],
        ["家庭住址：301"],
        ["姓名", "电话", "", "姓名", "电话"],
        ["赵一", "同上", "", "〃", "1"],
        ["户主", "赵一"],
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(ROWS, max_size=14))
def test_every_row_has_one_class_and_every_data_row_is_given_to_somebody(
    rows: list[list[str]],
) -> None:
    reading = read([["名册"], *rows])
    assert len(reading.account()) == reading.sheet.height
    assert sum(reading.counts().values()) == reading.sheet.height
    tables = [*reading.tables, *(card.table for card in reading.cards if card.table)]
    given_rows = {number for table in tables for number, _ in table.body()}
    data = {i for i, kind in enumerate(reading.account(), 1) if kind is RowClass.DATA}
    assert given_rows == data
