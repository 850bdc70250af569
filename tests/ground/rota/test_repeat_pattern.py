"""A pattern becomes shifts day by day, over midnight and a month's end; nights are counted by the local clock."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.ground.rota.problems import RotaDaysUnfit
from gridward.ground.rota.rules.figures import figures_on
from gridward.ground.rota.rules.planning import refused_rows
from gridward.ground.rota.rules.serving import served, summed
from gridward.ground.rota.rules.spans import at, day_span, night_minutes, repeated
from gridward.ground.rota.terms import MOST_DAYS, PlanRow, ShiftPattern, ShiftRole, Span
from gridward.kernel.clock import local_date
from gridward.kernel.ids import new_id
from tests.ground.rota.acts import moment, span

WHO, PLACE = new_id(), new_id()


def pattern(begins: int, ends: int, first: date, last: date, **more: object) -> list[PlanRow]:
    words = {"begins": time(begins), "ends": time(ends), "first": first, "last": last, **more}
    return list(repeated(ShiftPattern(PLACE, ShiftRole.KEEPER, WHO, **words)))  # type: ignore[arg-type]


def test_nights_at_a_months_end_end_in_the_next() -> None:
    rows = pattern(20, 8, date(2026, 2, 27), date(2026, 3, 1))
    assert [(local_date(one.begins_at).day, local_date(one.ends_at).day) for one in rows] == [
        (27, 28),
        (28, 1),
        (1, 2),
    ]
    assert {one.span.minutes for one in rows} == {720}


def test_a_whole_day_ends_at_the_same_hour_of_the_next() -> None:
    [row] = pattern(8, 8, date(2026, 3, 4), date(2026, 3, 4))
    assert row.span == Span(moment(8), moment(8, 1))


def test_every_third_day_or_on_weekdays() -> None:
    first, last = date(2026, 3, 2), date(2026, 3, 15)
    third = pattern(8, 16, first, last, every=3)
    assert [local_date(one.begins_at).day for one in third] == [2, 5, 8, 11, 14]
    weekend = pattern(8, 16, first, last, weekdays=(6, 7))
    assert [local_date(one.begins_at).day for one in weekend] == [7, 8, 14, 15]


def test_a_pattern_that_ends_before_it_begins_is_no_shift() -> None:
    assert pattern(8, 16, date(2026, 3, 5), date(2026, 3, 4)) == []


def test_a_question_is_over_days_in_order_and_not_over_too_many() -> None:
    first = date(2026, 3, 1)
    assert day_span(first).minutes == 24 * 60
    assert day_span(first, first + timedelta(days=MOST_DAYS - 1)).minutes == MOST_DAYS * 24 * 60
    for last in (first - timedelta(days=1), first + timedelta(days=MOST_DAYS)):
        with pytest.raises(RotaDaysUnfit):
            day_span(first, last)


@pytest.mark.parametrize(
    ("begins", "hours", "minutes"),
    [(20, 12, 480), (8, 8, 0), (5, 3, 60), (21, 2, 60), (0, 24, 480)],
)
def test_night_is_from_ten_to_six(begins: int, hours: int, minutes: int) -> None:
    assert night_minutes(span(begins, hours), 22, 6) == minutes


@given(st.integers(0, 60 * 48), st.integers(1, 60 * 24))
def test_night_minutes_are_those_of_each_minute(start: int, length: int) -> None:
    begins = moment() + timedelta(minutes=start)
    hours = [(start + minute) // 60 % 24 for minute in range(length)]
    counted = sum(hour >= 22 or hour < 6 for hour in hours)
    assert night_minutes(Span(begins, begins + timedelta(minutes=length)), 22, 6) == counted


def test_what_shifts_come_to() -> None:
    figures = figures_on(moment().date())
    night, saturday = served(span(20, 12), figures), served(span(8, 8, days=3), figures)
    assert (night.day, night.minutes, night.night_minutes, night.is_weekend) == (
        moment().date(),
        720,
        480,
        False,
    )
    assert (saturday.night_minutes, saturday.is_weekend) == (0, True)
    total = summed(WHO, [night, saturday])
    assert (total.shifts, total.minutes, total.nights, total.weekends, total.days) == (
        2,
        1200,
        1,
        1,
        2,
    )


ROWS = st.lists(
    st.builds(
        lambda who, hour, hours: PlanRow(
            PLACE, ShiftRole.KEEPER, who, *(moment(hour), moment(hour + hours))
        ),
        st.sampled_from([WHO, PLACE, None]),
        st.integers(8, 60),
        st.integers(1, 24),
    ),
    max_size=12,
)


@given(ROWS)
def test_what_is_left_of_a_plan_without_its_refused_rows_has_nobody_twice(
    rows: list[PlanRow],
) -> None:
    refused = refused_rows(
        rows, now=moment(7), closed=(), members={WHO, PLACE}, busy={WHO: [span(30, 4)]}
    )
    bad = {one.row for one in refused}
    kept = [row for number, row in enumerate(rows) if number not in bad]
    taken = [(WHO, span(30, 4)), *((row.member_id, row.span) for row in kept if row.member_id)]
    for position, (member, one) in enumerate(taken):
        assert not any(who == member and one.meets(other) for who, other in taken[position + 1 :])
    assert {rows[number].member_id for number in bad} <= {WHO, PLACE}


@given(ROWS)
def test_a_plan_is_refused_only_where_somebody_is_twice(rows: list[PlanRow]) -> None:
    refused = refused_rows(rows, now=moment(7), closed=(), members={WHO, PLACE}, busy={})
    twice = any(
        one.member_id is not None
        and one.member_id == other.member_id
        and one.span.meets(other.span)
        for number, one in enumerate(rows)
        for other in rows[number + 1 :]
    )
    assert bool(refused) is twice


def test_an_instant_is_by_the_streets_clock() -> None:
    assert at(date(2026, 3, 4), time(0)).utcoffset() == timedelta(hours=8)
