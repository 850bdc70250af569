"""Degrees to metres around a place: an equirectangular projection with the scales of the ellipsoid.

The same as the proof of cover uses in `ground`, which planning does not know. Lengths are right at the chosen
latitude; 10 km to the north or south they are wrong by some 0.1 %.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sin, sqrt

from gridward.planning.siting.terms import Line, Point

SEMI_MAJOR_M = 6_378_137.0
ECCENTRICITY_2 = 0.00669437999014


@dataclass(frozen=True)
class Plane:
    """A flat map whose scale is right at one latitude; x east and y north, in metres."""

    latitude: float

    @property
    def scale(self) -> Point:
        """Metres in a degree of longitude and in one of latitude."""
        bend = 1 - ECCENTRICITY_2 * sin(radians(self.latitude)) ** 2
        parallel = SEMI_MAJOR_M / sqrt(bend) * cos(radians(self.latitude))
        meridian = SEMI_MAJOR_M * (1 - ECCENTRICITY_2) / (bend * sqrt(bend))
        return radians(parallel), radians(meridian)

    def metres(self, points: Iterable[Point]) -> Line:
        """Points in degrees, in metres."""
        east, north = self.scale
        return tuple((x * east, y * north) for x, y in points)

    def degrees(self, points: Iterable[Point]) -> Line:
        """Back to degrees, to the seventh digit (a centimetre)."""
        east, north = self.scale
        return tuple((round(x / east, 7), round(y / north, 7)) for x, y in points)
