"""Entries that an actor may see, at the grids of `watch.keep` or called for there; what gates are told of them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from gridward.ground.territory.queries.rows import at_grids, found, with_grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.passages.rules.entries import entry_of
from gridward.work.passages.services.keys import gate_key
from gridward.work.watch.models import WatchAppeal, WatchCall, WatchEntry
from gridward.work.watch.problems import WatchOver
from gridward.work.watch.rules.pasting import kind_of
from gridward.work.watch.terms import WatchStanding, WatchState


@dataclass(frozen=True)
class WatchFilter:
    """Which entries: of a grid, in a state, of a standing; whom a typed number is of; those that an order is about."""

    grid_id: UUID | None = None
    state: WatchState | None = None
    standing: WatchStanding | None = None
    q: str = ""
    order_id: UUID | None = None


@dataclass(frozen=True)
class EntryTold:
    """What is sealed of an entry: the name, why, and what was said at its end."""

    name: str = ""
    why: str = ""
    end: str = ""


def visible_to(actor: Actor, grid_id: UUID | None = None) -> QuerySet[WatchEntry]:
    """Entries at the actor's grids of `watch.keep`, or at one of them; with no grid those called for there too."""
    held = actor.grids(Permission.WATCH_KEEP)
    if grid_id is not None:
        return at_grids(WatchEntry, held, grid_id)
    calls = WatchCall.objects.filter(grid_id__among=held).exclude(entries=[])
    called = {one for ids in calls.values_list("entries", flat=True) for one in ids}
    return WatchEntry.objects.filter(Q(grid_id__among=held) | Q(pk__among=sorted(called, key=str)))


def entries(actor: Actor, wanted: WatchFilter, now: datetime) -> QuerySet[WatchEntry]:
    """Entries with what lists show of them."""
    rows = named(visible_to(actor, wanted.grid_id))
    if wanted.state is not None:
        rows = rows.filter(in_state(wanted.state, now))
    if wanted.standing is not None:
        rows = rows.filter(standing=wanted.standing)
    if wanted.order_id is not None:
        rows = rows.filter(pk__among=called_by(actor, wanted.order_id))
    return rows.filter(entries__contains=[_hash_of(wanted.q)]) if wanted.q.strip() else rows


def in_state(state: WatchState, now: datetime) -> Q:
    """What makes an entry coming, in force, expired or ended."""
    match state:
        case WatchState.COMING:
            return Q(ended_at=None, begins__gt=now)
        case WatchState.IN_FORCE:
            return Q(ended_at=None, begins__lte=now, ends__gt=now)
        case WatchState.EXPIRED:
            return Q(ended_at=None, ends__lte=now)
        case WatchState.ENDED:
            return Q(ended_at__isnull=False)


def named(rows: QuerySet[WatchEntry]) -> QuerySet[WatchEntry]:
    """The rows with their grid and resident."""
    return with_grid(rows, "resident")


def entry_seen(actor: Actor, entry_id: UUID) -> WatchEntry:
    """One entry; raises NotFound."""
    return found(named(visible_to(actor)), entry_id)


def entry_to_change(actor: Actor, entry_id: UUID) -> WatchEntry:
    """One entry that is not over, locked until the transaction ends; raises NotFound, NotAllowed, WatchOver."""
    row = found(named(visible_to(actor)), entry_id)
    actor.require(Permission.WATCH_KEEP, row.grid_id)
    row = named(WatchEntry.objects.select_for_update(of=("self",))).get(pk=entry_id)
    if row.ended_at is not None or row.ends <= clock.now():
        raise WatchOver
    return row


def said_of(row: WatchEntry) -> EntryTold:
    """What is sealed of an entry; raises SealBroken."""
    return EntryTold(**json.loads(row.open_sealed("said") or "{}"))


def appeals_of(row: WatchEntry) -> list[WatchAppeal]:
    """The objections to an entry, the last first."""
    return list(row.appeals.order_by("-at", "-id"))


def calls_of(actor: Actor, row: WatchEntry) -> list[WatchCall]:
    """Where an entry was met, the last first, at the actor's grids."""
    rows = at_grids(WatchCall, actor.grids(Permission.WATCH_KEEP)).filter(
        entries__contains=[row.pk]
    )
    return list(rows.select_related("gate", "order__handler").order_by("-at", "-id")[:50])


def called_by(actor: Actor, order_id: UUID) -> list[UUID]:
    """The entries that the order of a gate is about."""
    rows = at_grids(WatchCall, actor.grids(Permission.WATCH_KEEP)).filter(order=order_id)
    return [one for ids in rows.values_list("entries", flat=True) for one in ids]


def in_force_of(street_id: UUID, hashes: Iterable[str], at: datetime) -> list[WatchEntry]:
    """Entries in force that one of these hashes meets, as far as the database shows them here."""
    rows = WatchEntry.objects.filter(in_state(WatchState.IN_FORCE, at), street=street_id)
    return list(rows.filter(entries__overlap=sorted(set(hashes))).order_by("id"))


def told_to_gates(street_id: UUID, at: datetime) -> Mapping[WatchStanding, str]:
    """Keyed hashes in force in a street, in hex, sorted and in one text each; for whoever asks for a gate."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT standing, entries FROM watch_entries(%s, %s)", [street_id, at])
        rows: Sequence[tuple[str, str]] = cursor.fetchall()
    return {WatchStanding(standing): hashes for standing, hashes in rows}


def _hash_of(typed: str) -> str:
    kind = kind_of(typed)
    entry = entry_of(gate_key(), kind, typed) if kind else None
    return entry.hex() if entry else ""
