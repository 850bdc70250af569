"""A building on paper: the list for whoever goes up the stairs, and the door matrix that also prints black on white.

Both are drawn from the door matrix of the register. Names are masked there already; nothing on these sheets is shown
in full, since they hang in stairwells and lie on desks.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from gridward.ground.register.terms.doors import DoorCell, DoorMatrix, DoorState, DoorUnit

Say = Callable[..., str]
MOST_COLUMNS = 12
"""Doors beside each other on a landscape page, so that a name still fits."""

SIGNS = {
    DoorState.LIVED_IN: "●",
    DoorState.SEVERAL: "◎",
    DoorState.EMPTY: "○",
    DoorState.MOVED_OUT: "×",
    DoorState.UNREGISTERED: "？",
    DoorState.NOT_RESIDENTIAL: "■",
    DoorState.UNSEEN: "－",
}
"""Told apart without colour; the page adds shading."""
QUESTION, DOUBT = "！", "※"

Row = dict[str, Any]


def stairwell_list(matrix: DoorMatrix, say: Say, *, large: bool) -> Row:
    """Unit by unit, floor by floor from the ground up: door, head, how many, boxes for the visit, room for a note."""
    return {
        "building": f"{matrix.site_name}{matrix.building_name}",
        "where": matrix.grid_name,
        "large": large,
        "units": [
            {
                "name": unit_name(matrix, unit, say),
                "doors": [_line(one, say) for one in _upwards(unit)],
            }
            for unit in matrix.units
            if unit.doors
        ],
    }


def matrix_sheet(matrix: DoorMatrix, say: Say) -> Row:
    """Pages of at most twelve doors a floor, floors from the top down, with a legend that counts each state."""
    floors = [_floor(one, say) for one in matrix.floors]
    return {
        "building": f"{matrix.site_name}{matrix.building_name}",
        "where": matrix.grid_name,
        "pages": [
            {
                "units": [{"name": name, "columns": len(rows[0])} for name, rows in page],
                "rows": [
                    {"floor": floor, "cells": [cell for _, rows in page for cell in rows[at]]}
                    for at, floor in enumerate(floors)
                ],
            }
            for page in _pages(list(_blocks(matrix, say)))
        ],
        "legend": _legend(matrix, say),
    }


def unit_name(matrix: DoorMatrix, unit: DoorUnit, say: Say) -> str:
    """1单元; of doors outside any stairwell words for that, and nothing where the building has no others."""
    if unit.id:
        return say("form.unit", number=unit.number_key)
    return say("form.no_unit") if len(matrix.units) > 1 else ""


def _upwards(unit: DoorUnit) -> Iterator[DoorCell]:
    known = [row for row in unit.rows if row and row[0].floor is not None]
    unknown = [row for row in unit.rows if row and row[0].floor is None]
    for row in [*reversed(known), *unknown]:
        yield from row


def _line(door: DoorCell, say: Say) -> Row:
    others = len(door.present) - 1
    return {
        "floor": _floor(door.floor, say),
        "room": door.label,
        "head": door.head_name + (say("form.and_others", count=others) if others > 0 else ""),
        "count": str(door.residents) if door.present else "",
        "state": "" if door.state is DoorState.LIVED_IN else say(f"form.door.{door.state}"),
        "marks": _marks(door),
    }


def _floor(floor: int | None, say: Say) -> str:
    return say("form.floor_unknown") if floor is None else say("form.floor", number=floor)


def _blocks(matrix: DoorMatrix, say: Say) -> Iterator[tuple[str, list[list[Row | None]]]]:
    """Units, or pieces of a unit with more doors a floor than fit on a page: a name, and for each floor its cells."""
    for unit in matrix.units:
        width = max((len(row) for row in unit.rows), default=0)
        for start in range(0, width, MOST_COLUMNS):
            size = min(MOST_COLUMNS, width - start)
            rows = [_cells(row[start : start + size], size) for row in unit.rows]
            yield unit_name(matrix, unit, say), rows


def _cells(doors: Sequence[DoorCell], size: int) -> list[Row | None]:
    cells: list[Row | None] = [
        {
            "room": door.room,
            "state": door.state.value,
            "sign": SIGNS[door.state],
            "head": door.head_name,
            "count": str(door.residents) if door.present else "",
            "marks": _marks(door),
        }
        for door in doors
    ]
    return cells + [None] * (size - len(cells))


def _marks(door: DoorCell) -> str:
    return (QUESTION if door.conflicts else "") + (DOUBT if door.doubt else "")


def _pages(
    blocks: Iterable[tuple[str, list[list[Row | None]]]],
) -> list[list[tuple[str, list[list[Row | None]]]]]:
    pages: list[list[tuple[str, list[list[Row | None]]]]] = []
    left = 0
    for block in blocks:
        width = len(block[1][0])
        if width > left:
            pages.append([])
            left = MOST_COLUMNS
        pages[-1].append(block)
        left -= width
    return pages


def _legend(matrix: DoorMatrix, say: Say) -> list[Row]:
    counts = matrix.counts()
    states = [
        {
            "sign": SIGNS[state],
            "state": state.value,
            "words": say(f"form.door.{state}"),
            "count": count,
        }
        for state, count in counts.items()
        if count
    ]
    marks = ((QUESTION, "question", matrix.disputed), (DOUBT, "doubt", matrix.doubtful))
    return states + [
        {"sign": sign, "state": "", "words": say(f"form.door.{name}"), "count": count}
        for sign, name, count in marks
        if count
    ]
