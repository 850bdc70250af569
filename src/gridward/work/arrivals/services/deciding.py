"""An authorised person decides on an arrival: proposes a measure, or says that none is needed and why."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.territory.queries.positions import heirs_of
from gridward.ground.territory.terms.places import GridSucceeded
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.models import touched
from gridward.kernel.problems import NotAllowed
from gridward.work.arrivals.models import Arrival
from gridward.work.arrivals.problems import ArrivalReasonMissing
from gridward.work.arrivals.queries.arrivals import person_of, waiting
from gridward.work.arrivals.rules.dated import arrival_rules
from gridward.work.arrivals.services.recording import note_act
from gridward.work.arrivals.terms import ArrivalAct, ArrivalState
from gridward.work.measures.services.proposing import propose
from gridward.work.measures.terms import PersonSaid, ProposalSaid

_RIGHT = Permission.MEASURE_PROPOSE


@transaction.atomic
def propose_for(
    actor: Actor, *, arrival_id: UUID, version: int, said: ProposalSaid, reason: str = ""
) -> Arrival:
    """Propose a measure for who came; whom it is of is the arrival's, whatever was sent.

    Raises NotFound, NotAllowed, Stale, ArrivalDecided, and what proposing a measure raises.
    """
    row = waiting(actor, arrival_id, _RIGHT, version)
    row.measure = propose(actor, said=_of_whom(row, said))
    return _decided(actor, row, ArrivalState.MEASURE, ArrivalAct.PROPOSED, reason)


@transaction.atomic
def decide_none(actor: Actor, *, arrival_id: UUID, version: int, reason: str) -> Arrival:
    """No measure is needed. Raises NotFound, NotAllowed, Stale, ArrivalDecided, ArrivalReasonMissing."""
    row = waiting(actor, arrival_id, _RIGHT, version)
    if not reason.strip():
        raise ArrivalReasonMissing
    return _decided(actor, row, ArrivalState.NONE, ArrivalAct.NO_MEASURE, reason)


@transaction.atomic
def forget_arrivals(actor: Actor, now: datetime) -> int:
    """What is as old as it is kept goes; answers how many."""
    today = clock.local_date(now)
    over = today - timedelta(days=arrival_rules(today).kept_days)
    count, _ = Arrival.objects.filter(arrived_on__lte=over).delete()
    if count:
        record(actor, ArrivalAct.FORGOTTEN, count=count)
    return count


def follow_grids(event: GridSucceeded) -> int:
    """Arrivals of a grid are its heir's; answers how many moved."""
    heir = heirs_of(event.old_grid).rest
    if heir is None:
        return 0
    rows = Arrival.objects.filter(grid=event.old_grid)
    return rows.update(grid_id=heir.pk, street_id=heir.street_id, **touched())


def _of_whom(row: Arrival, said: ProposalSaid) -> ProposalSaid:
    if row.resident_id is not None:
        return replace(said, resident_id=row.resident_id, grid_id=None, person=None)
    known, told = person_of(row), said.person or PersonSaid("")
    person = replace(
        told,
        name=known.name,
        phone=known.phone,
        document=known.document or told.document,
        address=known.address or told.address,
    )
    return replace(said, resident_id=None, grid_id=row.grid_id, person=person)


def _decided(
    actor: Actor, row: Arrival, state: ArrivalState, act: ArrivalAct, reason: str
) -> Arrival:
    if actor.account_id is None:
        raise NotAllowed(permission=_RIGHT.value)
    row.state, row.decided_at = state, clock.now()
    row.decided_by, row.decider_name = actor.account_id, actor.name
    row.set_sealed("reason", reason.strip() or None)
    row.version += 1
    row.save()
    note_act(actor, act, row)
    return row
