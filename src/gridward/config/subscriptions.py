"""The one page that says who listens to which event. News goes up: a listener stands above the part that announces."""

from gridward.ground.register.services import following as register
from gridward.ground.staff.services import following as staff
from gridward.ground.staff.services import following_lists as lists
from gridward.ground.territory.services import book
from gridward.ground.territory.terms.places import (
    BuildingMoved,
    DoorRenamed,
    GridSucceeded,
    LandCeded,
    StreetSucceeded,
)
from gridward.kernel.events import subscribe


def subscribe_all() -> None:
    """Who lives, works and serves somewhere follows when the place changes grids, its names too, and an address its
    door's number."""
    for event in (GridSucceeded, BuildingMoved):
        subscribe(event, lambda news: book.follow_names(news.old_grid))
        subscribe(event, lambda news: register.follow_places(news.old_grid))
    subscribe(GridSucceeded, staff.follow_grids)
    subscribe(GridSucceeded, lists.follow_grids)
    subscribe(LandCeded, lambda news: book.follow_names(news.old_grid))
    subscribe(LandCeded, lambda news: register.follow_land(news.old_grid, news.new_grid))
    subscribe(StreetSucceeded, lambda news: book.follow_street(news.old_street, news.new_street))
    subscribe(
        StreetSucceeded, lambda news: register.follow_street(news.old_street, news.new_street)
    )
    subscribe(StreetSucceeded, staff.follow_street)
    subscribe(StreetSucceeded, lists.follow_street)
    subscribe(
        DoorRenamed, lambda news: register.follow_door(news.dwelling, news.before, news.after)
    )
