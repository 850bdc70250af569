"""What the writes share: the clock of the sender, the ledger, the record."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model

from gridward.ground.audit.terms import About
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.supplies.models import Movement, SupplyStep
from gridward.work.supplies.problems import SupplyTimeAhead
from gridward.work.supplies.queries.rows import KEEPING, Store, keeps
from gridward.work.supplies.queries.stock import held_at
from gridward.work.supplies.rules.stock import taken
from gridward.work.supplies.terms import Article, Held, StockMove

TOLERANCE = timedelta(minutes=5)
"""By which a sender's clock may be ahead of the server's."""


@dataclass(frozen=True)
class Entry:
    """Movements that are entered together: whose id, why (sealed), when by the sender's clock, by which step."""

    id: UUID
    move: StockMove
    lines: Sequence[Held]
    text: str = ""
    at: datetime | None = None
    step: SupplyStep | None = None
    counted: int | None = None


def require_keeper(actor: Actor, store: Store) -> None:
    """Raises NotFound, NotAllowed."""
    actor.require(KEEPING[store.level], store.grid_id)
    if not keeps(actor, store):
        raise NotAllowed(permission=KEEPING[store.level].value)


def check_time(at: datetime | None) -> None:
    """Raises SupplyTimeAhead."""
    if at is not None and at > clock.now() + TOLERANCE:
        raise SupplyTimeAhead


def lock_store(store: Store) -> None:
    """Whoever else moves something in the store waits, and sees what is left."""
    one_at_a_time("supplies.store", store.street_id, store.grid_id)


def book(actor: Actor, store: Store, entry: Entry, known: Mapping[str, Article]) -> list[Movement]:
    """Put movements of known articles into the ledger of a store that is locked; raises StockShort."""
    taken(held_at(store), entry.lines, known)
    now = clock.now()
    rows = [_movement(actor, store, entry, one, now) for one in entry.lines]
    for row in rows:
        row.set_sealed("said", sealed(text=entry.text))
        row.save(force_insert=True)
    return rows


def sealed(**words: Any) -> str:
    """What is said, as it is sealed."""
    return json.dumps(words, ensure_ascii=False)


def about(row: Model, grid_id: UUID | None) -> About:
    """The row as the record names it."""
    return About(row._meta.db_table, row.pk, grid_id)


def own_account(actor: Actor) -> UUID:
    """The sign-in by which a member acts; raises NotFound."""
    if actor.account_id is None:
        raise NotFound
    return actor.account_id


def _movement(actor: Actor, store: Store, entry: Entry, one: Held, now: datetime) -> Movement:
    return Movement(
        **store.key,
        article=one.batch.article,
        lot=one.batch.lot,
        expires_on=one.batch.expires_on,
        move=entry.move,
        amount=one.amount,
        counted=entry.counted,
        entry=entry.id,
        step=entry.step,
        at=now,
        said_at=entry.at,
        account_id=actor.account_id,
        account_name=actor.name,
    )
