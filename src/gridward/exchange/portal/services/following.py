"""Slips and declarations stand where their target stands, and go when their time is over."""

from datetime import datetime

from django.db import connection, transaction

from gridward.exchange.portal.models import Slip
from gridward.kernel.declaring import Retention
from gridward.work.rounds.terms import RoundState

_FOLLOW = """
UPDATE portal_{table} p SET grid_id = t.grid_id, street_id = t.street_id, version = p.version + 1, updated_at = now()
FROM rounds_target t WHERE t.id = p.target_id AND t.grid_id <> p.grid_id
"""


@transaction.atomic
def follow_targets() -> int:
    """Targets went to other grids, with whom they are of; answers how many rows moved."""
    moved = 0
    for table in ("slip", "declaration"):
        with connection.cursor() as cursor:
            cursor.execute(_FOLLOW.format(table=table))
            moved += cursor.rowcount
    return moved


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
