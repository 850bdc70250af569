"""Somebody of the grid decides about a request: makes the pass, or refuses with a word why."""

from collections.abc import Sequence
from uuid import UUID

import orjson
from django.db import transaction

from gridward.exchange.portal.models import PassRequest
from gridward.exchange.portal.problems import (
    HolderToChoose,
    PassRequestDecided,
    RefusalReasonMissing,
)
from gridward.exchange.portal.queries.requests import request_of, words_of
from gridward.exchange.portal.rules.asking import span
from gridward.exchange.portal.terms import DOOR_LOCK, PassRequestState, PortalAct
from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.masking import mask_address
from gridward.work.checkpoints.services.keys import code_of
from gridward.work.checkpoints.services.passes import make_pass
from gridward.work.checkpoints.terms import PassKind, PassSaid

SHORTEST_REASON = 2


@transaction.atomic
def grant(
    actor: Actor,
    *,
    request_id: UUID,
    resident_id: UUID | None = None,
    gates: Sequence[UUID] = (),
) -> PassRequest:
    """Make the pass that was asked for; `resident_id` is who of the register holds it.

    Of two who decide at once the second is told. Raises NotFound, NotAllowed, PassRequestDecided, HolderToChoose, and
    what making a pass raises.
    """
    row = _waiting(actor, request_id)
    words = words_of(row)
    if row.kind == PassKind.RESIDENT and resident_id is None:
        raise HolderToChoose(field="resident_id")
    begins, ends = span(row.begins_on, row.days, clock.now())
    made = make_pass(
        actor,
        said=PassSaid(
            id=row.pk,
            grid_id=row.grid_id,
            kind=PassKind(row.kind),
            begins=begins,
            ends=ends,
            reason=words.reason,
            resident_id=resident_id,
            holder_name="" if resident_id else words.name,
            holder_phone="" if resident_id else words.phone,
            plate=words.plate,
            gates=gates,
        ),
    )
    given = {"serial": made.serial, "code": code_of(made)}
    row.set_sealed("given", orjson.dumps(given).decode())
    return _decide(actor, row, PassRequestState.GRANTED, PortalAct.PASS_GRANTED)


@transaction.atomic
def refuse(actor: Actor, *, request_id: UUID, reason: str) -> PassRequest:
    """No pass is made. Raises RefusalReasonMissing, and as `grant`."""
    row = _waiting(actor, request_id)
    if len(reason.strip()) < SHORTEST_REASON:
        raise RefusalReasonMissing(field="reason")
    row.reason = reason.strip()
    return _decide(actor, row, PassRequestState.REFUSED, PortalAct.PASS_REFUSED)


def _waiting(actor: Actor, request_id: UUID) -> PassRequest:
    row = request_of(actor, request_id)
    actor.require(Permission.PASS_ISSUE, row.grid_id)
    one_at_a_time(DOOR_LOCK, row.target_id)
    row = request_of(actor, request_id)
    if row.state != PassRequestState.WAITING:
        raise PassRequestDecided(by=row.decided_by)
    return row


def _decide(actor: Actor, row: PassRequest, state: PassRequestState, act: PortalAct) -> PassRequest:
    row.state, row.decided_at, row.decided_by = state, clock.now(), actor.name
    row.version += 1
    row.save()
    household = row.target.household
    door = mask_address(household.address_text) if household else ""
    about = About(row._meta.db_table, row.pk, row.grid_id)
    record(actor, act, about, reason=row.reason, street=row.street_id, door=door)
    return row
