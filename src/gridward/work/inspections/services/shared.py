"""What the writes share: who acts as a member of the service, what is sealed, the numbers of papers."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from gridward.ground.audit.terms import About
from gridward.ground.territory.models import Grid
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed
from gridward.work.inspections.terms import PaperSeries


@dataclass(frozen=True)
class Inspector:
    """Somebody of the service with a sign-in."""

    member_id: UUID
    account_id: UUID
    name: str


def inspector(actor: Actor, permission: Permission, grid_id: UUID) -> Inspector:
    """The actor, who holds the permission at the grid, as a member. Raises NotFound, NotAllowed."""
    actor.require(permission, grid_id)
    if actor.member_id is None or actor.account_id is None:
        raise NotAllowed(permission=permission.value)
    return Inspector(actor.member_id, actor.account_id, actor.name)


def at(grid: Grid, who: Inspector) -> dict[str, Any]:
    """The columns of a recorded row: where, and by whom."""
    where = {"street_id": grid.street_id, "grid": grid}
    return {**where, "account_id": who.account_id, "account_name": who.name}


def sealed(**words: Any) -> str:
    """What is said, as it is sealed; dates as ISO."""
    return json.dumps(words, ensure_ascii=False, default=str)


def about(row: Model, grid_id: UUID) -> About:
    """The row as the record names it."""
    return About(row._meta.db_table, row.pk, grid_id)


def next_number(street_id: UUID, series: PaperSeries, year: int) -> int:
    """The next number of a series of a street's year. Whoever takes one holds it until the transaction ends.

    One that is taken back by a rollback is given to the next, so that none is left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO inspections_paperserial (street_id, series, year, last) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (street_id, series, year)"
            " DO UPDATE SET last = inspections_paperserial.last + 1 RETURNING last",
            [street_id, series.value, year],
        )
        return int(cursor.fetchone()[0])
