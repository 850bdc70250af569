"""A problem laid out for searching: periods, lines, slots, pieces, and what each keeper may do and what it costs.

A *line* is a post with the skill that it asks for. A *period* is a pattern on a day. A *slot* is a line in a period. A
*piece* is a part of a line's time in which nothing changes: neither who is demanded nor which slots cover it. Rules of
people ask for periods alone, so that they are the same for two posts beside each other.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gridward.planning.rosters.days import (
    MINUTE,
    counted_metres,
    is_holiday,
    is_night,
    is_weekend,
    midnight,
    night_of,
)
from gridward.planning.rosters.fairness import Member, band, fair_shares
from gridward.planning.rosters.rows import Period, Row, rows_of
from gridward.planning.rosters.terms import Demand, Duty, Keeper, RosterProblem, Wish

HOUR = 60
Placed = dict[int, int]
"""Of one keeper: the line by the period."""


@dataclass(frozen=True)
class Line:
    """A post and the skill that it asks for."""

    post: str
    skill: str | None


@dataclass(frozen=True)
class Piece:
    """Minutes of a line in which `need` keepers are wanted; points for each too few and each too many."""

    line: int
    begin: int
    end: int
    need: int
    shortage: int
    surplus: int
    periods: tuple[int, ...]


@dataclass(frozen=True)
class Measure:
    """What is to be shared fairly: how much of it a period is, and everybody's fair band."""

    name: str
    weight: int
    step: int
    of_period: NDArray[np.int64]
    carried: NDArray[np.int64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]


