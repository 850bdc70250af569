"""Entries end: by whoever keeps the list, or because an objection was upheld; at gates with the next minute."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.problems import NotFound
from gridward.work.watch.models import MissingResident, WatchAppeal, WatchCall, WatchEntry
from gridward.work.watch.problems import (
    WatchAppealDecided,
    WatchAppealOpen,
    WatchIdTaken,
    WatchOwnEntry,
    WatchTextMissing,
)
from gridward.work.watch.queries.entries import entry_to_change, said_of
from gridward.work.watch.rules.holding import watch_rules
from gridward.work.watch.services.shared import note_act, seal
from gridward.work.watch.terms import AppealOutcome, WatchAct, WatchEnd


@transaction.atomic
def end_entry(actor: Actor, *, entry_id: UUID, reason: WatchEnd, text: str) -> WatchEntry:
    """Gates watch for this person no more. Raises NotFound, NotAllowed, WatchOver, WatchTextMissing."""
    row = entry_to_change(actor, entry_id)
    _end(actor, row, reason, _said(text))
    return row


@transaction.atomic
def take_appeal(actor: Actor, *, entry_id: UUID, appeal_id: UUID, text: str) -> WatchAppeal:
    """Write down that the person objects, in their words; the entry holds until it is decided.

    Raises NotFound, NotAllowed, WatchOver, WatchTextMissing, WatchAppealOpen, WatchIdTaken.
    """
    one_at_a_time("watch.appeal", entry_id)
    row = entry_to_change(actor, entry_id)
    known = WatchAppeal.objects.filter(pk=appeal_id).first()
    if known is not None:
        if known.entry_id != entry_id:
            raise WatchIdTaken
        return known
    if row.appeals.filter(decided_at=None).exists():
        raise WatchAppealOpen
    appeal = WatchAppeal(
        id=appeal_id,
        entry=row,
        street_id=row.street_id,
        grid_id=row.grid_id,
        at=clock.now(),
        taken_by=actor.name,
    )
    appeal.set_sealed("said", _said(text))
    appeal.save(force_insert=True)
    note_act(actor, WatchAct.APPEALED, row)
    return appeal


@transaction.atomic
def decide_appeal(
    actor: Actor, *, appeal_id: UUID, outcome: AppealOutcome, text: str
) -> WatchAppeal:
    """Another than who set the entry decides; what is upheld ends at once.

    Raises NotFound, NotAllowed, WatchOver, WatchOwnEntry, WatchAppealDecided, WatchTextMissing.
    """
    appeal = WatchAppeal.objects.filter(pk=appeal_id).first()
    if appeal is None:
        raise NotFound
    one_at_a_time("watch.appeal", appeal.entry_id)
    row = entry_to_change(actor, appeal.entry_id)
    appeal.refresh_from_db()
    if appeal.decided_at is not None:
        raise WatchAppealDecided
    if row.account_id == actor.account_id:
        raise WatchOwnEntry
    appeal.set_sealed("reply", _said(text))
    appeal.decided_at, appeal.decided_by, appeal.outcome = clock.now(), actor.name, outcome
    appeal.save()
    note_act(actor, WatchAct.DECIDED, row)
    if outcome is AppealOutcome.UPHELD:
        _end(actor, row, WatchEnd.UPHELD, text.strip())
    return appeal


@transaction.atomic
def forget_over(actor: Actor, now: datetime) -> int:
    """What has been over for as long as it is kept goes, with its former states; answers how many entries."""
    over = now - timedelta(days=watch_rules(clock.local_date(now)).kept_days)
    ids = list(WatchEntry.objects.filter(ends__lt=over).values_list("pk", flat=True))
    ids += WatchEntry.objects.filter(ended_at__lt=over).values_list("pk", flat=True)
    WatchEntry.objects.filter(pk__among=ids).delete()
    history = WatchEntry._meta.get_field("events").related_model
    history._default_manager.filter(pgh_obj_id__among=ids).delete()
    WatchCall.objects.filter(at__lt=over).delete()
    MissingResident.objects.filter(settled_at__lt=over).delete()
    if ids:
        record(actor, WatchAct.FORGOTTEN, count=len(set(ids)))
    return len(set(ids))


def _end(actor: Actor, row: WatchEntry, reason: WatchEnd, text: str) -> None:
    actor.require(Permission.WATCH_KEEP, row.grid_id)
    row.ended_at, row.ended_for, row.ended_by = clock.now(), reason, actor.name
    seal(row, replace(said_of(row), end=text))
    row.version += 1
    row.save()
    note_act(actor, WatchAct.ENDED, row)


def _said(text: str) -> str:
    if not text.strip():
        raise WatchTextMissing
    return text.strip()
