"""What a store holds is the sum of its ledger: entered, counted, never below zero, low and expiring stock told."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from hypothesis import given
from hypothesis import strategies as some

from gridward.ground.audit.models import Line
from gridward.ground.territory.models import Grid
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.supplies.models import Movement, Stock
from gridward.work.supplies.problems import (
    AmountUnfit,
    ArticleUnknown,
    ExpiryUnfit,
    MovementNotByHand,
    StockShort,
    SupplyIdTaken,
    SupplyTextMissing,
    SupplyTimeAhead,
)
from gridward.work.supplies.queries.articles import articles
from gridward.work.supplies.queries.rows import at_grid, keeps, store_of, street_store, unsealed
from gridward.work.supplies.queries.stock import (
    StockFilter,
    held_at,
    ledger,
    shelves,
    stores_seen,
)
from gridward.work.supplies.rules.articles import article_from, expiring_days, program_contents
from gridward.work.supplies.rules.stock import balance, first_out, shelf_life, taken
from gridward.work.supplies.services.entering import CountSaid, count
from gridward.work.supplies.terms import Batch, Held, ShelfLife, StockMove, SupplyCategory
from tests.work.supplies.acts import BARRIER, EARLY, FENCE, LATER, MASK, MASKS, SOON, entered
from tests.world import World

KNOWN = {one["code"]: article_from(one) for one in program_contents(date(2026, 3, 2))}
BATCHES = some.sampled_from([MASKS, EARLY, FENCE])
MOVES = some.lists(some.builds(Held, BATCHES, some.integers(-40, 40)), max_size=40)


@given(MOVES, some.randoms())
def test_in_any_order_stock_is_the_sum_and_never_below_zero(
    moves: list[Held], chance: Random
) -> None:
    """What would fall below zero is refused as a whole; what was taken sums up to what is held."""
    chance.shuffle(moves)
    held: dict[Batch, int] = {}
    done: list[Held] = []
    for one in moves:
        try:
            held = taken(held, [one], KNOWN)
        except StockShort:
            assert held.get(one.batch, 0) + one.amount < 0
            continue
        done.append(one)
        assert all(amount >= 0 for amount in held.values())
    assert held == balance(done)


@given(some.dictionaries(some.integers(0, 9), some.integers(0, 50)), some.integers(0, 300))
def test_first_out_takes_what_expires_first_and_no_more_than_there_is(
    days: dict[int, int], wanted: int
) -> None:
    today = date(2026, 3, 5)
    held = {Batch(MASK, "", date(2026, 3, day + 1)): amount for day, amount in days.items()}
    picked = first_out(held, MASK, wanted, today)
    usable = sum(amount for batch, amount in held.items() if batch.expires_on >= today)
    assert sum(one.amount for one in picked) == min(wanted, usable)
    lasts = [one.batch.expires_on for one in picked]
    assert lasts == sorted(lasts)
    for one in picked[:-1]:
        assert one.amount == held[one.batch]


def test_a_batch_is_good_on_its_last_day_and_expired_after_it() -> None:
    day = date(2026, 3, 2)
    assert shelf_life(None, day, 30) is ShelfLife.GOOD
    assert shelf_life(day + timedelta(days=31), day, 30) is ShelfLife.GOOD
    assert shelf_life(day + timedelta(days=30), day, 30) is ShelfLife.EXPIRING
    assert shelf_life(day, day, 30) is ShelfLife.EXPIRING
    assert shelf_life(day - timedelta(days=1), day, 30) is ShelfLife.EXPIRED


@pytest.mark.django_db
def test_a_keeper_takes_in_uses_and_writes_off(world: World, worker: Actor) -> None:
    grid = world.grids["a1"]
    at = clock.now() - timedelta(hours=2)
    entered(worker, grid, {MASKS: 100, FENCE: 5}, text="爱心企业捐赠", at=at)
    entered(worker, grid, {MASKS: 30}, StockMove.USE, text="门岗领用")
    entered(worker, grid, {MASKS: 5}, StockMove.SPOIL, text="受潮")
    assert held_at(at_grid(grid)) == {MASKS: 65, FENCE: 5}
    rows = list(ledger(at_grid(grid), MASK).order_by("at", "id"))
    assert sorted(one.amount for one in rows) == [-30, -5, 100]
    first = next(one for one in rows if one.amount == 100)
    assert (unsealed(first)["text"], first.said_at) == ("爱心企业捐赠", at)
    assert Line.objects.filter(act="supplies.entered").count() == 3


@pytest.mark.django_db
def test_who_keeps_which_store(world: World) -> None:
    stores = {name: at_grid(world.grids[name]) for name in ("a0", "a1", "b0")}
    stores["street"] = street_store(world.streets["ours"].pk)
    kept = {
        name: {store for store, one in stores.items() if keeps(world.actor(name), one)}
        for name in ("worker_a1", "leader_a", "first_a", "command", "chief_f", "health_a", "admin")
    }
    assert kept == {
        "worker_a1": {"a1"},
        "leader_a": {"a0", "a1"},
        "first_a": {"a0", "a1"},
        "command": {"a0", "a1", "b0", "street"},
        "chief_f": set(),
        "health_a": set(),
        "admin": set(),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "grid", "problem"),
    [
        ("worker_a1", "a2", NotFound),
        ("worker_a1", "a0", NotFound),
        ("worker_a1", None, NotAllowed),
        ("leader_a", None, NotAllowed),
        ("health_a", "a1", NotAllowed),
        ("admin", None, NotAllowed),
    ],
)
def test_nobody_else_enters(
    world: World, name: str, grid: str | None, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        entered(world.actor(name), world.grids[grid] if grid else None, {MASKS: 1})
    assert not Movement.objects.exists()


@pytest.mark.django_db
def test_an_entry_is_complete(world: World, worker: Actor) -> None:
    grid = world.grids["a1"]
    with pytest.raises(SupplyTextMissing):
        entered(worker, grid, {MASKS: 1}, text=" ")
    with pytest.raises(AmountUnfit):
        entered(worker, grid, {MASKS: 0})
    with pytest.raises(AmountUnfit):
        entered(worker, grid, {})
    with pytest.raises(ArticleUnknown):
        entered(worker, grid, {Batch("gold"): 1})
    for unfit in (Batch(MASK), Batch(BARRIER, "", LATER)):
        with pytest.raises(ExpiryUnfit):
            entered(worker, grid, {unfit: 1})
    with pytest.raises(SupplyTimeAhead):
        entered(worker, grid, {MASKS: 1}, at=clock.now() + timedelta(minutes=6))
    for move in (StockMove.ISSUE, StockMove.COUNT, StockMove.RETURN):
        with pytest.raises(MovementNotByHand):
            entered(worker, grid, {MASKS: 1}, move)
    assert not Movement.objects.exists()


@pytest.mark.django_db
def test_no_more_is_used_than_there_is_and_nothing_of_the_entry_stays(
    world: World, worker: Actor
) -> None:
    grid = world.grids["a1"]
    entered(worker, grid, {MASKS: 10, FENCE: 5})
    with pytest.raises(StockShort):
        entered(worker, grid, {FENCE: 5, MASKS: 11}, StockMove.USE)
    assert held_at(at_grid(grid)) == {MASKS: 10, FENCE: 5}


@pytest.mark.django_db
def test_an_entry_sent_again_is_there_already(world: World, worker: Actor) -> None:
    grid, sent = world.grids["a1"], new_id()
    for _ in range(2):
        entered(worker, grid, {MASKS: 10}, id=sent)
    assert held_at(at_grid(grid)) == {MASKS: 10}
    with pytest.raises(SupplyIdTaken):
        entered(world.actor("supervisor_a1"), grid, {MASKS: 10}, id=sent)


def counted(
    actor: Actor, grid: Grid, batch: Batch, found: int, text: str = "", **words: Any
) -> Movement:
    words.setdefault("id", new_id())
    said = CountSaid(grid_id=grid.pk, batch=batch, counted=found, text=text, **words)
    return count(actor, said=said)


@pytest.mark.django_db
def test_a_count_books_the_difference_with_its_reason(world: World, worker: Actor) -> None:
    grid = world.grids["a1"]
    entered(worker, grid, {MASKS: 100})
    with pytest.raises(SupplyTextMissing):
        counted(worker, grid, MASKS, 97)
    row = counted(worker, grid, MASKS, 97, "领用时未登记")
    assert (row.amount, row.counted, unsealed(row)["text"]) == (-3, 97, "领用时未登记")
    same = counted(worker, grid, MASKS, 97)
    assert (same.amount, same.counted) == (0, 97)
    found = counted(worker, grid, EARLY, 12, "柜内发现")
    assert found.amount == 12
    assert held_at(at_grid(grid)) == {MASKS: 97, EARLY: 12}


@pytest.mark.django_db
def test_a_count_sent_again_is_one(world: World, worker: Actor) -> None:
    grid, sent = world.grids["a1"], new_id()
    entered(worker, grid, {MASKS: 100})
    for found in (97, 50):
        counted(worker, grid, MASKS, found, "少了", id=sent)
    assert held_at(at_grid(grid)) == {MASKS: 97}


@pytest.mark.django_db
def test_the_database_keeps_stock_at_the_sum_and_above_zero(world: World, worker: Actor) -> None:
    """Past the services: a row of the ledger that would go below zero is refused."""
    grid = world.grids["a1"]
    entered(worker, grid, {MASKS: 10})
    row = Movement.objects.get()
    for amount, lot in ((-11, "A1"), (-1, "other")):
        row.pk, row.move, row.amount, row.lot = new_id(), StockMove.USE, amount, lot
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)
    assert Stock.objects.get().amount == 10


@pytest.mark.django_db
def test_the_ledger_is_neither_changed_nor_removed(world: World, worker: Actor) -> None:
    entered(worker, world.grids["a1"], {MASKS: 10})
    for act in ("UPDATE supplies_movement SET amount = 20", "DELETE FROM supplies_movement"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(act)


@pytest.mark.django_db
def test_the_application_writes_no_stock(
    world: World, worker: Actor, behind_wall: Callable[..., None]
) -> None:
    grid = world.grids["a1"]
    entered(worker, grid, {MASKS: 10})
    behind_wall(world.account("worker_a1"))
    with pytest.raises(ProgrammingError), transaction.atomic():
        Stock(street_id=grid.street_id, grid=grid, article=MASK, amount=5).save()
    assert Stock.objects.update(amount=99) == 0


@pytest.mark.django_db
def test_low_expiring_and_expired_stock_is_told(world: World, leader: Actor) -> None:
    """Of the community's minimum of 500 masks it has 150: 50 of them expire within the month."""
    grid = world.grids["a0"]
    expired = Batch("gloves", "G", date(2026, 3, 1))
    entered(leader, grid, {MASKS: 100, EARLY: 50, expired: 300, FENCE: 60})
    by_code = {one.article.code: one for one in shelves(at_grid(grid))}
    masks = by_code[MASK]
    assert (masks.amount, masks.minimum, masks.low) == (150, 500, True)
    assert [one.life for one in masks.lots] == [ShelfLife.EXPIRING, ShelfLife.GOOD]
    assert not by_code[BARRIER].low
    assert [one.life for one in by_code["gloves"].lots] == [ShelfLife.EXPIRED]

    def codes(**wanted: Any) -> list[str]:
        return [one.article.code for one in shelves(at_grid(grid), StockFilter(**wanted))]

    assert codes(low=True) == [MASK]
    assert codes(expiring=True) == ["gloves", MASK]
    assert codes(category=SupplyCategory.EQUIPMENT) == [BARRIER]
    seen = {one.store.name: one for one in stores_seen(leader)}[grid.name]
    assert (seen.articles, seen.low, seen.expiring, seen.expired) == (3, 1, 1, 1)


@pytest.mark.django_db
def test_what_a_store_is_out_of_is_still_told(world: World, worker: Actor) -> None:
    grid = world.grids["a1"]
    entered(worker, grid, {MASKS: 10})
    entered(worker, grid, {MASKS: 10}, StockMove.USE)
    [shelf] = shelves(at_grid(grid))
    assert (shelf.amount, shelf.low, list(shelf.lots)) == (0, True, [])


@pytest.mark.django_db
def test_stores_of_which_somebody_reads(world: World, worker: Actor, leader: Actor) -> None:
    assert [one.store.level for one in stores_seen(worker)] == ["street", "grid"]
    assert [one.keeps for one in stores_seen(worker)] == [False, True]
    assert [one.store.grid and one.store.grid.code[-3:] for one in stores_seen(leader)] == [
        *(None, "000", "001", "002")
    ]
    assert stores_seen(world.actor("admin")) == []
    with pytest.raises(NotFound):
        store_of(worker, world.grids["a2"].pk)


@pytest.mark.django_db
def test_expiring_is_told_by_the_dated_figure() -> None:
    assert articles()[MASK].expires
    assert date(2026, 3, 2) + timedelta(days=expiring_days(date(2026, 3, 2))) >= SOON
