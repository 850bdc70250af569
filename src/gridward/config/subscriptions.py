"""The one page that says who listens to which event. News goes up: a listener stands above the part that announces."""

from gridward.exchange.gates.services import filling as gate_passes
from gridward.exchange.portal.services import following as portal
from gridward.ground.register.services import following as register
from gridward.ground.register.terms.people import (
    HouseholdAdded,
    HouseholdMoved,
    OrganisationAdded,
    OrganisationMoved,
    RosterImported,
    RosterTakenBack,
)
from gridward.ground.rota.services import following as rota
from gridward.ground.staff.services import following as staff
from gridward.ground.staff.services import following_lists as lists
from gridward.ground.staff.terms import AppointmentEnded
from gridward.ground.territory.services import book
from gridward.ground.territory.terms.places import (
    BuildingMoved,
    DoorRenamed,
    GridSucceeded,
    LandCeded,
    StreetSucceeded,
)
from gridward.kernel.events import subscribe
from gridward.work.arrivals.services import deciding as arrivals
from gridward.work.care.services import following as care
from gridward.work.checkpoints.services import following as checkpoints
from gridward.work.checkpoints.terms import PassMade
from gridward.work.handovers.services import following as handovers
from gridward.work.inspections.services import following as inspections
from gridward.work.measures.services import calling as measure_calls
from gridward.work.measures.services import transferring as measures
from gridward.work.meetings.services import following as meetings
from gridward.work.notices.services import following as notices
from gridward.work.passages.terms import PassagesTaken
from gridward.work.patrols.services import following as patrols
from gridward.work.response.services import following as response
from gridward.work.rounds.services import following as rounds
from gridward.work.screening.services import following as screening
from gridward.work.siting.services import following as siting
from gridward.work.supplies.services import following as supplies
from gridward.work.tracing.services import forgetting as tracing
from gridward.work.watch.services import calling as calls
from gridward.work.watch.services import following as watch
from gridward.work.watch.services import missing as missing
from gridward.work.workorders.services import following as orders
from gridward.work.workorders.terms import OrderEnded


def subscribe_all() -> None:
    """Who lives, works and serves somewhere follows when the place changes grids, its names too, and an address its
    door's number."""
    for event in (GridSucceeded, BuildingMoved):
        subscribe(event, lambda news: book.follow_names(news.old_grid))
        subscribe(event, lambda news: register.follow_places(news.old_grid))
        subscribe(event, lambda news: rounds.follow_places(news.old_grid))
    subscribe(GridSucceeded, staff.follow_grids)
    subscribe(GridSucceeded, lists.follow_grids)
    subscribe(LandCeded, lambda news: book.follow_names(news.old_grid))
    subscribe(LandCeded, lambda news: register.follow_land(news.old_grid, news.new_grid))
    subscribe(LandCeded, lambda news: rounds.follow_places(news.old_grid))
    subscribe(StreetSucceeded, lambda news: book.follow_street(news.old_street, news.new_street))
    subscribe(
        StreetSucceeded, lambda news: register.follow_street(news.old_street, news.new_street)
    )
    subscribe(StreetSucceeded, staff.follow_street)
    subscribe(StreetSucceeded, lists.follow_street)
    subscribe(StreetSucceeded, lambda news: care.follow_street(news.old_street, news.new_street))
    subscribe(
        DoorRenamed, lambda news: register.follow_door(news.dwelling, news.before, news.after)
    )
    subscribe(GridSucceeded, patrols.follow_grids)
    subscribe(LandCeded, patrols.follow_land)
    subscribe(GridSucceeded, checkpoints.follow_grids)
    subscribe(LandCeded, checkpoints.follow_land)
    subscribe(GridSucceeded, siting.follow_grids)
    subscribe(GridSucceeded, handovers.follow_gates)
    subscribe(LandCeded, handovers.follow_gates)
    subscribe(GridSucceeded, meetings.follow_grids)
    subscribe(GridSucceeded, response.follow_grids)
    subscribe(StreetSucceeded, response.follow_street)
    _duty()
    _rounds()
    _portal()
    _orders()
    _inspections()
    _groups()
    _supplies()
    _gates()


