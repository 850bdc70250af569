"""What each physical row of a sheet is: exactly one class, so that sums can be proved against the file."""

from collections import Counter
from enum import IntEnum


class RowClass(IntEnum):
    """The class of a row; the order tells which class wins where tables stand side by side."""

    UNREAD = 0
    BLANK = 1
    NOTE = 2
    TITLE = 3
    CARD_HEAD = 4
    TOTAL = 5
    HINT = 6
    HEADER = 7
    DATA = 8


def tally(classes: bytes | bytearray) -> dict[RowClass, int]:
    """How many rows of each class; classes that do not occur are given with 0."""
    counted = Counter(classes)
    return {row_class: counted[row_class] for row_class in RowClass}
