"""How far back contacts are looked for: by the book of the day, and where it is silent by a person with a reason."""

from datetime import date, datetime, timedelta

import pytest

from gridward.kernel.clock import LOCAL
from gridward.work.rulebooks.rules.layering import in_force, rule_on
from gridward.work.rulebooks.rules.reading import books_of_the_country
from gridward.work.rulebooks.terms import Lack
from gridward.work.tracing.problems import (
    TracingLookbackMissing,
    TracingLookbackReasonMissing,
    TracingLookbackUnfit,
)
from gridward.work.tracing.rules.lookback import category_of, days_of, lookback_of, window_of
from gridward.work.tracing.terms import MOST_DAYS, LookbackTold

DIVISION = "360103005"


def told(day: date, *, symptomatic: bool = True) -> LookbackTold:
    books = in_force(books_of_the_country(), day, DIVISION)
    rule = rule_on(books, category_of(symptomatic=symptomatic), day, DIVISION)
    return lookback_of(rule, books)


@pytest.mark.parametrize(
    ("day", "days", "book"),
    [
        (date(2022, 4, 11), 4, "CN-PLAN-8"),
        (date(2022, 6, 27), 4, "CN-PLAN-8"),
        (date(2022, 6, 28), 2, "CN-PLAN-9"),
        (date(2023, 1, 7), 2, "CN-PLAN-9"),
    ],
)
@pytest.mark.parametrize("symptomatic", [True, False])
def test_the_book_of_the_day_of_determination_says_it(
    day: date, days: int, book: str, symptomatic: bool
) -> None:
    found = told(day, symptomatic=symptomatic)
    assert (found.days, found.book, found.lack) == (days, book, None)


def test_a_figure_that_nobody_compared_with_the_paper_is_a_draft() -> None:
    assert told(date(2022, 4, 11)).draft


def test_no_contacts_are_determined_since_class_b_and_the_book_is_silent() -> None:
    found = told(date(2023, 1, 8))
    assert (found.days, found.lack, found.ended_by) == (None, Lack.ENDED, "CN-B")


def test_before_any_book_there_is_no_rule() -> None:
    assert told(date(2019, 12, 1)).lack is Lack.NO_RULE


def test_a_silent_book_needs_a_person_with_a_reason() -> None:
    silent = told(date(2023, 1, 8))
    with pytest.raises(TracingLookbackMissing):
        days_of(silent, None, "")
    with pytest.raises(TracingLookbackReasonMissing):
        days_of(silent, 3, "  ")
    assert days_of(silent, 3, "按区里通知") == 3


def test_other_days_than_the_books_need_a_reason_and_the_same_ones_none() -> None:
    found = told(date(2022, 7, 15))
    assert days_of(found, None, "") == days_of(found, 2, "") == 2
    with pytest.raises(TracingLookbackReasonMissing):
        days_of(found, 4, "")
    for unfit in (-1, MOST_DAYS + 1):
        with pytest.raises(TracingLookbackUnfit):
            days_of(found, unfit, "通知")


def test_the_window_is_from_midnight_to_isolation_or_now() -> None:
    now = datetime(2022, 7, 15, 12, tzinfo=LOCAL)
    assert window_of(date(2022, 3, 1), 2, None, now) == (
        datetime(2022, 2, 27, tzinfo=LOCAL),
        now,
    )
    isolated = now - timedelta(hours=5)
    assert window_of(date(2022, 7, 14), 0, isolated, now)[1] == isolated
    begins, ends = window_of(date(2022, 7, 14), 0, now - timedelta(days=9), now)
    assert begins == ends == datetime(2022, 7, 14, tzinfo=LOCAL)
