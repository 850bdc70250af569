"""The rows that an actor may see, one row to show, one row locked to change."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet

from gridward.ground.territory.models import Placed
from gridward.ground.territory.queries.rows import at_grids, found
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import Stale

R = TypeVar("R", bound=Model)
P = TypeVar("P", bound=Placed)


@dataclass(frozen=True)
class Holder:
    """Where in the street a document number is registered now; ids, known beyond one's grids."""

    document_index: bytes
    resident: UUID
    household: UUID
    grid: UUID


def visible_to(actor: Actor, model: type[R], grid_id: UUID | None = None) -> QuerySet[R]:
    """Rows of a table of the base register at the actor's grids, or at one of them.

    Of one grid nothing is said of the others: PostgreSQL believes that each condition leaves a share of what the one
    before left, and would sort a grid of forty thousand as if it were a few hundred.
    """
    return at_grids(model, actor.grids(Permission.REGISTER_READ), grid_id)


def to_change(
    actor: Actor,
    model: type[P],
    row_id: UUID,
    version: int | None = None,
    permission: Permission = Permission.REGISTER_CHANGE,
) -> P:
    """One row, locked until the transaction ends; raises NotFound, NotAllowed or Stale."""
    row = found(visible_to(actor, model).select_for_update(), row_id)
    actor.require(permission, row.grid_id)
    if version is not None and row.version != version:
        raise Stale
    return row


def holders(street_id: UUID, indexes: Iterable[bytes]) -> dict[bytes, Holder]:
    """Who in the street holds these document numbers, by their keyed index.

    The database answers beyond the actor's grids through a function of its own, since one number
    must not be registered twice in the street; it tells ids, never a name or an address.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT document_index, resident, household, grid FROM register_holders(%s, %s)",
            [street_id, list(indexes)],
        )
        rows = [Holder(bytes(row[0]), *row[1:]) for row in cursor.fetchall()]
    return {row.document_index: row for row in rows}
