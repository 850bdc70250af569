"""Rule books: how many people a second are judged on one core, from their category and day to the days of each phase.

    python -m bench rules
    python -m bench.bench_rules --persons 100000

People of every category are drawn over the days of the books in the repository, with a fixed seed. Each is judged as
the program does it for one alone: books of the day laid over each other, days counted. Beside it what a batch does,
which lays the books once for each category and day. The baseline is the bare sum that follows from a figure: first
day plus days, the figures known beforehand; ours also tells books, phases, tests, contradictions and what lacks.
"""

import argparse
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from time import process_time

from gridward.work.rulebooks.rules.counting import planned
from gridward.work.rulebooks.rules.layering import rule_on
from gridward.work.rulebooks.rules.reading import books_of_the_country
from gridward.work.rulebooks.terms import PersonCategory, Rule

PROMISED = 100_000
FIRST, DAYS = date(2021, 5, 1), 700
"""From before the eighth plan until after class B."""


@dataclass(frozen=True)
class Judged:
    """Somebody who was determined to be of a category on a day; their days are counted from another."""

    category: PersonCategory
    day: date
    counted_from: date


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--persons", type=int, default=100_000)
    people = drawn(options.parse_args().persons)
    books = books_of_the_country()

    def laid(one: Judged) -> Rule:
        return rule_on(books, one.category, one.day)

    @cache
    def kept(category: PersonCategory, day: date) -> Rule:
        return rule_on(books, category, day)

    spans = {(one.category, one.day): span(laid(one), one) for one in people}
    ways: tuple[tuple[str, Callable[[Judged], object]], ...] = (
        ("each by itself", lambda one: planned(laid(one), one.counted_from)),
        ("in a batch", lambda one: planned(kept(one.category, one.day), one.counted_from)),
        ("bare sum of days", lambda one: one.counted_from + spans[one.category, one.day]),
    )
    told = {name: a_second(judge, people) for name, judge in ways}
    bare = told.pop("bare sum of days")
    ended = sum(planned(laid(one), one.counted_from).ends is not None for one in people)
    print(f"{len(people):,} people of {len(PersonCategory)} categories, {ended:,} with an end")
    for name, figure in told.items():
        print(
            f"{name:<18}{figure:12,.0f} a second on one core   {figure / PROMISED:.2f} x the promised"
            f" {PROMISED:,}   {figure / bare:.3f} of the bare sum, {bare:,.0f}"
        )


def drawn(count: int) -> list[Judged]:
    """People of all categories, over all days."""
    draw, categories = random.Random(1), list(PersonCategory)
    days = [FIRST + timedelta(days=draw.randrange(DAYS)) for _ in range(count)]
    return [
        Judged(draw.choice(categories), one, one - timedelta(days=draw.randrange(4)))
        for one in days
    ]


def span(rule: Rule, one: Judged) -> timedelta:
    """What the bare sum adds; nothing where there is no end."""
    return (planned(rule, one.counted_from).ends or one.counted_from) - one.counted_from


def a_second(judge: Callable[[Judged], object], people: Sequence[Judged]) -> float:
    """People a second of this processor's time."""
    began = process_time()
    for one in people:
        judge(one)
    return len(people) / (process_time() - began)


if __name__ == "__main__":
    main()