class Board:
    """See the module. Numbers of keepers, lines and periods are their places in the lists."""

    def __init__(self, problem: RosterProblem) -> None:
        self.problem = problem
        self.keepers = problem.keepers
        self.origin = midnight(problem.first)
        self.lines = _lines(problem)
        self.line_at = {(one.post, one.skill): place for place, one in enumerate(self.lines)}
        self.periods = self._periods()
        self.period_at = {
            (one.begin, one.end, one.pattern): place for place, one in enumerate(self.periods)
        }
        self.fixed = [self._placed(keeper.fixed) for keeper in self.keepers]
        self.standing = self._standing()

    # -- time ------------------------------------------------------------------------------------

    def minute(self, at: datetime) -> int:
        """Minutes since the first midnight."""
        return (at - self.origin) // MINUTE

    def moment(self, minute: int) -> datetime:
        """The wall clock at a minute."""
        return self.origin + timedelta(minutes=minute)

    def _periods(self) -> tuple[Period, ...]:
        spans = set()
        for pattern in self.problem.patterns:
            start = pattern.begins.hour * HOUR + pattern.begins.minute
            for day in range(self.problem.days):
                begin = day * 24 * HOUR + start
                spans.add((begin, begin + pattern.minutes, pattern.id))
        for duty in self._given():
            spans.add((self.minute(duty.begin), self.minute(duty.end), duty.pattern or ""))
        return tuple(self._period(*one) for one in sorted(spans))

    def _given(self) -> list[Duty]:
        return [
            *(duty for keeper in self.keepers for duty in keeper.fixed),
            *(self.problem.standing or ()),
        ]

    def _period(self, begin: int, end: int, pattern: str) -> Period:
        calendar = self.problem.calendar
        first, last = self.moment(begin), self.moment(end)
        return Period(
            begin,
            end,
            begin // (24 * HOUR),
            pattern,
            is_night(calendar, first, last),
            is_weekend(calendar, first.date()),
            is_holiday(calendar, first.date()),
        )

    # -- what stands already ---------------------------------------------------------------------

    def _placed(self, duties: Sequence[Duty]) -> Placed:
        return {self.period_of(one): self.line_at[one.post, one.skill] for one in duties}

    def period_of(self, duty: Duty) -> int:
        """The place of a duty's period."""
        return self.period_at[self.minute(duty.begin), self.minute(duty.end), duty.pattern or ""]

    def _standing(self) -> list[Placed] | None:
        if self.problem.standing is None:
            return None
        of: dict[str, list[Duty]] = defaultdict(list)
        for duty in self.problem.standing:
            of[duty.keeper].append(duty)
        return [self._placed(of[keeper.id]) for keeper in self.keepers]

    def duties(self, placed: Sequence[Mapping[int, int]]) -> tuple[Duty, ...]:
        """A roster in the words of the outside, by time."""
        found = [
            self._duty(keeper, period, line)
            for keeper, lines in enumerate(placed)
            for period, line in lines.items()
        ]
        return tuple(sorted(found, key=lambda one: (one.begin, one.post, one.keeper)))

    def _duty(self, keeper: int, period: int, line: int) -> Duty:
        when, where = self.periods[period], self.lines[line]
        return Duty(
            self.keepers[keeper].id,
            where.post,
            self.moment(when.begin),
            self.moment(when.end),
            where.skill,
            when.pattern or None,
        )

    def knows(self, duty: Duty) -> bool:
        """Whether there is a line and a period for a duty."""
        times = self.minute(duty.begin), self.minute(duty.end), duty.pattern or ""
        return times in self.period_at and (duty.post, duty.skill) in self.line_at

    def placed(self, duties: Sequence[Duty]) -> list[Placed]:
        """The inverse of `duties`."""
        at = {keeper.id: place for place, keeper in enumerate(self.keepers)}
        found: list[Placed] = [{} for _ in self.keepers]
        for one in duties:
            found[at[one.keeper]][self.period_of(one)] = self.line_at[one.post, one.skill]
        return found

    # -- cover -----------------------------------------------------------------------------------

    @cached_property
    def regular(self) -> list[list[int]]:
        """For each line the periods of its patterns, those in which nobody is wanted left out."""
        wanted = [_wanted(self, demands) for demands in self._demands]
        return [
            [
                place
                for place, one in enumerate(self.periods)
                if self._allowed(one.pattern, line.post)
                and any(one.begin < end and begin < one.end for begin, end in wanted[number])
            ]
            for number, line in enumerate(self.lines)
        ]

    def _allowed(self, pattern: str, post: str) -> bool:
        posts = self._posts_of.get(pattern)
        return posts is not None and (not posts or post in posts)

    @cached_property
    def _posts_of(self) -> dict[str, frozenset[str]]:
        return {one.id: one.posts for one in self.problem.patterns}

    @cached_property
    def _demands(self) -> list[list[Demand]]:
        found: list[list[Demand]] = [[] for _ in self.lines]
        for one in self.problem.demands:
            found[self.line_at[one.post, one.skill]].append(one)
        return found

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """All pieces, line after line, by time."""
        given = self._odd_periods
        return tuple(
            piece
            for line in range(len(self.lines))
            for piece in self._pieces_of(line, sorted({*self.regular[line], *given[line]}))
        )

    @cached_property
    def _odd_periods(self) -> list[set[int]]:
        """For each line the periods of duties that stand already, whatever the patterns are."""
        found: list[set[int]] = [set() for _ in self.lines]
        for placed in (*self.fixed, *(self.standing or ())):
            for period, line in placed.items():
                found[line].add(period)
        return found

    def _pieces_of(self, line: int, periods: Sequence[int]) -> list[Piece]:
        demands = [
            (self.minute(one.begin), self.minute(one.end), one) for one in self._demands[line]
        ]
        spans = [(self.periods[one].begin, self.periods[one].end, one) for one in periods]
        cuts = sorted({at for begin, end, _ in (*demands, *spans) for at in (begin, end)})
        return [self._piece(line, begin, end, demands, spans) for begin, end in pairwise(cuts)]

    def _piece(
        self,
        line: int,
        begin: int,
        end: int,
        demands: Sequence[tuple[int, int, Demand]],
        spans: Sequence[tuple[int, int, int]],
    ) -> Piece:
        weights = self.problem.weights
        there = [one for first, last, one in demands if first <= begin and end <= last]
        short = max((_or(one.shortage, weights.shortage) for one in there), default=0)
        over = max((_or(one.surplus, weights.surplus) for one in there), default=weights.surplus)
        return Piece(
            line,
            begin,
            end,
            sum(one.count for one in there),
            points(short, end - begin),
            points(over, end - begin),
            tuple(place for first, last, place in spans if first <= begin and end <= last),
        )

    @cached_property
    def pieces_at(self) -> dict[tuple[int, int], list[int]]:
        """The pieces that a slot (line, period) covers."""
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for place, piece in enumerate(self.pieces):
            for period in piece.periods:
                found[piece.line, period].append(place)
        return found

    # -- people ----------------------------------------------------------------------------------

    @cached_property
    def able(self) -> NDArray[np.bool_]:
        """Keeper by line: whether the keeper has the skill."""
        return np.array(
            [
                [line.skill is None or line.skill in keeper.skills for line in self.lines]
                for keeper in self.keepers
            ],
            dtype=bool,
        ).reshape(len(self.keepers), len(self.lines))

    @cached_property
    def free(self) -> NDArray[np.bool_]:
        """Keeper by period: whether the keeper is there and rested from what was before the roster."""
        return np.array([self._free(keeper) for keeper in self.keepers], dtype=bool).reshape(
            len(self.keepers), len(self.periods)
        )

    def _free(self, keeper: Keeper) -> list[bool]:
        away = [(self.minute(one.begin), self.minute(one.end)) for one in keeper.away]
        last = keeper.before.last_end
        rest = self.problem.limits_of(keeper).rest
        rested = self.minute(last) + rest if last else -(10**9)
        return [
            one.begin >= rested
            and not any(one.begin < end and begin < one.end for begin, end in away)
            for one in self.periods
        ]

    @cached_property
    def rows(self) -> list[tuple[Row, ...]]:
        """For each keeper the rules that hold whatever happens."""
        known: dict[object, tuple[Row, ...]] = {}
        found = []
        for place, keeper in enumerate(self.keepers):
            limits, before = self.problem.limits_of(keeper), keeper.before
            fixed = frozenset(self.fixed[place])
            key = (id(limits), before.run, before.night_run, before.week_minutes, fixed)
            if key not in known:
                known[key] = rows_of(
                    self.periods, self.problem.days, self.problem.first, limits, before, fixed
                )
            found.append(known[key])
        return found

    @cached_property
    def distance(self) -> NDArray[np.int64]:
        """Keeper by line: points of the way from home."""
        place_of = {one.id: one.place for one in self.problem.posts}
        weight = self.problem.weights.km
        return np.array(
            [
                [
                    round(counted_metres(keeper, place_of[line.post]) * weight / 1000)
                    for line in self.lines
                ]
                for keeper in self.keepers
            ],
            dtype=np.int64,
        ).reshape(len(self.keepers), len(self.lines))

    @cached_property
    def unwished(self) -> NDArray[np.int64]:
        """Keeper by period: points of wishes for no duty that it goes against."""
        found = np.zeros((len(self.keepers), len(self.periods)), dtype=np.int64)
        for place, keeper in enumerate(self.keepers):
            for wish in keeper.wishes:
                if not wish.wants:
                    found[place, self._touching(wish)] += wish.weight
        return found

    @cached_property
    def wanted(self) -> list[list[tuple[int, tuple[int, ...]]]]:
        """For each keeper the wishes for a duty: points, and the periods of which one is enough."""
        return [
            [(wish.weight, tuple(self._touching(wish))) for wish in keeper.wishes if wish.wants]
            for keeper in self.keepers
        ]

    def _touching(self, wish: Wish) -> list[int]:
        first, last = self.minute(wish.begin), self.minute(wish.end)
        return [
            place
            for place, one in enumerate(self.periods)
            if one.begin < last
            and first < one.end
            and wish.pattern in (None, one.pattern)
            and wish.night in (None, one.night)
        ]

    # -- fairness --------------------------------------------------------------------------------

    @cached_property
    def measures(self) -> list[Measure]:
        """Those that have a weight."""
        weights = self.problem.weights
        nights = [int(one.night) for one in self.periods]
        weekends = [int(one.weekend) for one in self.periods]
        holidays = [int(one.holiday) for one in self.periods]
        minutes = [one.minutes for one in self.periods]
        given = (
            ("nights", weights.nights, 1, nights),
            ("weekends", weights.weekends, 1, weekends),
            ("holidays", weights.holidays, 1, holidays),
            ("hours", weights.hours, weights.hours_step, minutes),
        )
        return [self._measure(*one) for one in given if one[1]]

    def _measure(self, name: str, weight: int, step: int, of: list[int]) -> Measure:
        field = "minutes" if name == "hours" else name
        carried = [getattr(keeper.before, field) for keeper in self.keepers]
        bands = [band(one, step) for one in fair_levels(self.problem, name)]
        return Measure(
            name,
            weight,
            step,
            np.array(of, dtype=np.int64),
            np.array(carried, dtype=np.int64),
            np.array([low for low, _ in bands], dtype=np.int64),
            np.array([high for _, high in bands], dtype=np.int64),
        )


