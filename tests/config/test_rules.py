"""`gridward rules explain | books`: the example of the documentation, and words that are wrong."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from typer.testing import CliRunner

from gridward.config.cli import app
from gridward.config.commands import street_rules
from gridward.config.commands.rules import books, explain
from gridward.kernel.problems import NotFound
from gridward.kernel.texts import LANGUAGES
from gridward.work.rulebooks.problems import RuleCategoryUnknown, RuleDayUnreadable
from gridward.work.rulebooks.terms import PersonCategory
from tests.work.rulebooks.acts import accepted
from tests.world import World

PAGE = Path(__file__).resolve().parents[2] / "docs/subsystems/rule-books.md"


def called(*words: str) -> Any:
    done = CliRunner().invoke(app, ["rules", *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_example_of_the_page() -> None:
    lines = (
        PAGE.read_text(encoding="utf-8").split("```\n$ gridward ")[1].split("\n```")[0].splitlines()
    )
    told = called(*lines[0].split()[1:]).splitlines()
    assert [one for one in lines[1:] if one != "..."] == [told[0], *told[-3:]]


def test_json_tells_dates_and_what_is_not_confirmed() -> None:
    found = orjson.loads(
        called(
            "explain", "close_contact", "--date", "2022-12-10", "--since", "2022-12-09", "--json"
        )
    )
    assert (found["ends"], found["lacks"]) == ("2022-12-14", [])
    assert found["books"] == ["CN-10", "CN-PLAN-9"]
    assert "counting.day_one" in found["unconfirmed"]
    assert found["phases"][0]["measures"] == ["home_isolation", "centralised_isolation"]


def test_books_of_a_place() -> None:
    here = [one["code"] for one in books("2022-04-20", "360103", "zh-Hans")["books"]]
    assert here == ["CN-PLAN-8", "CN-ZONE-3", "CN-DTP-9", "JX-ARR-2022-04"]
    assert "CN-PLAN-8" in called("books", "--date", "2022-04-20")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("category", PersonCategory)
@pytest.mark.parametrize("day", ["2021-01-01", "2022-04-20", "2022-12-10", "2024-01-01"])
def test_every_category_is_told_on_every_day(language: str, category: str, day: str) -> None:
    found = explain(category, day, day, "360103", language)
    assert found["sentences"]
    assert found["dates"]


def test_a_category_that_there_is_not() -> None:
    with pytest.raises(RuleCategoryUnknown) as refused:
        explain("contact", "2022-04-01", "", "", "zh-Hans")
    assert "close_contact" in refused.value.sentence()


@pytest.mark.django_db
def test_a_street_is_told_by_its_own_books_too(world: World) -> None:
    accepted(world)
    code = world.streets["ours"].code
    found = street_rules.explain("close_contact", "2022-04-01", "2022-03-31", code, "zh-Hans")
    assert (found["books"], found["ends"]) == (["CN-PLAN-8", "XH-2022-03"], "2022-04-17")
    told = street_rules.books("2022-04-01", code, "zh-Hans")["books"]
    assert told[-1]["code"] == "XH-2022-03"


@pytest.mark.django_db
def test_a_street_that_there_is_not(world: World) -> None:
    with pytest.raises(NotFound):
        street_rules.books("", "360199001", "zh-Hans")


@pytest.mark.parametrize("day", ["2022-02-30", "1.4.2022", "heute"])
def test_a_day_that_there_is_not(day: str) -> None:
    with pytest.raises(RuleDayUnreadable):
        books(day, "", "zh-Hans")
