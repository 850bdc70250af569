"""The books beside the program say what the published tables say (docs/subsystems/rule-books.md)."""

from datetime import date
from itertools import pairwise

import pytest

from gridward.kernel.texts import LANGUAGES, catalogue
from gridward.work.rulebooks.rules.counting import phases_of, planned
from gridward.work.rulebooks.rules.explaining import explained
from gridward.work.rulebooks.rules.layering import rule_on
from gridward.work.rulebooks.rules.reading import books_of_the_country
from gridward.work.rulebooks.terms import (
    Acts,
    BookStatus,
    Lack,
    Lookback,
    PersonCategory,
    Phase,
    Release,
    Slot,
)

NANCHANG = "360103"
SEED, JIANGXI = date(2022, 4, 1), date(2022, 4, 20)
NINTH, TWENTY, TEN, CLASS_B = (
    date(2022, 7, 1),
    date(2022, 11, 15),
    date(2022, 12, 10),
    date(2023, 1, 8),
)
C, H, M = "centralised_isolation", "home_isolation", "home_monitoring"
Told = list[tuple[str, int | None, tuple[int, ...]]]
TABLE: list[tuple[str, date, Told]] = [
    ("close_contact", SEED, [(C, 14, (1, 4, 7, 14)), (M, 7, (2, 7))]),
    ("close_contact", NINTH, [(C, 7, (1, 2, 3, 5, 7)), (M, 3, (3,))]),
    ("close_contact", TWENTY, [(C, 5, (1, 2, 3, 5)), (H, 3, (1, 3))]),
    ("close_contact", TEN, [(H, 5, (5,))]),
    ("secondary_contact", SEED, [(C, 7, (1, 4, 7))]),
    ("secondary_contact", NINTH, [(H, 7, (1, 4, 7))]),
    ("general_contact", SEED, [("self_monitoring", 14, ())]),
    ("general_contact", NINTH, []),
    ("stayed_high", JIANGXI, [(C, 14, ()), (M, 7, ())]),
    ("stayed_high", NINTH, [(C, 7, (1, 2, 3, 5, 7))]),
    ("stayed_high", TWENTY, [(H, 7, (1, 3, 5, 7))]),
    ("stayed_medium", JIANGXI, [(C, 14, ()), (M, 7, ())]),
    ("stayed_medium", NINTH, [(H, 7, (1, 4, 7))]),
    ("stayed_county", JIANGXI, [(C, 7, ()), (M, 7, ())]),
    ("stayed_county", NINTH, []),
    ("other_province", JIANGXI, [("home_until_result", None, ())]),
    ("inbound", SEED, [(C, 14, ()), (M, 7, ())]),
    ("inbound", NINTH, [(C, 7, ()), (M, 3, ())]),
    ("inbound", TWENTY, [(C, 5, ()), (H, 3, ())]),
    ("inbound", TEN, [(C, 5, ()), (H, 3, ())]),
    ("sealed_resident", SEED, [("stay_indoors", 14, (1, 4, 7, 10, 14)), (M, 7, ())]),
    ("sealed_resident", NINTH, []),
    ("discharged", date(2022, 3, 13), [(C, 14, ())]),
    ("discharged", SEED, [(M, 7, ())]),
    ("discharged", NINTH, [(M, 7, (3, 7))]),
    ("discharged", TWENTY, [(M, 7, (3, 7))]),
    ("asymptomatic", date(2022, 3, 13), [("observation", 14, ()), (H, 14, ())]),
    ("asymptomatic", SEED, [(M, 7, ())]),
    ("asymptomatic", NINTH, [(M, 7, ())]),
    ("asymptomatic", TEN, [(H, 7, (6, 7))]),
    ("fever", SEED, []),
]
ENDED = [
    *(("secondary_contact", TWENTY, "CN-20"), ("stayed_medium", TWENTY, "CN-20")),
    *(
        (one, TEN, "CN-10")
        for one in ("stayed_high", "general_contact", "discharged", "sealed_resident")
    ),
    *((one.value, CLASS_B, "CN-B") for one in PersonCategory),
]


@pytest.mark.parametrize(("category", "day", "expected"), TABLE)
def test_the_table_of_categories(category: str, day: date, expected: Told) -> None:
    rule = rule_on(books_of_the_country(), PersonCategory(category), day, NANCHANG)
    found = [(one.kinds[0].value, one.days, one.tests) for _, one, _ in phases_of(rule)]
    assert found == expected
    assert not rule.contradictions


@pytest.mark.parametrize(("category", "day", "book"), ENDED)
def test_what_is_ended(category: str, day: date, book: str) -> None:
    rule = rule_on(books_of_the_country(), PersonCategory(category), day, NANCHANG)
    assert rule.ended_by == book
    assert planned(rule, day).lacks == (Lack.ENDED,)


@pytest.mark.parametrize(("day", "days"), [(SEED, 4), (NINTH, 2), (TEN, 2)])
def test_how_far_contacts_are_looked_for(day: date, days: int) -> None:
    rule = rule_on(books_of_the_country(), PersonCategory.CLOSE_CONTACT, day)
    assert rule.entries[Slot.LOOKBACK].said == Lookback(days)


def test_a_contact_of_a_contact_hangs_on_the_contact_between() -> None:
    rule = rule_on(books_of_the_country(), PersonCategory.SECONDARY_CONTACT, SEED)
    release = rule.entries[Slot.RELEASE].said
    assert isinstance(release, Release)
    assert "first_two_of_contact_negative" in release.needs
    assert release.fails_to is PersonCategory.CLOSE_CONTACT


def test_a_fever_begins_at_a_figure_of_the_book() -> None:
    rule = rule_on(books_of_the_country(), PersonCategory.FEVER, SEED)
    acts = rule.entries[Slot.ACTS].said
    assert isinstance(acts, Acts)
    assert (acts.celsius, acts.steps[0], acts.steps[-1]) == (37.3, "mask", "closed_transfer")


def test_the_provinces_book_holds_in_the_province_alone() -> None:
    category = PersonCategory.STAYED_HIGH
    here = rule_on(books_of_the_country(), category, JIANGXI, NANCHANG)
    elsewhere = rule_on(books_of_the_country(), category, JIANGXI, "330106")
    assert here.entries[Slot.FIRST].book == "JX-ARR-2022-04"
    assert Slot.FIRST not in elsewhere.entries
    assert planned(elsewhere, JIANGXI).lacks == (Lack.NO_MEASURE,)


def test_plans_follow_each_other_without_a_gap() -> None:
    plans = [one for one in books_of_the_country() if one.code.startswith("CN-PLAN")]
    for before, after in pairwise(plans):
        assert before.until == after.since


def test_no_book_is_called_checked_while_it_doubts_a_figure() -> None:
    for one in books_of_the_country():
        doubted = any(entry.unconfirmed for said in one.entries.values() for entry in said.values())
        assert one.status is BookStatus.DRAFT or not doubted, one.code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_books_can_be_told(language: str) -> None:
    texts = catalogue(language)
    for one in books_of_the_country():
        for category, said in one.entries.items():
            assert explained(rule_on([one], category, one.since, one.area), [one], language)
            for entry in said.values():
                if isinstance(entry.said, Phase) and entry.said.specimen:
                    assert f"word.rulebooks.specimen.{entry.said.specimen}" in texts
