"""Degrees to metres around a place: an equirectangular projection of plain points (`planning.earth`)."""

from collections.abc import Iterable
from dataclasses import dataclass

from gridward.planning.earth import metres_a_degree
from gridward.planning.siting.terms import Line, Point


@dataclass(frozen=True)
class Plane:
    """A flat map whose scale is right at one latitude; x east and y north, in metres."""

    latitude: float

    @property
    def scale(self) -> Point:
        """Metres in a degree of longitude and in one of latitude."""
        return metres_a_degree(self.latitude)

    def metres(self, points: Iterable[Point]) -> Line:
        """Points in degrees, in metres."""
        east, north = self.scale
        return tuple((x * east, y * north) for x, y in points)

    def degrees(self, points: Iterable[Point]) -> Line:
        """Back to degrees, to the seventh digit (a centimetre)."""
        east, north = self.scale
        return tuple((round(x / east, 7), round(y / north, 7)) for x, y in points)
