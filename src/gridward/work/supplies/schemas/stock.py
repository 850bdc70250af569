"""Shapes of articles, stores and their ledger."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gridward.kernel.documents.formats import PaperFormat
from gridward.kernel.http import Shape
from gridward.work.supplies.models import ArticleVersion, Movement
from gridward.work.supplies.queries.rows import unsealed
from gridward.work.supplies.queries.stock import Lot as HeldLot
from gridward.work.supplies.queries.stock import Shelf, StoreSeen
from gridward.work.supplies.rules.articles import article_from
from gridward.work.supplies.schemas import Amount, Code, Day, Lot, Moment, Said, spoken
from gridward.work.supplies.services.articles import ArticleSaid
from gridward.work.supplies.services.entering import CountSaid
from gridward.work.supplies.terms import (
    MOST_LINES,
    Article,
    Batch,
    EntrySaid,
    Held,
    ShelfLife,
    StockMove,
    StoreLevel,
    SupplyCategory,
)
from gridward.work.workorders.terms import KindOrigin

Word = Annotated[str, Field(max_length=80)]


class ArticleIn(Schema):
    """An article as it is put in; without a code a new one. `seen` is the version that was edited."""

    code: Code = ""
    seen: Annotated[int, Field(ge=0)] = 0
    category: SupplyCategory
    title: Annotated[dict[Code, Word], Field(max_length=4)]
    unit: Annotated[dict[Code, Word], Field(max_length=4)]
    expires: bool
    minimum: Annotated[dict[StoreLevel, Amount], Field(max_length=3)]
    in_use: bool = True

    def said(self) -> ArticleSaid:
        """As the services take it."""
        return ArticleSaid(Article(**self.model_dump(exclude={"seen"})), self.seen)


class ArticleOut(Shape):
    """An article in force: `name` and `measure` in the caller's language, `title` and `unit` in all."""

    code: str
    number: int
    origin: KindOrigin
    put_by: str
    category: SupplyCategory
    name: str
    measure: str
    title: dict[str, str]
    unit: dict[str, str]
    expires: bool
    minimum: dict[str, int]
    in_use: bool

    @classmethod
    def of(cls, row: ArticleVersion, language: str) -> "ArticleOut":
        """From a version."""
        one = article_from(row.content)
        return cls(
            code=row.code,
            number=row.number,
            origin=KindOrigin(row.origin),
            put_by=row.put_by,
            category=one.category,
            name=spoken(one.title, language),
            measure=spoken(one.unit, language),
            title=dict(one.title),
            unit=dict(one.unit),
            expires=one.expires,
            minimum={level.value: amount for level, amount in one.minimum.items()},
            in_use=one.in_use,
        )


class BatchLine(Schema):
    """How much of a batch; its lot and last day where they are known."""

    article: Code
    lot: Lot = ""
    expires_on: Day | None = None
    amount: Amount

    def held(self) -> Held:
        """As the rules take it."""
        return Held(Batch(self.article, self.lot, self.expires_on), self.amount)


class EntryIn(Schema):
    """What was taken in, used or spoilt in a store (the street's without a grid), with the id of its sender."""

    id: UUID
    grid_id: UUID | None = None
    move: StockMove
    lines: Annotated[list[BatchLine], Field(max_length=MOST_LINES)]
    text: Said
    at: Moment | None = None

    def said(self) -> EntrySaid:
        """As the services take it."""
        same = self.model_dump(exclude={"lines"})
        return EntrySaid(**same, lines=tuple(one.held() for one in self.lines))


class CountIn(Schema):
    """What a stock-taking found of one batch, with the id of its sender."""

    id: UUID
    grid_id: UUID | None = None
    article: Code
    lot: Lot = ""
    expires_on: Day | None = None
    counted: Amount
    text: Said = ""
    at: Moment | None = None

    def said(self) -> CountSaid:
        """As the services take it."""
        batch = Batch(self.article, self.lot, self.expires_on)
        return CountSaid(self.id, self.grid_id, batch, self.counted, self.text, self.at)


class StockFileIn(Schema):
    """The list of which store, as which kind of file."""

    grid_id: UUID | None = None
    format: PaperFormat


class StoreOut(Shape):
    """A store at a glance; the street's has no grid. `keeps`: the caller enters what moves in it."""

    grid_id: UUID | None
    name: str
    level: StoreLevel
    keeps: bool
    articles: int
    low: int
    expiring: int
    expired: int

    @classmethod
    def of(cls, seen: StoreSeen) -> "StoreOut":
        """From what was counted."""
        store = seen.store
        counted = {name: getattr(seen, name) for name in ("articles", "low", "expiring", "expired")}
        return cls(
            grid_id=store.grid_id, name=store.name, level=store.level, keeps=seen.keeps, **counted
        )


class StockLotOut(Shape):
    """A batch that is there."""

    lot: str
    expires_on: date | None
    amount: int
    life: ShelfLife

    @classmethod
    def of(cls, one: HeldLot) -> "StockLotOut":
        """From what is held."""
        batch = one.held.batch
        return cls(
            lot=batch.lot, expires_on=batch.expires_on, amount=one.held.amount, life=one.life
        )


class StockOut(Shape):
    """What a store holds of an article, the sum of its batches."""

    article: str
    name: str
    measure: str
    category: SupplyCategory
    expires: bool
    amount: int
    minimum: int
    low: bool
    lots: list[StockLotOut]

    @classmethod
    def of(cls, shelf: Shelf, language: str) -> "StockOut":
        """From what is held."""
        one = shelf.article
        return cls(
            article=one.code,
            name=spoken(one.title, language),
            measure=spoken(one.unit, language),
            category=one.category,
            expires=one.expires,
            amount=shelf.amount,
            minimum=shelf.minimum,
            low=shelf.low,
            lots=[StockLotOut.of(lot) for lot in shelf.lots],
        )


class MovementOut(Shape):
    """A movement as it was entered: `at` by the server's clock, `said_at` by the sender's."""

    id: UUID
    article: str
    name: str
    measure: str
    lot: str
    expires_on: date | None
    move: StockMove
    amount: int
    counted: int | None
    text: str
    by: str
    at: datetime
    said_at: datetime | None
    request_id: UUID | None

    @classmethod
    def of(cls, row: Movement, known: Mapping[str, Article], language: str) -> "MovementOut":
        """From a row read with its step; raises SealBroken."""
        one = known[row.article]
        same = ("lot", "expires_on", "amount", "counted", "at", "said_at")
        return cls(
            id=row.pk,
            article=row.article,
            name=spoken(one.title, language),
            measure=spoken(one.unit, language),
            move=StockMove(row.move),
            text=unsealed(row)["text"],
            by=row.account_name,
            request_id=row.step.request_id if row.step else None,
            **{name: getattr(row, name) for name in same},
        )
