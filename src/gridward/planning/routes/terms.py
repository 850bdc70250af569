"""Words of routes."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class Place:
    """A point in WGS 84, in degrees."""

    longitude: float
    latitude: float


@dataclass(frozen=True)
class Stop:
    """A door to be visited; without a place its building is visited last.

    `opens` and `closes` are the hours within which it should be, by the street's clock, where there are any.
    """

    key: Hashable
    building: Hashable
    place: Place | None = None
    unit: str = ""
    floor: int = 0
    room: str = ""
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True)
class Walk:
    """Stops in the order in which to visit them, and how far the way between buildings is, in metres."""

    stops: tuple[Stop, ...]
    metres: int
