"""The one page that says who listens to which event. News goes up: a listener stands above the part that announces."""

from gridward.ground.register.services.following import follow_door, follow_land, follow_places
from gridward.ground.staff.services.following import follow_grids, follow_street
from gridward.ground.territory.terms.places import (
    BuildingMoved,
    DoorRenamed,
    GridSucceeded,
    LandCeded,
    StreetSucceeded,
)
from gridward.kernel.events import subscribe


def subscribe_all() -> None:
    """Who lives, works and serves somewhere follows when the place changes grids, and an address its door's number."""
    subscribe(GridSucceeded, lambda event: follow_places(event.old_grid))
    subscribe(GridSucceeded, follow_grids)
    subscribe(LandCeded, lambda event: follow_land(event.old_grid, event.new_grid))
    subscribe(BuildingMoved, lambda event: follow_places(event.old_grid))
    subscribe(DoorRenamed, lambda event: follow_door(event.dwelling, event.before, event.after))
    subscribe(StreetSucceeded, follow_street)
