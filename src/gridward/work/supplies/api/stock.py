"""Doors of articles, stores and their ledger."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema, Status

from gridward.kernel.http import PageOut, actor_of, answers, door, file_answer
from gridward.kernel.paging import page
from gridward.work.supplies.api.shared import reader, spoken
from gridward.work.supplies.models import Movement
from gridward.work.supplies.queries.articles import articles, latest
from gridward.work.supplies.queries.rows import store_of
from gridward.work.supplies.queries.stock import StockFilter, ledger, shelves, stores_seen
from gridward.work.supplies.schemas import Code
from gridward.work.supplies.schemas.stock import (
    ArticleIn,
    ArticleOut,
    CountIn,
    EntryIn,
    MovementOut,
    StockFileIn,
    StockOut,
    StoreOut,
)
from gridward.work.supplies.services.articles import put_article
from gridward.work.supplies.services.entering import count, enter
from gridward.work.supplies.services.papers import stock_file
from gridward.work.supplies.terms import SupplyCategory

router = door("supplies")


class StockWanted(Schema):
    """Which store (the street's without a grid), which of its articles."""

    grid_id: UUID | None = None
    category: SupplyCategory | None = None
    low: bool = False
    expiring: bool = False


class MovementsWanted(Schema):
    """Which store (the street's without a grid), which article; `after` is the cursor of the page before."""

    grid_id: UUID | None = None
    article: Code | None = None
    after: str | None = None


@router.get("/articles", response=answers(list[ArticleOut]))
def list_articles(request: HttpRequest) -> object:
    """Every article in force, by class; those that are no longer taken in too."""
    return [ArticleOut.of(one, spoken(request)) for one in latest()]


@router.post("/articles", response=answers(ArticleOut, 201))
def post_article(request: HttpRequest, given: ArticleIn) -> object:
    """Put in a new article, or the next version of one."""
    made = put_article(actor_of(request), said=given.said())
    return Status(201, ArticleOut.of(made, spoken(request)))


@router.get("/stores", response=answers(list[StoreOut]))
def list_stores(request: HttpRequest) -> object:
    """The stores of which the caller reads, at a glance."""
    return [StoreOut.of(one) for one in stores_seen(reader(request))]


@router.get("/stock", response=answers(list[StockOut]))
def list_stock(request: HttpRequest, wanted: Query[StockWanted]) -> object:
    """What a store holds, by article with its batches; what it is out of too."""
    store = store_of(reader(request), wanted.grid_id)
    chosen = StockFilter(wanted.category, wanted.low, wanted.expiring)
    return [StockOut.of(one, spoken(request)) for one in shelves(store, chosen)]


@router.post("/stock/file", response=answers(None))
def post_stock_file(request: HttpRequest, given: StockFileIn) -> HttpResponse:
    """The list of a store's stock as PDF or Word; taking it is recorded."""
    made = stock_file(reader(request), grid_id=given.grid_id, format_=given.format)
    return file_answer(made.content, made.file_name, made.format.content_type)


@router.get("/movements", response=answers(PageOut[MovementOut]))
def list_movements(request: HttpRequest, wanted: Query[MovementsWanted]) -> object:
    """The ledger of a store or of one of its articles, the newest first."""
    rows = ledger(store_of(reader(request), wanted.grid_id), wanted.article)
    found = page(rows.select_related("step"), ["-at", "-id"], wanted.after)
    return PageOut[MovementOut](items=_told(found.rows, spoken(request)), next=found.next)


@router.post("/movements", response=answers(list[MovementOut], 201))
def post_movements(request: HttpRequest, given: EntryIn) -> object:
    """Enter what was taken in, used or spoilt; sent again with its id, it is there already."""
    made = enter(actor_of(request), said=given.said())
    return Status(201, _told(made, spoken(request)))


@router.post("/counts", response=answers(MovementOut, 201))
def post_count(request: HttpRequest, given: CountIn) -> object:
    """Enter what a stock-taking found of one batch."""
    made = count(actor_of(request), said=given.said())
    return Status(201, _told([made], spoken(request))[0])


def _told(rows: Sequence[Movement], language: str) -> list[MovementOut]:
    known = articles()
    return [MovementOut.of(row, known, language) for row in rows]
