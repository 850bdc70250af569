"""How requests speak with their work orders: who has to act, and how far it has risen, is told by the order alone."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Grid
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import new_id
from gridward.kernel.texts import DEFAULT_LANGUAGE
from gridward.work.supplies.queries.requests import FROM_COMMUNITY, FROM_STREET
from gridward.work.supplies.terms import Article, RequestSaid, StoreLevel
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.cases import case_of, moves_now
from gridward.work.workorders.queries.rows import order_of
from gridward.work.workorders.services.moving import move_order
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.terms import MoveSaid, OrderMove, OrderSaid

LONGEST = 500
"""Of an answer to a field of an order."""
M = OrderMove
Known = Mapping[str, Article]
Wanted = Sequence[tuple[OrderMove, MoveSaid]]


def open_for(
    actor: Actor, said: RequestSaid, grid: Grid, known: Known, *, of_street: bool
) -> Order:
    """The order of a request: to the community, or to the street."""
    answers = {
        "wanted": told(said.asked, known)[:LONGEST],
        "until": said.until.isoformat(),
        "urgent": said.urgent,
    }
    order = OrderSaid(
        id=new_id(),
        kind=FROM_STREET if of_street else FROM_COMMUNITY,
        grid_id=grid.pk,
        place=grid.name,
        text=said.text.strip(),
        answers=answers,
        at=said.at,
    )
    return open_order(actor, said=order)


def granted(actor: Actor, order_id: UUID, store: StoreLevel, text: str) -> None:
    """It is the work of whoever keeps the store."""
    post = Post.COMMUNITY_GRID_LEADER if store is StoreLevel.COMMUNITY else Post.STREET_COMMAND
    to = MoveSaid(text=text, post=post)
    _first(actor, order_id, [(M.DISPATCH, to), (M.REASSIGN, to), _note(text)])


def rejected(actor: Actor, order_id: UUID, text: str) -> None:
    """Nothing is granted."""
    _first(actor, order_id, [(M.REJECT, MoveSaid(text=text)), _note(text)])


def withdrawn(order: Order, text: str) -> None:
    """Whoever opened it takes it back: the house rejects it, since an opener may not."""
    _first(_house(order), order.pk, [(M.REJECT, MoveSaid(text=text)), _note(text)])


def handled(actor: Actor, order_id: UUID, text: str) -> None:
    """It is issued, or explained: whoever did it is the handler from now on."""
    mine = MoveSaid(text=text, member_id=actor.member_id)
    done = MoveSaid(text=text)
    if M.HANDLE not in _now(actor, order_id):
        _first(actor, order_id, [(M.REASSIGN, mine)])
    _first(actor, order_id, [(M.HANDLE, done), _note(text)])


def received(actor: Actor, order: Order, text: str) -> None:
    """All is there: the receiver verifies, and nothing is left for the desk to do."""
    _first(actor, order.pk, [(M.VERIFY, MoveSaid(text=text)), _note(text)])
    _first(_house(order), order.pk, [(M.CLOSE, MoveSaid())])


def differs(actor: Actor, order_id: UUID, text: str) -> None:
    """Something is left to be explained."""
    _first(actor, order_id, [(M.REOPEN, MoveSaid(text=text)), _note(text)])


def told(amounts: Mapping[str, int], known: Known) -> str:
    """医用外科口罩200只，84消毒液10瓶."""
    return "，".join(
        f"{known[code].title[DEFAULT_LANGUAGE]}{amount}{known[code].unit[DEFAULT_LANGUAGE]}"
        for code, amount in amounts.items()
    )


def _note(text: str) -> tuple[OrderMove, MoveSaid]:
    return M.NOTE, MoveSaid(text=text)


def _house(order: Order) -> Actor:
    """The house, which keeps the desk of an order: for what follows by itself."""
    rights = (Permission.WORK_READ, Permission.ORDER_WORK, Permission.ORDER_DISPATCH)
    held = dict.fromkeys(rights, frozenset({order.grid_id}))
    return Actor(account_id=None, name="gridward", street_id=order.street_id, held=held)


def _now(actor: Actor, order_id: UUID) -> Sequence[OrderMove]:
    return moves_now(actor, case_of(actor, order_of(actor, order_id)))


def _first(actor: Actor, order_id: UUID, wanted: Wanted) -> None:
    """The first of some moves that the actor may make now; none where the order went another way by hand."""
    row = order_of(actor, order_id)
    now = moves_now(actor, case_of(actor, row))
    for move, said in wanted:
        if move in now:
            move_order(actor, order_id=row.pk, move=move, version=row.version, said=said)
            return
