"""Requests for passes, from people without an account."""

from uuid import UUID

import orjson
from django.db import IntegrityError, transaction

from gridward.exchange.portal.models import PassRequest
from gridward.exchange.portal.problems import SendingReused, TooManyRequests
from gridward.exchange.portal.queries.admitting import admit
from gridward.exchange.portal.rules.asking import read_asked
from gridward.exchange.portal.services.declaring import HOUSEHOLD
from gridward.exchange.portal.terms import (
    DOOR_LOCK,
    MOST_WAITING,
    Admitted,
    PassAsked,
    PassRequestState,
    PortalAct,
)
from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.kernel import clock
from gridward.kernel.locks import one_at_a_time


@transaction.atomic
def ask_for_pass(token: str, *, sending_id: UUID, said: PassAsked) -> PassRequest:
    """Take a request in; sent again with its id, it is there already.

    Raises what `admit` raises, TooManyRequests, SendingReused, and the problems of `read_asked`.
    """
    admitted = admit(token)
    one_at_a_time(DOOR_LOCK, admitted.target)
    rows = PassRequest.objects.filter(target=admitted.target)
    known = rows.filter(pk=sending_id).first()
    if known:
        return known
    read = read_asked(said, clock.today())
    if rows.filter(state=PassRequestState.WAITING).count() >= MOST_WAITING:
        raise TooManyRequests(most=MOST_WAITING)
    row = _enter(admitted, sending_id, read)
    about = About(row._meta.db_table, row.pk, row.grid_id)
    record(HOUSEHOLD, PortalAct.PASS_ASKED, about, street=row.street_id, door=admitted.place)
    return row


def _enter(admitted: Admitted, sending_id: UUID, said: PassAsked) -> PassRequest:
    row = PassRequest(
        pk=sending_id,
        slip_id=admitted.slip,
        target_id=admitted.target,
        street_id=admitted.street,
        grid_id=admitted.grid,
        kind=said.kind,
        sent_at=clock.now(),
        begins_on=said.begins_on,
        days=said.days,
    )
    words = {name: getattr(said, name) for name in ("name", "phone", "plate", "reason")}
    row.set_sealed("content", orjson.dumps(words).decode())
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise SendingReused from None
    return row
