"""Positions of other systems to WGS-84: GCJ-02 (AMap, Tencent), BD-09 (Baidu), CGCS2000 (official maps).

Used only where a file declares its system; nothing is guessed. The published approximation of the offset
is inverted by iteration: back and forth differs by less than a millimetre, from the true offset by 1–2 m.
"""

from enum import StrEnum
from math import atan2, cos, hypot, pi, radians, sin, sqrt

from gridward.ground.territory.terms.cover import Position

_SEMI_MAJOR = 6378245.0  # Krasovsky 1940, as the offset uses it
_ECCENTRICITY_2 = 0.00669342162296594323
_CENTRE = 105.0, 35.0
_BAIDU_TURN = pi * 3000 / 180
_BAIDU_SHIFT = 0.0065, 0.006
_TURNS = 6  # each shrinks the error some thousand times
_WEST, _SOUTH, _EAST, _NORTH = 72.004, 0.8293, 137.8347, 55.8271  # the offset holds inside only


class CoordinateSystem(StrEnum):
    """Systems that files declare."""

    WGS84 = "wgs84"
    CGCS2000 = "cgcs2000"
    GCJ02 = "gcj02"
    BD09 = "bd09"


def to_wgs84(position: Position, system: CoordinateSystem) -> Position:
    """Longitude and latitude in degrees; CGCS2000 differs from WGS-84 by centimetres and stays."""
    if system is CoordinateSystem.BD09:
        return _from_gcj02(_baidu_to_gcj02(position))
    return _from_gcj02(position) if system is CoordinateSystem.GCJ02 else position


def from_wgs84(position: Position, system: CoordinateSystem) -> Position:
    """The other way, for display on such a map."""
    if system is CoordinateSystem.BD09:
        return _gcj02_to_baidu(_to_gcj02(position))
    return _to_gcj02(position) if system is CoordinateSystem.GCJ02 else position


def _to_gcj02(position: Position) -> Position:
    longitude, latitude = position
    if not (_WEST <= longitude <= _EAST and _SOUTH <= latitude <= _NORTH):
        return position
    east, north = _offset(longitude - _CENTRE[0], latitude - _CENTRE[1])
    bend = 1 - _ECCENTRICITY_2 * sin(radians(latitude)) ** 2
    meridian = _SEMI_MAJOR * (1 - _ECCENTRICITY_2) / (bend * sqrt(bend))
    parallel = _SEMI_MAJOR / sqrt(bend) * cos(radians(latitude))
    return longitude + east / parallel * 180 / pi, latitude + north / meridian * 180 / pi


def _offset(x: float, y: float) -> Position:
    """The shift to the east and to the north in metres; x and y are degrees from the centre."""
    common = (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    root = sqrt(abs(x))
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common
    north += (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3
    north += (160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common
    east += (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3
    east += (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    return east, north


def _from_gcj02(position: Position) -> Position:
    longitude, latitude = position
    for _ in range(_TURNS):
        there = _to_gcj02((longitude, latitude))
        longitude += position[0] - there[0]
        latitude += position[1] - there[1]
    return longitude, latitude


def _gcj02_to_baidu(position: Position) -> Position:
    x, y = position
    distance = hypot(x, y) + 0.00002 * sin(y * _BAIDU_TURN)
    angle = atan2(y, x) + 0.000003 * cos(x * _BAIDU_TURN)
    return distance * cos(angle) + _BAIDU_SHIFT[0], distance * sin(angle) + _BAIDU_SHIFT[1]


def _baidu_to_gcj02(position: Position) -> Position:
    x, y = position[0] - _BAIDU_SHIFT[0], position[1] - _BAIDU_SHIFT[1]
    for _ in range(_TURNS):
        there = _gcj02_to_baidu((x, y))
        x += position[0] - there[0]
        y += position[1] - there[1]
    return x, y
