"""An emergency passes without condition; what follows for the person is somebody's work afterwards."""

from collections.abc import Sequence
from uuid import UUID

from gridward.kernel import clock
from gridward.kernel.access import SOMEBODY, Actor, Permission
from gridward.kernel.texts import say
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.terms import Decision
from gridward.work.passages.rules.sifting import Dated
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.services.settling import note_order
from gridward.work.workorders.terms import OrderSaid

KIND = "gate_aftercare"


def open_aftercare(gates: dict[str, Checkpoint], fresh: Sequence[Dated]) -> int:
    """An order for each emergency among new passages, by the passage's own id; answers how many."""
    rows = [one for one in fresh if one.said["decision"] is Decision.EMERGENCY]
    for one in rows:
        gate = gates[one.said["gate"]]
        minute = f"{one.at.astimezone(clock.LOCAL):%Y-%m-%d %H:%M}"
        said = OrderSaid(
            id=UUID(one.said["id"]),
            kind=KIND,
            grid_id=gate.grid_id,
            place=gate.name,
            text=one.said["why"] or say("passage.emergency.text", gate=gate.name, minute=minute),
            answers={"passed_at": minute},
            at=one.at,
        )
        open_order(acting_for(gate), said=said)
    return len(rows)


def tell_reason(keeper: Actor, passage_id: UUID, why: str) -> None:
    """The reason that came behind an emergency, in the order that it opened; one that is over stays as it is."""
    note_order(keeper, passage_id, say("passage.emergency.reason", why=why))


def acting_for(gate: Checkpoint) -> Actor:
    """The program, which opens orders at the gate whoever keeps it."""
    here = frozenset({gate.grid_id})
    may = (Permission.ORDER_OPEN, Permission.TERRITORY_READ)
    return Actor(None, SOMEBODY.name, gate.street_id, held=dict.fromkeys(may, here))
