"""The one page that says who listens to which event. News goes up: a listener stands above the part that announces."""

from gridward.ground.register.services import following as register
from gridward.ground.staff.services import following as staff
from gridward.ground.staff.services import following_lists as lists
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
    subscribe(GridSucceeded, lambda event: register.follow_places(event.old_grid))
    subscribe(GridSucceeded, staff.follow_grids)
    subscribe(GridSucceeded, lists.follow_grids)
    subscribe(LandCeded, lambda event: register.follow_land(event.old_grid, event.new_grid))
    subscribe(BuildingMoved, lambda event: register.follow_places(event.old_grid))
    subscribe(
        StreetSucceeded, lambda event: register.follow_street(event.old_street, event.new_street)
    )
    subscribe(StreetSucceeded, staff.follow_street)
    subscribe(StreetSucceeded, lists.follow_street)
    subscribe(
        DoorRenamed, lambda event: register.follow_door(event.dwelling, event.before, event.after)
    )
