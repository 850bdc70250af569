"""From an address in words to its door, where the known places leave no doubt."""

from collections import Counter
from uuid import UUID

from gridward.ground.territory.models import Dwelling
from gridward.ground.territory.queries.gazetteers import gazetteer
from gridward.ground.territory.queries.readings import read_address
from gridward.ground.territory.queries.visible import street_of
from gridward.ground.territory.services.book import count_uses
from gridward.ground.territory.services.dwellings import dwelling_for
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import as_id


def door_of(actor: Actor, text: str, grid_id: UUID | None) -> Dwelling | None:
    """The door that a text means beyond doubt, in the named grid or in any of the actor's.

    A door not known yet is made in its known building; a doubtful reading is None.
    """
    street = street_of(actor)
    best = read_address(actor, street, text).best
    if best is None or best.building is None or grid_id not in (None, best.grid.pk):
        return None
    if not best.place.room or not actor.may(Permission.REGISTER_CHANGE, best.grid.pk):
        return None
    read = gazetteer(actor, street).entries_read(text, best.place)
    count_uses(Counter(map(as_id, read)), clock.today())
    return dwelling_for(
        actor,
        building=best.building,
        unit=best.place.unit_key,
        floor=best.place.floor,
        room=best.place.room,
    )
