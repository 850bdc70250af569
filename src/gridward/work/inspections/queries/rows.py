"""The rows that an actor may see, and what is sealed in them."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery

from gridward.ground.territory.queries.rows import at_grids, with_grid
from gridward.kernel.access import Actor, Permission
from gridward.kernel.crypto.fields import Sealing
from gridward.work.inspections.models import InspectionPhoto
from gridward.work.workorders.models import Move
from gridward.work.workorders.terms import OrderMove

R = TypeVar("R", bound=Model)


def visible_to(actor: Actor, model: type[R], grid_id: UUID | None = None) -> QuerySet[R]:
    """Rows of a table of inspections at the actor's grids, or at one of them."""
    return at_grids(model, actor.grids(Permission.WORK_READ), grid_id)


def named(rows: QuerySet[R], *more: str) -> QuerySet[R]:
    """The rows with the names of their grid, community and street."""
    return with_grid(rows, "grid__community", "grid__street", *more)


def photos_visible_to(actor: Actor) -> QuerySet[InspectionPhoto]:
    """Photographs of inspections at the actor's grids, and those that the actor has just taken."""
    own = Q(inspection_id=None, account_id=actor.account_id)
    return visible_to(actor, InspectionPhoto).filter(own | Q(inspection_id__isnull=False))


def unsealed(row: Sealing) -> Mapping[str, Any]:
    """What a row says, opened; raises SealBroken."""
    told: dict[str, Any] = json.loads(row.open_sealed("said") or "{}")
    return told


def granted_until(order: str) -> Subquery:
    """The move by which more time was granted last with an order: what it holds, None where none was."""
    moves = Move.objects.filter(order=OuterRef(order), move=OrderMove.GRANT)
    return Subquery(moves.order_by("-serial").values("done")[:1])
