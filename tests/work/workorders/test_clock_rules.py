"""When a limit is over: against a walk minute by minute, over nights, holidays, month ends and zones."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.kernel.calendar import FILE, Calendar, calendar, calendar_from, without
from gridward.kernel.clock import LOCAL
from gridward.kernel.dated import entries_of
from gridward.work.workorders.rules.clocks import due
from gridward.work.workorders.terms import Limit, Pace

CALENDAR = calendar()
MINUTE = timedelta(minutes=1)
FIRST, LAST = datetime(2022, 1, 1, tzinfo=LOCAL), datetime(2027, 3, 1, tzinfo=LOCAL)
starts = st.integers(0, (LAST - FIRST) // MINUTE).map(lambda passed: FIRST + passed * MINUTE)
paces = st.sampled_from(Pace)
few = st.integers(1, 600)


def limit(minutes: int, pace: Pace = Pace.RUNNING) -> Limit:
    return Limit(minutes, pace, "local")


def counts(at: datetime, pace: Pace, urgent: bool) -> bool:
    """Whether the minute that begins at an instant counts, by the plain words of the calendar's file."""
    if urgent and pace is Pace.RUNNING:
        return True
    clock = (at.hour, at.minute)
    if clock >= (22, 0) or clock < (7, 0):
        return False
    if pace is Pace.RUNNING:
        return True
    within = (8, 30) <= clock < (12, 0) or (14, 0) <= clock < (18, 0)
    return within and works(at.date())


def works(day: date) -> bool:
    text = day.isoformat()
    years = entries_of(FILE)["year"]
    if any(text in year["worked"] for year in years):
        return True
    off = any(first <= text <= last for year in years for first, last in year["off"])
    return not off and day.isoweekday() <= 5


@given(start=starts, minutes=few, pace=paces, urgent=st.booleans())
def test_it_is_what_a_walk_minute_by_minute_finds(
    start: datetime, minutes: int, pace: Pace, urgent: bool
) -> None:
    at, left = start, minutes
    while left:
        left -= counts(at, pace, urgent)
        at += MINUTE
    assert due(CALENDAR, start, limit(minutes, pace), urgent=urgent) == at


@given(start=starts, seconds=st.integers(0, 200_000), minutes=few, pace=paces, urgent=st.booleans())
def test_who_begins_later_is_not_due_earlier(
    start: datetime, seconds: int, minutes: int, pace: Pace, urgent: bool
) -> None:
    later = start + timedelta(seconds=seconds)
    first = due(CALENDAR, start, limit(minutes, pace), urgent=urgent)
    assert first <= due(CALENDAR, later, limit(minutes, pace), urgent=urgent)
    assert first < due(CALENDAR, start, limit(minutes + 1, pace), urgent=urgent)


@given(start=starts, minutes=few, pace=paces, zone=st.sampled_from(["UTC", "America/New_York"]))
def test_the_zone_in_which_an_instant_is_told_does_not_matter(
    start: datetime, minutes: int, pace: Pace, zone: str
) -> None:
    elsewhere = start.astimezone(ZoneInfo(zone))
    assert due(CALENDAR, elsewhere, limit(minutes, pace)) == due(
        CALENDAR, start, limit(minutes, pace)
    )


@pytest.mark.parametrize(
    ("start", "minutes", "pace", "urgent", "end"),
    [
        # over midnight: quiet hours do not count, urgent ones do
        ("2026-03-02 21:50", 15, "running", False, "2026-03-03 07:05"),
        ("2026-03-02 23:50", 15, "running", True, "2026-03-03 00:05"),
        ("2026-03-03 03:00", 15, "running", False, "2026-03-03 07:15"),
        # noon, the evening, the weekend, a month's end
        ("2026-03-02 11:50", 20, "working", False, "2026-03-02 14:10"),
        ("2026-02-27 17:50", 20, "working", False, "2026-02-28 08:40"),  # a Saturday that is worked
        ("2026-02-28 17:50", 20, "working", False, "2026-03-02 08:40"),
        # the Spring Festival of 2026, and the Sunday before which is off
        ("2026-02-14 17:30", 60, "working", False, "2026-02-24 09:00"),
        ("2026-09-30 18:00", 1, "working", False, "2026-10-08 08:31"),
        # to the last minute of a span, not into the next
        ("2026-03-02 08:30", 450, "working", False, "2026-03-02 18:00"),
        ("2026-03-02 07:00", 900, "running", False, "2026-03-02 22:00"),
    ],
)
def test_known_days(start: str, minutes: int, pace: str, urgent: bool, end: str) -> None:
    begins, ends = (datetime.fromisoformat(one).replace(tzinfo=LOCAL) for one in (start, end))
    assert due(CALENDAR, begins, limit(minutes, Pace(pace)), urgent=urgent) == ends


def test_the_hours_of_its_day_hold_for_each_day() -> None:
    changed = with_hours(
        {"weekdays": [1, 2, 3, 4, 5], "spans": [["09:00", "17:00"]], "since": date(2026, 3, 3)}
    )
    start = datetime(2026, 3, 2, 17, 30, tzinfo=LOCAL)
    assert due(changed, start, limit(60, Pace.WORKING)) == datetime(2026, 3, 3, 9, 30, tzinfo=LOCAL)


def test_seconds_are_kept() -> None:
    start = datetime(2026, 3, 2, 1, 2, 3, tzinfo=UTC)
    assert due(CALENDAR, start, limit(10)) == start + 10 * MINUTE


def test_hours_that_never_begin_are_refused() -> None:
    with pytest.raises(ValueError, match="never begin"):
        with_hours({"weekdays": [], "spans": [["09:00", "17:00"]], "since": date(2026, 1, 1)})


def test_what_is_taken_out_of_spans() -> None:
    assert without(((0, 100),), ((20, 30), (90, 120))) == ((0, 20), (30, 90))
    assert without(((10, 20), (30, 40)), ((0, 50),)) == ()


def test_every_figure_names_its_source() -> None:
    file = entries_of(FILE)
    assert all(one["source"] for name in ("hours", "quiet", "year") for one in file[name])


def with_hours(entry: dict[str, object]) -> Calendar:
    file = dict(entries_of(FILE))
    return calendar_from({**file, "hours": [*file["hours"], entry]})
