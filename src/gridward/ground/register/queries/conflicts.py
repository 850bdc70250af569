"""Conflicts to settle and conflicts settled."""

from django.db.models import QuerySet

from gridward.ground.register.models import Conflict
from gridward.ground.register.queries.rows import visible_to, with_grid
from gridward.kernel.access import Actor


def conflicts(actor: Actor, *, settled: bool = False) -> QuerySet[Conflict]:
    """Conflicts at the actor's grids. The registered side is None where it lies beyond them."""
    rows = with_grid(visible_to(actor, Conflict), "household", "resident__household")
    return rows.exclude(decision="") if settled else rows.filter(decision="")
