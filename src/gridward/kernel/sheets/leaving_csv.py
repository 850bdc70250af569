"""A list as CSV, piece by piece: UTF-8 with a byte order mark, so that spreadsheet programs read Chinese right."""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from gridward.kernel.sheets.leaving import Leaving, harmless, plain_text

MEDIA_TYPE: Final = "text/csv; charset=utf-8"
_ROWS_A_PIECE: Final = 500


class _Piece:
    """What the writer of the standard library writes to."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def write(self, text: str) -> None:
        self._texts.append(text)

    def take(self) -> bytes:
        """What was written since the last time."""
        text = "".join(self._texts)
        self._texts.clear()
        return text.encode()


def stream(leaving: Leaving) -> Iterator[bytes]:
    """The file: watermark, headings, rows, ending. The first piece comes before the first row is asked for."""
    piece = _Piece()
    writer = csv.writer(piece)
    piece.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer.writerow(_cells([leaving.watermark]))
    writer.writerow(_cells([*leaving.headings, leaving.mark_heading]))
    yield piece.take()
    count, mark = 0, harmless(plain_text(leaving.mark))
    rows = iter(leaving.rows)
    while some := list(islice(rows, _ROWS_A_PIECE)):
        for row in some:
            cells = _cells(row)
            cells.append(mark)
            writer.writerow(cells)
        count += len(some)
        yield piece.take()
    writer.writerow(_cells(leaving.ending(count)))
    yield piece.take()


def _cells(row: Sequence[str]) -> list[str]:
    return [harmless(plain_text(text)) if text else "" for text in row]
