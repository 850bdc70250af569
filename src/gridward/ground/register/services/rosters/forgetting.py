"""Files that have had their time: the roster as it came goes, what became of its rows stays."""

from datetime import datetime

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import RosterFile
from gridward.ground.register.personal_data import PERSONAL
from gridward.ground.register.services.rosters.batches import about
from gridward.ground.register.terms.people import RegisterAct
from gridward.kernel.access import Actor, Permission


@transaction.atomic
def forget_old_files(actor: Actor, *, now: datetime) -> int:
    """Remove the files whose declared period is over (clause L1); answers how many."""
    actor.require(Permission.ROSTER_IMPORT)
    period = PERSONAL["register.RosterFile"]["content"].retention.period
    old = RosterFile.objects.filter(
        created_at__lt=now - period, grid_id__in=actor.grids(Permission.ROSTER_IMPORT)
    )
    forgotten = list(old.select_related("batch").defer("content").order_by("created_at", "id"))
    for file in forgotten:
        RosterFile.objects.filter(pk=file.pk).delete()
        record(actor, RegisterAct.ROSTER_FORGOTTEN, about(file.batch), file=file.batch.file_name)
    return len(forgotten)
