"""Doors of arrivals."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Status

from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door, language_of
from gridward.kernel.paging import page
from gridward.work.arrivals.queries.arrivals import arrival_of, arrivals
from gridward.work.arrivals.schemas import (
    ArrivalIn,
    ArrivalMeasureIn,
    ArrivalNoneIn,
    ArrivalOut,
    ArrivalRow,
    ArrivalsWanted,
    ArrivalVersionIn,
)
from gridward.work.arrivals.services.deciding import decide_none, propose_for
from gridward.work.arrivals.services.recording import judge_again, read_arrival, record_arrival

router = door("arrivals")


def _seer(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.MEASURE_SEE)
    return actor


@router.get("", response=answers(PageOut[ArrivalRow]))
def list_arrivals(request: HttpRequest, wanted: Query[ArrivalsWanted]) -> object:
    """Arrivals, the latest day first."""
    rows = arrivals(_seer(request), wanted.wanted())
    found = page(rows, ["-arrived_on", "-id"], wanted.after)
    items = [ArrivalRow.of(row, language_of(request)) for row in found.rows]
    return PageOut[ArrivalRow](items=items, next=found.next)


@router.post("", response=answers(ArrivalOut, 201))
def post_arrival(request: HttpRequest, given: ArrivalIn) -> object:
    """Record an arrival; sent again with its id, the same comes back."""
    actor = _seer(request)
    row = record_arrival(actor, said=given.said())
    return Status(201, _whole(request, actor, row.pk))


@router.get("/{uuid:arrival_id}", response=answers(ArrivalOut))
def get_arrival(request: HttpRequest, arrival_id: UUID) -> object:
    """One arrival whole; who looked is on record."""
    row = read_arrival(_seer(request), arrival_id)
    return ArrivalOut.whole(row, language_of(request))


@router.post("/{uuid:arrival_id}/judgement", response=answers(ArrivalOut))
def post_judgement(request: HttpRequest, arrival_id: UUID, given: ArrivalVersionIn) -> object:
    """Judge again by what is known today."""
    actor = _seer(request)
    judge_again(actor, arrival_id=arrival_id, version=given.version)
    return _whole(request, actor, arrival_id)


@router.post("/{uuid:arrival_id}/none", response=answers(ArrivalOut))
def post_none(request: HttpRequest, arrival_id: UUID, given: ArrivalNoneIn) -> object:
    """Say that no measure is needed, and why."""
    actor = _seer(request)
    decide_none(actor, arrival_id=arrival_id, version=given.version, reason=given.reason)
    return _whole(request, actor, arrival_id)


@router.post("/{uuid:arrival_id}/measure", response=answers(ArrivalOut))
def post_arrival_measure(request: HttpRequest, arrival_id: UUID, given: ArrivalMeasureIn) -> object:
    """Propose a measure for who came."""
    actor = _seer(request)
    said = given.measure.said()
    propose_for(actor, arrival_id=arrival_id, version=given.version, said=said)
    return _whole(request, actor, arrival_id)


def _whole(request: HttpRequest, actor: Actor, arrival_id: UUID) -> ArrivalOut:
    return ArrivalOut.whole(arrival_of(actor, arrival_id), language_of(request))
