"""A case: an order with all by which a move of it is decided."""

from dataclasses import dataclass
from uuid import UUID

from gridward.kernel.access import Actor, Permission
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.holders import Around, around, posts_at
from gridward.work.workorders.queries.kinds import kind_of
from gridward.work.workorders.rules.machine import possible
from gridward.work.workorders.rules.standing import Named, Party, relations
from gridward.work.workorders.terms import Facts, Kind, OrderMove, Relation


@dataclass(frozen=True)
class OrderCase:
    """An order as it stands, and what the actor is to it."""

    row: Order
    kind: Kind
    facts: Facts
    around: Around
    who: frozenset[Relation]


Places = dict[UUID, tuple[Around, Party]]
"""What was asked of grids already, for one actor."""


def case_of(actor: Actor, row: Order, places: Places | None = None) -> OrderCase:
    """The case of an order whose grid was read with it; of many orders each grid is asked once."""
    known = places.get(row.grid_id) if places is not None else None
    place, party = known or (around(row.grid), party_of(actor, row))
    if places is not None:
        places[row.grid_id] = place, party
    kind, facts = kind_of(row.kind_id), row.facts()
    named = Named(row.opener_id, row.concerned_id)
    return OrderCase(row, kind, facts, place, relations(kind, facts, named, party))


def party_of(actor: Actor, row: Order) -> Party:
    """The actor with the posts that reach the order's grid; the command line keeps the desk."""
    if actor.member_id is None:
        operator = actor.account_id is None and actor.may(Permission.ORDER_DISPATCH, row.grid_id)
        return Party(None, frozenset(), operator)
    return Party(actor.member_id, posts_at(actor.member_id, row.grid))


def moves_now(actor: Actor, case: OrderCase) -> list[OrderMove]:
    """The moves that the actor may make now."""
    top = case.facts.rung >= len(case.kind.route(case.facts.route).ladder)
    return [
        move
        for move in possible(case.facts, case.who)
        if not (top and move is OrderMove.RAISE) and actor.may(needed(move), case.row.grid_id)
    ]


def needed(move: OrderMove) -> Permission:
    """The permission without which nobody makes a move, whatever they are to the order."""
    return _NEEDED.get(move, Permission.ORDER_WORK)


_NEEDED = {
    **dict.fromkeys(
        (
            *(OrderMove.ACCEPT, OrderMove.REJECT, OrderMove.DUPLICATE, OrderMove.DISPATCH),
            *(OrderMove.REASSIGN, OrderMove.SPLIT, OrderMove.GRANT, OrderMove.REFUSE),
            *(OrderMove.CLOSE, OrderMove.TAKE_IN),
        ),
        Permission.ORDER_DISPATCH,
    ),
    **dict.fromkeys((OrderMove.RATE, OrderMove.REPLY), Permission.WORK_READ),
}
