"""What gates call for becomes work orders: at once, once a passage and kind, and never with a word of why.

A keeper sees nothing of the list, so that all of this is done by the house. An order that could not be opened is tried
again each minute; the passage is taken either way.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from gridward.ground.register.models import ResidentPhone
from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import Problem
from gridward.kernel.rows import beyond
from gridward.kernel.texts import say
from gridward.work.checkpoints.models import Checkpoint, Pass
from gridward.work.checkpoints.terms import HOUSE
from gridward.work.passages.rules.entries import entry_of
from gridward.work.passages.services.keys import gate_key
from gridward.work.passages.terms import EntryKind, PassagesTaken, PassageTaken
from gridward.work.watch.models import WatchCall, WatchEntry
from gridward.work.watch.queries.entries import in_force_of
from gridward.work.watch.rules.calling import call_id, called_for
from gridward.work.watch.services.shared import hashes_of
from gridward.work.watch.terms import CallKind
from gridward.work.workorders.services.opening import TOLERANCE, open_order
from gridward.work.workorders.terms import OrderSaid

BATCH = 200
_ANSWERS = {CallKind.FEVER: {"place_found": "gate"}}
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Wanted:
    row: PassageTaken
    kind: CallKind


def follow_passages(event: PassagesTaken) -> int:
    """Open what passages call for; answers how many orders are new. Told again, nothing is."""
    wanted = [
        _Wanted(row, kind) for row in event.rows for kind in called_for(row.decision, row.reasons)
    ]
    if not wanted:
        return 0
    house = operator(HOUSE)
    with beyond(house):
        gate = Checkpoint.objects.select_related("grid").get(pk=event.gate_id)
        made = [_call(gate, one) for one in wanted]
        new = WatchCall.objects.bulk_create(made, ignore_conflicts=True)
        return _open_all(house, [one.pk for one in new])


@transaction.atomic
def open_calls(actor: Actor) -> int:
    """Open the orders of calls that have none yet; answers how many. By the clock, each minute."""
    rows = WatchCall.objects.filter(order=None).order_by("at", "id")
    return _open_all(actor, list(rows.values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def freshen(actor: Actor) -> int:
    """Make the hashes of residents whose numbers have changed; answers how many. By the clock, each minute."""
    rows = WatchEntry.objects.filter(stale=True, ended_at=None).select_related("resident")
    stale = list(rows.select_for_update(of=("self",), skip_locked=True).order_by("id")[:BATCH])
    for row in stale:
        row.entries = hashes_of(row, row.open_sealed("value") or "")
        row.stale = False
        row.save(update_fields=["entries", "stale", "updated_at"])
    return len(stale)


def _call(gate: Checkpoint, wanted: _Wanted) -> WatchCall:
    row = wanted.row
    found: list[WatchEntry] = []
    if wanted.kind is CallKind.WATCHED:
        found = in_force_of(gate.street_id, _hashes(row), row.at)
    return WatchCall(
        id=call_id(row.id, wanted.kind),
        passage_id=row.id,
        street_id=gate.street_id,
        grid_id=gate.grid_id,
        gate=gate,
        kind=wanted.kind,
        at=row.at,
        direction=row.direction,
        decision=row.decision,
        entries=[one.pk for one in found],
    )


def _hashes(row: PassageTaken) -> set[str]:
    """What the gate compared: what was typed, and whose the pass is."""
    found = {one.hex() for one in (row.person, row.plate) if one is not None}
    if row.pass_id is None:
        return found
    known = Pass.objects.filter(pk=row.pass_id).select_related("resident").first()
    return found | _of_pass(known) if known else found


def _of_pass(known: Pass) -> set[str]:
    numbers = [(EntryKind.PLATE, known.plate)]
    if known.resident is not None:
        numbers.append((EntryKind.IDENTITY, known.resident.open_sealed("document") or ""))
        phones = ResidentPhone.objects.filter(resident=known.resident_id)
        numbers += [(EntryKind.PHONE, one.open_sealed("phone") or "") for one in phones]
    made = (entry_of(gate_key(), kind, number) for kind, number in numbers if number)
    return {one.hex() for one in made if one is not None}


def _open_all(actor: Actor, ids: Iterable[UUID]) -> int:
    rows = WatchCall.objects.select_for_update(of=("self",)).select_related("gate")
    opened = 0
    for row in rows.filter(pk__in=list(ids), order=None).order_by("at", "id"):
        opened += _open(actor, row)
    return opened


def _open(actor: Actor, row: WatchCall) -> bool:
    try:
        order = open_order(actor, said=_said(row))
    except Problem as problem:
        log.warning("order of call %s waits: %s", row.pk, problem.code)
        return False
    row.order = order
    row.save(update_fields=["order"])
    return True


def _said(row: WatchCall) -> OrderSaid:
    """Where and when, and what the keeper did; who it is, and why, stand elsewhere."""
    at = row.at.astimezone(clock.LOCAL)
    text = say(
        f"watch.call.{row.kind}",
        gate=row.gate.name,
        way=say(f"watch.way.{row.direction}"),
        time=f"{at:%H:%M}",
        day=f"{at:%Y-%m-%d}",
        did=say(f"watch.did.{row.decision}"),
    )
    return OrderSaid(
        id=row.pk,
        kind=row.kind,
        grid_id=row.grid_id,
        place=row.gate.name,
        text=text,
        answers=_ANSWERS.get(CallKind(row.kind), {}),
        at=min(row.at, clock.now() + TOLERANCE),
    )
