"""What is kept at a grid goes to who takes the grid over; entries of residents go with them by a trigger."""

from uuid import UUID

from django.db import transaction

from gridward.ground.territory.queries.positions import heirs_of
from gridward.ground.territory.terms.places import GridSucceeded
from gridward.kernel.models import touched
from gridward.work.watch.models import MissingResident, WatchAppeal, WatchCall, WatchEntry


@transaction.atomic
def follow_grids(event: GridSucceeded) -> int:
    """Entries, calls and missing residents of a grid are its heir's; answers how many entries moved."""
    heir = heirs_of(event.old_grid).rest
    if heir is None:
        return 0
    place: dict[str, UUID] = {"grid_id": heir.pk, "street_id": heir.street_id}
    for model in (WatchAppeal, WatchCall):
        model._default_manager.filter(grid=event.old_grid).update(**place)
    MissingResident.objects.filter(grid=event.old_grid).update(**place, **touched())
    return WatchEntry.objects.filter(grid=event.old_grid).update(**place, **touched())
