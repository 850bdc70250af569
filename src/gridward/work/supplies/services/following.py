"""Stores and requests follow the territory, and a request its order where that was ended by hand."""

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.positions import heir_among, took_over
from gridward.ground.territory.terms.places import GridSucceeded, StreetSucceeded
from gridward.kernel import clock
from gridward.kernel.access import SOMEBODY
from gridward.kernel.ids import new_id
from gridward.kernel.texts import say
from gridward.work.supplies.models import Stock, SupplyRequest, SupplyStep
from gridward.work.supplies.queries.articles import articles
from gridward.work.supplies.queries.requests import standing, state_of, under_way
from gridward.work.supplies.queries.rows import Store, at_grid, street_store
from gridward.work.supplies.queries.stock import batch_of
from gridward.work.supplies.services.shared import Entry, book, lock_store, sealed
from gridward.work.supplies.terms import (
    Held,
    StockMove,
    SupplyAct,
    SupplyState,
    SupplyStepKind,
)
from gridward.work.workorders.terms import OrderEnded

ENDS = {
    SupplyState.ASKED: (SupplyStepKind.REFUSE, SupplyState.REFUSED),
    SupplyState.GRANTED: (SupplyStepKind.CANCEL, SupplyState.CANCELLED),
}
"""What becomes of a request whose order somebody ended before anything was issued."""


@transaction.atomic
def follow_grids(event: GridSucceeded) -> int:
    """What the store of a grid holds goes to the heir, and requests under way too. Answers how many batches."""
    heir = heir_among(took_over(event.old_grid))
    if heir is None:
        return 0
    for row in under_way(standing(SupplyRequest.objects.filter(grid_id=event.old_grid))):
        row.grid, row.street_id = heir, heir.street_id
        row.save(update_fields=["grid", "street"])
    return _carry(at_grid(Grid.objects.get(pk=event.old_grid)), at_grid(heir))


@transaction.atomic
def follow_street(event: StreetSucceeded) -> int:
    """What a street's store holds goes to the street that took over. Answers how many batches."""
    return _carry(street_store(event.old_street), street_store(event.new_street))


@transaction.atomic
def follow_order(event: OrderEnded) -> None:
    """An order that was ended by hand before anything was issued ends its request."""
    row = standing(SupplyRequest.objects.filter(order_id=event.order)).first()
    if row is None or state_of(row) not in ENDS:
        return
    kind, after = ENDS[state_of(row)]
    step = SupplyStep(
        street_id=row.street_id,
        grid_id=row.grid_id,
        request=row,
        serial=row.steps.count() + 1,
        kind=kind,
        state=after,
        at=clock.now(),
        account_name=SOMEBODY.name,
    )
    step.set_sealed("said", sealed(text=say("supplies.order.ended"), carrier=""))
    step.save(force_insert=True)


def _carry(old: Store, new: Store) -> int:
    lock_store(old)
    lock_store(new)
    rows = Stock.objects.filter(**old.key, amount__gt=0)
    lines = [Held(batch_of(one), one.amount) for one in rows]
    if not lines:
        return 0
    out, words = [Held(one.batch, -one.amount) for one in lines], say("supplies.handed_over")
    entry, known = new_id(), articles()
    book(SOMEBODY, old, Entry(entry, StockMove.HAND_OVER, out, words), known)
    book(SOMEBODY, new, Entry(entry, StockMove.HAND_OVER, lines, words), known)
    record(
        SOMEBODY,
        SupplyAct.HANDED_OVER,
        street=new.street_id,
        old=old.name,
        new=new.name,
        count=len(lines),
    )
    return len(lines)
