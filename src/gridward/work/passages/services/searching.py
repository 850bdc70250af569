"""Who passed: asked by those who may, with a reason, each time a line of the record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from gridward.ground.audit.rules.exports import SHORTEST_REASON
from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.register.models import Resident
from gridward.ground.register.queries.rows import visible_to as registered
from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.checkpoints.models import Checkpoint, Pass
from gridward.work.checkpoints.queries.gates import bare_gate_of
from gridward.work.passages.problems import (
    PassageNumberUnread,
    PassageReasonMissing,
    PassageSearchUnclear,
)
from gridward.work.passages.queries.searching import passages
from gridward.work.passages.rules.entries import entry_of
from gridward.work.passages.rules.figures import figures_on
from gridward.work.passages.services.keys import gate_key
from gridward.work.passages.terms import EntryKind, PassageAct, PassageFound, SearchSaid, Sought

MOST_FOUND = 500
"""Shown of a search; `more` says that there are others, and the search is to be narrower."""
_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Found:
    """The newest passages that were found, and whether there are more."""

    rows: Sequence[PassageFound]
    more: bool


def search_passages(actor: Actor, *, said: SearchSaid) -> Found:
    """Look for passages; the line of the record is all that is written. Raises NotAllowed, NotFound,
    PassageReasonMissing, PassageSearchUnclear, PassageNumberUnread.
    """
    actor.require(Permission.PASSAGE_SEARCH)
    if len(said.reason.strip()) < SHORTEST_REASON:
        raise PassageReasonMissing
    if sum(one is not None for one in (said.resident_id, said.kind, said.gate_id)) != 1:
        raise PassageSearchUnclear
    now = clock.now()
    by, about, sought = _sought(actor, said, now)
    rows = passages(actor, sought, MOST_FOUND + 1)
    record(
        actor,
        PassageAct.SEARCHED,
        about,
        reason=said.reason.strip(),
        by=f"word.passages.by.{by}",
        days=said.days,
        count=min(len(rows), MOST_FOUND),
    )
    return Found(rows[:MOST_FOUND], len(rows) > MOST_FOUND)


def _sought(actor: Actor, said: SearchSaid, now: datetime) -> tuple[str, About | None, Sought]:
    """What the record says of it, whom it is about, and what is looked for."""
    since = now - timedelta(days=min(said.days, figures_on(clock.local_date(now)).kept_days))
    if said.resident_id is not None:
        resident = found(registered(actor, Resident), said.resident_id)
        about = About(Resident._meta.db_table, resident.pk, resident.grid_id)
        return "resident", about, _of_resident(resident, since, now + _MINUTE)
    if said.kind is not None:
        return f"typed_{said.kind}", None, _typed(said.kind, said.typed, since, now + _MINUTE)
    if said.gate_id is None or said.hour is None:
        raise PassageSearchUnclear
    gate = bare_gate_of(actor, said.gate_id)
    about = About(Checkpoint._meta.db_table, gate.pk, gate.grid_id)
    return "gate", about, Sought(said.hour, said.hour + _HOUR, gate_id=gate.pk)


def _typed(kind: EntryKind, typed: str, since: datetime, until: datetime) -> Sought:
    entry = entry_of(gate_key(), kind, typed)
    if entry is None:
        raise PassageNumberUnread
    if kind is EntryKind.PLATE:
        return Sought(since, until, plates=[entry])
    return Sought(since, until, persons=[entry])


def _of_resident(resident: Resident, since: datetime, until: datetime) -> Sought:
    """By the entries of their number and telephones, of their vehicles, and by their passes."""
    key = gate_key()
    plates = resident.vehicles.values_list("plate", flat=True)
    return Sought(
        *(since, until),
        persons=[one for one in _persons(resident, key) if one],
        plates=[one for one in (entry_of(key, EntryKind.PLATE, plate) for plate in plates) if one],
        passes=_passes(resident),
    )


def _persons(resident: Resident, key: bytes) -> Iterator[bytes | None]:
    document = resident.open_sealed("document")
    if document:
        yield entry_of(key, EntryKind.IDENTITY, document)
    for row in resident.phones.all():
        phone = row.open_sealed("phone")
        if phone:
            yield entry_of(key, EntryKind.PHONE, phone)


def _passes(resident: Resident) -> list[UUID]:
    return list(Pass.objects.filter(resident=resident).values_list("id", flat=True))
