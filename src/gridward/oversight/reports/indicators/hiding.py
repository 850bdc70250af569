"""The rule of small figures, carried out on tables: whom a reader does not look after they see only in larger numbers.

Whether somebody looks after people of a grid is whether they hold MEASURE_SEE there: the grid's manager, the leaders of
the community, the health liaison and the street's command. The pattern is made from everything that the reader could
ever ask for of the figure, so that another level, community or layout shows nothing that this one hides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from gridward.kernel.access import Actor, Grids, Permission
from gridward.oversight.reports.indicators.figures import SMALL, SUMS
from gridward.oversight.reports.rules.small_cells import Cell, hidden, mark
from gridward.oversight.reports.terms import BASE_KINDS, PlaceKind, Row

STREET = "street"
Hidden = Mapping[str, frozenset[str]]
"""By figure the keys of the places that are hidden."""


def asks_for_small(figures: Iterable[str]) -> bool:
    """Whether some of the figures are of people's health."""
    return not SMALL.isdisjoint(figures)


def looks_after_all(actor: Actor, rows: Iterable[Row]) -> bool:
    """Whether the reader may see every number of these rows: they look after people at all that they read."""
    cared = actor.grids(Permission.MEASURE_SEE)
    read = actor.grids(Permission.REPORT_READ) | {row.grid_id for row in rows if row.grid_id}
    return read <= cared


def widened(figures: Iterable[str]) -> frozenset[str]:
    """The figures with the parts of those that are sums."""
    wanted = frozenset(figures)
    return wanted | {part for key in wanted & SUMS.keys() for part in SUMS[key]}


def patterns(actor: Actor, rows: Sequence[Row], figures: Iterable[str], below: int) -> Hidden:
    """What is hidden of each figure, from the rows of all base grids that could be seen.

    A sum is hidden where a part of it is: its own numbers are then sums of what the parts already say, and tell nothing
    more. A table that was frozen without the parts has the sum as a figure of its own.
    """
    base = [row for row in rows if row.kind in BASE_KINDS]
    cared = actor.grids(Permission.MEASURE_SEE)
    found = {
        key: hidden(_tree(base, cared, key), below)
        for key in widened(figures) & SMALL
        if key not in SUMS
    }
    for key in SUMS.keys() & frozenset(figures):
        parts = [found[part] for part in SUMS[key]]
        told = all(part in row.values for row in base for part in SUMS[key])
        own = frozenset() if told else hidden(_tree(base, cared, key), below)
        found[key] = own.union(*parts)
    return found


def _tree(base: Sequence[Row], cared: Grids, figure: str) -> Cell:
    communities: dict[str, list[Cell]] = {}
    for row in base:
        value = row.values.get(figure)
        number = value if isinstance(value, int) else 0
        cell = Cell(str(row.grid_id), number, row.grid_id in cared)
        communities.setdefault(row.community_code, []).append(cell)
    return _sum(STREET, [_sum(code, cells) for code, cells in communities.items()])


def _sum(key: str, parts: list[Cell]) -> Cell:
    return Cell(key, sum(one.value for one in parts), parts=parts)


def covered(rows: Iterable[Row], pattern: Hidden, below: int, community: str) -> tuple[Row, ...]:
    """The rows as they may be shown; `community` is the code of the only one that the table is of."""
    return tuple(_covered(row, pattern, below, _key(row, community)) for row in rows)


def _key(row: Row, community: str) -> str:
    if row.kind in BASE_KINDS:
        return str(row.grid_id)
    if row.kind is PlaceKind.COMMUNITY:
        return row.community_code
    return community or STREET


def _covered(row: Row, pattern: Hidden, below: int, key: str) -> Row:
    values = {
        figure: _mark(row, figure, value, below) if key in pattern.get(figure, ()) else value
        for figure, value in row.values.items()
    }
    return replace(row, values=values)


def _mark(row: Row, figure: str, value: Any, below: int) -> Any:
    """A hidden sum of places or of columns says nothing: its side of the threshold would tell of its parts."""
    if not isinstance(value, int):
        return value
    return mark(value, below, figure in SUMS or row.kind not in BASE_KINDS)
