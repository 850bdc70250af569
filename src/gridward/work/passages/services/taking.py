"""Batches of passages are taken in: each passage once, whatever is sent again."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce
from gridward.kernel.locks import each_at_a_time
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.terms import Decision, Reason
from gridward.work.passages.problems import PassageTooOld, TooManyPassages
from gridward.work.passages.queries.keeping import gates_kept
from gridward.work.passages.rules.figures import figures_on
from gridward.work.passages.rules.sifting import Bounds, Dated, Sifted, sift
from gridward.work.passages.services.crowding import watch_crowding
from gridward.work.passages.services.days import see_to_days
from gridward.work.passages.services.emergencies import open_aftercare
from gridward.work.passages.services.noticing import notice, passes_in_order
from gridward.work.passages.services.reaching import reaching
from gridward.work.passages.services.storing import store, stored_before
from gridward.work.passages.terms import (
    MOST_PASSAGES,
    NOTABLE,
    PassageSaid,
    PassagesTaken,
    PassageTaken,
    Refused,
    Taken,
)

_TOLD = frozenset({Decision.HELD, Decision.EMERGENCY})


@dataclass(frozen=True)
class Batch:
    """What a phone sends: which phone, its own clock, its passages, and those that could not be read."""

    device: UUID
    phone_now: datetime
    rows: Sequence[PassageSaid]
    unread: Sequence[Refused] = ()


def take_passages(actor: Actor, *, batch: Batch) -> Taken:
    """Take a batch in. Raises NotAllowed, TooManyPassages before the first; what is refused holds up no other.

    What is new is counted, uses its one-time pass, and is told to those who listen where it is notable; an emergency
    and a crowded gate open a work order.
    """
    now = clock.now()
    gates = gates_kept(actor, {row["gate"] for row in batch.rows}, now)
    if not gates:
        actor.require(Permission.GATE_KEEP)
    if len(batch.rows) + len(batch.unread) > MOST_PASSAGES:
        raise TooManyPassages(most=MOST_PASSAGES)
    kept = figures_on(clock.local_date(now)).kept_days
    sifted = _told_again(sift(batch.rows, Bounds(gates, now, batch.phone_now, kept)))
    refused = [*batch.unread, *sifted.refused]
    if not sifted.rows:
        return Taken(known=sifted.repeated, refused=refused)
    new, noticed = _taken(actor, gates, batch, sifted.rows, now)
    return Taken(new, len(sifted.rows) - new + sifted.repeated, refused, noticed)


@transaction.atomic(savepoint=False)
def _taken(
    actor: Actor,
    gates: dict[str, Checkpoint],
    batch: Batch,
    rows: Sequence[Dated],
    now: datetime,
) -> tuple[int, Mapping[str, Sequence[Reason]]]:
    """Store, and see to what follows; answers how many are new and what was noticed of them.

    Nothing is refused any more: there is no savepoint to go back to.
    """
    with reaching(actor, gates.values()):
        fresh = _stored(actor, batch, rows, now)
        noticed = _follow(actor, gates, fresh, now) if fresh else {}
    return len(fresh), noticed


def _told_again(sifted: Sifted) -> Sifted:
    """What is there is known, whatever its phone's clock says meanwhile of when it was."""
    wrong = [one.id for one in sifted.refused if isinstance(one.problem, PassageTooOld)]
    known = stored_before(wrong) if wrong else ()
    if not known:
        return sifted
    refused = [one for one in sifted.refused if one.id not in known]
    return replace(sifted, refused=refused, repeated=sifted.repeated + len(known))


def _stored(actor: Actor, batch: Batch, rows: Sequence[Dated], now: datetime) -> list[Dated]:
    each_at_a_time("passages.phone_or_pass", [batch.device, *passes_in_order(rows)])
    see_to_days(one.day for one in rows)
    new = store(rows, keeper=actor.member_id, device=batch.device, received_at=now)
    return [one for one in rows if one.said["id"] in new]


def _follow(
    actor: Actor, gates: dict[str, Checkpoint], fresh: Sequence[Dated], now: datetime
) -> Mapping[str, Sequence[Reason]]:
    """What new passages bring about; the record of acts last, since its writers wait for each other."""
    noticed = notice(gates, fresh)
    for event in _news(actor, gates, fresh):
        announce(event)
    open_aftercare(gates, fresh)
    watch_crowding(gates, fresh, now)
    return noticed


def _news(
    actor: Actor, gates: dict[str, Checkpoint], fresh: Sequence[Dated]
) -> Iterator[PassagesTaken]:
    told: dict[str, list[PassageTaken]] = defaultdict(list)
    for one in fresh:
        if one.said["decision"] in _TOLD or not NOTABLE.isdisjoint(one.said["reasons"]):
            gate = gates[one.said["gate"]]
            told[one.said["gate"]].append(_told(actor, gate, one))
    for gate_id, rows in told.items():
        gate = gates[gate_id]
        yield PassagesTaken(street_id=gate.street_id, gate_id=gate.pk, rows=tuple(rows))


def _told(actor: Actor, gate: Checkpoint, one: Dated) -> PassageTaken:
    said = one.said
    return PassageTaken(
        id=UUID(said["id"]),
        at=one.at,
        gate_id=gate.pk,
        grid_id=gate.grid_id,
        direction=said["direction"],
        subject=said["subject"],
        decision=said["decision"],
        reasons=tuple(said["reasons"]),
        person=bytes.fromhex(said["person"]) if said["person"] else None,
        plate=bytes.fromhex(said["plate"]) if said["plate"] else None,
        pass_id=UUID(said["pass_id"]) if said["pass_id"] else None,
        member_id=actor.member_id,
    )
