"""What stands in which place of the papers: plain facts in, the texts of the form out. Paper is Chinese.

Both kinds of file, PDF and Word, are filled from the same data.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gridward.kernel.texts import say
from gridward.work.supplies.terms import ShelfLife

Form = dict[str, Any]


@dataclass(frozen=True)
class Signed:
    """Who took a step, and when; `at` is local."""

    name: str
    at: datetime


@dataclass(frozen=True)
class SlipLine:
    """A batch that was issued; `arrived` is None before the receipt."""

    article: str
    unit: str
    lot: str
    expires_on: date | None
    amount: int
    arrived: int | None


@dataclass(frozen=True)
class SlipFacts:
    """What was issued for a request."""

    number: str
    store: str
    grid: str
    granted: Signed | None
    issued: Signed | None
    carrier: str
    received: Signed | None
    lines: Sequence[SlipLine]


@dataclass(frozen=True)
class StockLine:
    """A batch of a store; `minimum` where the store is short of the article."""

    article: str
    unit: str
    lot: str
    expires_on: date | None
    amount: int
    life: ShelfLife
    minimum: int | None


@dataclass(frozen=True)
class StockFacts:
    """What a store holds; `at` is local."""

    store: str
    at: datetime
    by: str
    lines: Sequence[StockLine]


def slip_form(facts: SlipFacts) -> Form:
    """物资发放配送单."""
    told = {
        "from": facts.store,
        "to": facts.grid,
        "granted": _by(facts.granted),
        "issued": _by(facts.issued),
        "carrier": facts.carrier or say("paper.supplies.none"),
        "received": _by(facts.received),
    }
    rows = [
        [
            str(number),
            one.article,
            one.lot or say("paper.supplies.any_lot"),
            _day(one.expires_on),
            f"{one.amount}{one.unit}",
            "" if one.arrived is None else f"{one.arrived}{one.unit}",
        ]
        for number, one in enumerate(facts.lines, 1)
    ]
    file = say("paper.supplies.slip.file", number=facts.number)
    return _form("slip", facts.number, told, ("amount", "arrived"), rows, file)


def stock_form(facts: StockFacts) -> Form:
    """物资库存表."""
    told = {"store": facts.store, "at": _moment(facts.at), "by": facts.by}
    rows = [
        [
            str(number),
            one.article,
            one.lot or say("paper.supplies.any_lot"),
            _day(one.expires_on),
            f"{one.amount}{one.unit}",
            _note(one),
        ]
        for number, one in enumerate(facts.lines, 1)
    ]
    day = facts.at.date().isoformat()
    file = say("paper.supplies.stock.file", store=facts.store, day=day)
    return _form("stock", "", told, ("amount", "note"), rows, file)


def _form(
    kind: str,
    number: str,
    told: dict[str, str],
    last: tuple[str, str],
    rows: list[list[str]],
    file: str,
) -> Form:
    at = f"paper.supplies.{kind}"
    heads = ("no", "article", "lot", "expires", *last)
    return {
        "title": say(f"{at}.title"),
        "number": number,
        "facts": [[say(f"{at}.fact.{name}"), text] for name, text in told.items()],
        "heads": [say(f"{at}.head.{one}") for one in heads],
        "rows": rows,
        "closing": say(f"{at}.closing"),
        "signs": [say(f"{at}.sign.{one}") for one in ("store", "carrier", "grid")],
        "file": file,
    }


def _note(one: StockLine) -> str:
    notes = []
    if one.minimum is not None:
        notes.append(say("paper.supplies.stock.note.low", minimum=one.minimum))
    if one.life is not ShelfLife.GOOD:
        notes.append(say(f"paper.supplies.stock.note.{one.life}"))
    return "；".join(notes)


def _by(signed: Signed | None) -> str:
    return f"{signed.name}　{_moment(signed.at)}" if signed else say("paper.supplies.none")


def _moment(at: datetime) -> str:
    return f"{_day(at.date())} {at:%H:%M}"


def _day(day: date | None) -> str:
    if day is None:
        return say("paper.supplies.none")
    return say("paper.supplies.day", year=day.year, month=day.month, day=day.day)
