"""The feed of a grid, read from a cursor."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from gridward.exchange.sync.rules.cursors import Cursor
from gridward.exchange.sync.terms import DocumentKind
from gridward.kernel.feeding import HORIZON

# Ordered by the column, m.xid: an output column of that name would be ordered as text, "10" before "9".
_BEHIND = f"""
SELECT kind, document, m.xid::text AS transaction FROM sync_mark m
WHERE grid_id = %s AND (m.xid, document) > (%s::xid8, %s) AND m.xid < {HORIZON}
ORDER BY m.xid, document LIMIT %s
"""  # noqa: S608 - put together from what the program says itself


@dataclass(frozen=True)
class Behind:
    """Documents touched behind a cursor, and the cursor behind them; `more` when there are others."""

    documents: tuple[tuple[DocumentKind, UUID], ...]
    cursor: Cursor
    more: bool

    def of(self, kind: DocumentKind) -> list[UUID]:
        """The ids of one kind."""
        return [document for one, document in self.documents if one is kind]


def behind(grid_id: UUID, cursor: Cursor, most: int) -> Behind:
    """At most so many documents of a grid, the longest untouched first; one query."""
    with connection.cursor() as asked:
        asked.execute(_BEHIND, [grid_id, str(cursor.transaction), cursor.document, most + 1])
        rows = asked.fetchall()
    taken = rows[:most]
    last = Cursor(int(taken[-1][2]), taken[-1][1]) if taken else cursor
    documents = tuple((DocumentKind(kind), document) for kind, document, _ in taken)
    return Behind(documents, last, len(rows) > most)
