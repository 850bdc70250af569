"""Writing the record: one line beside each write."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.models import Head, Line
from gridward.ground.audit.terms import About, Act
from gridward.kernel import clock
from gridward.kernel.access import Actor


@transaction.atomic
def record(
    actor: Actor,
    act: Act,
    about: About | None = None,
    *,
    reason: str = "",
    street: UUID | None = None,
    also: Collection[UUID] = (),
    **params: str | int | None,
) -> Line:
    """Add one line, in the caller's transaction. `params` fill the act's sentence and hold only masked data; `also` are
    further rows that the act changed.

    Writers wait for each other at the head of the chain until their transactions end, so record last.
    """
    head = Head.objects.select_for_update().get(pk=1)
    line = Line(
        seq=head.seq + 1,
        at=clock.now(),
        account_id=actor.account_id,
        actor_name=actor.name,
        act=act.value,
        params=params,
        about_table=about.table if about else "",
        about_id=about.row if about else None,
        street_id=street or actor.street_id,
        grid_id=about.grid if about else None,
        reason=reason,
        also_about=sorted(set(also), key=str),
    )
    line.mac = line.mac_after(bytes(head.mac))
    line.save(force_insert=True)
    Head.objects.filter(pk=1).update(seq=line.seq, mac=line.mac)
    return line
