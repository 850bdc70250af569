"""Books over each other: the nearer authority, then the later book; what differs is told, what contradicts blocks."""

from datetime import date

from gridward.work.rulebooks.rules.counting import planned
from gridward.work.rulebooks.rules.explaining import explained
from gridward.work.rulebooks.rules.layering import in_force, rule_on
from gridward.work.rulebooks.terms import Entry, Lack, PersonCategory, Phase, Rule, Slot
from tests.work.rulebooks.books import EXPOSED, book, contact

CLOSE = PersonCategory.CLOSE_CONTACT
DAY = date(2022, 4, 1)
PLAN = book("PLAN", "2022-01-01", contact(14, 1, 14))


def days(rule: Rule) -> int | None:
    said = rule.entries[Slot.FIRST].said
    assert isinstance(said, Phase)
    return said.days


def test_a_later_book_wins_slot_by_slot() -> None:
    first = {"kinds": ["home_isolation"], "days": 7}
    later = book("LATER", "2022-03-01", {"close_contact": {"first": first}})
    rule = rule_on([PLAN, later], CLOSE, DAY)
    assert (days(rule), rule.entries[Slot.COUNTING].book) == (7, "PLAN")
    assert [(one.entry.book, one.by) for one in rule.outweighed] == [("PLAN", "LATER")]


def test_the_nearer_authority_wins_over_a_later_book() -> None:
    city = book("CITY", "2022-02-01", contact(10), layer="city", area="3601")
    later = book("LATER", "2022-03-01", contact(7))
    assert days(rule_on([PLAN, city, later], CLOSE, DAY, "360103")) == 10
    assert days(rule_on([PLAN, city, later], CLOSE, DAY, "360403")) == 7


def test_the_order_in_which_books_are_given_decides_nothing() -> None:
    later = book("LATER", "2022-03-01", contact(7))
    assert rule_on([later, PLAN], CLOSE, DAY) == rule_on([PLAN, later], CLOSE, DAY)


def test_a_book_holds_from_its_first_day_until_the_day_before_its_end() -> None:
    short = book("SHORT", "2022-03-01", contact(7), until=date(2022, 4, 1))
    assert [one.code for one in in_force([short], date(2022, 2, 28))] == []
    assert [one.code for one in in_force([short], date(2022, 3, 1))] == ["SHORT"]
    assert [one.code for one in in_force([short], date(2022, 3, 31))] == ["SHORT"]
    assert in_force([short], date(2022, 4, 1)) == []


def test_a_book_that_is_withdrawn_leaves_what_was_beneath() -> None:
    withdrawn = book("GONE", "2022-03-01", contact(7), until=date(2022, 3, 20))
    assert days(rule_on([PLAN, withdrawn], CLOSE, date(2022, 3, 19))) == 7
    assert days(rule_on([PLAN, withdrawn], CLOSE, date(2022, 3, 20))) == 14


def test_two_books_of_one_day_and_authority_that_differ_block() -> None:
    twin = book("TWIN", "2022-01-01", contact(10, 1))
    rule = rule_on([PLAN, twin], CLOSE, DAY)
    [against] = rule.contradictions
    assert (against.slot, {one.book for one in against.entries}) == (Slot.FIRST, {"PLAN", "TWIN"})
    assert planned(rule, EXPOSED).lacks == (Lack.CONTRADICTION,)
    assert planned(rule, EXPOSED).ends is None
    assert any("PLAN（虚构）" in one and "TWIN（虚构）" in one for one in words(rule, PLAN, twin))


def test_a_book_over_both_settles_it() -> None:
    twin = book("TWIN", "2022-01-01", contact(10))
    street = book("STREET", "2022-01-01", contact(12), layer="street")
    rule = rule_on([PLAN, twin, street], CLOSE, DAY)
    assert (days(rule), rule.contradictions) == (12, ())


def test_two_books_of_one_day_that_agree_are_no_contradiction() -> None:
    assert (
        rule_on([PLAN, book("SAME", "2022-01-01", contact(14, 1, 14))], CLOSE, DAY).contradictions
        == ()
    )


def test_nothing_takes_away_what_stood_there() -> None:
    gone = book("GONE", "2022-03-01", {"close_contact": {"first": None}})
    rule = rule_on([PLAN, gone], CLOSE, DAY)
    assert rule.entries[Slot.FIRST] == Entry("GONE", None, "虚构")
    made = planned(rule, EXPOSED)
    assert (made.phases, made.lacks) == ((), ())


def test_an_end_takes_all_beneath_and_nothing_above() -> None:
    end = book("END", "2022-03-01", {}, layer="national", ends=["close_contact"])
    assert rule_on([PLAN, end], CLOSE, DAY).ended_by == "END"
    street = book("STREET", "2022-01-15", contact(3), layer="street")
    assert days(rule_on([PLAN, end, street], CLOSE, DAY)) == 3


def words(rule: Rule, *books: object) -> list[str]:
    return explained(rule, books, "zh-Hans")  # type: ignore[arg-type]
