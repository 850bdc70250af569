"""Drawing by lot: bound beforehand, the same for whoever computes it again, with equal chances."""

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.work.patrols.problems import (
    DrawDaysTurned,
    DrawPointsWrong,
    DrawTooMany,
    DrawWindowsWrong,
)
from gridward.work.patrols.rules.drawing import (
    WORD,
    below,
    cells,
    check_lots,
    commitment,
    drawn,
    drawn_in_week,
    drawn_on,
    mondays,
    words,
)
from gridward.work.patrols.terms import Lots, Slot, Window

PLAN = UUID("01900000-0000-7000-8000-000000000001")
POINTS = tuple(UUID(int=number) for number in (11, 12, 13))
MONDAY = date(2026, 3, 2)
LOTS = Lots(
    PLAN,
    MONDAY,
    MONDAY + timedelta(days=27),
    (Window((1, 2, 3, 4, 5), 9, 12), Window((6, 7), 20, 24)),
    POINTS,
    4,
)
SEED = bytes(range(32))
GOLDEN = [
    "2026-03-04 11:52 13",
    "2026-03-06 09:44 11",
    "2026-03-06 11:13 13",
    "2026-03-08 23:51 12",
]

seeds = st.binary(min_size=32, max_size=32)


@st.composite
def lots(draw: st.DrawFn) -> Lots:
    start = draw(st.dates(date(2026, 1, 1), date(2027, 1, 1)))
    hour = draw(st.integers(0, 23))
    days = draw(st.sets(st.integers(1, 7), min_size=1))
    window = Window(tuple(sorted(days)), hour, draw(st.integers(hour + 1, 24)))
    hours = len(days) * (window.to - window.start)
    return Lots(
        PLAN,
        start,
        start + timedelta(days=draw(st.integers(0, 60))),
        (window,),
        POINTS[: draw(st.integers(1, 3))],
        draw(st.integers(1, hours)),
    )


@given(seeds, lots())
def test_a_draw_is_the_same_whenever_it_is_computed(seed: bytes, some: Lots) -> None:
    check_lots(some)
    assert drawn(seed, some) == drawn(seed, some)


@given(seeds, lots())
def test_every_patrol_lies_in_a_window_and_within_the_plan(seed: bytes, some: Lots) -> None:
    window = some.windows[0]
    for one in drawn(seed, some):
        assert some.starts_on <= one.day <= some.ends_on
        assert one.day.isoweekday() in window.days
        assert window.start <= one.at.hour < window.to
        assert one.point in some.points


@given(seeds, lots())
def test_each_week_has_its_number_in_different_hours(seed: bytes, some: Lots) -> None:
    for monday in mondays(some):
        week = drawn_in_week(seed, some, monday)
        assert len(week) == min(some.per_week, len(cells(some, monday)))
        assert len({(one.day, one.at.hour) for one in week}) == len(week)


@given(seeds, lots())
def test_days_together_are_the_whole(seed: bytes, some: Lots) -> None:
    days = (some.ends_on - some.starts_on).days + 1
    apart = [
        one
        for number in range(days)
        for one in drawn_on(seed, some, some.starts_on + timedelta(days=number))
    ]
    assert apart == drawn(seed, some)


@given(seeds, seeds)
def test_another_seed_is_another_draw_and_another_commitment(one: bytes, other: bytes) -> None:
    if one != other:
        assert commitment(one) != commitment(other)
        assert drawn(one, LOTS) != drawn(other, LOTS)


def test_whoever_changes_what_is_drawn_from_gets_another_draw() -> None:
    for other in (
        Lots(UUID(int=9), LOTS.starts_on, LOTS.ends_on, LOTS.windows, LOTS.points, LOTS.per_week),
        Lots(PLAN, LOTS.starts_on, LOTS.ends_on, LOTS.windows, POINTS[::-1], LOTS.per_week),
        Lots(PLAN, LOTS.starts_on, LOTS.ends_on + timedelta(weeks=1), *_rest(LOTS)),
    ):
        assert drawn_in_week(SEED, other, MONDAY) != drawn_in_week(SEED, LOTS, MONDAY)


def _rest(some: Lots) -> tuple[tuple[Window, ...], tuple[UUID, ...], int]:
    return some.windows, some.points, some.per_week


