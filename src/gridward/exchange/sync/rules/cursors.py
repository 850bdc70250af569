"""A place in the feed of a grid, as a phone keeps it."""

from dataclasses import dataclass
from uuid import UUID

from gridward.exchange.sync.problems import CursorUnreadable

NOTHING = UUID(int=0)
_LARGEST = 2**64


@dataclass(frozen=True)
class Cursor:
    """Everything up to this document of this transaction is on the phone."""

    transaction: int = 0
    document: UUID = NOTHING

    def __str__(self) -> str:
        return f"{self.transaction}.{self.document.hex}"


def read_cursor(text: str) -> Cursor:
    """A cursor as it was given out; empty for the very beginning. Raises CursorUnreadable."""
    if not text:
        return Cursor()
    transaction, _, document = text.partition(".")
    try:
        if not (transaction.isascii() and transaction.isdecimal() and int(transaction) < _LARGEST):
            raise ValueError(transaction)
        return Cursor(int(transaction), UUID(hex=document))
    except ValueError as error:
        raise CursorUnreadable from error
