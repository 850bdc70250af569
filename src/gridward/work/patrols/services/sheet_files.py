"""The daily sheets of a day as a file: a page a worker (PDF), or a row a worker (xlsx).

They hold figures and the names of workers, no resident's data: like the statistics they leave with a line of the
record. What is written is what was confirmed last. Paper is Chinese whoever prints it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.documents.formats import MEDIA_TYPES
from gridward.kernel.documents.typesetting import pdf
from gridward.kernel.sheets.writing import NewBook
from gridward.kernel.texts import say
from gridward.work.patrols.models import DailySheet
from gridward.work.patrols.queries.sheets import latest_sheets
from gridward.work.patrols.rules.figures import FIGURES
from gridward.work.patrols.services.files import PAPER
from gridward.work.patrols.services.shared import about
from gridward.work.patrols.terms import PatrolAct

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
HEADS = ("community", "grid", "worker", "revision", "confirmed_at")


class SheetFormat(StrEnum):
    """Kinds of file; the value is the ending."""

    PDF = "pdf"
    XLSX = "xlsx"

    @property
    def content_type(self) -> str:
        """As HTTP names it."""
        return MEDIA_TYPES[self]


@dataclass(frozen=True)
class SheetFile:
    """A file that was made."""

    file_name: str
    format: SheetFormat
    content: bytes


@transaction.atomic
def sheet_file(
    actor: Actor, *, day: date, grid_id: UUID | None = None, format_: SheetFormat
) -> SheetFile:
    """Sheets of a day at the actor's grids, or at one. Raises NoSheetConfirmed, NotFound, NotAllowed."""
    rows = latest_sheets(actor, day, grid_id)
    content = _pdf(rows, actor) if format_ is SheetFormat.PDF else _xlsx(rows)
    record(
        actor,
        PatrolAct.SHEETS_TAKEN,
        about(rows[0], grid_id) if grid_id else None,
        day=day.isoformat(),
        count=len(rows),
        format=format_.value,
    )
    name = say("sheet.file", day=day, count=len(rows))
    return SheetFile(f"{name}.{format_.value}", format_, content)


def _pdf(rows: Sequence[DailySheet], actor: Actor) -> bytes:
    at = _told(clock.now())
    data = {
        "title": say("sheet.title"),
        "heads": [say(f"sheet.head.{one}") for one in ("figure", "value", "definition")],
        "words": {one: say(f"sheet.word.{one}") for one in ("worker", "note")},
        "foot": say("sheet.foot", name=actor.name, at=at),
        "sheets": [_page(row) for row in rows],
    }
    return pdf(PAPER / "daily_sheet.typ", data)


def _page(row: DailySheet) -> dict[str, Any]:
    grid = row.grid
    return {
        "place": " ".join((grid.street.name, grid.community.name, grid.name)),
        "day": f"{row.day.year}年{row.day.month}月{row.day.day}日",
        "worker": row.account_name,
        "version": say("sheet.version", revision=row.revision, at=_told(row.confirmed_at)),
        "note": row.note,
        "rows": [
            [say(f"sheet.figure.{name}.title"), str(value), say(f"sheet.figure.{name}.definition")]
            for name, value in row.figures.items()
            if name in FIGURES
        ],
    }


def _xlsx(rows: Sequence[DailySheet]) -> bytes:
    """Texts are written as texts, so that none becomes a formula."""
    kept = BytesIO()
    with NewBook(kept, OPTIONS) as book:
        sheet = book.add_worksheet(say("sheet.title"))
        bold = book.add_format({"bold": True, "text_wrap": True})
        heads = [say(f"sheet.head.{one}") for one in HEADS]
        heads += [say(f"sheet.figure.{name}.title") for name in FIGURES]
        for column, text in enumerate([*heads, say("sheet.head.note")]):
            sheet.write_string(0, column, text, bold)
        for place, row in enumerate(rows, start=1):
            _line(sheet, place, row)
        sheet.freeze_panes(1, 3)
        sheet.set_column(0, 4, 18)
    return kept.getvalue()


def _line(sheet: Any, place: int, row: DailySheet) -> None:
    texts = (row.grid.community.name, row.grid.name, row.account_name)
    for column, text in enumerate(texts):
        sheet.write_string(place, column, text)
    sheet.write_number(place, 3, row.revision)
    sheet.write_string(place, 4, _told(row.confirmed_at))
    for column, name in enumerate(FIGURES, start=len(HEADS)):
        if name in row.figures:
            sheet.write_number(place, column, row.figures[name])
    sheet.write_string(place, len(HEADS) + len(FIGURES), row.note)


def _told(at: datetime) -> str:
    return f"{at.astimezone(clock.LOCAL):%Y-%m-%d %H:%M}"
