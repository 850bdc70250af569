"""Vocabulary of the proof of cover: shapes that go in, and what was found."""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from gridward.ground.territory.terms.addresses import Id

Shape: TypeAlias = Any  # a shapely Polygon or MultiPolygon in degrees, longitude first
Position: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees of CGCS2000 (equal to WGS-84 here)."""


class GridShape(NamedTuple):
    """A grid with its boundary."""

    id: Id
    code: str
    polygon: Shape


class Thing(NamedTuple):
    """A site, building, dwelling or organisation that must lie in exactly one grid."""

    id: Id
    kind: str
    point: Position | None = None
    polygon: Shape | None = None
    declared_grid: Id | None = None


class Gap(NamedTuple):
    """A piece of the outline that belongs to no grid."""

    polygon: Shape
    area_m2: float


class Overlap(NamedTuple):
    """A piece that two grids claim."""

    a: GridShape
    b: GridShape
    polygon: Shape
    area_m2: float


class Standing(NamedTuple):
    """A thing with the grids in which it really stands."""

    thing: Thing
    grids: tuple[GridShape, ...]


class CoverReport(NamedTuple):
    """Whether grids cover the outline once and everything stands in its grid.

    `not_placed` are things without a position: nothing can be proved of them.
    """

    grids: int
    gaps: Sequence[Gap]
    overlaps: Sequence[Overlap]
    outside: Sequence[Thing]
    in_two: Sequence[Standing]
    disagree: Sequence[Standing]
    not_placed: Sequence[Thing]

    @property
    def is_proved(self) -> bool:
        """No gap, no overlap, and every thing that has a position stands in its one grid."""
        return not (self.gaps or self.overlaps or self.outside or self.in_two or self.disagree)
