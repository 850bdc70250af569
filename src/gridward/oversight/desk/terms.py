"""Words of the desk."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeskItem(StrEnum):
    """What can wait, the gravest first where nothing is late."""

    FEVER = "fever"
    APPEALS = "appeals"
    LISTS = "lists"
    DOUBTFUL = "doubtful"
    CONTACTS = "contacts"
    MISSED = "missed"
    RELEASES = "releases"
    TO_CONFIRM = "to_confirm"
    TO_DECIDE = "to_decide"
    ARRIVALS = "arrivals"
    MOVES = "moves"
    REVIEWS = "reviews"
    TOMORROW = "tomorrow"
    NOTICES = "notices"
    BOOKS = "books"


@dataclass(frozen=True)
class Waiting:
    """So many of a kind wait, `late` of them past their time; `due` is the next, `mine`: the reader may do it."""

    item: DeskItem
    count: int
    late: int = 0
    due: datetime | None = None
    mine: bool = True
    more: int = 0
    """How many rows stand in them, where that is told beside."""
