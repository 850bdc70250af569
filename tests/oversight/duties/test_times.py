"""When something is due, late or done: pure rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.oversight.duties.rules.times import by_day, period_of, recurring
from gridward.oversight.duties.terms import DutyState, Rhythm

WEDNESDAY = date(2026, 3, 4)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
PERIODS = st.sampled_from([Rhythm.DAILY, Rhythm.WEEKLY, Rhythm.MONTHLY])


@pytest.mark.parametrize(
    ("until", "state"),
    [
        (None, DutyState.DUE),
        (WEDNESDAY, DutyState.DUE),
        (WEDNESDAY - timedelta(days=1), DutyState.LATE),
        (WEDNESDAY + timedelta(days=1), DutyState.DUE),
    ],
)
def test_the_last_day_is_still_in_time(until: date | None, state: DutyState) -> None:
    assert by_day(until, WEDNESDAY) is state


@pytest.mark.parametrize(
    ("rhythm", "first", "last"),
    [
        (Rhythm.DAILY, WEDNESDAY, WEDNESDAY),
        (Rhythm.WEEKLY, date(2026, 3, 2), date(2026, 3, 8)),
        (Rhythm.MONTHLY, date(2026, 3, 1), date(2026, 3, 31)),
    ],
)
def test_a_week_begins_on_monday_and_a_month_on_its_first(
    rhythm: Rhythm, first: date, last: date
) -> None:
    assert period_of(WEDNESDAY, rhythm) == (first, last)


@given(DAYS, PERIODS)
def test_periods_lie_side_by_side(day: date, rhythm: Rhythm) -> None:
    first, last = period_of(day, rhythm)
    assert first <= day <= last
    assert period_of(first, rhythm) == period_of(last, rhythm) == (first, last)
    assert period_of(last + timedelta(days=1), rhythm)[0] == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("last", "rhythm", "grace", "state", "until"),
    [
        (None, Rhythm.WEEKLY, 1, DutyState.DUE, date(2026, 3, 8)),
        (date(2026, 3, 2), Rhythm.WEEKLY, 1, DutyState.DONE, None),
        (date(2026, 3, 1), Rhythm.WEEKLY, 1, DutyState.DUE, date(2026, 3, 8)),
        (date(2026, 2, 23), Rhythm.WEEKLY, 1, DutyState.DUE, date(2026, 3, 8)),
        (date(2026, 2, 22), Rhythm.WEEKLY, 1, DutyState.LATE, date(2026, 3, 1)),
        (date(2026, 3, 1), Rhythm.DAILY, 3, DutyState.DUE, WEDNESDAY),
        (date(2026, 2, 28), Rhythm.DAILY, 3, DutyState.LATE, date(2026, 3, 3)),
        (date(2026, 1, 31), Rhythm.MONTHLY, 1, DutyState.LATE, date(2026, 2, 28)),
        (date(2026, 2, 1), Rhythm.MONTHLY, 1, DutyState.DUE, date(2026, 3, 31)),
    ],
)
def test_late_is_what_whole_periods_went_by_without(
    last: date | None, rhythm: Rhythm, grace: int, state: DutyState, until: date | None
) -> None:
    assert recurring(last, WEDNESDAY, rhythm, grace) == (state, until)


@given(DAYS, DAYS, PERIODS, st.integers(1, 5))
def test_what_is_done_later_is_never_worse(
    last: date, today: date, rhythm: Rhythm, grace: int
) -> None:
    order = [DutyState.LATE, DutyState.DUE, DutyState.DONE]
    before, _ = recurring(last, today, rhythm, grace)
    after, _ = recurring(last + timedelta(days=1), today, rhythm, grace)
    assert order.index(after) >= order.index(before)
