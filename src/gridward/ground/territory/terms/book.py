"""Words of the address book: what a place is also called, why that is known, and what corrections teach."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Subject(StrEnum):
    """What a name is for."""

    SITE = "site"
    BUILDING = "building"
    ROAD = "road"
    COMMUNITY = "community"


class NameKind(StrEnum):
    """What sort of name it is; the names in a place's own row are official and need no entry."""

    OFFICIAL = "official"
    OLD = "old"
    NICKNAME = "nickname"
    MISSPELLING = "misspelling"
    SAME_SOUND = "same_sound"


class NameSource(StrEnum):
    """How the name came into the book."""

    TYPED = "typed"
    LEARNED = "learned"
    IMPORTED = "imported"


class SuggestionState(StrEnum):
    """What became of what corrections suggest."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class CorrectionOrigin(StrEnum):
    """Where somebody corrected the reading of an address."""

    HOUSEHOLD = "household"
    CONFLICT = "conflict"
    ADDRESS_PAGE = "address_page"


class Lesson(NamedTuple):
    """What a correction teaches: this place, or its building, is called so, too."""

    name: str
    kind: NameKind
    subject: Subject


@dataclass(frozen=True)
class LearningRule:
    """After how many equal corrections a name is in force by itself; 0 means only when a person confirms it."""

    corrections: int
    source: str


FIRST_RULE = LearningRule(2, "")
"""Until the street decides otherwise: one correction may be a slip, two equal ones are how people speak."""
MOST_CORRECTIONS = 50
