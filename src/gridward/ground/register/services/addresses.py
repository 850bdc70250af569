"""From an address in words to its door, where the known places leave no doubt."""

from uuid import UUID

from gridward.ground.territory.models import Dwelling
from gridward.ground.territory.queries.readings import read_address
from gridward.ground.territory.queries.visible import street_of
from gridward.ground.territory.services.dwellings import dwelling_for
from gridward.kernel.access import Actor, Permission


def door_of(actor: Actor, text: str, grid_id: UUID | None) -> Dwelling | None:
    """The door that a text means beyond doubt, in the named grid or in any of the actor's.

    A door not known yet is made in its known building; a doubtful reading is None.
    """
    best = read_address(actor, street_of(actor), text).best
    if best is None or best.building is None or grid_id not in (None, best.grid.pk):
        return None
    if not best.place.room or not actor.may(Permission.REGISTER_CHANGE, best.grid.pk):
        return None
    return dwelling_for(
        actor,
        building=best.building,
        unit=best.place.unit_key,
        floor=best.place.floor,
        room=best.place.room,
    )
