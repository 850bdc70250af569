"""A place in what the gates of a street are told, as a phone keeps it."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from gridward.exchange.gates.problems import GateCursorUnreadable

NOTHING = UUID(int=0)
_LARGEST = 2**64
_DIGEST = 16


@dataclass(frozen=True)
class GateCursor:
    """Everything up to this pass of this transaction is on the phone, of this street.

    `watched` is the digest of whom the phone was told to watch for, empty where it was told of nobody yet.
    """

    transaction: int = 0
    row: UUID = NOTHING
    street: UUID = NOTHING
    watched: str = ""

    def __str__(self) -> str:
        return f"{self.transaction}.{self.row.hex}.{self.street.hex}.{self.watched}"

    @property
    def begins(self) -> bool:
        """Whether nothing was told yet."""
        return (self.transaction, self.row) == (0, NOTHING)


def going_on(cursor: GateCursor, street: UUID, next_transaction: int) -> GateCursor:
    """Where reading goes on: anew in another street, and behind a place of another cluster."""
    if cursor.street != street or cursor.transaction >= next_transaction:
        return GateCursor(street=street)
    return cursor


def read_cursor(text: str) -> GateCursor:
    """A cursor as it was given out; empty for the very beginning. Raises GateCursorUnreadable."""
    if not text:
        return GateCursor()
    try:
        transaction, row, street, watched = text.split(".")
        if not (transaction.isascii() and transaction.isdecimal() and int(transaction) < _LARGEST):
            raise ValueError(transaction)
        return GateCursor(int(transaction), UUID(hex=row), UUID(hex=street), watched)
    except ValueError as error:
        raise GateCursorUnreadable from error


def digest_of(watched: str, stays_home: str) -> str:
    """What a cursor keeps of two lists of entries, each sorted and in one."""
    return sha256(f"{watched}.{stays_home}".encode()).hexdigest()[:_DIGEST]
