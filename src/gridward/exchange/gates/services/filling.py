"""Entries and labels of passes, made of their holders: computed once when a holder changes, not on each reading."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import orjson
from django.db import connection, transaction

from gridward.exchange.gates.models import GatePass
from gridward.exchange.gates.rules.holders import entries_of, label_of, plate_entry
from gridward.exchange.gates.terms import Holder
from gridward.ground.register.models import Resident, ResidentPhone
from gridward.kernel import clock
from gridward.kernel.crypto.vault import SealBroken
from gridward.work.checkpoints.models import Pass
from gridward.work.passages.services.keys import gate_key

BATCH = 2000
_LONGEST_LABEL = 100
# Joined, so that a pass which the database does not show here is left to who may read it.
_STALE = """
SELECT t.id, p.id, p.holder, p.plate, r.id, r.name, r.document, o.name FROM gates_gatepass t
JOIN checkpoints_pass p ON p.id = t.pass_id AND p.street_id = t.street_id
LEFT JOIN register_resident r ON r.id = p.resident_id LEFT JOIN register_organisation o ON o.id = p.organisation_id
WHERE t.stale AND NOT t.gone AND (%s::uuid[] IS NULL OR t.pass_id = ANY (%s))
ORDER BY t.pass_id LIMIT %s FOR UPDATE OF t SKIP LOCKED
"""
_PHONES = "SELECT resident_id, id, phone FROM register_residentphone WHERE resident_id = ANY (%s) ORDER BY id"
_FILL = """
UPDATE gates_gatepass t SET entries = string_to_array(n.entries, ','), plate = n.plate, label = n.label, stale = false,
    xid = pg_current_xact_id()
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) AS n (id, entries, plate, label) WHERE t.id = n.id
"""


@transaction.atomic
def fill(passes: list[UUID] | None = None) -> int:
    """Make what gates are told of holders that have changed, of these passes or of any that the database shows here.

    At most BATCH; answers how many. One whose seal is broken gets neither entries nor a label, and holds by its code.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STALE, [passes, passes, BATCH])
        rows = cursor.fetchall()
        if not rows:
            return 0
        cursor.execute(_PHONES, [[row[4] for row in rows if row[4] is not None]])
        phones = _by_resident(cursor.fetchall())
        key = gate_key()
        made = [_made(key, row, phones.get(row[4], ())) for row in rows]
        cursor.execute(_FILL, [list(column) for column in zip(*made, strict=True)])
    return len(rows)


def forget_ended() -> int:
    """Passes of which no print can hold any more are told no more; answers how many."""
    return GatePass.objects.filter(until__lt=clock.now()).delete()[0]


def _by_resident(rows: Iterable[Sequence[Any]]) -> dict[UUID, list[tuple[UUID, bytes | None]]]:
    found: dict[UUID, list[tuple[UUID, bytes | None]]] = {}
    for resident, phone_id, sealed in rows:
        found.setdefault(resident, []).append((phone_id, sealed))
    return found


def _made(
    key: bytes, row: Sequence[Any], phones: Iterable[tuple[UUID, bytes | None]]
) -> tuple[int, str, str | None, str]:
    try:
        holder = _holder(row, phones)
    except SealBroken:
        holder = Holder(plate=row[3])
    of_unit = row[4] is None and row[2] is None
    label = label_of(holder, of_unit=of_unit)[:_LONGEST_LABEL]
    return row[0], ",".join(entries_of(key, holder)), plate_entry(key, holder), label


def _holder(row: Sequence[Any], phones: Iterable[tuple[UUID, bytes | None]]) -> Holder:
    """In the plain, for as long as it takes. Raises SealBroken."""
    _, pass_id, sealed, plate, resident, name, document, unit = row
    if resident is not None:
        numbers = (ResidentPhone.open_stored("phone", one, text) for one, text in phones)
        known = Resident.open_stored("document", resident, document) or ""
        return Holder(name, known, tuple(one for one in numbers if one), plate)
    told = orjson.loads(Pass.open_stored("holder", pass_id, sealed) or "{}")
    phone = told.get("phone", "")
    return Holder(told.get("name") or unit or "", "", (phone,) if phone else (), plate)
