"""The verbs of roster import: upload, correct the mapping, rehearse, commit, and what becomes of one that fails."""

import gc
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any, Final
from uuid import UUID

import psycopg.errors
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.register.models import RosterBatch, RosterRow
from gridward.ground.register.models import RosterFile as StoredFile
from gridward.ground.register.queries.rosters import batch_of
from gridward.ground.register.rules.roster.file_rows import RosterFile
from gridward.ground.register.services.rosters.importing import open_roster, run
from gridward.ground.register.services.rosters.layouts import plan_of, remember
from gridward.ground.register.services.rosters.problems import (
    Collided,
    CommunityGridMissing,
    DatabaseLost,
    DiskFull,
    FileForgotten,
    RosterBusy,
)
from gridward.ground.register.services.rosters.progress import Report, in_silence, told_to_database
from gridward.ground.register.terms.people import RegisterAct, RosterImported
from gridward.ground.register.terms.roster import BatchState, Counts
from gridward.ground.territory.queries import community_of
from gridward.ground.territory.queries.positions import community_grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce
from gridward.kernel.crypto.vault import Place, vault
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.problems import Problem
from gridward.kernel.rows import acting, tell_database

MAY_BE_CHECKED: Final = frozenset(
    {BatchState.READY, BatchState.CHECKING, BatchState.CHECKED, BatchState.FAILED}
)
MAY_BE_COMMITTED: Final = MAY_BE_CHECKED | {BatchState.COMMITTING}


@transaction.atomic
def upload(actor: Actor, *, community: str, file_name: str, content: bytes) -> RosterBatch:
    """Take a file in for a community (its code), sealed, with the mapping found in it.

    Raises the problems of `kernel.sheets` for what is no workbook; then nothing is stored.
    """
    return _taken_in(actor, community, file_name, content)[0]


def _taken_in(
    actor: Actor, community: str, file_name: str, content: bytes
) -> tuple[RosterBatch, RosterFile]:
    division = community_of(actor, community)
    grid = community_grid(division.pk)
    if grid is None:
        raise CommunityGridMissing(community=division.name)
    actor.require(Permission.ROSTER_IMPORT, grid.pk)
    name = PurePath(file_name).name[:200]
    file = open_roster(content, name, grid.street_id)
    batch = RosterBatch.objects.create(
        street_id=grid.street_id,
        grid=grid,
        community=division,
        file_name=name,
        file_bytes=len(content),
        file_digest=hashlib.sha256(content).digest(),
        state=BatchState.READY,
        plan=plan_of(file),
        account_id=actor.account_id,
        account_name=actor.name,
    )
    _store(batch, content)
    record(actor, RegisterAct.ROSTER_UPLOADED, about(batch), file=name, community=division.name)
    return batch, file


def _store(batch: RosterBatch, content: bytes) -> None:
    file = StoredFile(batch=batch, grid_id=batch.grid_id, street_id=batch.street_id)
    file.content = vault.seal_bytes("file", content, _place(file))
    file.save(force_insert=True)


def content_of(batch: RosterBatch) -> bytes:
    """The file of a batch as it came. Raises FileForgotten after its declared period."""
    file = StoredFile.objects.filter(batch=batch).first()
    if file is None:
        raise FileForgotten
    return vault.open_bytes(bytes(file.content), _place(file))


def _place(file: StoredFile) -> Place:
    return Place("register_rosterfile", "content", file.pk)


@transaction.atomic
def correct_mapping(
    actor: Actor, *, batch_id: UUID, layout: str, mapping: Mapping[int, str | None]
) -> RosterBatch:
    """Say which column of a layout is which field (None: left out); remembered for such files of the street.

    Raises RosterBusy once the batch is committed, UnknownColumn.
    """
    batch = batch_in_state(actor, batch_id, MAY_BE_CHECKED)
    remember(actor, batch, layout, mapping)
    file = open_roster(content_of(batch), batch.file_name, batch.street_id)
    batch.plan, batch.state, batch.counts = plan_of(file), BatchState.READY, {}
    batch.version += 1
    batch.save()
    return batch


@transaction.atomic
def ask_for(actor: Actor, *, batch_id: UUID, state: BatchState) -> RosterBatch:
    """Mark a batch as waiting to be checked or committed by a job."""
    allowed = MAY_BE_CHECKED if state is BatchState.CHECKING else MAY_BE_COMMITTED
    batch = batch_in_state(actor, batch_id, allowed)
    RosterBatch.objects.filter(pk=batch.pk).update(state=state, progress=0, problem=None)
    batch.refresh_from_db()
    return batch


def check(actor: Actor, *, batch_id: UUID, report: Report = in_silence) -> Counts:
    """Rehearse: what would become of every row; the register stays as it is. Raises as `commit`."""
    return _carry_out(actor, batch_id, report, write=False)


