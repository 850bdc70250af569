"""What differs where other books hold, and what that does to one person's days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.work.rulebooks.rules.changing import changed_spans, changes, digest, replanned
from gridward.work.rulebooks.rules.counting import planned
from gridward.work.rulebooks.rules.layering import rule_on
from gridward.work.rulebooks.rules.reading import books_of_the_country
from gridward.work.rulebooks.terms import (
    Book,
    PersonCategory,
    ReplanOutcome,
    RuleChange,
    Slot,
)
from tests.work.rulebooks.books import EXPOSED, book, contact

CONTACT = PersonCategory.CLOSE_CONTACT
DAY = date(2022, 4, 1)
PLAN = book("PLAN", "2022-01-01", contact(14, 1, 4, 7, 14))
SHORT = book("SHORT", "2022-04-01", contact(10, 1, 4, 10), layer="street", area="36")


def moved(before: list[Book], after: list[Book]) -> ReplanOutcome:
    old, new = (planned(rule_on(one, CONTACT, DAY, "36"), EXPOSED) for one in (before, after))
    return replanned(old, new)


def test_a_change_names_slot_before_and_after() -> None:
    [change] = changes([PLAN], [PLAN, SHORT], DAY, "36")
    [slot] = change.slots
    assert (change.category, slot.slot) == (CONTACT, Slot.FIRST)
    assert slot.before
    assert slot.after
    assert (slot.before.book, slot.after.book) == ("PLAN", "SHORT")


def test_the_same_words_by_another_paper_are_no_change() -> None:
    same = book("SAME", "2022-04-01", contact(14, 1, 4, 7, 14), layer="street", area="")
    assert changes([PLAN], [PLAN, same], DAY) == ()


def test_elsewhere_nothing_changes() -> None:
    assert changes([PLAN], [PLAN, SHORT], DAY, "37") == ()


def test_what_is_taken_away_is_not_what_is_not_said() -> None:
    bare = book("BARE", "2022-04-01", {"fever": {"first": None}})
    assert len(changes([], [bare], DAY)) == 1


def test_a_contradiction_that_arises_is_a_change() -> None:
    other = book("OTHER", "2022-01-01", contact(7))
    [change] = changes([PLAN], [PLAN, other], DAY)
    assert change.after.contradictions
    assert not change.before.contradictions


def test_spans_tell_from_when_until_when() -> None:
    spans = changed_spans([PLAN], [PLAN, SHORT], "36")
    assert [(one.since, one.until) for one in spans] == [(date(2022, 4, 1), None)]


def test_an_overlay_without_an_end_also_lies_over_later_plans() -> None:
    later = book("LATER", "2022-06-28", contact(7, 1))
    spans = changed_spans([PLAN, later], [PLAN, later, SHORT], "36")
    assert [(one.since, one.until) for one in spans] == [
        (date(2022, 4, 1), date(2022, 6, 28)),
        (date(2022, 6, 28), None),
    ]


def test_breaks_that_change_nothing_make_no_spans() -> None:
    beside = book("BESIDE", "2022-05-05", {"fever": {"lookback": {"days": 3}}})
    assert len(changed_spans([PLAN, beside], [PLAN, beside, SHORT], "36")) == 1


def test_the_mark_of_changes_is_that_of_what_was_shown() -> None:
    longer = book("SHORT", "2022-04-01", contact(11, 1, 4, 10), layer="street", area="36")
    marks = {digest(changed_spans([PLAN], [PLAN, one], "36")) for one in (SHORT, longer, SHORT)}
    assert len(marks) == 2


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        ([PLAN], [PLAN], ReplanOutcome.SAME),
        ([PLAN], [PLAN, SHORT], ReplanOutcome.SHORTER),
        ([SHORT], [PLAN], ReplanOutcome.LONGER),
        ([PLAN], [], ReplanOutcome.END_LOST),
        ([], [PLAN], ReplanOutcome.END_FOUND),
        ([], [], ReplanOutcome.SAME),
    ],
)
def test_days_of_a_person(before: list[Book], after: list[Book], outcome: ReplanOutcome) -> None:
    assert moved(before, after) is outcome


def test_other_tests_with_the_same_end_are_told() -> None:
    other = book("OTHER", "2022-04-01", contact(14, 2, 14))
    assert moved([PLAN], [other]) is ReplanOutcome.OTHERWISE


def test_a_rule_that_was_ended_releases() -> None:
    end = book("END", "2022-03-01", {}, ends="all", layer="national")
    assert moved([PLAN], [PLAN, end]) is ReplanOutcome.RELEASED


def test_class_b_changes_every_category_that_had_a_rule() -> None:
    books = books_of_the_country()
    without = [one for one in books if one.code != "CN-B"]
    spans = changed_spans(without, books, "360103005")
    assert spans[0].since == date(2023, 1, 8)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=4),
    st.integers(0, 70),
)
def test_spans_tell_of_each_day_what_that_day_changes(
    added: list[tuple[int, int]], offset: int
) -> None:
    own = [
        book(f"B{place}", str(DAY + timedelta(days=start)), contact(days), layer="street", area="")
        for place, (start, days) in enumerate(added)
    ]
    day = DAY + timedelta(days=offset)
    spans = changed_spans([PLAN], [PLAN, *own])
    here = [one for one in spans if one.since <= day and (one.until is None or day < one.until)]
    found = changes([PLAN], [PLAN, *own], day)
    assert len(here) == bool(found)
    if here:
        assert list(map(told, found)) == list(map(told, here[0].changes))


def told(change: RuleChange) -> list[object]:
    return [
        (one.slot, one.before and one.before.said, one.after and one.after.said)
        for one in change.slots
    ]