def test_the_published_recipe_gives_the_same_draw() -> None:
    """Written from the description alone, without the program's functions."""
    content = json.dumps(
        {
            "days": ["2026-03-02", "2026-03-29"],
            "per_week": 4,
            "points": [str(one) for one in POINTS],
            "windows": [[[1, 2, 3, 4, 5], 9, 12], [[6, 7], 20, 24]],
        },
        sort_keys=True,
        separators=(",", ":"),
    )
    head = f"{PLAN}|{hashlib.sha256(content.encode()).hexdigest()}|2026-03-02"

    def numbers() -> Iterator[int]:
        counter = 0
        while True:
            block = hmac.new(SEED, f"{head}|{counter}".encode(), hashlib.sha256).digest()
            yield from (int.from_bytes(block[at : at + 8], "big") for at in (0, 8, 16, 24))
            counter += 1

    stream = numbers()

    def lot(count: int) -> int:
        while (number := next(stream)) >= WORD - WORD % count:
            pass
        return number % count

    left = [(MONDAY + timedelta(days=day), hour) for day in range(5) for hour in (9, 10, 11)]
    left += [(MONDAY + timedelta(days=day), hour) for day in (5, 6) for hour in (20, 21, 22, 23)]
    slots = []
    for _ in range(4):
        day, hour = left.pop(lot(len(left)))
        minute = lot(60)
        slots.append(Slot(day, time(hour, minute), POINTS[lot(3)]))
    assert drawn_in_week(SEED, LOTS, MONDAY) == sorted(slots)


def test_this_draw_never_changes() -> None:
    """A later version of the program must still prove plans that were bound by this one."""
    assert commitment(SEED) == "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd"
    told = [f"{one.day} {one.at:%H:%M} {one.point.int}" for one in drawn(SEED, LOTS)][:4]
    assert told == GOLDEN


@given(st.integers(1, 1000), st.lists(st.integers(0, WORD - 1), min_size=1))
def test_a_number_that_would_favour_the_first_is_passed_over(count: int, raw: list[int]) -> None:
    over = [WORD - 1 - number for number in range(WORD % count)]
    assert below(iter([*over, *raw, 0]), count) == next(
        one % count for one in [*raw, 0] if one < WORD - WORD % count
    )


def test_every_remainder_has_as_many_numbers() -> None:
    """With words of eight bits all can be counted: each of seven lots gets 36, and four are passed over."""
    small = 256
    counts = Counter(one % 7 for one in range(small) if one < small - small % 7)
    assert set(counts.values()) == {36}
    assert (WORD - WORD % 7) % 7 == 0


def test_all_hours_and_points_come_up_equally_often() -> None:
    """Over 4,000 seeds each of 23 hours is drawn 4/23 of the time, each of three points a third."""
    hours: Counter[tuple[date, int]] = Counter()
    points: Counter[UUID] = Counter()
    for number in range(4_000):
        for one in drawn_in_week(hashlib.sha256(str(number).encode()).digest(), LOTS, MONDAY):
            hours[one.day, one.at.hour] += 1
            points[one.point] += 1
    expected = 4_000 * 4 / 23
    spread = (expected * (1 - 4 / 23)) ** 0.5
    assert len(hours) == 23
    assert all(abs(count - expected) < 4.5 * spread for count in hours.values())
    assert all(abs(count - 16_000 / 3) < 4.5 * (16_000 * 2 / 9) ** 0.5 for count in points.values())


def test_words_of_two_weeks_are_others() -> None:
    first, second = words(SEED, LOTS, MONDAY), words(SEED, LOTS, MONDAY + timedelta(weeks=1))
    assert [next(first) for _ in range(8)] != [next(second) for _ in range(8)]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"ends_on": MONDAY - timedelta(days=1)}, DrawDaysTurned),
        ({"ends_on": MONDAY + timedelta(days=366)}, DrawDaysTurned),
        ({"windows": ()}, DrawWindowsWrong),
        ({"windows": (Window((), 9, 12),)}, DrawWindowsWrong),
        ({"windows": (Window((8,), 9, 12),)}, DrawWindowsWrong),
        ({"windows": (Window((1,), 12, 12),)}, DrawWindowsWrong),
        ({"windows": (Window((1,), 9, 25),)}, DrawWindowsWrong),
        ({"windows": (Window((1, 2), 9, 12), Window((2,), 11, 14))}, DrawWindowsWrong),
        ({"points": ()}, DrawPointsWrong),
        ({"points": (POINTS[0], POINTS[0])}, DrawPointsWrong),
        ({"per_week": 0}, DrawTooMany),
        ({"per_week": 24}, DrawTooMany),
    ],
)
def test_what_cannot_be_drawn_from_is_refused(
    change: dict[str, object], problem: type[Exception]
) -> None:
    check_lots(LOTS)
    wrong: dict[str, object] = {**vars(LOTS), **change}
    with pytest.raises(problem):
        check_lots(Lots(**wrong))  # type: ignore[arg-type]
