"""Which permission each kind of command takes, so that a phone offers no door behind which there is a refusal.

The services decide again at the row's grid; a test compares what they refuse. Whoever is on duty at a gate hands it
over without any permission: the phone offers that by the gates it was told of. Whoever is of the service has wishes.
"""

from collections.abc import Mapping

from gridward.kernel.access import Actor, Permission

_REGISTER = (
    *("household.add", "household.change"),
    *("resident.add", "resident.change", "resident.leave"),
    *("organisation.add", "organisation.change"),
    *("employee.add", "employee.change", "employee.leave"),
)
NEEDS: Mapping[str, Permission] = {
    **dict.fromkeys(_REGISTER, Permission.REGISTER_CHANGE),
    "visit.record": Permission.VISIT_RECORD,
    **dict.fromkeys(("patrol.record", "log.sign", "sheet.confirm"), Permission.LOG_WRITE),
    **dict.fromkeys(("handover.give", "handover.take"), Permission.GATE_KEEP),
    **dict.fromkeys(("check.answer", "check.contact"), Permission.SCREENING_ANSWER),
    **dict.fromkeys(
        ("measure.reading", "measure.sample", "measure.result", "measure.need"),
        Permission.MEASURE_FOLLOW,
    ),
    "order.open": Permission.ORDER_OPEN,
    **dict.fromkeys(("order.move", "order.read"), Permission.ORDER_WORK),
}
OWN = ("wish.state", "wish.change", "wish.withdraw")
"""About oneself: for these one is somebody of the service, and holds no permission."""


def allowed(actor: Actor) -> list[str]:
    """The kinds of commands that somebody may send from anywhere at all, by name."""
    own = OWN if actor.member_id is not None else ()
    return sorted([*own, *(kind for kind, needed in NEEDS.items() if actor.may(needed))])
