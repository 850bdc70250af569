"""Doors of handovers."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema, Status

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door, file_answer, language_of
from gridward.kernel.paging import page
from gridward.work.checkpoints.queries.keepers import gates_to_keep
from gridward.work.handovers.models import Handover
from gridward.work.handovers.queries.handovers import (
    HandoverFilter,
    handover_of,
    handovers,
    orders_of,
    texts_of,
)
from gridward.work.handovers.queries.mine import kept_gates
from gridward.work.handovers.rules.figures import figures_on
from gridward.work.handovers.schemas import (
    GateHandoverIn,
    GateHandoverOut,
    GateHandoverRow,
    GateTakingIn,
    KeptGateOut,
    KeptGatesOut,
)
from gridward.work.handovers.services.giving import give_handover
from gridward.work.handovers.services.keys import gate_keys
from gridward.work.handovers.services.printing import print_handover
from gridward.work.handovers.services.taking import take_handover
from gridward.work.handovers.terms import HandoverState

router = door("handovers")


class HandoversWanted(Schema):
    """Which handovers: of a gate, of a day, in a state."""

    gate: UUID | None = None
    day: date | None = None
    state: HandoverState | None = None
    after: str | None = None

    def chosen(self) -> HandoverFilter:
        """As the queries take it."""
        return HandoverFilter(self.gate, self.day, self.state)


def _reader(request: HttpRequest) -> Actor:
    """Whoever reads work, or is on duty at a gate; raises NotAllowed for anybody else."""
    actor = actor_of(request)
    if not gates_to_keep(actor, clock.now()).exists():
        actor.require(Permission.WORK_READ)
    return actor


@router.get("", response=answers(PageOut[GateHandoverRow]))
def list_gate_handovers(request: HttpRequest, wanted: Query[HandoversWanted]) -> object:
    """Handovers that the caller sees, the latest first."""
    rows = handovers(_reader(request), wanted.chosen())
    found = page(rows, ["-at", "-id"], wanted.after)
    return PageOut[GateHandoverRow](
        items=[GateHandoverRow.of(row) for row in found.rows], next=found.next
    )


@router.get("/mine", response=answers(KeptGatesOut))
def get_kept_gates(request: HttpRequest) -> object:
    """The gates that the caller may keep, with shifts, what waits and the key of codes: for the phone to keep."""
    actor, now = actor_of(request), clock.now()
    found = kept_gates(actor, now)
    keys = gate_keys([one.gate.pk for one in found])
    told = [
        KeptGateOut.of(one, keys[one.gate.pk], actor.member_id, language_of(request))
        for one in found
    ]
    return KeptGatesOut.of(actor.member_id, figures_on(clock.local_date(now)), told)


@router.post("", response=answers(GateHandoverOut, 201))
def post_gate_handover(request: HttpRequest, given: GateHandoverIn) -> object:
    """Hand over, or open or close a gate alone; sent again, it is there already."""
    actor = actor_of(request)
    row = give_handover(actor, said=given.said())
    return Status(201, _whole(request, actor, handover_of(actor, row.pk)))


@router.post("/taking", response=answers(GateHandoverOut, 201))
def post_gate_taking(request: HttpRequest, given: GateTakingIn) -> object:
    """Take a gate over; the other half may come later."""
    actor = actor_of(request)
    row = take_handover(actor, said=given.said())
    return Status(201, _whole(request, actor, handover_of(actor, row.pk)))


@router.get("/{handover_id}", response=answers(GateHandoverOut))
def get_gate_handover(request: HttpRequest, handover_id: UUID) -> object:
    """A handover whole."""
    actor = _reader(request)
    return _whole(request, actor, handover_of(actor, handover_id))


@router.post("/{handover_id}/paper", response=answers(None))
def post_gate_handover_paper(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """The handover on A4; that it left the house is recorded."""
    file = print_handover(_reader(request), handover_id=handover_id)
    return file_answer(file.content, file.file_name, file.format.content_type)


def _whole(request: HttpRequest, actor: Actor, row: Handover) -> GateHandoverOut:
    texts = texts_of(row)
    return GateHandoverOut.whole(row, texts, orders_of(actor, texts.orders), language_of(request))
