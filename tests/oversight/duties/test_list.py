"""The list of duties: complete, named in both languages, kept by sources that are there."""

import re
from datetime import date
from typing import Any

import pytest

from gridward.ground.staff.terms import Post
from gridward.ground.staff.terms.filling import Rule
from gridward.kernel.texts import LANGUAGES, catalogue, say
from gridward.oversight.duties.queries.sources import SOURCES
from gridward.oversight.duties.rules.lists import all_duties, duties_from, duties_of
from gridward.oversight.duties.terms import PHONE, DutyState, Rhythm
from tests.architecture.test_docs import ROOT

DAY = date(2026, 3, 4)
DUTIES = all_duties(DAY)
KEPT = [one for one in DUTIES if one.kept_by]
COMPOSED = {
    *(f"post_{rule}" for rule in Rule),
    *(f"{what}_{state}" for what in ("draw", "statistics") for state in DutyState),
    *(f"patrol_{state}_{often}" for state in DutyState for often in ("daily", "weekly")),
    *(f"{paper}_{how}" for paper in ("log", "sheet") for how in ("missing", "due", "done")),
    *(f"{papers}_{how}" for papers in ("logs", "sheets") for how in ("lacking", "overdue", "in")),
    *(f"{what}_{how}" for what in ("conflicts", "names") for how in ("open", "decided")),
}
"""Sentences whose names the sources put together."""
SOURCE_FILES = ROOT / "src/gridward/oversight/duties/queries/sources"


def test_every_post_has_duties_and_finds_no_other_posts() -> None:
    for post in Post:
        assert duties_of(post, DAY), post
        assert all(post in one.posts for one in duties_of(post, DAY))


def test_no_id_stands_twice() -> None:
    ids = [one.id for one in DUTIES]
    assert len(ids) == len(set(ids)) > 30


@pytest.mark.parametrize("duty", DUTIES, ids=lambda one: one.id)
def test_a_duty_has_a_title_and_names_where_it_stands(duty: Any) -> None:
    assert all(say(f"duty.{duty.id}", language) for language in LANGUAGES)
    assert re.fullmatch(r"[A-Z]\d+", duty.clause)
    assert f"| {duty.clause} |" in (ROOT / "docs/clauses.md").read_text() or clause_in_groups(
        duty.clause
    )
    assert duty.source.startswith(("西街字〔2022〕6号 ", "个人信息保护法 "))


def clause_in_groups(clause: str) -> bool:
    """Clauses that are told together, such as W3-W9."""
    text = (ROOT / "docs/clauses.md").read_text()
    group, number = clause[0], int(clause[1:])
    spans = re.findall(rf"\b{group}(\d+)–{group}(\d+)", text)
    named = re.search(rf"\| [^|]*\b{clause}\b[^|]*\|", text)
    return bool(named) or any(int(first) <= number <= int(last) for first, last in spans)


def test_each_source_is_used_and_each_that_is_named_is_there() -> None:
    assert {one.kept_by for one in KEPT} == set(SOURCES)


def test_what_is_kept_has_a_page_and_what_is_not_is_in_no_home() -> None:
    assert all(one.page.startswith("/") for one in KEPT)
    waiting = {one.id for one in DUTIES if not one.kept_by}
    assert "keep_gate" in waiting
    for post in Post:
        assert not waiting & {one.id for one in duties_of(post, DAY)}


def test_what_only_a_phone_knows_is_on_the_phone() -> None:
    assert all(one.on_phone for one in KEPT if one.kept_by == PHONE)


def test_every_sentence_is_said_by_a_source() -> None:
    texts = {
        key.removeprefix("duty_item.") for key in catalogue("en") if key.startswith("duty_item.")
    }
    code = "".join(path.read_text() for path in SOURCE_FILES.glob("*.py"))
    assert texts == COMPOSED | (set(re.findall(r'"(\w+)"', code)) & texts)
    assert len(texts) > len(COMPOSED) > 20


def test_a_later_entry_takes_the_place_of_an_earlier_one_from_its_day_on() -> None:
    first = {
        "id": "x",
        "posts": ["grid_police"],
        "clause": "W1",
        "source": "local",
        "rhythm": "weekly",
        "since": date(2022, 4, 1),
    }
    then = {**first, "rhythm": "daily", "since": date(2026, 1, 1)}
    file: Any = {"duty": [then, first]}
    assert [one.rhythm for one in duties_from(file, date(2025, 12, 31))] == [Rhythm.WEEKLY]
    assert [one.rhythm for one in duties_from(file, date(2026, 1, 1))] == [Rhythm.DAILY]


def test_the_page_about_duties_names_each() -> None:
    page = (ROOT / "docs/subsystems/duties.md").read_text()
    assert [one.id for one in DUTIES if f"`{one.id}`" not in page] == []
