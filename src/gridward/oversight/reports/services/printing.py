"""Annex 5 on paper: A3 or A4 across, the head repeated, columns that do not fit on further panels."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gridward.kernel.documents.typesetting import pdf
from gridward.kernel.texts import say
from gridward.oversight.reports.indicators.catalogue import FIGURES
from gridward.oversight.reports.rules.layouts import panels
from gridward.oversight.reports.services.wording import (
    cell_of,
    column_title,
    made_at,
    notes_of,
    title_of,
    titled,
)
from gridward.oversight.reports.terms import BASE_KINDS, Paper, PlaceKind, Row, Table, Unit

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "annex5.typ"
ROOM = {"a3": 396.0, "a4": 273.0}
"""Millimetres between the margins of the page lying across."""
KEYS = ("seq", "community", "grid_name")
"""Columns that stand on each panel, where the layout begins with them."""
NARROW, NAMES = 9.0, 13.5
WIDE = {"seq": 7.0, "community": 18.0, "grid_name": 29.0, "grid_code": 25.0, "boundary_text": 36.0}


def printed(table: Table, paper: Paper, language: str) -> bytes:
    """The PDF."""
    return pdf(TEMPLATE, data_of(table, paper, language), language)


def data_of(table: Table, paper: Paper, language: str) -> dict[str, Any]:
    """What the template sets: panels of columns with heads and cells, notes, lines to sign on."""
    figures = table.layout.shown()
    widths = [_width(figure) for figure in figures]
    keys = next((n for n, one in enumerate(figures) if one not in KEYS), len(figures))
    return {
        "paper": paper,
        "title": title_of(table, language),
        "made_at": made_at(table, language),
        "panels": [
            {
                "widths": [widths[n] for n in panel],
                "groups": _groups(table, panel, language),
                "heads": _heads(table, panel, language),
                "rows": [
                    {
                        "style": _style(row),
                        "cells": _cells(row, [figures[n] for n in panel], language),
                    }
                    for row in table.rows
                ],
            }
            for panel in panels(widths, _owners(table), keys, ROOM[paper])
        ],
        "notes_title": say("reports.sheet.notes", language),
        "notes": [note[:2] for note in notes_of(table, language)],
        "signatures": say("reports.signatures", language),
        "small_cells": say("reports.small_cells", language),
        "foot": say("reports.footer", language),
    }


def _width(figure: str) -> float:
    return WIDE.get(figure, NAMES if FIGURES[figure].unit is Unit.NAMES else NARROW)


def _groups(table: Table, panel: Sequence[int], language: str) -> list[dict[str, Any]]:
    """Heads of groups over the columns of a panel; neighbours of one group share theirs."""
    owners = _owners(table)
    found: list[dict[str, Any]] = []
    last = -1
    for position in panel:
        if owners[position] == last:
            found[-1]["span"] += 1
        else:
            last = owners[position]
            title = titled(table.layout.groups[last].title, language)
            found.append({"title": title, "span": 1})
    return found


def _owners(table: Table) -> list[int]:
    """The group of each column that is shown."""
    return [
        number
        for number, group in enumerate(table.layout.groups)
        for one in group.columns
        if one.shown
    ]


def _heads(table: Table, panel: Sequence[int], language: str) -> list[str]:
    columns = [one for group in table.layout.groups for one in group.columns if one.shown]
    return [column_title(columns[position], language) for position in panel]


def _cells(row: Row, figures: Sequence[str], language: str) -> list[dict[str, Any]]:
    found = []
    for figure in figures:
        value = cell_of(row, figure, language)
        number = isinstance(value, int | float)
        found.append({"text": "" if value is None else str(value), "number": number})
    return found


def _style(row: Row) -> str:
    if row.kind is PlaceKind.GRID:
        return "row"
    if row.kind in BASE_KINDS:
        return "waiting"
    return "community" if row.kind is PlaceKind.COMMUNITY else "street"
