"""What stores hold: one store by article and batch, all stores at a glance, the ledger of an article."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.supplies.models import Movement, Stock
from gridward.work.supplies.queries.articles import articles
from gridward.work.supplies.queries.rows import (
    Store,
    keeps,
    ledger_of,
    stock_at,
    stock_visible_to,
    stores_of,
)
from gridward.work.supplies.rules.articles import expiring_days
from gridward.work.supplies.rules.stock import by_article, first_out, is_low, shelf_life
from gridward.work.supplies.terms import (
    MOST_AMOUNT,
    Article,
    Batch,
    Held,
    ShelfLife,
    StoreLevel,
    SupplyCategory,
)


@dataclass(frozen=True)
class Lot:
    """A batch that is there, and whether it expires."""

    held: Held
    life: ShelfLife


@dataclass(frozen=True)
class Shelf:
    """What a store holds of an article."""

    article: Article
    level: StoreLevel
    amount: int
    lots: Sequence[Lot]

    @property
    def minimum(self) -> int:
        """What the store keeps at least."""
        return self.article.minimum.get(self.level, 0)

    @property
    def low(self) -> bool:
        """Whether it holds less."""
        return is_low(self.article, self.level, self.amount)

    def lives(self, life: ShelfLife) -> bool:
        """Whether a batch of it is so."""
        return any(one.life is life for one in self.lots)


@dataclass(frozen=True)
class StoreSeen:
    """A store at a glance: how many articles it has, how many are short, about to expire, or past their day."""

    store: Store
    keeps: bool
    articles: int
    low: int
    expiring: int
    expired: int


@dataclass(frozen=True)
class StockFilter:
    """Which articles of a store: a class of them, those that are short, those with batches that expire or have."""

    category: SupplyCategory | None = None
    low: bool = False
    expiring: bool = False


def held_at(store: Store) -> dict[Batch, int]:
    """What a store holds, by batch."""
    return {batch_of(one): one.amount for one in stock_at(store)}


def batch_of(row: Stock | Movement) -> Batch:
    """The batch of a row."""
    return Batch(row.article, row.lot, row.expires_on)


def shelves(store: Store, wanted: StockFilter | None = None) -> list[Shelf]:
    """What a store holds by article, also what it had and is out of, by class."""
    found = _shelves(stock_at(store), store.level, articles(), clock.today())
    return [one for one in found if wanted is None or _fits(one, wanted)]


def stores_seen(actor: Actor) -> list[StoreSeen]:
    """The stores of which the actor reads, at a glance; the stock is read in one question."""
    known, day = articles(), clock.today()
    rows: dict[tuple[UUID, UUID | None], list[Stock]] = defaultdict(list)
    for one in stock_visible_to(actor):
        rows[one.street_id, one.grid_id].append(one)
    return [
        _seen(actor, store, _shelves(rows[store.street_id, store.grid_id], store.level, known, day))
        for store in stores_of(actor)
    ]


def proposal(store: Store, amounts: Mapping[str, int]) -> list[Held]:
    """What to issue for some amounts: of each article what expires first."""
    held, day = held_at(store), clock.today()
    return [one for code, amount in amounts.items() for one in first_out(held, code, amount, day)]


def usable(store: Store, codes: Collection[str]) -> dict[str, int]:
    """How much of some articles a store may issue: what has expired is left out."""
    sums = by_article(proposal(store, dict.fromkeys(codes, MOST_AMOUNT)))
    return {code: sums.get(code, 0) for code in codes}


def ledger(store: Store, article: str | None) -> QuerySet[Movement]:
    """The movements of a store, or of one of its articles."""
    rows = ledger_of(store)
    return rows.filter(article=article) if article else rows


def _shelves(
    rows: Iterable[Stock], level: StoreLevel, known: Mapping[str, Article], day: date
) -> list[Shelf]:
    by_article: dict[str, list[Stock]] = defaultdict(list)
    for one in rows:
        by_article[one.article].append(one)
    found = [
        Shelf(known[code], level, sum(one.amount for one in some), _lots(some, day))
        for code, some in by_article.items()
        if code in known
    ]
    order = list(SupplyCategory)
    return sorted(found, key=lambda one: (order.index(one.article.category), one.article.code))


def _lots(rows: Iterable[Stock], day: date) -> list[Lot]:
    within = expiring_days(day)
    lots = [
        Lot(Held(batch_of(one), one.amount), shelf_life(one.expires_on, day, within))
        for one in rows
        if one.amount
    ]
    return sorted(lots, key=lambda one: (one.held.batch.expires_on or date.max, one.held.batch.lot))


def _fits(one: Shelf, wanted: StockFilter) -> bool:
    if wanted.category and one.article.category is not wanted.category:
        return False
    expires = one.lives(ShelfLife.EXPIRING) or one.lives(ShelfLife.EXPIRED)
    if wanted.low and wanted.expiring:
        return one.low or expires
    return (not wanted.low or one.low) and (not wanted.expiring or expires)


def _seen(actor: Actor, store: Store, found: Sequence[Shelf]) -> StoreSeen:
    return StoreSeen(
        store=store,
        keeps=keeps(actor, store),
        articles=len(found),
        low=sum(one.low for one in found),
        expiring=sum(one.lives(ShelfLife.EXPIRING) for one in found),
        expired=sum(one.lives(ShelfLife.EXPIRED) for one in found),
    )
