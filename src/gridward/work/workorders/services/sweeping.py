"""The clock goes round: what ran out in silence rises one rung, what was let go is handed on."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.kernel.access import SOMEBODY, Actor
from gridward.kernel.calendar import calendar
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.cases import OrderCase
from gridward.work.workorders.queries.holders import Around, around
from gridward.work.workorders.queries.kinds import kind_of
from gridward.work.workorders.rules.clocks import due
from gridward.work.workorders.rules.ladder import higher, limit_of, only, passed
from gridward.work.workorders.services.preparing import Prepared, risen
from gridward.work.workorders.services.writing import Beside, Ready, decide, store
from gridward.work.workorders.terms import Done, OrderAct, OrderClock, OrderMove

BATCH = 500
"""Orders in one transaction."""


@transaction.atomic
def sweep(actor: Actor, now: datetime) -> int:
    """Look at the orders whose time has come, at most BATCH of them; answers how many there were.

    Done twice at one instant, the second time finds nothing: each order it looked at is due later, or never again.
    """
    rows = Order.objects.filter(next_due__lte=now).order_by("next_due", "id")
    rows = rows.select_for_update(of=("self",), skip_locked=True).select_related("grid")
    found = list(rows.defer("grid__boundary", "grid__bounds")[:BATCH])
    places = {row.grid_id: row.grid for row in found}
    known = {pk: around(grid) for pk, grid in places.items()}
    moves = [one for row in found if (one := _look(row, now, known[row.grid_id]))]
    if moves:
        store(SOMEBODY, moves)
        ids = [one.row.pk for one in moves]
        record(actor, OrderAct.RISEN, also=ids, street=moves[0].row.street_id, count=len(ids))
    return len(found)


def _look(row: Order, now: datetime, place: Around) -> Ready | None:
    """The move that is due for an order; where nobody stands higher it is looked at again later."""
    case = OrderCase(row, kind_of(row.kind_id), row.facts(), place, frozenset())
    ready = _due(case, now)
    if ready is None:
        _look_again(case, now)
        return None
    return decide(row, case.kind, place, ready.done, Beside(told=ready.told))


def _due(case: OrderCase, now: datetime) -> Prepared | None:
    done = Done(OrderMove.ESCALATE, max(now, case.facts.at))
    if case.facts.let_go:
        return _handed_on(case, done)
    above = higher(case.kind, case.facts, case.around.held)
    if above is None:
        return None
    ready = risen(case, done, above)
    return replace(ready, told={**ready.told, **_silent(case, now)})


def _silent(case: OrderCase, now: datetime) -> Mapping[str, str]:
    """The clock that nobody answered, the first in the order of the work."""
    out = passed(case.facts, now)
    return {"clock": out[0].value} if out else {}


def _handed_on(case: OrderCase, done: Done) -> Prepared:
    """To whoever has the post now; where nobody has, to the first filled rung, which takes it over."""
    post = case.facts.post
    held = case.around.held.get(post, ()) if post else ()
    above = higher(case.kind, case.facts, case.around.held, take_over=True)
    if not held and above is not None:
        return risen(case, done, above)
    handler = only(held)
    given = replace(done, move=OrderMove.HAND_ON, post=post, handler=handler)
    return Prepared(given, {"to": case.around.name(handler)})


def _look_again(case: OrderCase, now: datetime) -> None:
    """Nobody stands higher now: look again after as long as the clock had, since a post may be filled until then."""
    out = passed(case.facts, now) or [OrderClock.HANDLE]
    limit = limit_of(case.kind, case.facts, out[0])
    case.row.next_due = due(calendar(), now, limit, urgent=case.kind.urgent) if limit else None
    case.row.save(update_fields=["next_due", "updated_at"])
