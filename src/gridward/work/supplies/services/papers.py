"""The slip of what was issued and the list of a store's stock, as PDF or Word.

Each file leaves through the guard of exports, which records it. Paper is Chinese whoever prints it.
"""

from pathlib import Path
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import draft, let_go
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.documents.papers import paper
from gridward.work.supplies.models import SupplyRequest, SupplyStep
from gridward.work.supplies.problems import SlipNotYet
from gridward.work.supplies.queries.articles import articles
from gridward.work.supplies.queries.requests import (
    batches_of,
    granted_store,
    last_step,
    request_of,
)
from gridward.work.supplies.queries.rows import Store, store_of, unsealed
from gridward.work.supplies.queries.stock import Shelf, shelves
from gridward.work.supplies.rules.forms import (
    Form,
    Signed,
    SlipFacts,
    SlipLine,
    StockFacts,
    StockLine,
    slip_form,
    stock_form,
)
from gridward.work.supplies.terms import ShelfLife, SupplyStepKind

PAPER = Path(__file__).resolve().parents[1] / "paper"
K = SupplyStepKind


@transaction.atomic
def slip_file(actor: Actor, *, request_id: UUID, format_: PaperFormat) -> Printed:
    """物资发放配送单 of a request. Raises NotFound, SlipNotYet and what the guard raises."""
    row = request_of(actor, request_id)
    issue = last_step(row, K.ISSUE)
    if issue is None:
        raise SlipNotYet
    form = slip_form(_slip(row, issue))
    return _let_go(actor, format_, "supply_slip", {row.grid_id}, form, len(form["rows"]))


@transaction.atomic
def stock_file(actor: Actor, *, grid_id: UUID | None, format_: PaperFormat) -> Printed:
    """物资库存表 of a store as it is now. Raises NotFound, NotAllowed and what the guard raises."""
    store = store_of(actor, grid_id)
    form = stock_form(_stock(actor, store))
    grids = {grid_id} if grid_id else set(actor.grids(Permission.WORK_READ))
    return _let_go(actor, format_, "stock_list", grids, form, len(form["rows"]))


def _let_go(
    actor: Actor, format_: PaperFormat, kind: str, grids: set[UUID], form: Form, rows: int
) -> Printed:
    export = draft(
        actor,
        kind=kind,
        format=format_.value,
        masked=True,
        grid_ids=grids,
        rows=rows,
        right=Permission.WORK_READ,
    )
    data = {"form": form, "mark": export.watermark()}
    content = paper(PAPER / "sheet", format_, data)
    let_go(actor, export, size=len(content))
    return Printed.named(form["file"], format_, content)


def _slip(row: SupplyRequest, issue: SupplyStep) -> SlipFacts:
    known, store = articles(), granted_store(row)
    return SlipFacts(
        number=row.order.number,
        store=store.name if store else "",
        grid=row.grid.name,
        granted=_signed(last_step(row, K.GRANT)),
        issued=_signed(issue),
        carrier=unsealed(issue)["carrier"],
        received=_signed(last_step(row, K.RECEIVE)),
        lines=[
            SlipLine(
                article=known[one.batch.article].title["zh-Hans"],
                unit=known[one.batch.article].unit["zh-Hans"],
                lot=one.batch.lot,
                expires_on=one.batch.expires_on,
                amount=one.amount,
                arrived=arrived,
            )
            for one, arrived in batches_of(row)
        ],
    )


def _signed(step: SupplyStep | None) -> Signed | None:
    return Signed(step.account_name, step.at.astimezone(clock.LOCAL)) if step else None


def _stock(actor: Actor, store: Store) -> StockFacts:
    lines = [line for shelf in shelves(store) for line in _lines(shelf)]
    return StockFacts(store.name, clock.now().astimezone(clock.LOCAL), actor.name, lines)


def _lines(shelf: Shelf) -> list[StockLine]:
    """A line for each batch, or one of what the store is out of; what is short is said with the first."""
    one = shelf.article
    batches = [
        (lot.held.batch.lot, lot.held.batch.expires_on, lot.held.amount, lot.life)
        for lot in shelf.lots
    ]
    return [
        StockLine(
            article=one.title["zh-Hans"],
            unit=one.unit["zh-Hans"],
            lot=lot,
            expires_on=expires_on,
            amount=amount,
            life=life,
            minimum=shelf.minimum if shelf.low and number == 0 else None,
        )
        for number, (lot, expires_on, amount, life) in enumerate(
            batches or [("", None, 0, ShelfLife.GOOD)]
        )
    ]
