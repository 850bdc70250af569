"""Handovers lie where their gate lies: they go with it when its grid does."""

from django.db import transaction
from django.db.models import OuterRef, Subquery

from gridward.ground.territory.terms.places import GridSucceeded, LandCeded
from gridward.kernel.models import touched
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.handovers.models import Handover, HandoverLack


@transaction.atomic
def follow_gates(event: GridSucceeded | LandCeded) -> int:
    """Rows of gates that have left a grid; answers how many. The gates have moved by then."""
    gate = Checkpoint.objects.filter(pk=OuterRef("checkpoint"))
    place = {name: Subquery(gate.values(name)) for name in ("grid", "street")}
    moved = 0
    for model in (Handover, HandoverLack):
        rows = model._default_manager.filter(grid=event.old_grid)
        moved += rows.exclude(checkpoint__grid=event.old_grid).update(**place, **touched())
    return moved
