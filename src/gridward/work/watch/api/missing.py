"""Doors of missing residents: at the gate, and for whoever adds them to the register."""

from uuid import UUID

from django.http import HttpRequest

from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door, language_of
from gridward.kernel.paging import page
from gridward.work.watch.queries.missing import missing, missing_of
from gridward.work.watch.schemas.missing import (
    MissingAnswerOut,
    MissingResidentIn,
    MissingResidentOut,
    MissingResidentRow,
)
from gridward.work.watch.services.missing import read_missing, report_missing, settle_missing

at_gates = door("gates")
router = door("watch")


@at_gates.post("/missing", response=answers(MissingAnswerOut))
def post_missing(request: HttpRequest, given: MissingResidentIn) -> object:
    """Somebody says that they live here: known already, or reported to the worker of the grid. Sent again, the same."""
    return MissingAnswerOut.of(report_missing(actor_of(request), said=given.said()))


@router.get("", response=answers(PageOut[MissingResidentRow]))
def list_missing(
    request: HttpRequest, order_id: UUID | None = None, after: str | None = None
) -> object:
    """Who waits to be added, the newest first, or whom an order is about."""
    found = page(missing(_adder(request), order_id), ["-at", "-id"], after)
    items = [MissingResidentRow.of(row, language_of(request)) for row in found.rows]
    return PageOut[MissingResidentRow](items=items, next=found.next)


@router.get("/{missing_id}", response=answers(MissingResidentOut))
def get_missing(request: HttpRequest, missing_id: UUID) -> object:
    """What somebody said, in full; who looked is on record."""
    actor = _adder(request)
    return MissingResidentOut.whole(read_missing(actor, missing_id), actor, language_of(request))


@router.post("/{missing_id}/settlement", response=answers(MissingResidentRow))
def post_settlement(request: HttpRequest, missing_id: UUID) -> object:
    """They have been added: the order is done."""
    actor = _adder(request)
    settle_missing(actor, missing_id=missing_id)
    return MissingResidentRow.of(missing_of(actor, missing_id), language_of(request))


def _adder(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.REGISTER_CHANGE)
    return actor
