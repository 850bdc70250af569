"""The feed of a grid, read from a cursor."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from gridward.exchange.sync.rules.cursors import Cursor
from gridward.exchange.sync.terms import DocumentKind
from gridward.kernel.feeding import HORIZON
from gridward.work.workorders.terms import OVER

# Ordered by the column, m.xid: an output column of that name would be ordered as text, "10" before "9".
# Orders that are over for long are on no phone any more: one that begins does not page through years of them. Asked
# of each as a value: an EXISTS might be hashed, and read all orders of the street for one that has changed.
_BEHIND = f"""
SELECT kind, document, m.xid::text AS transaction FROM sync_mark m
WHERE grid_id = %s AND (m.xid, document) > (%s::xid8, %s) AND m.xid < {HORIZON}
AND (kind <> '{DocumentKind.ORDER}' OR NOT coalesce((
    SELECT o.state = ANY(%s) AND o.moved_at < %s FROM workorders_order o WHERE o.id = m.document
), false))
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


def behind(grid_id: UUID, cursor: Cursor, most: int, over_before: datetime | None = None) -> Behind:
    """At most so many documents of a grid, the longest untouched first; one query.

    Of orders that were over before an instant nothing is told.
    """
    place: list[Any] = [grid_id, str(cursor.transaction), cursor.document]
    over: list[Any] = [sorted(OVER), over_before or datetime.min.replace(tzinfo=UTC)]
    with connection.cursor() as asked:
        asked.execute(_BEHIND, [*place, *over, most + 1])
        rows = asked.fetchall()
    taken = rows[:most]
    last = (
        replace(cursor, transaction=int(taken[-1][2]), document=taken[-1][1]) if taken else cursor
    )
    documents = tuple((DocumentKind(kind), document) for kind, document, _ in taken)
    return Behind(documents, last, len(rows) > most)
