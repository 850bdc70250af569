"""What people of the world do with supplies."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from gridward.ground.territory.models import Grid
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.work.supplies.models import Movement, SupplyRequest, SupplyStep
from gridward.work.supplies.queries.requests import issued_of, request_of, state_of
from gridward.work.supplies.services.asking import ask_for
from gridward.work.supplies.services.entering import enter
from gridward.work.supplies.services.stepping import take_step
from gridward.work.supplies.terms import (
    Batch,
    EntrySaid,
    Held,
    RequestSaid,
    StepSaid,
    StockMove,
    StoreLevel,
    SupplyState,
    SupplyStepKind,
)

MASK, BARRIER = "mask_medical", "barrier"
SOON, LATER, UNTIL = date(2026, 3, 20), date(2027, 3, 1), date(2026, 3, 4)
MASKS = Batch(MASK, "A1", LATER)
EARLY = Batch(MASK, "A0", SOON)
FENCE = Batch(BARRIER)


def entered(
    actor: Actor,
    grid: Grid | None,
    amounts: Mapping[Batch, int],
    move: StockMove = StockMove.RECEIVE,
    **words: Any,
) -> list[Movement]:
    """Some of some batches, as the keeper of a store enters it."""
    words.setdefault("id", new_id())
    words.setdefault("text", "区指挥部调拨")
    lines = tuple(Held(batch, amount) for batch, amount in amounts.items())
    said = EntrySaid(grid_id=grid.pk if grid else None, move=move, lines=lines, **words)
    return enter(actor, said=said)


def asked(
    actor: Actor, grid: Grid, amounts: Mapping[str, int] | None = None, **words: Any
) -> SupplyRequest:
    """What a grid asks for: a hundred masks unless said otherwise."""
    plain = {"id": new_id(), "text": "两个卡口值守用", "until": UNTIL}
    said = RequestSaid(grid_id=grid.pk, asked=amounts or {MASK: 100}, **{**plain, **words})
    return ask_for(actor, said=said)


def stepped(actor: Actor, request_id: UUID, kind: SupplyStepKind, **words: Any) -> SupplyStep:
    """A step as somebody takes it."""
    words.setdefault("id", new_id())
    return take_step(actor, request_id=request_id, said=StepSaid(kind=kind, **words))


def granted(
    actor: Actor,
    request_id: UUID,
    amounts: Mapping[str, int] | None = None,
    store: StoreLevel = StoreLevel.COMMUNITY,
) -> SupplyStep:
    """A grant of a hundred masks unless said otherwise."""
    kind = SupplyStepKind.GRANT
    return stepped(actor, request_id, kind, amounts=amounts or {MASK: 100}, store=store)


def issued(
    actor: Actor, request_id: UUID, amounts: Mapping[Batch, int] | None = None
) -> SupplyStep:
    """An issue of a hundred masks unless said otherwise."""
    lines = tuple(Held(batch, amount) for batch, amount in (amounts or {MASKS: 100}).items())
    return stepped(
        actor, request_id, SupplyStepKind.ISSUE, issued=lines, carrier="社区志愿者张师傅"
    )


def received(actor: Actor, request_id: UUID, *arrived: int) -> SupplyStep:
    """A receipt: of what was issued all, or what is said."""
    amounts = arrived or tuple(one.amount for one in issued_of(request_of(actor, request_id)))
    return stepped(actor, request_id, SupplyStepKind.RECEIVE, arrived=amounts)


def standing(actor: Actor, request_id: UUID) -> SupplyState:
    """The state of a request as somebody reads it."""
    return state_of(request_of(actor, request_id))
