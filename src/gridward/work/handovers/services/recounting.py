"""What the server counted is counted again: a phone's passages may come later than its handover."""

from datetime import datetime, timedelta

from django.db import transaction

from gridward.work.handovers.models import Handover
from gridward.work.handovers.queries.counting import counted, is_counted

LATE = timedelta(hours=24)
"""So long after a handover its passages are waited for: as long as a phone goes without a signal in a shift."""


@transaction.atomic
def recount(now: datetime) -> int:
    """Count the shifts of handovers of late again; answers how many came to something else.

    What was typed stays as it was signed.
    """
    if not is_counted():
        return 0
    changed = 0
    rows = Handover.objects.filter(at__gte=now - LATE, since__isnull=False).exclude(digest="")
    for row in rows.select_for_update().order_by("id"):
        server = counted(row.checkpoint_id, row.since, row.at)
        plain = server.plain() if server else None
        if plain != row.server_counts:
            row.server_counts = plain
            row.version += 1
            row.save(update_fields=["server_counts", "version", "updated_at"])
            changed += 1
    return changed
