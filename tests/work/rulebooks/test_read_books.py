"""Books are read strictly."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.work.rulebooks.problems import RuleBookUnreadable
from gridward.work.rulebooks.rules.reading import FOLDER, books_in, read_book
from gridward.work.rulebooks.rules.writing import plain_of, written
from gridward.work.rulebooks.terms import PersonCategory, Phase, Slot
from tests.work.rulebooks.books import book, contact

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=9), one, max_size=3),
    max_leaves=9,
)
GOOD = """
code: GOOD
title: {zh-Hans: 好, en: good}
layer: city
area: "3601"
since: 2022-01-01
status: draft
source: 虚构
"""


def test_a_book_without_categories_may_end_some() -> None:
    read = read_book(GOOD + "ends: [fever]\n", "good.yaml")
    assert (read.ends, read.until, read.entries) == ({PersonCategory.FEVER}, None, {})


def test_all_are_ended_by_one_word() -> None:
    assert read_book(GOOD + "ends: all\n", "good.yaml").ends == set(PersonCategory)


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        (("code: GOOD", "code: ''"), "code"),
        (("code: GOOD", "cod: GOOD"), "cod"),
        (("en: good", "fr: bon"), "title.fr"),
        (("layer: city", "layer: planet"), "layer"),
        (('area: "3601"', "area: 3601"), "area"),
        (("since: 2022-01-01", "since: 2022-02-30"), "YAML"),
        (("since: 2022-01-01", "since: 2022-01-01\nuntil: 2022-01-01"), "until"),
        (("status: draft", "status: sure"), "status"),
        (("source: 虚构", "source: 3"), "source"),
        (("source: 虚构", "source: 虚构\nends: [fevers]"), "ends"),
        (("source: 虚构", "source: 虚构\ncategories: {fevers: {}}"), "categories.fevers"),
        (("source: 虚构", "source: 虚构\ncategories: [fever]"), "categories"),
    ],
)
def test_a_word_that_books_do_not_know_is_named(changed: tuple[str, str], where: str) -> None:
    with pytest.raises(RuleBookUnreadable) as refused:
        read_book(GOOD.replace(*changed), "good.yaml")
    assert refused.value.details["where"] == where
    assert "good.yaml" in refused.value.sentence()


@pytest.mark.parametrize(
    ("slot", "said"),
    [
        ("first", {"kinds": [], "days": 3}),
        ("first", {"kinds": ["prison"], "days": 3}),
        ("first", {"kinds": ["home_isolation"]}),
        ("first", {"kinds": ["home_isolation"], "days": 0}),
        ("first", {"kinds": ["home_isolation"], "days": -1}),
        ("first", {"kinds": ["home_isolation"], "days": 3.5}),
        ("first", {"kinds": ["home_isolation"], "days": True}),
        ("first", {"kinds": ["home_isolation"], "days": "three"}),
        ("first", {"kinds": ["home_isolation"], "days": 400}),
        ("first", {"kinds": ["home_isolation"], "days": 3, "tests": [4]}),
        ("first", {"kinds": ["home_isolation"], "days": 3, "tests": [0]}),
        ("first", {"kinds": ["home_isolation"], "days": 3, "tests": [2, 1]}),
        ("first", {"kinds": ["home_isolation"], "days": 3, "tests": [1, 1]}),
        ("first", {"kinds": ["home_isolation"], "days": 3, "colour": "red"}),
        ("first", {"kinds": ["home_isolation"], "days": 3, "unconfirmed": ["tests"]}),
        ("counting", {"since": "birth", "day_one": "next"}),
        ("counting", {"since": "arrival"}),
        ("release", {"needs": ["x"], "fails_to": "nobody"}),
        ("lookback", 14),
        ("middle", {"days": 3}),
    ],
)
def test_a_slot_that_cannot_be_is_named(slot: str, said: object) -> None:
    with pytest.raises(RuleBookUnreadable) as refused:
        book("BAD", "2022-01-01", {"close_contact": {slot: said}})
    assert str(refused.value.details["where"]).startswith(f"close_contact.{slot}")


CARE = (
    GOOD
    + """\
categories:
  close_contact:
    counting: {since: last_exposure, day_one: next}
    first:
      kinds: [home_isolation]
      days: 3
      tests: [1, 9]
"""
)


@pytest.mark.parametrize(
    ("changed", "line", "where"),
    [
        (("[1, 9]", "[1, 9]"), 15, "close_contact.first.tests"),
        (("days: 3", "days: three"), 14, "close_contact.first.days"),
        (("      days: 3\n", ""), 12, "close_contact.first.days"),
        (("home_isolation", "prison"), 13, "close_contact.first.kinds"),
        (("first:", "middle:"), 12, "close_contact.middle"),
        (("      days: 3", "      days: 3\n      days: 5"), 15, "close_contact.first.days"),
        (("source: 虚构", "source: 虚构\nsource: 别的"), 9, "source"),
        (("days: 3", "days: ]"), 14, "YAML"),
        (("kinds: [home_isolation]", "kinds: &a [home_isolation]\n      tests: *a"), 14, "YAML"),
        (("layer: city", "layer: planet"), 4, "layer"),
        (("title: {zh-Hans: 好, en: good}\n", ""), 1, "title"),
    ],
)
def test_a_refusal_names_the_line(changed: tuple[str, str], line: int, where: str) -> None:
    with pytest.raises(RuleBookUnreadable) as refused:
        read_book(CARE.replace(*changed), "care.yaml")
    assert (refused.value.details["line"], refused.value.details["where"]) == (line, where)
    assert f"第{line}行" in refused.value.sentence()
    assert f"line {line}" in refused.value.sentence("en")


def test_a_book_as_a_form_fills_it_is_read_as_it_was_written() -> None:
    good = CARE.replace("[1, 9]", "[1, 3]").replace("days: 3", "days: unknown")
    again = written(plain_of(good))
    assert read_book(again, "care.yaml") == read_book(good, "care.yaml")
    assert plain_of(again) == plain_of(good)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda one: str(one.stem))
def test_books_of_the_country_go_through_a_form_unchanged(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read_book(written(plain_of(text)), "a") == read_book(text, "a")


@given(JSON)
def test_any_form_is_a_book_or_refused(given: object) -> None:
    with suppress(RuleBookUnreadable):
        read_book(written({"code": "X", "categories": given, "since": given}), "form")


def test_an_unknown_figure_is_known_to_be_unknown() -> None:
    entry = book("B", "2022-01-01", contact("unknown")).entries[PersonCategory.CLOSE_CONTACT]
    said = entry[Slot.FIRST].said
    assert isinstance(said, Phase)
    assert said.days is None


def test_one_code_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(RuleBookUnreadable):
        books_in(tmp_path)


def test_books_are_told_by_their_first_day(tmp_path: Path) -> None:
    for name, day in (("a", "2022-05-01"), ("b", "2022-01-01")):
        text = GOOD.replace("GOOD", name).replace("2022-01-01", day)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert [one.since for one in books_in(tmp_path)] == [date(2022, 1, 1), date(2022, 5, 1)]


@given(st.text(max_size=200))
def test_any_text_is_a_book_or_refused(text: str) -> None:
    with pytest.raises(RuleBookUnreadable):
        read_book(text, "any.yaml")


@given(st.sampled_from(GOOD.splitlines()[1:]), st.text(max_size=12))
def test_any_line_beside_is_refused_or_read(line: str, more: str) -> None:
    with suppress(RuleBookUnreadable):
        assert read_book(GOOD.replace(line, f"{line}{more}"), "any.yaml").since >= date(1, 1, 1)
