"""Studies go with their grids to whoever takes over; what was drawn stays as it was drawn."""

from django.db import transaction

from gridward.ground.territory.queries.positions import heirs_of
from gridward.ground.territory.terms.places import GridSucceeded
from gridward.kernel.models import touched
from gridward.work.siting.models import SitingPlan, SitingStudy


@transaction.atomic
def follow_grids(event: GridSucceeded) -> int:
    """Answers how many studies moved."""
    heir = heirs_of(event.old_grid).rest
    if heir is None:
        return 0
    SitingPlan.objects.filter(grid=event.old_grid).update(grid=heir)
    rows = SitingStudy.objects.filter(grid=event.old_grid)
    return rows.update(grid=heir, street=heir.street_id, **touched())
