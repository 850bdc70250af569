"""The one page that says which parts put something into a hand-over when a post changes hands (交接)."""

from gridward.ground.register.queries.handing import hand_over_register
from gridward.ground.staff.queries.handing import hand_over_service
from gridward.ground.staff.queries.handovers import contribute
from gridward.work.workorders.queries.handing import hand_over_orders


def contribute_all() -> None:
    """In the order in which people read it: the register, the service, the work orders."""
    contribute(hand_over_register)
    contribute(hand_over_service)
    contribute(hand_over_orders)
