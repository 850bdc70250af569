"""The one page that says who listens to which event. News goes up: a listener stands above the part that announces."""

from gridward.ground.register.services.following import follow_door, follow_places
from gridward.ground.territory.terms.places import BuildingMoved, DoorRenamed, GridSucceeded
from gridward.kernel.events import subscribe


def subscribe_all() -> None:
    """Who lives and works somewhere follows when the place changes grids, and an address its door's number."""
    subscribe(GridSucceeded, lambda event: follow_places(event.old_grid))
    subscribe(BuildingMoved, lambda event: follow_places(event.old_grid))
    subscribe(DoorRenamed, lambda event: follow_door(event.dwelling, event.before, event.after))
