"""Doors of passages."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest

from gridward.kernel import clock
from gridward.kernel.access import Permission
from gridward.kernel.http import actor_of, answers, door, language_of
from gridward.work.checkpoints.queries.gates import gate_in_grid
from gridward.work.passages.queries.counts import gate_day, spells_on
from gridward.work.passages.schemas import (
    GateCountsOut,
    PassageReasonIn,
    PassageSearchIn,
    PassagesFoundOut,
    PassagesIn,
    PassagesTakenOut,
    found_out,
)
from gridward.work.passages.services.reasons import write_reason
from gridward.work.passages.services.searching import search_passages
from gridward.work.passages.services.taking import take_passages
from gridward.work.passages.terms import Taken

gates = door("gates")
"""What phones at gates send, and a gate's counts; mounted before the doors of gates themselves."""
passages = door("passages")


@gates.post("/passages", response=answers(PassagesTakenOut))
def post_passages(request: HttpRequest, given: PassagesIn) -> object:
    """Passages from a phone, each once whatever is sent again; what is refused holds up no other."""
    taken = take_passages(actor_of(request), batch=given.batch())
    return PassagesTakenOut.of(taken, language_of(request))


@gates.post("/reasons", response=answers(PassagesTakenOut))
def post_reason(request: HttpRequest, given: PassageReasonIn) -> object:
    """A reason that was written after its passage was sent."""
    actor = actor_of(request)
    new = write_reason(actor, passage_id=given.id, gate_id=given.gate, why=given.why)
    return PassagesTakenOut.of(Taken(taken=int(new), known=int(not new)), language_of(request))


@gates.get("/{gate_id}/counts", response=answers(GateCountsOut))
def get_counts(request: HttpRequest, gate_id: UUID, day: date | None = None) -> object:
    """How many passed the gate on a day, by hour, lane and direction; of today also the queue."""
    actor, now = actor_of(request), clock.now()
    actor.require(Permission.WORK_READ)
    gate, wanted = gate_in_grid(actor, gate_id), day or clock.local_date(now)
    may = actor.may(Permission.PASSAGE_SEARCH, gate.grid_id)
    told = gate_day(gate, wanted, now)
    return GateCountsOut.of(gate, told, spells_on(gate, wanted), may_search=may)


@passages.post("/search", response=answers(PassagesFoundOut))
def post_search(request: HttpRequest, given: PassageSearchIn) -> object:
    """Who passed, for those who may ask, with a reason; each search is a line of the record."""
    found = search_passages(actor_of(request), said=given.said())
    return PassagesFoundOut(items=list(map(found_out, found.rows)), more=found.more)
