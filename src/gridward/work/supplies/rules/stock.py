"""What a store holds: the sum of its movements, what is taken out first, what is short or about to expire."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from gridward.work.supplies.problems import AmountUnfit, ExpiryUnfit, StockShort
from gridward.work.supplies.terms import (
    MOST_AMOUNT,
    MOST_LINES,
    Article,
    Batch,
    Held,
    Received,
    ShelfLife,
    StoreLevel,
)

Balance = Mapping[Batch, int]


def balance(moves: Iterable[Held]) -> dict[Batch, int]:
    """The sum of movements by batch: amounts that came in above zero, those that went out below."""
    held: dict[Batch, int] = defaultdict(int)
    for one in moves:
        held[one.batch] += one.amount
    return dict(held)


def taken(
    held: Balance, moves: Iterable[Held], articles: Mapping[str, Article]
) -> dict[Batch, int]:
    """What is held after some movements; raises StockShort where one takes out more than is left."""
    left = dict(held)
    for one in moves:
        after = left.get(one.batch, 0) + one.amount
        if after < 0:
            article = articles[one.batch.article]
            raise StockShort(
                article=dict(article.title),
                unit=dict(article.unit),
                left=left.get(one.batch, 0),
                wanted=-one.amount,
            )
        left[one.batch] = after
    return left


def by_article(some: Iterable[Held | Received]) -> dict[str, int]:
    """The sum of amounts by article."""
    sums: dict[str, int] = defaultdict(int)
    for one in some:
        sums[one.batch.article] += one.amount
    return dict(sums)


def usable_on(batch: Batch, day: date) -> bool:
    """Whether a batch is not past its last day; it may be on it."""
    return batch.expires_on is None or batch.expires_on >= day


def shelf_life(expires_on: date | None, day: date, within: int) -> ShelfLife:
    """Whether a batch may still be used, and for long; it may be on its last day."""
    if expires_on is None or expires_on > day + timedelta(days=within):
        return ShelfLife.GOOD
    return ShelfLife.EXPIRING if expires_on >= day else ShelfLife.EXPIRED


def first_out(held: Balance, article: str, amount: int, day: date) -> list[Held]:
    """What to take out for an amount: what expires first goes first, what has expired does not go.

    Less than the amount where there is no more.
    """
    usable = [
        Held(batch, there)
        for batch, there in held.items()
        if batch.article == article and there > 0 and usable_on(batch, day)
    ]
    picked: list[Held] = []
    for one in sorted(usable, key=_order):
        share = min(one.amount, amount)
        if share > 0:
            picked.append(Held(one.batch, share))
            amount -= share
    return picked


def is_low(article: Article, level: StoreLevel, amount: int) -> bool:
    """Whether a store of a level holds less of an article than it should."""
    return article.in_use and amount < article.minimum.get(level, 0)


def check_lines(
    lines: Sequence[Held], articles: Mapping[str, Article], there: Collection[Batch] = ()
) -> None:
    """Amounts above zero of batches that are named once, with a last day where the article has one.

    Those that are `there` stay as they came in, though the article was changed since. Raises AmountUnfit, ExpiryUnfit.
    """
    batches = {one.batch for one in lines}
    if not 0 < len(lines) <= MOST_LINES or len(batches) != len(lines):
        raise AmountUnfit
    if not all(0 < one.amount <= MOST_AMOUNT for one in lines):
        raise AmountUnfit
    for batch in batches.difference(there):
        article = articles[batch.article]
        if article.expires is (batch.expires_on is None):
            raise ExpiryUnfit(article=dict(article.title))


def _order(one: Held) -> tuple[bool, date, str]:
    last = one.batch.expires_on
    return last is None, last or date.max, one.batch.lot
