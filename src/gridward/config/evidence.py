"""The one page that says which parts offer work on record as evidence of a recognition (表扬依据)."""

from gridward.ground.staff.queries.evidence import confirmed_service, offer
from gridward.work.workorders.queries.evidence import orders_handled


def offer_all() -> None:
    """Times of service of the teams, and work orders."""
    offer(confirmed_service)
    offer(orders_handled)
