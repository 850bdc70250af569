"""A pull: of each grid that a phone keeps, what is behind its cursor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from gridward.exchange.sync.problems import TooManyGrids
from gridward.exchange.sync.queries.documents import Documents, documents
from gridward.exchange.sync.queries.feed import Behind, behind
from gridward.exchange.sync.rules.cursors import Cursor, going_on, standing_of
from gridward.ground.territory.models import Grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.feeding import next_transaction
from gridward.work.workorders.queries.holders import reaching

MOST_GRIDS, MOST_DOCUMENTS = 12, 600


@dataclass(frozen=True)
class Pulled:
    """What is new of a grid."""

    grid: Grid
    fresh: bool
    behind: Behind
    documents: Documents


def pull(actor: Actor, cursors: Mapping[UUID, Cursor]) -> tuple[list[Pulled], list[UUID]]:
    """What is new of each grid, and the grids that the actor may not keep. Raises TooManyGrids.

    Together at most MOST_DOCUMENTS: grids that are left over say that there is more. A cursor of another cluster, which
    was ahead of this one, begins anew, and so does one of other posts.
    """
    if len(cursors) > MOST_GRIDS:
        raise TooManyGrids(most=MOST_GRIDS)
    kept = actor.grids(Permission.REGISTER_READ)
    lost = [grid for grid in cursors if grid not in kept]
    found, room, now = [], MOST_DOCUMENTS, next_transaction()
    for grid in Grid.objects.filter(pk__in=cursors.keys() & kept).order_by("code"):
        cursor = going_on(cursors[grid.pk], standing_of(reaching(actor.posts, grid)), now)
        touched = behind(grid.pk, cursor, room, _on_no_phone())
        room -= len(touched.documents)
        new = documents(actor, grid, touched)
        found.append(Pulled(grid, cursor.begins, touched, new))
    return found, lost


def _on_no_phone() -> datetime:
    """Orders over before that have left every phone: each forgets them by itself, or has forgotten all it had."""
    days = settings.PHONE_ORDER_DAYS + settings.PHONE_LIMITS["days_without_contact"]
    return clock.now() - timedelta(days=days)
