"""Words of risk areas. A *notice* is what was published; an *area* is a place with a level from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from gridward.ground.audit.terms import Act

MOST_LETTERS = 400_000
"""The longest notice that is read; the longest of spring 2022 have 60,000."""
PLACE_LETTERS = 400


class AreaLevel(StrEnum):
    """高, 中, 低风险区; 封控区, 管控区, 防范区: the words of notices, of two schemes that stood side by side."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    SEALED = "sealed"
    CONTROLLED = "controlled"
    PREVENTION = "prevention"


@dataclass(frozen=True)
class Place:
    """A place of a region: its county, empty where the notice names none, and the rest as it stands."""

    county: str
    detail: str


@dataclass(frozen=True)
class RegionRead:
    """A region of a notice with its places; `declared` is how many the notice says that it has.

    `doubtful`: no way to divide the text has that many.
    """

    level: AreaLevel
    region: str
    declared: int | None
    places: tuple[Place, ...]

    @property
    def doubtful(self) -> bool:
        """Whether a person must look: a count is missing, or is not that of the places."""
        return self.declared != len(self.places)


@dataclass(frozen=True)
class NoticeRead:
    """What a notice says; `declared` is the number of places by level as its headings have it."""

    regions: tuple[RegionRead, ...]
    declared: tuple[tuple[AreaLevel, int], ...] = ()


@dataclass(frozen=True, order=True)
class Spot:
    """A place with its level and region: what tells one area from another."""

    level: AreaLevel
    region: str
    county: str
    detail: str


@dataclass(frozen=True)
class Dated(Spot):
    """An area in force from `since` to `until`, its last day; open without one."""

    since: date
    until: date | None = None


@dataclass(frozen=True)
class Stay:
    """Where somebody was from one day to another, in words: region, county, and the place, which may be empty."""

    region: str
    county: str
    detail: str
    begins: date
    ends: date


class Nearness(StrEnum):
    """How a stay lies to an area: at the place, at a place that may be it, in its county, in its region."""

    PLACE = "place"
    PERHAPS = "perhaps"
    COUNTY = "county"
    REGION = "region"


@dataclass(frozen=True)
class Met:
    """A stay that an area concerns, how near, and on which days both were."""

    stay: Stay
    area: Dated
    nearness: Nearness
    first: date
    last: date


@dataclass(frozen=True)
class RiskNoticeSaid:
    """A notice that is taken: by whom it was published, under which name, which day it speaks of, its text.

    `whole`: it lists all areas of its levels, so those that it does not name any more end with the day before.
    """

    id: UUID
    publisher: str
    title: str
    day: date
    text: str
    whole: bool


@dataclass(frozen=True)
class Change:
    """What taking a notice does: areas that begin, that end, and how many stay as they are."""

    begins: Sequence[Spot]
    ends: Sequence[Dated]
    stays: int


class AreaAct(Act):
    """What people do with risk areas."""

    TAKEN = "riskareas.taken"
    ADDED = "riskareas.added"
    ENDED = "riskareas.ended"
