"""Annex 5 as a workbook: the table with frozen heads and styled sums, and a sheet of definitions."""

import io
from collections.abc import Mapping
from typing import Any

from gridward.kernel.sheets.writing import NewBook
from gridward.kernel.texts import say
from gridward.oversight.reports.indicators.catalogue import FIGURES
from gridward.oversight.reports.services.wording import (
    cell_of,
    column_title,
    made_at,
    notes_of,
    title_of,
    titled,
)
from gridward.oversight.reports.terms import BASE_KINDS, PlaceKind, Row, Table, Unit, Value

HEAD_ROWS = 4
"""Title, as of when, groups, columns."""
WIDTHS = {Unit.WORDS: 18, Unit.NAMES: 14}
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def workbook(table: Table, language: str) -> bytes:
    """The .xlsx file. Texts are written as texts, so that none becomes a formula."""
    target = io.BytesIO()
    with NewBook(target, {**OPTIONS, "strings_to_numbers": False}) as book:
        styles = _styles(book)
        _table(book.add_worksheet(say("reports.sheet.table", language)), styles, table, language)
        _notes(book.add_worksheet(say("reports.sheet.notes", language)), styles, table, language)
    return target.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    base = {"border": 1, "border_color": "#8a8f98", "valign": "vcenter", "font_size": 10}
    head = {**base, "bold": True, "bg_color": "#e8eef5", "align": "center", "text_wrap": True}
    sum_ = {**base, "bold": True, "bg_color": "#f3f6e8"}
    street = {**base, "bold": True, "bg_color": "#e3ecd2", "top": 2}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "small": book.add_format({"font_size": 9, "font_color": "#555555"}),
        "head": book.add_format(head),
        "text": book.add_format({**base, "text_wrap": True}),
        "row": book.add_format(base),
        "waiting": book.add_format({**base, "italic": True, "font_color": "#6b4e00"}),
        "community": book.add_format(sum_),
        "street": book.add_format(street),
    }


def _table(sheet: Any, styles: Mapping[str, Any], table: Table, language: str) -> None:
    figures = table.layout.shown()
    sheet.write_string(0, 0, title_of(table, language), styles["title"])
    sheet.write_string(1, 0, made_at(table, language), styles["small"])
    _heads(sheet, styles, table, language)
    for number, row in enumerate(table.rows, HEAD_ROWS):
        style = styles[_style_of(row)]
        for column, figure in enumerate(figures):
            _write(sheet, number, column, cell_of(row, figure, language), style)
    last = HEAD_ROWS + len(table.rows)
    for offset, line in enumerate(_signatures(language)):
        sheet.write_string(last + 1 + offset, 0, line)
    sheet.write_string(last + 4, 0, say("reports.small_cells", language), styles["small"])
    for column, figure in enumerate(figures):
        sheet.set_column(column, column, WIDTHS.get(FIGURES[figure].unit, 9))
    frozen = figures.index("grid_name") + 1 if "grid_name" in figures else 1
    sheet.freeze_panes(HEAD_ROWS, min(frozen, 4))
    _page(sheet, language)


def _heads(sheet: Any, styles: Mapping[str, Any], table: Table, language: str) -> None:
    column = 0
    for group in table.layout.groups:
        shown = [one for one in group.columns if one.shown]
        if not shown:
            continue
        title = titled(group.title, language)
        if len(shown) > 1:
            sheet.merge_range(2, column, 2, column + len(shown) - 1, "", styles["head"])
        sheet.write_string(2, column, title, styles["head"])
        for offset, one in enumerate(shown):
            sheet.write_string(3, column + offset, column_title(one, language), styles["head"])
        column += len(shown)
    sheet.set_row(3, 32)


def _page(sheet: Any, language: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2, 3)
    sheet.set_footer(f"&R&P / &N&L{say('reports.footer', language)}")


def _style_of(row: Row) -> str:
    if row.kind is PlaceKind.GRID:
        return "row"
    if row.kind in BASE_KINDS:
        return "waiting"
    return "community" if row.kind is PlaceKind.COMMUNITY else "street"


def _write(sheet: Any, row: int, column: int, value: Value, style: Any) -> None:
    if isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, str(value or ""), style)


def _signatures(language: str) -> list[str]:
    return [say("reports.signatures", language)]


def _notes(sheet: Any, styles: Mapping[str, Any], table: Table, language: str) -> None:
    for column, key in enumerate(("figure", "definition", "unit", "source", "owner")):
        sheet.write_string(0, column, say(f"reports.note.{key}", language), styles["head"])
        sheet.set_column(column, column, {0: 22, 1: 80}.get(column, 18))
    for number, note in enumerate(notes_of(table, language), 1):
        for column, text in enumerate(note):
            sheet.write_string(number, column, text, styles["text"])
    sheet.freeze_panes(1, 1)
