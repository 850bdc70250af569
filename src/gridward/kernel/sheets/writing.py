"""New workbooks: every one that the program makes is begun here, so that those of a drill say so."""

from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from gridward.kernel.drill import mark_words

_COLOUR = "#B3261E"
_LONGEST_NAME = 31


class NewBook(xlsxwriter.Workbook):  # type: ignore[misc]  # it tells no types
    """XlsxWriter's workbook; in a drill each sheet has the mark in its name, in red, and at the head of each page."""

    def add_worksheet(self, name: str | None = None, *given: Any) -> Worksheet:
        """A sheet; a name that is too long with the mark is cut."""
        words = mark_words("zh-Hans")
        if not words:
            return super().add_worksheet(name, *given)
        title = f"演练-{name or ''}"[:_LONGEST_NAME]
        if title in {one.get_name() for one in self.worksheets()}:
            number = f"~{len(self.worksheets()) + 1}"
            title = title[: _LONGEST_NAME - len(number)] + number
        sheet = super().add_worksheet(title, *given)
        sheet.set_tab_color(_COLOUR)
        sheet.set_header(f"&C&14&B{mark_words()}")
        self.set_properties({"title": words})
        return sheet


def mark_pages(book: Any) -> None:
    """The same for a workbook of somebody else's that openpyxl changes: red, and at the head of each page."""
    words = mark_words()
    for page in book.worksheets if words else ():
        page.sheet_properties.tabColor = _COLOUR.removeprefix("#")
        page.oddHeader.center.text = words.replace("&", "&&")
