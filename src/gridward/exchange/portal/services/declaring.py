"""Declarations as they come in, from people without an account."""

from uuid import UUID

import orjson
from django.db import IntegrityError, transaction

from gridward.exchange.portal.models import Declaration
from gridward.exchange.portal.problems import AlreadyHandled, SendingReused
from gridward.exchange.portal.queries.admitting import admit, state_of
from gridward.exchange.portal.rules.reading import read_declared, stored
from gridward.exchange.portal.terms import (
    DOOR_LOCK,
    Admitted,
    DeclarationState,
    Declared,
    PortalAct,
    SlipState,
)
from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.models import touched

HOUSEHOLD = Actor(account_id=None, name="")
"""Nobody of the service: the record says that a household did it."""


@transaction.atomic
def declare(token: str, *, sending_id: UUID, said: Declared) -> Declaration:
    """Take a declaration in; sent again with its id, it is there already. One that waits is replaced by a new one.

    Raises what `admit` raises, AlreadyHandled, SendingReused, and the problems of `read_declared`.
    """
    admitted = admit(token)
    one_at_a_time(DOOR_LOCK, admitted.target)
    before = Declaration.objects.filter(target=admitted.target).order_by("-revision").first()
    known = Declaration.objects.filter(pk=sending_id, target=admitted.target).first()
    if known:
        return known
    if state_of(admitted) is SlipState.HANDLED:
        raise AlreadyHandled
    read = read_declared(said, admitted.questions, clock.today())
    Declaration.objects.filter(target=admitted.target, state=DeclarationState.WAITING).update(
        state=DeclarationState.REPLACED, **touched()
    )
    row = _enter(admitted, sending_id, read, before.revision + 1 if before else 1)
    about = About(row._meta.db_table, row.pk, row.grid_id)
    record(
        HOUSEHOLD,
        PortalAct.DECLARED,
        about,
        street=row.street_id,
        door=admitted.place,
        round=admitted.round,
        revision=row.revision,
    )
    return row


def _enter(admitted: Admitted, sending_id: UUID, said: Declared, revision: int) -> Declaration:
    row = Declaration(
        pk=sending_id,
        slip_id=admitted.slip,
        target_id=admitted.target,
        street_id=admitted.street,
        grid_id=admitted.grid,
        revision=revision,
        sent_at=clock.now(),
        members=len(said.members),
    )
    row.set_sealed("content", orjson.dumps(stored(said)).decode())
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise SendingReused from None
    return row
