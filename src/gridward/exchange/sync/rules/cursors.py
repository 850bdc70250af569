"""A place in the feed of a grid, as a phone keeps it."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from gridward.exchange.sync.problems import CursorUnreadable

NOTHING = UUID(int=0)
_LARGEST = 2**64
_STANDING = 8


@dataclass(frozen=True)
class Cursor:
    """Everything up to this document of this transaction is on the phone, as it was told to holders of these posts."""

    transaction: int = 0
    document: UUID = NOTHING
    standing: str = ""

    def __str__(self) -> str:
        return f"{self.transaction}.{self.document.hex}.{self.standing}"

    @property
    def begins(self) -> bool:
        """Whether nothing was told yet."""
        return (self.transaction, self.document) == (0, NOTHING)


def standing_of(posts: Iterable[str]) -> str:
    """Posts by which a phone's owner reaches a grid, as a cursor keeps them."""
    return sha256(",".join(sorted(posts)).encode()).hexdigest()[:_STANDING]


def going_on(cursor: Cursor, standing: str, next_transaction: int) -> Cursor:
    """Where reading goes on: anew for who holds other posts now, and behind a place of another cluster.

    What an order lets somebody do, and whether they may read of it at all, hangs on their posts; the feed tells of
    changed orders and not of changed readers.
    """
    if cursor.standing != standing or cursor.transaction >= next_transaction:
        return Cursor(standing=standing)
    return cursor


def read_cursor(text: str) -> Cursor:
    """A cursor as it was given out; empty for the very beginning. Raises CursorUnreadable."""
    if not text:
        return Cursor()
    transaction, _, rest = text.partition(".")
    document, _, standing = rest.partition(".")
    try:
        if not (transaction.isascii() and transaction.isdecimal() and int(transaction) < _LARGEST):
            raise ValueError(transaction)
        return Cursor(int(transaction), UUID(hex=document), standing)
    except ValueError as error:
        raise CursorUnreadable from error
