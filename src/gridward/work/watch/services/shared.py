"""What the writes share."""

import json
from dataclasses import asdict

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.register.models import Resident, ResidentPhone
from gridward.kernel.access import Actor
from gridward.work.passages.rules.entries import entry_of
from gridward.work.passages.services.keys import gate_key
from gridward.work.passages.terms import EntryKind
from gridward.work.watch.models import WatchEntry
from gridward.work.watch.queries.entries import EntryTold
from gridward.work.watch.terms import WatchAct


def seal(row: WatchEntry, told: EntryTold) -> None:
    """Put what is said of an entry into it."""
    row.set_sealed("said", json.dumps(asdict(told), ensure_ascii=False))


def note_act(actor: Actor, act: WatchAct, row: WatchEntry) -> None:
    """A line of the record: which entry at which grid, and nothing of whom or why."""
    about = About(WatchEntry._meta.db_table, row.pk, row.grid_id)
    record(actor, act, about, street=row.street_id, grid=row.grid.name)


def hashes_of(row: WatchEntry, value: str) -> list[str]:
    """The keyed hashes that gates get: of the value, and of the resident's number and phones. Raises SealBroken."""
    key = gate_key()
    made = {entry_of(key, EntryKind(row.kind), value)} if row.kind else set()
    if row.resident is not None:
        made |= {entry_of(key, kind, one) for kind, one in _numbers(row.resident)}
    return sorted(one.hex() for one in made if one is not None)


def _numbers(resident: Resident) -> list[tuple[EntryKind, str]]:
    document = resident.open_sealed("document")
    phones = ResidentPhone.objects.filter(resident=resident).order_by("id")
    found = [(EntryKind.PHONE, one.open_sealed("phone") or "") for one in phones]
    return [*([(EntryKind.IDENTITY, document)] if document else []), *found]
