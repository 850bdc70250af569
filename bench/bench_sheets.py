"""Reading spreadsheets beside pandas with openpyxl, and header detection beside "first row".

Run: `.venv/bin/python -m bench.bench_sheets [ROWS]` (rows of the workbook it writes, 100,000
by default). The header tables are IM-TQA's, real and annotated by hand; no vocabulary applies.
"""

import io
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas
import xlsxwriter
from python_calamine import CalamineWorkbook
from tests.shared_data import shared

from gridward.kernel.sheets.accounting import RowClass
from gridward.kernel.sheets.reading import read_sheet
from gridward.kernel.sheets.vocabulary import Field, Vocabulary
from gridward.kernel.sheets.workbook import open_workbook

HEADERS = [
    "序号",
    "姓名",
    "性别",
    "身份证号",
    "出生日期",
    "民族",
    "联系电话",
    "现住址",
    "户籍地址",
    "与户主关系",
    "工作单位",
    "车牌号",
    "居住类型",
    "是否党员",
    "婚姻状况",
    "文化程度",
    "备注",
]
VOCABULARY = Vocabulary(
    [Field(header, (header,)) for header in HEADERS[1:] if header != "户籍地址"], ["户籍地址"]
)

Cells = set[tuple[int, int]]


def roster(rows: int) -> bytes:
    """A workbook of invented people, 17 columns wide, with a title row."""
    target = io.BytesIO()
    options = {"constant_memory": True, "in_memory": True}
    with xlsxwriter.Workbook(target, options) as book:
        page = book.add_worksheet("花名册")
        page.write_row(0, 0, ["某某社区居民花名册（虚构）"])
        page.write_row(1, 0, HEADERS)
        for i in range(rows):
            page.write_row(i + 2, 0, _person(i))
    return target.getvalue()


def _person(i: int) -> list[Any]:
    name = "赵钱孙李周吴郑王"[i % 8] + "一二三四五六七八九十"[i // 8 % 10] + "天地玄黄"[i % 4]
    birth = f"19{i % 90:02d}-01-{i % 28 + 1:02d}"
    address = f"{i % 90 + 1}栋{i % 4 + 1}单元{i % 900 + 100}室"
    identity, phone = f"360199{i:012d}", f"1{i:010d}"
    return [
        *(i + 1, name, "男女"[i % 2], identity, birth, "汉族", phone, address, "江西省南昌市"),
        *("子女", f"某公司{i % 1000}", f"赣A{i % 99999:05d}", "自住", "否", "已婚", "大学", ""),
    ]


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def read_ours(content: bytes) -> int:
    """Open, find the table, walk through its people."""
    reading = read_sheet(open_workbook(content, "bench.xlsx").sheets[0], VOCABULARY)
    return sum(1 for _ in reading.tables[0].body())


def growth(content: bytes) -> float:
    """By how many MB the peak of a fresh process grows while it reads (Linux)."""
    before = peak_memory()
    read_ours(content)
    return peak_memory() - before


def peak_memory() -> float:
    """The peak of this process in MB; getrusage would count that of the parent before exec too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def read_calamine(content: bytes) -> int:
    """calamine alone: open and turn the sheet into lists."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return len(book.get_sheet_by_index(0).to_python())


def bench_reading(rows: int) -> None:
    content = roster(rows)
    with get_context("spawn").Pool(1) as fresh:
        grown = fresh.apply(growth, (content,))
    ours = [timed(lambda: read_ours(content)) for _ in range(3)]
    calamine = [timed(lambda: read_calamine(content)) for _ in range(3)]
    slow = timed(lambda: pandas.read_excel(io.BytesIO(content), engine="openpyxl", header=None))
    print(f"reading {rows} x {len(HEADERS)} xlsx: ours {min(ours):.2f} s, peak grew {grown:.0f} MB")
    print(f"  pandas + openpyxl {slow:.2f} s: ratio ours/pandas {min(ours) / slow:.3f}")
    print(f"  calamine alone {min(calamine):.2f} s: ratio {min(ours) / min(calamine):.2f}")


def gold_tables() -> Iterator[tuple[str, bytes, Cells, Cells]]:
    """Each annotated table: its kind, an xlsx of it, its gold header cells, its first row."""
    lines = (shared("excel_imtqa_headers") / "train_tables.jsonl").read_text(encoding="utf-8")
    for line in lines.splitlines():
        table = json.loads(line)
        places: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for r, row in enumerate(table["cell_ID_matrix"]):
            for c, cell in enumerate(row):
                places[cell].append((r, c))
        gold = {min(places[cell]) for cell in table["column_attribute"] if cell in places}
        first = {min(places[cell]) for cell in table["cell_ID_matrix"][0]}
        texts = table["chinese_cell_value_list"]
        yield table["table_type"], written(places, texts), gold, first


def written(places: dict[int, list[tuple[int, int]]], texts: list[str]) -> bytes:
    """The table as an xlsx; a cell that covers a full rectangle is merged."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        for cell, covered in places.items():
            (top, left), (bottom, right) = min(covered), max(covered)
            if len(covered) > 1 and len(covered) == (bottom - top + 1) * (right - left + 1):
                page.merge_range(top, left, bottom, right, texts[cell])
            else:
                page.write_string(top, left, texts[cell])
    return target.getvalue()


def found_cells(content: bytes) -> Cells:
    """The header cells that our reader sees."""
    sheet = open_workbook(content, "t.xlsx").sheets[0]
    classes = read_sheet(sheet, Vocabulary()).classes
    return {
        (r, c)
        for r, row in enumerate(sheet.rows())
        if classes[r] == RowClass.HEADER
        for c, cell in enumerate(row)
        if cell != ""
    }


def f1(right: int, found: int, gold: int) -> float:
    return 2 * right / (found + gold) if found + gold else 1.0


def bench_headers() -> None:
    ours: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    base: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for kind, content, gold, first in gold_tables():
        found = found_cells(content)
        for name in (kind, "all"):
            for sums, cells in ((ours[name], found), (base[name], first)):
                for i, count in enumerate((len(cells & gold), len(cells), len(gold))):
                    sums[i] += count
    print("header cells of IM-TQA tables (F1, no vocabulary): ours / first row")
    for name in sorted(ours):
        print(f"  {name:13} {f1(*ours[name]):.3f} / {f1(*base[name]):.3f}")


if __name__ == "__main__":
    bench_reading(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    bench_headers()
