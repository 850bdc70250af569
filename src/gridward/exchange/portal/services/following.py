"""Slips and declarations stand where their target stands, and go when their time is over."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from gridward.exchange.portal.models import Declaration, PassRequest, Slip
from gridward.kernel.declaring import Retention
from gridward.work.rounds.terms import RoundState

_FOLLOW = """
UPDATE {table} p SET grid_id = t.grid_id, street_id = t.street_id, version = p.version + 1, updated_at = now()
FROM rounds_target t WHERE t.id = p.target_id AND t.grid_id <> p.grid_id AND {moved} = %s
"""
_FOLLOWING = (Slip, Declaration, PassRequest)


def follow_household(household_id: UUID) -> int:
    """A household went to another grid, and its targets with it; answers how many rows moved."""
    return _follow("t.household_id", household_id)


def follow_places(old_grid: UUID) -> int:
    """Places of a grid went to others, and the targets there with them; answers how many rows moved."""
    return _follow("p.grid_id", old_grid)


@transaction.atomic
def _follow(moved: str, what: UUID) -> int:
    count = 0
    for model in _FOLLOWING:
        with connection.cursor() as cursor:
            cursor.execute(_FOLLOW.format(table=model._meta.db_table, moved=moved), [what])
            count += cursor.rowcount
    return count


@transaction.atomic
def forget_closed(now: datetime) -> int:
    """Slips of rounds that were closed long enough ago go, with what was declared by them; answers how many."""
    closed = {"target__round__state": RoundState.CLOSED}
    over = Slip.objects.filter(
        **closed, target__round__closed_at__lt=now - Retention.AFTER_ROUND.period
    )
    count = over.count()
    over.delete()
    return count
