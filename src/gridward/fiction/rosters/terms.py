"""Words of the rosters: what a physical row is, and what an import should make of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gridward.fiction.terms import FictionalPerson

Cell = str | int | float | date | None


class RowClass(StrEnum):
    """What a physical row of a sheet is."""

    DATA = "data"
    DUPLICATE = "duplicate"
    TITLE = "title"
    HEADER = "header"
    HINT = "hint"
    BLANK = "blank"
    TOTAL = "total"
    NOTE = "note"
    CARD_HEAD = "card_head"


@dataclass(frozen=True, slots=True)
class Expected:
    """What becomes of a person of the file: an outcome of the import with its reason code.

    `reason` is a problem code such as identity_number.lost_digits; `same_as` the row that told the
    same before. `door` is "exact" where the address can be read, "doubtful" where only a person can
    decide: then asking is right and a wrong door is wrong.
    """

    outcome: str = "added"
    reason: str = ""
    same_as: int | None = None
    door: str = "exact"


PLAIN = Expected()


@dataclass(frozen=True, slots=True)
class Door:
    """A dwelling with the words that addresses use."""

    dwelling: str
    grid_code: str
    community: str
    site: str
    road: str
    house_number: str
    building: str
    number_key: str
    unit: str
    room: str


@dataclass(frozen=True, slots=True)
class Home:
    """A household as a roster knows it; `plates` by person."""

    door: Door
    tenure: str
    people: tuple[FictionalPerson, ...]
    plates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a roster with a running number."""

    number: int
    home: Home
    person: FictionalPerson

    @property
    def plates(self) -> tuple[str, ...]:
        """The person's vehicles."""
        return self.home.plates.get(self.person.key, ())


@dataclass(frozen=True, slots=True)
class Told:
    """The truth about one person of a row; `facts` names the facts that the row tells."""

    entry: Entry
    facts: tuple[str, ...]
    expected: Expected = PLAIN
