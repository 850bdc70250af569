"""Lengths on the ground from degrees: what planning, and the proof of cover above it, count metres by."""

from math import asin, cos, radians, sin, sqrt

EARTH_M = 6_371_000
SEMI_MAJOR_M = 6_378_137.0  # WGS-84; CGCS2000 differs in the eleventh digit
ECCENTRICITY_2 = 0.00669437999014


def great_circle(
    longitude: float, latitude: float, to_longitude: float, to_latitude: float
) -> float:
    """The way between two positions over the sphere, in metres."""
    north, south = radians(latitude), radians(to_latitude)
    up = sin((south - north) / 2) ** 2
    along = sin(radians(to_longitude - longitude) / 2) ** 2
    return 2 * EARTH_M * asin(sqrt(up + cos(north) * cos(south) * along))


def metres_a_degree(latitude: float) -> tuple[float, float]:
    """Metres in a degree of longitude and in one of latitude, with the scales of the ellipsoid.

    For a flat map that is right at this latitude; 10 km to the north or south it is wrong by some 0.1 %.
    """
    bend = 1 - ECCENTRICITY_2 * sin(radians(latitude)) ** 2
    parallel = SEMI_MAJOR_M / sqrt(bend) * cos(radians(latitude))
    meridian = SEMI_MAJOR_M * (1 - ECCENTRICITY_2) / (bend * sqrt(bend))
    return radians(parallel), radians(meridian)
