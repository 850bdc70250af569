"""Writing the record: one line beside each write."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection, transaction

from gridward.ground.audit.models import Line
from gridward.ground.audit.terms import About, Act
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.compiled import prepared

_LAST = "SELECT seq, mac FROM audit_head WHERE id = 1 FOR UPDATE"
_FIELDS = Line._meta.concrete_fields
_ADD = f"""
WITH added AS (
    INSERT INTO audit_line ({", ".join(one.attname for one in _FIELDS)}) VALUES ({", ".join(["%s"] * len(_FIELDS))})
)
UPDATE audit_head SET seq = %s, mac = %s WHERE id = 1 RETURNING id
"""  # noqa: S608 - names of our own columns
"""Of the line nothing is heard back: whoever adds to the record need not be one who may read it."""


@transaction.atomic(savepoint=False)
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
    [(last, mac)] = prepared(_LAST, [])
    line = Line(
        seq=last + 1,
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
    line.mac = line.mac_after(bytes(mac))
    columns = [one.get_db_prep_save(getattr(line, one.attname), connection) for one in _FIELDS]
    prepared(_ADD, [*columns, line.seq, line.mac])
    return line
