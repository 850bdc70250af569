"""Figures that other parts' rows give when they are asked for.

Of a past moment such a figure is *not collected*: it reads — and never 0. A provider counts past the reader's wall;
what of its numbers a reader may see is for the rule of small figures.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gridward.ground.staff.access import operator
from gridward.kernel.access import Actor
from gridward.kernel.rows import beyond
from gridward.oversight.reports.queries.counts import Counts

HOUSE = "统计"
"""In whose name the house counts beyond somebody's grids."""


@dataclass(frozen=True)
class Provider:
    """Who counts some figures: at each of some grids on a day, figures that are 0 left out at will."""

    figures: tuple[str, ...]
    count: Callable[[Collection[UUID], date], Counts]


def provided(
    providers: Iterable[Provider], wanted: Iterable[str], grids: Collection[UUID], day: date
) -> Counts:
    """What the providers of the wanted figures count; each gives all of its figures."""
    asked = frozenset(wanted)
    counting = [one for one in providers if not asked.isdisjoint(one.figures)]
    found: Counts = defaultdict(dict)
    if not counting or not grids:
        return found
    with beyond(_house()):
        for one in counting:
            for grid, numbers in one.count(grids, day).items():
                found[grid].update(numbers)
    return found


def merged(*counts: Mapping[UUID, Mapping[str, int]]) -> Counts:
    """Counts of several sources, by grid."""
    found: Counts = defaultdict(dict)
    for one in counts:
        for grid, numbers in one.items():
            found[grid].update(numbers)
    return found


def _house() -> Actor:
    return operator(HOUSE)
