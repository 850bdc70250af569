"""Entries are set, one or many at once, by whoever keeps the list at the grid; each rests on a source (G6)."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.register.models import Resident
from gridward.ground.register.queries.grids import grid_in_force
from gridward.ground.register.queries.rows import visible_to as registered
from gridward.ground.territory.queries import grid_of
from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import new_id
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.problems import Problem
from gridward.work.passages.rules.entries import entry_of
from gridward.work.passages.services.keys import gate_key
from gridward.work.watch.models import WatchEntry
from gridward.work.watch.problems import (
    WatchAlreadyThere,
    WatchIdTaken,
    WatchNobody,
    WatchResidentGone,
    WatchResidentUnknown,
    WatchRowEmpty,
    WatchRowsTooMany,
    WatchRowTwice,
    WatchSourceMissing,
    WatchValueUnreadable,
    WatchWhyMissing,
)
from gridward.work.watch.queries.entries import EntryTold, in_state, visible_to
from gridward.work.watch.rules.holding import span, watch_rules
from gridward.work.watch.rules.pasting import pasted
from gridward.work.watch.services.shared import hashes_of, note_act, seal
from gridward.work.watch.terms import (
    MOST_ROWS,
    EntrySaid,
    PastedRow,
    RowRefused,
    WatchAct,
    WatchGrounds,
    WatchState,
)


@transaction.atomic
def set_entry(actor: Actor, *, said: EntrySaid, grounds: WatchGrounds) -> WatchEntry:
    """Let gates watch for somebody, with the id that its sender has given; sent again, it is there already.

    Raises NotFound, NotAllowed, GridRetired, WatchNobody, WatchValueUnreadable, WatchResidentGone, WatchDaysUnfit,
    WatchResidentUnknown, WatchSourceMissing, WatchWhyMissing, WatchAlreadyThere, WatchIdTaken.
    """
    one_at_a_time("watch.id", said.id)
    known = WatchEntry.objects.filter(pk=said.id).select_related("grid").first()
    if known is not None:
        return _set_before(actor, known, said)
    row = _set(actor, said, grounds)
    note_act(actor, WatchAct.SET, row)
    return row


@transaction.atomic
def set_rows(
    actor: Actor, *, grid_id: UUID, text: str, grounds: WatchGrounds, language: str
) -> tuple[int, list[RowRefused]]:
    """Let gates watch for everybody of a pasted text: how many were taken, and each line that was not, with why.

    Raises NotFound, NotAllowed, WatchRowsTooMany, and what is wrong with the grounds of all.
    """
    actor.require(Permission.WATCH_KEEP, grid_id)
    rows = list(pasted(text))
    if len(rows) > MOST_ROWS:
        raise WatchRowsTooMany(most=MOST_ROWS)
    _check(grounds)
    taken: dict[bytes, UUID] = {}
    refused = []
    for one in rows:
        try:
            _set_row(actor, grid_id, one, grounds, taken)
        except Problem as problem:
            refused.append(RowRefused(one.line, problem.code, problem.sentence(language)))
    _note_many(actor, grid_id, list(taken.values()))
    return len(taken), refused


def _set_row(
    actor: Actor, grid_id: UUID, one: PastedRow, grounds: WatchGrounds, taken: dict[bytes, UUID]
) -> None:
    entry = entry_of(gate_key(), one.kind, one.value) if one.kind else None
    if entry is None:
        raise WatchRowEmpty
    if entry in taken:
        raise WatchRowTwice
    said = EntrySaid(new_id(), grid_id, one.kind, one.value, one.name)
    with transaction.atomic():
        taken[entry] = _set(actor, said, grounds).pk


def _set(actor: Actor, said: EntrySaid, grounds: WatchGrounds) -> WatchEntry:
    value = said.value.strip()
    if said.kind is not None and entry_of(gate_key(), said.kind, value) is None:
        raise WatchValueUnreadable
    row = _new(actor, said, grounds)
    row.set_sealed("value", value if said.kind else None)
    row.entries = hashes_of(row, value)
    _check_new(actor, row)
    seal(row, EntryTold(said.name.strip(), grounds.why.strip()))
    row.save(force_insert=True)
    return row


def _new(actor: Actor, said: EntrySaid, grounds: WatchGrounds) -> WatchEntry:
    _check(grounds)
    resident = _resident(actor, said.resident_id)
    grid_id = resident.grid_id if resident else said.grid_id
    if grid_id is None or (resident is None and said.kind is None):
        raise WatchNobody
    actor.require(Permission.WATCH_KEEP, grid_id)
    grid, now = grid_in_force(actor, grid_id), clock.now()
    account_id = actor.as_person(Permission.WATCH_KEEP)
    rules = watch_rules(clock.local_date(now))
    begins, ends = span(grounds.begins, grounds.ends, now, rules)
    return WatchEntry(
        id=said.id,
        street_id=grid.street_id,
        grid=grid,
        resident=resident,
        kind=said.kind or "",
        standing=grounds.standing,
        begins=begins,
        ends=ends,
        source=grounds.source.strip(),
        appeal=grounds.appeal.strip() or rules.appeal,
        account_id=account_id,
        account_name=actor.name,
    )


def _resident(actor: Actor, resident_id: UUID | None) -> Resident | None:
    if resident_id is None:
        return None
    resident = found(registered(actor, Resident), resident_id)
    if resident.left_on is not None:
        raise WatchResidentGone
    return resident


def _check(grounds: WatchGrounds) -> None:
    if not grounds.source.strip():
        raise WatchSourceMissing
    if not grounds.why.strip():
        raise WatchWhyMissing


def _check_new(actor: Actor, row: WatchEntry) -> None:
    """A gate must be able to know them; nobody is watched for twice alike, as far as the actor sees."""
    if not row.entries:
        raise WatchResidentUnknown
    alike = visible_to(actor).filter(street=row.street_id, standing=row.standing)
    alike = alike.filter(in_state(WatchState.IN_FORCE, clock.now()))
    if row.resident_id is not None and alike.filter(resident=row.resident_id).exists():
        raise WatchAlreadyThere
    if alike.filter(entries__overlap=row.entries).exists():
        raise WatchAlreadyThere


def _set_before(actor: Actor, known: WatchEntry, said: EntrySaid) -> WatchEntry:
    same = (known.account_id, known.kind, known.resident_id)
    if same != (actor.account_id, said.kind or "", said.resident_id):
        raise WatchIdTaken
    return known


def _note_many(actor: Actor, grid_id: UUID, rows: Iterable[UUID]) -> None:
    """One line for all that were pasted together; it names each row, and nobody."""
    ids = list(rows)
    if ids:
        grid = grid_of(actor, grid_id)
        about = About(WatchEntry._meta.db_table, ids[0], grid_id)
        act = WatchAct.SET_MANY
        record(
            actor, act, about, street=grid.street_id, also=ids[1:], grid=grid.name, count=len(ids)
        )
