"""`gridward supplies list`: what stores hold, as somebody reads it, or the command line."""

from dataclasses import replace
from typing import Any

from gridward.config.commands.orders import acting_as, grid_coded
from gridward.ground.territory.queries import street_named
from gridward.kernel.access import Actor
from gridward.work.supplies.queries.rows import Store, store_of, stores_of
from gridward.work.supplies.queries.stock import Shelf, StockFilter, shelves

LANGUAGE = "zh-Hans"


def list_some(grid: str, wanting: bool, by: str) -> dict[str, Any]:
    """By store what it holds: of one grid, or of all stores that hold or held something."""
    with acting_as(by) as actor:
        told = {store.name: _held(store, wanting) for store in _stores(actor, grid)}
        return {name: held for name, held in told.items() if held or grid}


def _stores(actor: Actor, grid: str) -> list[Store]:
    if grid:
        return [store_of(actor, grid_coded(grid))]
    if actor.member_id is None:
        first = street_named(None)
        return stores_of(replace(actor, street_id=first.pk if first else None))
    return stores_of(actor)


def _held(store: Store, wanting: bool) -> dict[str, Any]:
    wanted = StockFilter(low=wanting, expiring=wanting)
    return {one.article.title[LANGUAGE]: _line(one) for one in shelves(store, wanted)}


def _line(one: Shelf) -> dict[str, Any]:
    return {
        "code": one.article.code,
        "amount": one.amount,
        "unit": one.article.unit[LANGUAGE],
        "low": one.low,
        "lots": [
            {
                "lot": lot.held.batch.lot,
                "expires_on": lot.held.batch.expires_on,
                "amount": lot.held.amount,
                "life": lot.life.value,
            }
            for lot in one.lots
        ],
    }