def _duty() -> None:
    """Duty places go with their grids; whoever holds no post any more has no shifts to come."""
    subscribe(AppointmentEnded, lambda news: rota.follow_ended(news.appointment))
    subscribe(GridSucceeded, rota.follow_grids)
    subscribe(StreetSucceeded, rota.follow_street)


def _inspections() -> None:
    """Facilities and planned inspections move along with land and with organisations."""
    subscribe(GridSucceeded, inspections.follow_grids)
    subscribe(LandCeded, inspections.follow_land)
    for event in (GridSucceeded, BuildingMoved, LandCeded):
        subscribe(event, lambda news: inspections.follow_places(news.old_grid))
    subscribe(OrganisationMoved, lambda news: inspections.follow_organisation(news.organisation))


def _groups() -> None:
    """Service groups go with their grids; who is in them follows the household or unit, and leaves with a move."""
    subscribe(GridSucceeded, notices.follow_grids)
    for event in (GridSucceeded, BuildingMoved, LandCeded):
        subscribe(event, lambda news: notices.follow_places(news.old_grid))
    subscribe(HouseholdMoved, lambda news: notices.follow_subject("household", news.household))
    subscribe(
        OrganisationMoved, lambda news: notices.follow_subject("organisation", news.organisation)
    )


def _supplies() -> None:
    """What a store holds goes to who takes its grid over; a request ends with an order that was ended by hand."""
    subscribe(GridSucceeded, supplies.follow_grids)
    subscribe(StreetSucceeded, supplies.follow_street)
    subscribe(OrderEnded, supplies.follow_order)


def _orders() -> None:
    """Orders under way follow whom they are about, and are let go by whoever leaves a post."""
    subscribe(AppointmentEnded, lambda news: orders.follow_ended(news.appointment))
    for event in (GridSucceeded, BuildingMoved, LandCeded):
        subscribe(event, lambda news: orders.follow_places(news.old_grid))
        subscribe(event, lambda news: screening.follow_orders(news.old_grid))
    subscribe(GridSucceeded, screening.follow_grids)
    subscribe(OrderEnded, screening.follow_order)
    subscribe(OrderEnded, measure_calls.follow_order)


def _gates() -> None:
    """Gates are told of new passes at once; what they call for becomes orders; who was added waits no more."""
    subscribe(PassMade, lambda news: gate_passes.fill([news.pass_id]))
    subscribe(PassagesTaken, calls.follow_passages)
    subscribe(GridSucceeded, watch.follow_grids)
    subscribe(GridSucceeded, measures.follow_grids)
    subscribe(GridSucceeded, tracing.follow_grids)
    subscribe(GridSucceeded, arrivals.follow_grids)
    subscribe(OrderEnded, missing.follow_order)


def _rounds() -> None:
    """Whoever is entered while a round is walked becomes a target of it; targets move along with whom they are of."""
    for event in (HouseholdAdded, OrganisationAdded):
        subscribe(event, lambda news: rounds.found_later(news.grid))
    subscribe(RosterImported, lambda news: rounds.found_by_import(news.grid))
    subscribe(RosterTakenBack, lambda news: rounds.forget_import(news.batch))
    subscribe(HouseholdMoved, lambda news: rounds.follow_household(news.household))
    subscribe(OrganisationMoved, lambda news: rounds.follow_organisation(news.organisation))


def _portal() -> None:
    """Slips and declarations go along with their targets, which have moved by then."""
    for event in (GridSucceeded, BuildingMoved, LandCeded):
        subscribe(event, lambda news: portal.follow_places(news.old_grid))
    subscribe(HouseholdMoved, lambda news: portal.follow_household(news.household))
