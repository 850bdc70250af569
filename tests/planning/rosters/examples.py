"""Small rosters: gates, keepers and rules to be changed by a test, and drawn ones."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from gridward.planning.rosters import (
    Before,
    Calendar,
    Demand,
    Duty,
    Effort,
    Keeper,
    Limits,
    Pattern,
    Post,
    RosterProblem,
    Span,
    Weights,
    Wish,
)
from gridward.planning.routes.terms import Place

FIRST = date(2026, 2, 26)
"""A Thursday; the roster goes over the weekend and over the month's end."""
DAY = Pattern("day", time(8), 720)
NIGHT = Pattern("night", time(20), 720)
EARLY, LATE, LAST = (
    Pattern(name, time(hour), 480) for name, hour in (("early", 6), ("late", 14), ("last", 22))
)
EAST = Post("east", "东门", Place(115.88, 28.68))
WEST = Post("west", "西门", Place(115.90, 28.68))
QUICK = Effort(seconds=20, workers=1, rounds=8)


def at(day: int, hour: int = 0) -> datetime:
    """An hour of the roster's n-th day, from 0 on."""
    return datetime.combine(FIRST, time()) + timedelta(days=day, hours=hour)


def all_day(days: int, post: str = "east", count: int = 1, **given: Any) -> Demand:
    """So many keepers at a post from eight o'clock of the first day on, without a pause."""
    return Demand(post, at(0, 8), at(days, 8), count, **given)


def problem(days: int, keepers: list[Keeper], *demands: Demand, **given: Any) -> RosterProblem:
    """Twelve hours a duty, rested for eleven, unless it is said otherwise."""
    known: dict[str, Any] = {
        "posts": (EAST, WEST),
        "patterns": (DAY, NIGHT),
        "limits": Limits(rest=660),
        "demands": demands or (all_day(days),),
    }
    return RosterProblem(first=FIRST, days=days, keepers=tuple(keepers), **(known | given))


def duty(keeper: str, day: int, pattern: Pattern = DAY, post: str = "east", **given: Any) -> Duty:
    """A duty of a pattern on the n-th day."""
    begin = datetime.combine(FIRST + timedelta(days=day), pattern.begins)
    end = begin + timedelta(minutes=pattern.minutes)
    return Duty(keeper, post, begin, end, pattern=pattern.id, **given)


def keepers(*names: str, **given: Any) -> list[Keeper]:
    """Keepers who are alike."""
    return [Keeper(name, **given) for name in names]


# -- drawn ---------------------------------------------------------------------------------------

SKILLS = (None, None, "medic")


@st.composite
def limits(draw: st.DrawFn) -> Limits:
    """Rules that more duties make worse."""
    maybe = st.none()
    return Limits(
        rest=draw(st.sampled_from([0, 480, 660, 960])),
        longest_run=draw(maybe | st.integers(1, 3)),
        nights_in_row=draw(maybe | st.integers(0, 2)),
        week_minutes=draw(maybe | st.sampled_from([720, 1440, 2000])),
        most_minutes=draw(maybe | st.sampled_from([960, 2160])),
        weekends=draw(maybe | st.integers(0, 1)),
        not_next_day=draw(st.sampled_from([frozenset(), frozenset({("late", "early")})])),
    )


@st.composite
def minimums(draw: st.DrawFn) -> Limits:
    """Rules that ask for a minimum too."""
    return replace(
        draw(limits()),
        shortest_run=draw(st.integers(1, 3)),
        shortest_break=draw(st.integers(1, 3)),
        rows_of=draw(st.sampled_from([{}, {"early": (2, 3)}, {"last": (1, 2)}])),
        most_of=draw(st.sampled_from([{}, {"late": 1}])),
    )


@st.composite
def drawn_keeper(draw: st.DrawFn, name: str, days: int) -> Keeper:
    """Somebody with or without a skill, wishes, days away and a past."""
    day = st.integers(0, days - 1)
    away = draw(st.lists(day, max_size=1))
    night = st.sampled_from([None, True, False])
    wishes = draw(st.lists(st.tuples(day, st.integers(0, 9), st.booleans(), night), max_size=2))
    run = draw(st.integers(0, 2))
    return Keeper(
        name,
        draw(st.sampled_from([frozenset(), frozenset({"medic"})])),
        Place(draw(st.sampled_from([115.88, 115.89])), 28.68),
        draw(st.booleans()),
        away=tuple(Span(at(one), at(one + 1)) for one in away),
        wishes=tuple(
            Wish(at(one), at(one, 24), points, wants, night=kind)
            for one, points, wants, kind in wishes
        ),
        before=Before(
            nights=draw(st.integers(0, 2)),
            minutes=draw(st.sampled_from([0, 480, 1440])),
            last_end=draw(st.none() | st.just(at(0, 6)) | st.just(at(-1, 14))),
            run=run,
            night_run=draw(st.integers(0, run)),
            week_minutes=draw(st.sampled_from([0, 480])),
        ),
    )


@st.composite
def drawn_problem(
    draw: st.DrawFn, rules: st.SearchStrategy[Limits] | None = None, most_keepers: int = 4
) -> RosterProblem:
    """A few days of a gate or two, with patterns that may overlap."""
    days = draw(st.integers(2, 5))
    names = [f"k{number}" for number in range(draw(st.integers(1, most_keepers)))]
    patterns = draw(st.sampled_from([(DAY, NIGHT), (EARLY, LATE, LAST), (DAY, NIGHT, EARLY)]))
    demands = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["east", "west"]),
                st.integers(0, days - 1),
                st.sampled_from([6, 8, 14]),
                st.sampled_from([8, 12, 24]),
                st.integers(1, 2),
                st.sampled_from(SKILLS),
            ),
            min_size=1,
            max_size=4,
        )
    )
    return problem(
        days,
        [draw(drawn_keeper(name, days)) for name in names],
        *(
            Demand(post, at(day, hour), at(day, hour + hours), count, skill)
            for post, day, hour, hours, count, skill in demands
        ),
        patterns=patterns,
        limits=draw(rules if rules is not None else limits()),
        weights=Weights(shortage=100, surplus=draw(st.sampled_from([0, 20])), hours_step=480),
        calendar=Calendar(holidays=frozenset({FIRST + timedelta(days=1)})),
    )
