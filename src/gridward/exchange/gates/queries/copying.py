"""The copy of a gate, read behind a cursor."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from gridward.exchange.gates.queries.watching import Watched, watched_in
from gridward.exchange.gates.rules.cursors import GateCursor, going_on
from gridward.exchange.gates.rules.spans import spans_from
from gridward.exchange.gates.terms import RulesSpan
from gridward.kernel.feeding import HORIZON, next_transaction
from gridward.work.checkpoints.models import Checkpoint, PassKey
from gridward.work.checkpoints.queries.gates import rule_versions, rules_through
from gridward.work.checkpoints.rules.rulebook import country_turns

MOST_PASSES = 5000
# All passes of the street, also those of other gates: by its code alone such a pass would hold here. Those of which
# no print can hold any more are passed over. Made in the database: sixty thousand rows go through here as text.
_BEHIND = f"""
SELECT t.gone, t.pass_id, t.xid::text, CASE WHEN NOT t.gone THEN json_build_object(
    'id', t.pass_id, 'serial', t.serial, 'kind', t.kind, 'issue', t.issue, 'begins', t.begins, 'ends', t.ends,
    'revoked', t.revoked, 'used', t.used, 'once', t.once, 'gates', t.gates, 'entries', t.entries, 'plate', t.plate,
    'label', t.label, 'grid', t.grid)::text END
FROM gates_gatepass t
WHERE t.street_id = %s AND (t.xid, t.pass_id) > (%s::xid8, %s) AND t.xid < {HORIZON} AND t.until > %s
    AND (NOT t.gone OR NOT %s)
ORDER BY t.xid, t.pass_id LIMIT %s
"""  # noqa: S608 - put together from what the program says itself


@dataclass(frozen=True)
class Copied:
    """What is new for a gate. `passes` is a JSON array; `watched` None where nothing has changed."""

    fresh: bool
    cursor: GateCursor
    more: bool
    passes: bytes
    gone: list[UUID]
    watched: Watched | None


def copied(gate: Checkpoint, cursor: GateCursor, now: datetime) -> Copied:
    """What has changed for a gate behind a cursor; at most MOST_PASSES passes."""
    cursor = going_on(cursor, gate.street_id, next_transaction())
    rows = _behind(cursor, now)
    taken = rows[:MOST_PASSES]
    behind = replace(cursor, transaction=int(taken[-1][2]), row=taken[-1][1]) if taken else cursor
    watched = watched_in(gate.street_id, now)
    return Copied(
        fresh=cursor.begins,
        cursor=replace(behind, watched=watched.digest),
        more=len(rows) > MOST_PASSES,
        passes=b"[" + b",".join(row[3].encode() for row in taken if not row[0]) + b"]",
        gone=[row[1] for row in taken if row[0]],
        watched=watched if watched.digest != cursor.watched else None,
    )


def rules_to_come(gate: Checkpoint, now: datetime) -> list[RulesSpan]:
    """The rules of a gate from now on, the country's where its chief set none."""
    rows = rule_versions(gate)
    edges = [at for row in rows for at in (row.begins, row.ends) if at is not None]
    return spans_from(now, [*edges, *country_turns()], rules_through(rows))


def public_keys() -> list[str]:
    """Every key that codes of passes were ever signed with, in hex, the newest first."""
    rows = PassKey.objects.order_by("-made_at", "-id").values_list("public", flat=True)
    return [bytes(one).hex() for one in rows]


def _behind(cursor: GateCursor, now: datetime) -> list[Any]:
    place: list[Any] = [
        cursor.street,
        str(cursor.transaction),
        cursor.row,
        now,
        cursor.begins,
        MOST_PASSES + 1,
    ]
    with connection.cursor() as asked:
        asked.execute(_BEHIND, place)
        rows: list[Any] = asked.fetchall()
    return rows


def as_json(passes: bytes) -> orjson.Fragment:
    """What is JSON already, as a part of an answer."""
    return orjson.Fragment(passes)
