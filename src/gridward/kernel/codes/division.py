"""Codes of administrative divisions (GB/T 2260, GB/T 10114, statistics codes) and of grids.

Two digits name a province, four a city, six a county, nine a street, twelve a community. A grid
has fifteen: its community and a serial, where `000` is the community's own grid. A code says
where something lies, not that it exists: divisions come and go, and no list of them is asked
here.
"""

import re
from dataclasses import dataclass
from typing import Literal

from gridward.kernel.codes.text import tidy_cell, whole_number
from gridward.kernel.problems import Problem

Level = Literal["province", "city", "county", "street", "community"]
GridKind = Literal["community", "base"]

_LEVELS: dict[int, Level] = {2: "province", 4: "city", 6: "county", 9: "street", 12: "community"}
_WIDTHS = tuple(_LEVELS)
_DIVISION = re.compile(r"[1-9]\d{1,11}", re.ASCII)
_GRID = re.compile(r"[1-9]\d{14}", re.ASCII)
_COMMUNITY_SERIAL = "000"


class DivisionProblem(Problem):
    """The text is not a division or grid code; subclasses say why."""


class WrongDivisionCode(DivisionProblem):
    """Not 2, 4, 6, 9 or 12 digits beginning with 1 to 9."""

    code = "division.form"


class WrongGridCode(DivisionProblem):
    """Not 15 digits, or its first twelve are not those of a community."""

    code = "division.grid_form"


@dataclass(frozen=True, slots=True, order=True)
class DivisionCode:
    """A division by its shortest code: 360103005 for the street that statistics write as
    360103005000.
    """

    code: str

    @property
    def level(self) -> Level:
        """Which of the five levels it names."""
        return _LEVELS[len(self.code)]

    @property
    def parent(self) -> "DivisionCode | None":
        """The division one level above; None for a province."""
        place = _WIDTHS.index(len(self.code))
        return DivisionCode(self.code[: _WIDTHS[place - 1]]) if place else None

    def contains(self, other: "DivisionCode | GridCode") -> bool:
        """Whether the other lies in this division by its code; a division contains itself."""
        return other.code.startswith(self.code)

    def padded(self, width: int) -> str:
        """The code filled with zeros, as GB/T 2260 (6) and the statistics office (12) write it."""
        return self.code.ljust(width, "0")


@dataclass(frozen=True, slots=True, order=True)
class GridCode:
    """A grid's fifteen digits, e.g. 360103005002001."""

    code: str

    @property
    def community(self) -> DivisionCode:
        """The community to which the grid belongs."""
        return DivisionCode(self.code[:12])

    @property
    def serial(self) -> str:
        """Three digits that are never given twice in a community."""
        return self.code[12:]

    @property
    def kind(self) -> GridKind:
        """`community` for serial 000, else `base`."""
        return "community" if self.serial == _COMMUNITY_SERIAL else "base"


def parse(text: str | float) -> DivisionCode:
    """Read a division code, with or without zeros filled up behind it; raises WrongDivisionCode."""
    digits = whole_number(tidy_cell(text))
    if len(digits) not in _WIDTHS or not _DIVISION.fullmatch(digits):
        raise WrongDivisionCode
    return DivisionCode(_shortest(digits))


def parse_grid(text: str | float) -> GridCode:
    """Read a grid code; raises WrongGridCode."""
    digits = whole_number(tidy_cell(text))
    if not _GRID.fullmatch(digits) or _shortest(digits[:12]) != digits[:12]:
        raise WrongGridCode
    return GridCode(digits)


def _shortest(digits: str) -> str:
    """Without the zeros that fill up levels below: no level has the serial 0."""
    for width, above in zip(_WIDTHS[:0:-1], _WIDTHS[-2::-1], strict=True):
        if len(digits) == width and not digits[above:].strip("0"):
            digits = digits[:above]
    return digits
