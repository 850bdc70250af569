"""What people of these tests do: shifts at a gate, the two halves of a handover."""

from datetime import datetime, timedelta
from typing import Any

from gridward.ground.rota.models import Shift
from gridward.ground.rota.services.planning import plan_shifts
from gridward.ground.rota.terms import PlanRow, ShiftRole
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.handovers.models import Handover
from gridward.work.handovers.rules.codes import id_of
from gridward.work.handovers.schemas import GateHandoverIn
from gridward.work.handovers.services.giving import give_handover
from gridward.work.handovers.services.taking import take_handover
from gridward.work.handovers.terms import HandoverSaid, TakeAnswer, TakenBy, TakeSaid
from tests.world import World

MORNING = datetime(2026, 3, 6, 6, 0, tzinfo=clock.LOCAL)
"""A Friday."""
LINE = "M20 100Q60 20 140 90L300 60"
CODE = "ABCD2345"


def hour(of: float, days: int = 0) -> datetime:
    """A local moment of the tests' day."""
    return MORNING.replace(hour=0) + timedelta(hours=of, days=days)


def shift(
    world: World,
    gate: Checkpoint,
    name: str,
    begins: float,
    ends: float,
    role: ShiftRole = ShiftRole.KEEPER,
) -> Shift:
    assert gate.duty_place_id is not None
    member = world.account(name).member_id
    row = PlanRow(gate.duty_place_id, role, member, hour(begins), hour(ends))
    [made] = plan_shifts(world.actor("leader_a"), rows=[row]).shifts
    return made


def content(gate: Checkpoint, code: str = CODE, **more: Any) -> dict[str, Any]:
    """What a phone sends."""
    return {
        "id": str(id_of(gate.pk, code)),
        "gate_id": str(gate.pk),
        "code": code,
        "at": clock.now().isoformat(),
        "signature": LINE,
        **more,
    }


def said(gate: Checkpoint, code: str = CODE, **more: Any) -> HandoverSaid:
    return GateHandoverIn(**content(gate, code, **more)).said()


def give(actor: Actor, gate: Checkpoint, code: str = CODE, **more: Any) -> Handover:
    return give_handover(actor, said=said(gate, code, **more))


def take(
    actor: Actor,
    gate: Checkpoint,
    code: str = CODE,
    answer: TakeAnswer = TakeAnswer.CONFIRM,
    **more: Any,
) -> Handover:
    told: dict[str, Any] = {"at": clock.now(), "by": TakenBy.SCAN, "signature": LINE, **more}
    return take_handover(actor, said=TakeSaid(code, gate.pk, answer=answer, **told))
