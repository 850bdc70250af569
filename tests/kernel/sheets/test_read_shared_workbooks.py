"""Workbooks made by others: none crashes, every row is accounted for, hints and notes are no people."""

import json
from datetime import date
from pathlib import Path

import pytest

from gridward.kernel.sheets.accounting import RowClass
from gridward.kernel.sheets.reading import Reading, read_sheet
from gridward.kernel.sheets.workbook import open_workbook
from tests.kernel.sheets.samples import PEOPLE, csv_bytes, sheet_of
from tests.shared_data import shared

WORKBOOKS = {".xlsx", ".xls", ".csv"}


def workbooks(folder: str) -> list[Path]:
    return sorted(path for path in shared(folder).iterdir() if path.suffix in WORKBOOKS)


def readings(path: Path) -> list[Reading]:
    book = open_workbook(path.read_bytes(), path.name)
    return [read_sheet(sheet, PEOPLE) for sheet in book.sheets]


@pytest.mark.parametrize(
    "path",
    workbooks("excel_easyexcel_tests") + workbooks("excel_roster_templates"),
    ids=lambda path: path.name,
)
def test_of_each_every_row_is_accounted_for(path: Path) -> None:
    for reading in readings(path):
        assert sum(reading.counts().values()) == reading.sheet.height
        for table in reading.tables:
            assert all(len(row) == len(table.columns) for _, row in table.body())


@pytest.mark.parametrize(
    ("name", "header", "people"),
    [
        ("cortana_人员导入模板.xlsx", "姓名", 0),
        ("cortana_建筑导入模板.xlsx", "小区/建筑名称", 0),
        ("microcommunity_importFeeDetail.xlsx", "房屋", 3),
        ("microcommunity_meterMachine.xlsx", "名称", 1),
    ],
)
def test_templates_give_their_header_and_neither_hints_nor_side_notes(
    name: str, header: str, people: int
) -> None:
    first = readings(shared("excel_roster_templates") / name)[0]
    (table,) = first.tables
    assert table.header_rows == range(1, 2)
    assert table.columns[0].header == header
    assert first.counts()[RowClass.DATA] == table.rows == people


def test_dates_are_right() -> None:
    folder = shared("excel_easyexcel_tests")
    demo = open_workbook((folder / "demo_demo.xlsx").read_bytes(), "demo.xlsx").sheets[0]
    assert str(next(demo.rows(2))[1]) == "2020-01-01 01:01:01"
    fees = shared("excel_roster_templates") / "microcommunity_importFeeDetail.xlsx"
    assert next(open_workbook(fees.read_bytes(), "fees.xlsx").sheets[0].rows(2))[3] == date(
        2016, 1, 1
    )


def test_annotated_tables_are_all_read() -> None:
    lines = (shared("excel_imtqa_headers") / "train_tables.jsonl").read_text(encoding="utf-8")
    for line in lines.splitlines():
        table = json.loads(line)
        texts = [
            text.replace(",", " ").replace("\n", " ").replace('"', " ")
            for text in table["chinese_cell_value_list"]
        ]
        rows = [[texts[cell] for cell in row] for row in table["cell_ID_matrix"]]
        reading = read_sheet(sheet_of(csv_bytes(rows)), PEOPLE)
        assert sum(reading.counts().values()) == reading.sheet.height