def commit(actor: Actor, *, batch_id: UUID, report: Report = in_silence) -> Counts:
    """Import a batch in one transaction: whole, with every row accounted for, or not at all.

    Committed before, it answers the same counts and changes nothing. Raises RosterBusy, DiskFull,
    DatabaseLost, Collided; the batch is then marked failed with the reason and may be tried again.
    """
    return _carry_out(actor, batch_id, report, write=True)


def _carry_out(
    actor: Actor, batch_id: UUID, report: Report, *, write: bool, opened: RosterFile | None = None
) -> Counts:
    with _told_when_failed(actor, batch_id), acting(actor):
        batch = batch_in_state(actor, batch_id, MAY_BE_COMMITTED | {BatchState.COMMITTED})
        after_others(batch)
        batch.refresh_from_db()
        if batch.state == BatchState.COMMITTED:
            return Counts(**batch.counts)
        _name_in_history(actor, batch)
        RosterRow.objects.filter(batch_id=batch.pk).delete()
        file = opened or open_roster(content_of(batch), batch.file_name, batch.street_id)
        with told_to_database(actor, batch.pk, batch.grid_id, report) as tell, _no_pauses():
            counts = run(actor, batch, file, tell, write=write)
        tell_database(actor)
        _settle(actor, batch, counts, write=write)
        return counts


def _settle(actor: Actor, batch: RosterBatch, counts: Counts, *, write: bool) -> None:
    changed: dict[str, Any] = {"counts": counts.as_dict(), "progress": 1, "problem": None}
    if not write:
        RosterBatch.objects.filter(pk=batch.pk).update(state=BatchState.CHECKED, **changed)
        return
    RosterBatch.objects.filter(pk=batch.pk).update(
        state=BatchState.COMMITTED, committed_at=clock.now(), version=batch.version + 1, **changed
    )
    announce(
        RosterImported(
            batch=batch.pk, grid=batch.grid_id, added=counts.added, updated=counts.updated
        )
    )
    numbers = {name: value for name, value in counts.as_dict().items() if name != "reasons"}
    record(actor, RegisterAct.ROSTER_IMPORTED, about(batch), file=batch.file_name, **numbers)


def batch_in_state(actor: Actor, batch_id: UUID, states: frozenset[BatchState]) -> RosterBatch:
    """A batch in one of these states; raises NotFound, RosterBusy."""
    batch = batch_of(actor, batch_id)
    if batch.state not in states:
        raise RosterBusy(state=batch.state)
    return batch


def after_others(batch: RosterBatch) -> None:
    """Imports of one street follow one another, since they may name the same people."""
    one_at_a_time("register.roster", batch.street_id)


def _name_in_history(actor: Actor, batch: RosterBatch) -> None:
    """Former rows name the batch that changed them: by that it is undone. Until `tell_database` is called again."""
    context = {"account": str(actor.account_id or ""), "name": actor.name, "batch": str(batch.pk)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_metadata', %s, true)", [json.dumps(context)]
        )


@contextmanager
def _no_pauses() -> Iterator[None]:
    """No search for cyclic garbage: an import makes a million objects and no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _told_when_failed(actor: Actor, batch_id: UUID) -> Iterator[None]:
    try:
        yield
    except RosterBusy:
        raise
    except Problem as problem:
        _mark_failed(actor, batch_id, problem)
        raise
    except DatabaseError as error:
        understood = _understood(error)
        _mark_failed(actor, batch_id, understood)
        raise understood from error


def _understood(error: DatabaseError) -> Problem:
    cause = error.__cause__
    if isinstance(cause, psycopg.errors.DiskFull | psycopg.errors.ConfigurationLimitExceeded):
        return DiskFull()
    if isinstance(error, IntegrityError):
        return Collided()
    if isinstance(error, OperationalError):
        return DatabaseLost()
    raise error


def _mark_failed(actor: Actor, batch_id: UUID, problem: Problem) -> None:
    """In a transaction of its own, after everything else was rolled back."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    told = {
        "code": problem.code,
        "details": {name: str(one) for name, one in problem.details.items()},
    }
    with acting(actor):
        RosterBatch.objects.filter(pk=batch_id).update(
            state=BatchState.FAILED, problem=told, progress=0
        )


def about(batch: RosterBatch) -> About:
    """The batch as the record names it."""
    return About("register_rosterbatch", batch.pk, batch.grid_id)


def import_file(
    actor: Actor,
    community: str,
    path: Path,
    *,
    dry_run: bool = False,
    progress: Callable[[float], None] = in_silence,
) -> dict[str, Any]:
    """Import a file for a community (its code) at once, for the command line.

    Answers rows, added, updated, unchanged, same, conflicts, rejected, not_data, reasons (code to count),
    and batch, by which it can be undone.
    """
    with acting(actor):
        batch, file = _taken_in(actor, community, path.name, path.read_bytes())
    counts = _carry_out(actor, batch.pk, progress, write=not dry_run, opened=file)
    return {**counts.as_dict(), "batch": str(batch.pk)}