def fair_levels(problem: RosterProblem, measure: str) -> list[float]:
    """Everybody's fair share of a measure with what was done before, in duties or, for hours, in minutes."""
    name = "minutes" if measure == "hours" else measure
    members = [
        Member(one.skills, one.share, float(getattr(one.before, name))) for one in problem.keepers
    ]
    amounts: dict[str | None, float] = defaultdict(float)
    for demand in problem.demands:
        amounts[demand.skill] += demand.count * _amount(problem, demand, measure)
    return fair_shares(members, amounts)


def _amount(problem: RosterProblem, demand: Demand, measure: str) -> float:
    """What one keeper of a demand does of a measure: minutes, or duties of the middle length."""
    if measure == "hours":
        return (demand.end - demand.begin) / MINUTE
    if measure == "nights":
        return _nights(problem, demand)
    chosen = is_weekend if measure == "weekends" else is_holiday
    return sum(
        (min(demand.end, midnight(day) + timedelta(days=1)) - max(demand.begin, midnight(day)))
        / MINUTE
        for day in _days(demand)
        if chosen(problem.calendar, day)
    ) / _middle(problem, demand.post)


def _middle(problem: RosterProblem, post: str) -> float:
    """Minutes of a duty at a post, the middle of the patterns allowed there."""
    lengths = [one.minutes for one in problem.patterns if not one.posts or post in one.posts]
    return sum(lengths) / len(lengths) if lengths else 1.0


