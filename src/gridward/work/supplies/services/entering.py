"""What keepers enter into the ledger of a store: taken in, used, spoilt, counted."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.kernel.access import Actor
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.texts import DEFAULT_LANGUAGE
from gridward.work.supplies.models import Movement
from gridward.work.supplies.problems import (
    AmountUnfit,
    MovementNotByHand,
    SupplyIdTaken,
    SupplyTextMissing,
)
from gridward.work.supplies.queries.articles import articles, check_known
from gridward.work.supplies.queries.rows import Store, store_of
from gridward.work.supplies.queries.stock import held_at
from gridward.work.supplies.rules.stock import check_lines
from gridward.work.supplies.services.shared import (
    Entry,
    about,
    book,
    check_time,
    lock_store,
    require_keeper,
)
from gridward.work.supplies.terms import (
    BY_HAND,
    MOST_AMOUNT,
    Batch,
    EntrySaid,
    Held,
    StockMove,
    SupplyAct,
)


@dataclass(frozen=True)
class CountSaid:
    """What a stock-taking found of one batch; a difference has its reason."""

    id: UUID
    grid_id: UUID | None
    batch: Batch
    counted: int
    text: str = ""
    at: datetime | None = None


@transaction.atomic
def enter(actor: Actor, *, said: EntrySaid) -> list[Movement]:
    """Enter what was taken in, used or spoilt, with the id of its sender; sent again, it is there already.

    Raises NotFound, NotAllowed, MovementNotByHand, SupplyTextMissing, SupplyTimeAhead, ArticleUnknown, AmountUnfit,
    ExpiryUnfit, StockShort, SupplyIdTaken.
    """
    store, known = _begun(actor, said.id, said.grid_id, said.at)
    if known:
        return known
    sign = BY_HAND.get(said.move)
    if sign is None:
        raise MovementNotByHand
    if not said.text.strip():
        raise SupplyTextMissing
    catalogue = articles()
    codes = [one.batch.article for one in said.lines]
    receives = said.move is StockMove.RECEIVE
    check_known(codes, catalogue, in_use=receives)
    check_lines(said.lines, catalogue, () if receives else held_at(store))
    lines = [Held(one.batch, one.amount * sign) for one in said.lines]
    entry = Entry(said.id, said.move, lines, said.text.strip(), said.at)
    rows = book(actor, store, entry, catalogue)
    record(
        actor,
        SupplyAct.ENTERED,
        about(rows[0], store.grid_id),
        street=store.street_id,
        also=[row.pk for row in rows],
        store=store.name,
        move=f"word.supplies.move.{said.move}",
        articles="、".join(
            catalogue[code].title[DEFAULT_LANGUAGE] for code in dict.fromkeys(codes)
        ),
    )
    return rows


@transaction.atomic
def count(actor: Actor, *, said: CountSaid) -> Movement:
    """Enter what a stock-taking found of a batch: the difference to the books is a movement, with its reason.

    Raises NotFound, NotAllowed, SupplyTimeAhead, ArticleUnknown, AmountUnfit, ExpiryUnfit, SupplyTextMissing,
    SupplyIdTaken.
    """
    store, known = _begun(actor, said.id, said.grid_id, said.at)
    if known:
        return known[0]
    catalogue = articles()
    check_known([said.batch.article], catalogue, in_use=False)
    held = held_at(store)
    check_lines([Held(said.batch, 1)], catalogue, held)
    if not 0 <= said.counted <= MOST_AMOUNT:
        raise AmountUnfit
    difference = said.counted - held.get(said.batch, 0)
    if difference and not said.text.strip():
        raise SupplyTextMissing
    entry = Entry(
        id=said.id,
        move=StockMove.COUNT,
        lines=[Held(said.batch, difference)],
        text=said.text.strip(),
        at=said.at,
        counted=said.counted,
    )
    [row] = book(actor, store, entry, catalogue)
    record(
        actor,
        SupplyAct.COUNTED,
        about(row, store.grid_id),
        street=store.street_id,
        store=store.name,
        article=catalogue[said.batch.article].title[DEFAULT_LANGUAGE],
        difference=difference,
    )
    return row


def _begun(
    actor: Actor, entry_id: UUID, grid_id: UUID | None, at: datetime | None
) -> tuple[Store, list[Movement]]:
    """The store, locked for its keeper, and what was entered with the id already."""
    one_at_a_time("supplies.id", entry_id)
    store = store_of(actor, grid_id)
    require_keeper(actor, store)
    check_time(at)
    known = list(Movement.objects.filter(entry=entry_id))
    if known and {(one.account_id, one.grid_id) for one in known} != {(actor.account_id, grid_id)}:
        raise SupplyIdTaken
    lock_store(store)
    return store, known
