"""Whom the gates of a street watch for, as entries alone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gridward.exchange.gates.rules.cursors import digest_of
from gridward.work.watch.queries.entries import told_to_gates
from gridward.work.watch.terms import WatchStanding

LETTERS = 32


@dataclass(frozen=True)
class Watched:
    """Entries in hex, sorted and in one text each: who is to be spoken to, who is to stay at home."""

    held: str
    home: str

    @property
    def digest(self) -> str:
        """What a cursor keeps of them."""
        return digest_of(self.held, self.home)

    @staticmethod
    def each(entries: str) -> list[str]:
        """One by one."""
        return [entries[at : at + LETTERS] for at in range(0, len(entries), LETTERS)]


def watched_in(street_id: UUID, now: datetime) -> Watched:
    """Whom the gates of a street watch for at a moment."""
    told = told_to_gates(street_id, now)
    return Watched(told.get(WatchStanding.WATCHED, ""), told.get(WatchStanding.STAYS_HOME, ""))
