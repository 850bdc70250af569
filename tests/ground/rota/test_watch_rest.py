"""Hours and rest of a member are watched by dated figures (O4, labour law)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.ground.rota.rules.figures import figures_from, figures_on
from gridward.ground.rota.rules.spans import DAY
from gridward.ground.rota.rules.watching import rests_enough, watched
from gridward.ground.rota.terms import RotaWarning, Span
from gridward.kernel.ids import new_id
from tests.ground.rota.acts import moment, span

TODAY = moment().date()
FIGURES = figures_on(TODAY)
WHO = new_id()
DAYS = [TODAY + DAY * number for number in range(30)]


def told(*spans: Span) -> list[tuple[str, int, int, int]]:
    """Kind, day from today, figure, limit."""
    found = watched(WHO, spans, FIGURES, DAYS)
    return [(one.kind.value, (one.day - TODAY).days, one.figure, one.limit) for one in found]


def test_each_figure_names_its_source_and_law_is_told_from_local_rules() -> None:
    assert (FIGURES.rest_hours, FIGURES.most_hours_a_day, FIGURES.most_days_in_a_row) == (11, 11, 6)
    sources = dict(FIGURES.sources)
    assert sources["most_hours_a_day"] == "劳动法 第三十六条、第四十一条"
    assert sources["rest_hours"] == "local"
    assert set(sources) == {
        *("rest_hours", "most_hours_a_day", "most_days_in_a_row", "night_from", "night_to")
    }


def test_a_figure_holds_from_its_day() -> None:
    names = ("rest_hours", "most_hours_a_day", "most_days_in_a_row", "night_from", "night_to")
    entries = [
        {"name": name, "value": 1, "since": date(2022, 4, 1), "source": "local"} for name in names
    ]
    later = {"name": "rest_hours", "value": 12, "since": date(2026, 5, 1), "source": "街道规定"}
    file = {"figure": [*entries, later]}
    assert figures_from(file, date(2026, 4, 30)).rest_hours == 1
    after = figures_from(file, date(2026, 5, 1))
    assert (after.rest_hours, after.sources["rest_hours"]) == (12, "街道规定")


def test_too_little_rest_is_told_on_the_day_of_the_second_shift() -> None:
    assert told(span(8, 8), span(2, 8, days=1)) == [("rest", 1, 10, 11)]
    assert told(span(8, 8), span(3, 8, days=1)) == []


def test_shifts_that_touch_are_one_piece_of_work() -> None:
    assert told(span(8, 4), span(12, 4)) == []
    assert told(span(8, 8), span(16, 8)) == [("hours", 0, 16, 11)]


def test_a_night_counts_for_the_day_on_which_it_begins() -> None:
    assert told(span(20, 12)) == [("hours", 0, 12, 11)]
    assert told(span(21, 11)) == []


def test_the_seventh_day_in_a_row_is_told_and_each_after_it() -> None:
    week = [span(8, 8, days=day) for day in range(8)]
    assert told(*week) == [("days", 6, 7, 6), ("days", 7, 8, 6)]
    assert told(*week[:3], *week[4:]) == []


def test_days_that_are_not_asked_for_are_not_told() -> None:
    found = watched(WHO, [span(8, 13), span(8, 13, days=1)], FIGURES, [TODAY + DAY])
    assert {one.day for one in found} == {TODAY + DAY}


@pytest.mark.parametrize(("hour", "days", "fits"), [(3, 1, True), (2, 1, False), (8, 0, False)])
def test_rest_is_wanted_before_and_after(hour: int, days: int, fits: bool) -> None:
    other = span(8, 8)
    mine = span(hour, 8, days=days)
    assert rests_enough(mine, [other], FIGURES) is fits
    assert rests_enough(other, [mine], FIGURES) is fits


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 12)), max_size=10))
def test_who_always_rests_enough_is_never_warned_of_rest(pieces: list[tuple[int, int]]) -> None:
    spans: list[Span] = []
    for hour, hours in pieces:
        new = Span(moment() + timedelta(hours=hour), moment() + timedelta(hours=hour + hours))
        if rests_enough(new, spans, FIGURES):
            spans.append(new)
    found = watched(WHO, spans, FIGURES, DAYS)
    assert RotaWarning.REST not in {one.kind for one in found}
