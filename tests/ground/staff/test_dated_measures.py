"""The dated measures of the completeness check: the latest that has begun holds, each with its source."""

from datetime import date

from gridward.ground.staff.rules.dated import measures_from, measures_on
from gridward.ground.staff.terms import SINGLE, Post
from gridward.kernel.texts import LANGUAGES, say

OLD, NEW = date(2022, 4, 1), date(2026, 1, 1)


def file(**later: object) -> dict[str, list[dict[str, object]]]:
    figures = ("coming_days", "acting_days", "handover_days", "answer_days")
    rows = [{"name": name, "value": 5, "since": OLD, "source": "old"} for name in figures]
    return {
        "needed": [{"posts": ["grid_manager"], "count": 1, "since": OLD, "source": "old"}],
        "figure": [*rows, {"name": "coming_days", "since": NEW, "source": "new", **later}],
        "clash": [],
    }


def test_the_latest_that_has_begun_holds() -> None:
    given = file(value=9)
    before, after = measures_from(given, date(2025, 12, 31)), measures_from(given, NEW)
    assert (before.coming_days, before.sources["coming_days"]) == (5, "old")
    assert (after.coming_days, after.sources["coming_days"]) == (9, "new")


def test_what_has_ended_holds_no_more() -> None:
    given = file(value=9, until=date(2026, 2, 1))
    assert measures_from(given, date(2026, 2, 1)).coming_days == 5


def test_every_post_is_needed_everything_has_a_source_and_clashes_a_reason() -> None:
    measures = measures_on(date(2026, 3, 1))
    assert set(measures.needed) == set(Post)
    assert all(measures.needed[post] == 1 for post in SINGLE)
    assert all(measures.sources.values())
    for clash in measures.clashes:
        assert clash.source
        assert all(say(f"word.staff.clash.{clash.id}", language) for language in LANGUAGES)
