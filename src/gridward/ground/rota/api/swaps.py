"""Doors of swaps."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Status

from gridward.ground.rota.models import Swap
from gridward.ground.rota.queries.swaps import (
    own_swaps,
    steps_of,
    swap_of,
    swaps,
    warnings_of_swap,
)
from gridward.ground.rota.schemas.swaps import (
    SwapIn,
    SwapMoveIn,
    SwapOut,
    SwapRefuseIn,
    SwapRow,
)
from gridward.ground.rota.services.swapping import (
    agree_swap,
    approve_swap,
    propose_swap,
    refuse_swap,
    withdraw_swap,
)
from gridward.ground.rota.terms import SwapState, Watched
from gridward.kernel.access import Actor
from gridward.kernel.http import PageOut, actor_of, answers, door
from gridward.kernel.paging import page

router = door("rota")
me_router = door("me")


@router.get("", response=answers(PageOut[SwapRow]))
def list_swaps(
    request: HttpRequest, state: SwapState | None = None, after: str | None = None
) -> object:
    """Swaps at the caller's grids and their own, the latest first."""
    return _page(swaps(actor_of(request), [state] if state else ()), after)


@router.post("", response=answers(SwapOut, 201))
def post_swap(request: HttpRequest, given: SwapIn) -> object:
    """Propose to exchange two shifts, or to hand one over."""
    actor = actor_of(request)
    return Status(201, _told(actor, propose_swap(actor, said=given.told()).pk))


@router.get("/{uuid:swap_id}", response=answers(SwapOut))
def get_swap(request: HttpRequest, swap_id: UUID) -> object:
    """One swap with its timeline."""
    return _told(actor_of(request), swap_id)


@router.post("/{uuid:swap_id}/agree", response=answers(SwapOut))
def post_swap_agree(request: HttpRequest, swap_id: UUID, given: SwapMoveIn) -> object:
    """The other of the two agrees."""
    actor = actor_of(request)
    agree_swap(actor, swap_id=swap_id, **given.model_dump())
    return _told(actor, swap_id)


@router.post("/{uuid:swap_id}/withdraw", response=answers(SwapOut))
def post_swap_withdraw(request: HttpRequest, swap_id: UUID, given: SwapMoveIn) -> object:
    """One of the two does not want it."""
    actor = actor_of(request)
    withdraw_swap(actor, swap_id=swap_id, **given.model_dump())
    return _told(actor, swap_id)


@router.post("/{uuid:swap_id}/approve", response=answers(SwapOut))
def post_swap_approve(request: HttpRequest, swap_id: UUID, given: SwapMoveIn) -> object:
    """A chief approves: the shifts change hands, if everything is still as the two agreed."""
    actor = actor_of(request)
    made = approve_swap(actor, swap_id=swap_id, **given.model_dump())
    return _told(actor, swap_id, made.warnings)


@router.post("/{uuid:swap_id}/refuse", response=answers(SwapOut))
def post_swap_refuse(request: HttpRequest, swap_id: UUID, given: SwapRefuseIn) -> object:
    """A chief refuses, with a reason."""
    actor = actor_of(request)
    refuse_swap(actor, swap_id=swap_id, **given.model_dump())
    return _told(actor, swap_id)


@me_router.get("", response=answers(PageOut[SwapRow]))
def list_own_swaps(request: HttpRequest, after: str | None = None) -> object:
    """Swaps in which the caller is one of the two, the latest first."""
    return _page(own_swaps(actor_of(request)), after)


def _told(actor: Actor, swap_id: UUID, warnings: list[Watched] | None = None) -> SwapOut:
    row = swap_of(actor, swap_id)
    return SwapOut.of(row, steps_of(row), warnings_of_swap(row) if warnings is None else warnings)


def _page(rows: QuerySet[Swap], after: str | None) -> dict[str, Any]:
    made = page(rows, ["-created_at", "-id"], after)
    return {"items": [SwapRow.of(row) for row in made.rows], "next": made.next}
