"""The work log (W1): proposed, signed, corrected by a later version, countersigned. What was signed stays for ever."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries import grid_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.problems import NotAllowed
from gridward.kernel.signature import check_signature
from gridward.kernel.texts import say
from gridward.work.patrols.models import Countersignature, WorkLog
from gridward.work.patrols.problems import (
    LogCountersigned,
    LogDiffers,
    LogEmpty,
    LogNotOwn,
    LogOwn,
    LogReasonMissing,
    LogSuperseded,
    SignatureMissing,
)
from gridward.work.patrols.queries.facts import facts_of
from gridward.work.patrols.queries.logs import digest_of, log_of
from gridward.work.patrols.queries.rows import hours_of
from gridward.work.patrols.rules.proposing import propose
from gridward.work.patrols.rules.times import check_day, check_span
from gridward.work.patrols.services.shared import Worker, about, post_of, worker
from gridward.work.patrols.terms import LogSaid, PatrolAct, Proposal

SHORTEST_REASON = 2


def propose_log(
    actor: Actor,
    *,
    grid_id: UUID,
    day: date | None = None,
    start: datetime | None = None,
    end: datetime | None = None,
) -> Proposal:
    """Texts from what the actor recorded on a day (today), or in a time; nothing is stored.

    Raises NotFound, NotAllowed, TimesTurned, TimesTooLong.
    """
    who = worker(actor, Permission.LOG_WRITE, grid_id)
    first, last = hours_of(day or clock.today())
    start, end = start or first, end or last
    check_span(start, end, max(end, clock.now()))
    return propose(facts_of(actor, grid_id, who.member_id, start, end), say)


@transaction.atomic
def sign_log(
    actor: Actor, *, log_id: UUID, said: LogSaid, corrects: UUID | None = None, reason: str = ""
) -> WorkLog:
    """Sign a log, with the id that a phone has given it; with `corrects` as the next version of that log, for a reason.

    Raises NotFound, NotAllowed, TimesTurned, TimesTooLong, TimesAhead, DayDiffers, LogEmpty, the problems of a
    signature, and of a correction LogNotOwn, LogSuperseded, LogReasonMissing.
    """
    who = worker(actor, Permission.LOG_WRITE, said.grid_id)
    _check(said)
    before = _corrected(actor, corrects, said.grid_id, reason) if corrects else None
    log = _made(who, grid_of(actor, said.grid_id), said)
    log.id = log.first_id = log_id
    if before:
        log.revision, log.first_id = before.revision + 1, before.first_id
        log.reason = reason.strip()
    log.digest = digest_of(log)
    log.save(force_insert=True)
    act = PatrolAct.LOG_CORRECTED if before else PatrolAct.LOG_SIGNED
    _note(actor, act, log, reason=log.reason)
    return log


def _check(said: LogSaid) -> None:
    check_span(said.start, said.end, clock.now())
    check_day(said.day, clock.local_date(said.start))
    if not said.work.strip():
        raise LogEmpty
    if not said.signature.strip():
        raise SignatureMissing


def _made(who: Worker, grid: Grid, said: LogSaid) -> WorkLog:
    return WorkLog(
        street_id=grid.street_id,
        grid=grid,
        member_id=who.member_id,
        account_id=who.account_id,
        account_name=who.name,
        day=said.day,
        start_at=said.start,
        end_at=said.end,
        work=said.work.strip(),
        handling=said.handling.strip(),
        result=said.result.strip(),
        signature=check_signature(said.signature),
        post=post_of(who.member_id, grid.pk),
        signed_at=clock.now(),
    )


@transaction.atomic
def countersign_log(actor: Actor, *, log_id: UUID, signature: str = "") -> Countersignature:
    """A chief has seen the latest version of somebody's log; by a finger's line, or by name.

    Raises NotFound, NotAllowed, LogOwn, LogSuperseded, LogCountersigned, LogDiffers and the problems of a signature.
    """
    log = _locked(actor, log_id)
    who = worker(actor, Permission.LOG_COUNTERSIGN, log.grid_id)
    if who.member_id == log.member_id:
        raise LogOwn
    if _is_superseded(log):
        raise LogSuperseded
    if Countersignature.objects.filter(log=log, account_id=who.account_id).exists():
        raise LogCountersigned
    if digest_of(log) != log.digest:
        raise LogDiffers
    signed = Countersignature(
        street_id=log.street_id,
        grid_id=log.grid_id,
        log=log,
        account_id=who.account_id,
        account_name=who.name,
        post=post_of(who.member_id, log.grid_id),
        signature=check_signature(signature) if signature.strip() else "",
        signed_at=clock.now(),
        digest=log.digest,
    )
    signed.save(force_insert=True)
    _note(actor, PatrolAct.LOG_COUNTERSIGNED, log)
    return signed


def _corrected(actor: Actor, log_id: UUID, grid_id: UUID, reason: str) -> WorkLog:
    """The log that is corrected, alone until the end of the transaction."""
    log = _locked(actor, log_id)
    if log.member_id != actor.member_id:
        raise LogNotOwn
    if log.grid_id != grid_id:
        raise NotAllowed(permission=Permission.LOG_WRITE.value)
    if _is_superseded(log):
        raise LogSuperseded
    if len(reason.strip()) < SHORTEST_REASON:
        raise LogReasonMissing
    return log


def _locked(actor: Actor, log_id: UUID) -> WorkLog:
    """The log, alone until the end of the transaction; the row itself cannot be locked, since it never changes."""
    first = log_of(actor, log_id).first_id
    one_at_a_time("patrols.log", first)
    return log_of(actor, log_id)


def _is_superseded(log: WorkLog) -> bool:
    return WorkLog.objects.filter(first_id=log.first_id, revision__gt=log.revision).exists()


def _note(actor: Actor, act: PatrolAct, log: WorkLog, reason: str = "") -> None:
    record(
        actor,
        act,
        about(log, log.grid_id),
        reason=reason,
        grid=log.grid.name,
        day=log.day.isoformat(),
        worker=log.account_name,
        revision=log.revision,
        digest=log.digest[:16],
    )
