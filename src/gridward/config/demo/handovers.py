"""Handovers of the demo at the gates of the worker's grid: one that is finished, one that waits for the worker."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from gridward.ground.rota.services.planning import plan_shifts
from gridward.ground.rota.terms import PlanRow, ShiftRole
from gridward.ground.staff.access import actor_named
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.rows import tell_database
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.handovers.models import Handover
from gridward.work.handovers.queries.counting import counted
from gridward.work.handovers.rules.codes import id_of
from gridward.work.handovers.schemas import GateHandoverIn, KitFoundShape, PassageCountsShape
from gridward.work.handovers.services.giving import give_handover
from gridward.work.handovers.services.taking import take_handover
from gridward.work.handovers.terms import Counts, TakeAnswer, TakenBy, TakeSaid

DONE, WAITS = "DEMA2345", "DEMB2345"
GAVE = "M60 130C90 40 120 40 140 120S200 170 230 60L260 150M300 60L300 150M280 90L340 84"
TOOK = "M80 60L80 150M60 90L160 84M200 50C180 120 170 140 150 160M200 50C230 110 250 140 280 150"
"""Lines that no hand ever drew."""
SHIFT = timedelta(hours=8)
AGO = timedelta(minutes=30)


@transaction.atomic
def hand_over_some_gates() -> None:
    """As the demo's worker and the community's leader do it; once."""
    worker, leader = actor_named("wangge"), actor_named("shequ")
    gates = Checkpoint.objects.filter(closed_on=None, grid__in=worker.grids(Permission.GATE_KEEP))
    rows = list(gates.order_by("grid__code", "-opens_at", "name"))
    if len(rows) < 2 or Handover.objects.exists():
        return
    day_and_night = next((one for one in rows if one.opens_at is None), rows[0])
    other = next(one for one in rows if one.pk != day_and_night.pk)
    began = clock.whole_minute(clock.now()) - AGO
    tell_database(actor_named("jiedao"))
    _plan(day_and_night, began, worker, leader)
    tell_database(leader)
    given = give_handover(leader, said=_said(day_and_night, DONE, began).said())
    late = clock.now() - timedelta(minutes=5)
    give_handover(leader, said=_said(other, WAITS, late, unscanned=1).said())
    tell_database(worker)
    _take(worker, day_and_night.pk, given.digest, began + timedelta(minutes=3))


def _plan(gate: Checkpoint, began: datetime, *turns: Actor) -> None:
    if gate.duty_place_id is None:
        return
    rows = [
        PlanRow(
            gate.duty_place_id,
            ShiftRole.KEEPER,
            who.member_id,
            began + SHIFT * turn,
            began + SHIFT * (turn + 1),
        )
        for turn, who in enumerate(turns)
    ]
    plan_shifts(actor_named("jiedao"), rows=rows)


def _said(gate: Checkpoint, code: str, at: datetime, unscanned: int = 0) -> GateHandoverIn:
    """As the server counts the shift, but for those who were let in without a scan."""
    seen = counted(gate.pk, at - SHIFT, at) or Counts()
    kit = [
        KitFoundShape(name=one["name"], expected=one["count"], found=one["count"])
        for one in gate.kit
    ]
    if kit and kit[0].expected:
        kit[0].found, kit[0].word = kit[0].expected - 1, "一把送修，已报社区"
    return GateHandoverIn(
        id=id_of(gate.pk, code),
        gate_id=gate.pk,
        code=code,
        at=at,
        since=at - SHIFT,
        counts=PassageCountsShape.of(replace(seen, inward=seen.inward + unscanned).plain()),
        kit=kit,
        keys=2,
        matters=["6栋门禁不灵，物业下午来修", "有一份药品待转交，放在登记台"],
        remarks="雨天路滑，提醒慢行",
        signature=GAVE,
    )


def _take(worker: Actor, gate_id: UUID, digest: str, at: datetime) -> None:
    said = TakeSaid(DONE, gate_id, at, TakeAnswer.CONFIRM, TOOK, TakenBy.SCAN, digest)
    take_handover(worker, said=said)
