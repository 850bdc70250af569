"""The catalogue: a figure is a function that is entered here with its unit, source, owner and what stands behind it.

Title and definition, which every reader sees, stand in the catalogues of texts under `reports.figure.<key>`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gridward.oversight.reports.problems import NoSuchFigure
from gridward.oversight.reports.terms import Facts, Owner, RowKind, Source, Unit, Value

Make = Callable[[Facts], Value]


@dataclass(frozen=True)
class Figure:
    """A figure. `make` is None for what the row itself says (its number, names, code) and for what nothing fills."""

    key: str
    unit: Unit
    source: Source
    owner: Owner
    make: Make | None = None
    behind: RowKind | None = None
    """Rows that the figure counts: those of its tally of the same key."""

    @property
    def recorded(self) -> bool:
        """Whether anything fills it today."""
        return self.source is not Source.NOT_YET


FIGURES: dict[str, Figure] = {}


def figure(
    unit: Unit, source: Source, owner: Owner, behind: RowKind | None = None
) -> Callable[[Make], Make]:
    """Enter a function as the figure of its name."""

    def enter(make: Make) -> Make:
        key = make.__name__
        FIGURES[key] = Figure(key, unit, source, owner, make, behind)
        return make

    return enter


def enter_plain(keys: Mapping[str, tuple[Unit, Source, Owner]]) -> None:
    """Enter figures without a function."""
    for key, (unit, source, owner) in keys.items():
        FIGURES[key] = Figure(key, unit, source, owner)


def figure_named(key: str) -> Figure:
    """Raises NoSuchFigure."""
    found = FIGURES.get(key)
    if found is None:
        raise NoSuchFigure(figure=key[:40])
    return found