def _nights(problem: RosterProblem, demand: Demand) -> float:
    found = 0.0
    for day in _days(demand, before=1):
        dusk, dawn = night_of(problem.calendar, day)
        common = min(demand.end, dawn) - max(demand.begin, dusk)
        found += max(0.0, common / (dawn - dusk))
    return found


def _days(demand: Demand, before: int = 0) -> list[date]:
    first = demand.begin.date() - timedelta(days=before)
    last = (demand.end - MINUTE).date()
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _lines(problem: RosterProblem) -> tuple[Line, ...]:
    asked = [(one.post, one.skill) for one in problem.demands]
    given = [
        (one.post, one.skill)
        for one in (
            *(duty for keeper in problem.keepers for duty in keeper.fixed),
            *(problem.standing or ()),
        )
    ]
    return tuple(Line(*one) for one in dict.fromkeys([*asked, *given]))


def _wanted(board: Board, demands: Sequence[Demand]) -> list[tuple[int, int]]:
    return [(board.minute(one.begin), board.minute(one.end)) for one in demands if one.count]


def _or(given: float | None, otherwise: float) -> float:
    return otherwise if given is None else given


def points(by_the_hour: float, minutes: int) -> int:
    """Points for one keeper in a piece of time, rounded; never nothing where the hour has a price."""
    return max(1, round(by_the_hour * minutes / HOUR)) if by_the_hour else 0
