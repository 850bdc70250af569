"""One entry is read: who looked is on record, since it tells whom gates watch for and why."""

from uuid import UUID

from django.db import transaction

from gridward.kernel.access import Actor
from gridward.work.watch.models import WatchEntry
from gridward.work.watch.queries.entries import entry_seen
from gridward.work.watch.services.shared import note_act
from gridward.work.watch.terms import WatchAct


@transaction.atomic
def read_entry(actor: Actor, entry_id: UUID) -> WatchEntry:
    """One entry with its names; raises NotFound."""
    row = entry_seen(actor, entry_id)
    note_act(actor, WatchAct.SEEN, row)
    return row
