"""Address vocabulary: what an address says, the places that are known, and what a reading found."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple, TypeAlias
from uuid import UUID

Id: TypeAlias = UUID | str


class Level(IntEnum):
    """What a number in an address can name, from the street to the door."""

    HOUSE_NUMBER = 0
    BUILDING = 1
    UNIT = 2
    FLOOR = 3
    ROOM = 4


class Door(NamedTuple):
    """One way to read the numbers of an address, as keys ("3", "A", "18-2", "-1"); "" is not said."""

    house_number: str = ""
    building: str = ""
    unit: str = ""
    floor: str = ""
    room: str = ""


class Span(NamedTuple):
    """Characters start to end (exclusive) of the tidied text."""

    part: str
    start: int
    end: int


class AddressParts(NamedTuple):
    """An address taken apart by grammar alone; `doors` holds all sensible readings, best first.

    `text` is tidied; `road_end` is where the road or else the divisions end in it; `spans` belong to the
    best reading, which passes over `passed_over` numbers that look like a door's, too.
    """

    text: str
    province: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    community: str = ""
    road: str = ""
    road_end: int = 0
    doors: tuple[Door, ...] = (Door(),)
    spans: tuple[Span, ...] = ()
    passed_over: int = 0

    @property
    def site(self) -> str:
        """The words between the road or the divisions and the door: a compound, a market, a firm."""
        house_number = (span.end for span in self.spans if span.part == "house_number")
        begin = max(self.road_end, next(house_number, 0))
        stop = next((span.start for span in self.spans if span.start >= begin), len(self.text))
        return self.text[begin:stop].strip(" -")

    @property
    def leftover(self) -> str:
        """What stands between and after the numbers of the door, such as names and phones."""
        begins = [span.end for span in self.spans]
        stops = [*(span.start for span in self.spans[1:]), len(self.text)]
        pieces = (self.text[a:b].strip(" -/.#") for a, b in zip(begins, stops, strict=False))
        return " ".join(filter(None, pieces))


class BookName(NamedTuple):
    """A name from the address book, as addresses are read with it.

    An `exact` one is read letter by letter only, and never where an official name is written so: what was learned,
    and what is misspelt already.
    """

    id: Id
    name: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class KnownDivision:
    """A province, city, district or street in which this installation works."""

    name: str


@dataclass(frozen=True, slots=True)
class KnownCommunity:
    """A community with the names that people give it."""

    id: Id
    name: str
    aliases: tuple[str, ...] = ()
    book: tuple[BookName, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownRoad:
    """A road with what the book calls it, too."""

    name: str
    book: tuple[BookName, ...]


@dataclass(frozen=True, slots=True)
class KnownSite:
    """A compound, market, school ...; `grid` is where it stands when no building is named."""

    id: Id
    name: str
    community: Id
    grid: Id
    aliases: tuple[str, ...] = ()
    road: str = ""
    house_number: str = ""
    book: tuple[BookName, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownBuilding:
    """A building of a site; `number_key` as made by `address_words.number_key`."""

    id: Id
    site: Id
    number_key: str
    grid: Id
    name: str = ""
    aliases: tuple[str, ...] = ()
    floors: int | None = None
    book: tuple[BookName, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A stairwell of a building."""

    id: Id
    building: Id
    number_key: str


@dataclass(frozen=True, slots=True)
class KnownDwelling:
    """A door; `unit` is the unit's id, None where the building has no units."""

    id: Id
    building: Id
    unit: Id | None
    floor: int | None
    room: str
    grid: Id


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """Everything that addresses are read against."""

    communities: tuple[KnownCommunity, ...]
    sites: tuple[KnownSite, ...]
    buildings: tuple[KnownBuilding, ...] = ()
    units: tuple[KnownUnit, ...] = ()
    dwellings: tuple[KnownDwelling, ...] = ()
    roads: tuple[str, ...] = ()
    divisions: tuple[KnownDivision, ...] = ()
    road_names: tuple[KnownRoad, ...] = ()


@dataclass(frozen=True, slots=True)
class Hint:
    """What is known beside the text: the importing community, the sheet's site or building."""

    community: Id | None = None
    site: Id | None = None
    building: Id | None = None


class Place(NamedTuple):
    """Where an address leads, as far as known: ids, and keys for what has no row yet.

    `dwelling` None with a `room` means a door that is not known yet in a known building;
    `door_label` is the label it would get.
    """

    community: Id
    site: Id
    grid: Id
    building: Id | None = None
    unit: Id | None = None
    dwelling: Id | None = None
    unit_key: str = ""
    floor: int | None = None
    room: str = ""
    door_label: str = ""


class Evidence(StrEnum):
    """What speaks for a site."""

    NAMED = "named"
    NUMBERED = "numbered"
    HINTED = "hinted"
    SHORT_NAME = "short_name"
    SAME_SOUND = "same_sound"
    SIMILAR_SOUND = "similar_sound"
    UNNAMED = "unnamed"
    OTHER_ENDING = "other_ending"
    NEARLY = "nearly"


class Doubt(StrEnum):
    """Why a person must decide."""

    NO_ADDRESS = "no_address"
    UNKNOWN_PLACE = "unknown_place"
    UNKNOWN_BUILDING = "unknown_building"
    UNKNOWN_UNIT = "unknown_unit"
    UNKNOWN_FLOOR = "unknown_floor"
    UNIT_MISSING = "unit_missing"
    SEVERAL_PLACES = "several_places"
    SIMILAR_NAME = "similar_name"
    CONTRADICTION = "contradiction"
    BESIDE = "beside"
    NUMBER_LEFT = "number_left"
    ELSEWHERE = "elsewhere"


class Candidate(NamedTuple):
    """A place that the text may mean, with its score and what speaks against taking it."""

    place: Place
    score: float
    evidence: Evidence
    doubt: Doubt | None = None


class Reading(NamedTuple):
    """The answer: `best` is set only when nothing is in doubt, else a person picks a candidate."""

    best: Place | None
    score: float
    candidates: tuple[Candidate, ...]
    parts: AddressParts
    not_understood: str = ""
    doubt: Doubt | None = None
