"""Words of duty rosters: what is demanded, who there is, by which rules, and what came of it.

Times are the street's own wall clock without a zone. Minutes, metres and points are whole numbers. A duty belongs to
the day on which it begins, also when it ends on the next day, in the next month or in the next year.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from gridward.planning.routes.terms import Place


@dataclass(frozen=True)
class Span:
    """From a moment until another, which is no longer in it."""

    begin: datetime
    end: datetime


@dataclass(frozen=True)
class Post:
    """Where somebody stands: a gate, or a group of gates for whoever is on call."""

    id: str
    name: str
    place: Place | None = None


@dataclass(frozen=True)
class Pattern:
    """A duty as it may be cut: when it begins, how many minutes it takes, at which posts (none named: all)."""

    id: str
    begins: time
    minutes: int
    posts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Demand:
    """So many keepers at a post from a moment until another, all with the skill if one is named.

    Demands of one post and skill that overlap add up. The prices, points for each keeper and hour, stand for those of
    the weights where they are given.
    """

    post: str
    begin: datetime
    end: datetime
    count: int
    skill: str | None = None
    shortage: float | None = None
    surplus: float | None = None


@dataclass(frozen=True)
class Wish:
    """A keeper would like to have a duty in this time, or none; `weight` points where it is not so.

    A wish for no duty counts once for each duty that touches the time. With a pattern, only its duties count; with
    `night`, only nights (True) or only duties that are none (False).
    """

    begin: datetime
    end: datetime
    weight: int
    wants: bool = False
    pattern: str | None = None
    night: bool | None = None


@dataclass(frozen=True)
class Limits:
    """Rules that hold for a person whatever happens; None is no limit.

    `rest`: minutes between two duties. `longest_run`, `shortest_run`: days on duty in a row; `shortest_break`: days off
    in a row; `nights_in_row`. `week_minutes`: from Monday to Sunday. `most_minutes`, `least_minutes`, `weekends` (those
    with any duty), `most_of`, `least_of` (duties of a pattern): in the whole time of the roster. `rows_of`: least and
    most days in a row with one pattern. `not_next_day`: patterns (first, second) where the second may not begin on the
    day after the first. Runs that touch an end of the roster may have begun before it or go on after it.
    """

    rest: int = 0
    longest_run: int | None = None
    nights_in_row: int | None = None
    week_minutes: int | None = None
    most_minutes: int | None = None
    least_minutes: int = 0
    shortest_run: int = 1
    shortest_break: int = 1
    weekends: int | None = None
    most_of: Mapping[str, int] = field(default_factory=dict)
    least_of: Mapping[str, int] = field(default_factory=dict)
    rows_of: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    not_next_day: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Before:
    """What a keeper carries over the border of the roster: counts since fairness is counted, and the last days.

    `run` and `night_run`: days and nights in a row that end on the eve of the first day. `week_minutes`: what was done
    since the Monday of the first day's week.
    """

    nights: int = 0
    weekends: int = 0
    holidays: int = 0
    minutes: int = 0
    last_end: datetime | None = None
    run: int = 0
    night_run: int = 0
    week_minutes: int = 0


@dataclass(frozen=True)
class Duty:
    """One keeper at one post from a moment until another."""

    keeper: str
    post: str
    begin: datetime
    end: datetime
    skill: str | None = None
    pattern: str | None = None

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return (self.end - self.begin) // timedelta(minutes=1)


@dataclass(frozen=True)
class Keeper:
    """Whoever may be on duty. `seconded` is told and never asked: own and seconded are treated alike (clause P7).

    `share` is the part of a full person that counts for fairness (1 for all who work full time). `fixed` are duties
    that stand already; whoever set them answers for the rules among them. `spared` are metres of each way that cost
    nothing: with the way to the nearest post, distance says at which post somebody stands and never how often.
    """

    id: str
    skills: frozenset[str] = frozenset()
    place: Place | None = None
    seconded: bool = False
    share: float = 1.0
    limits: Limits | None = None
    away: tuple[Span, ...] = ()
    wishes: tuple[Wish, ...] = ()
    fixed: tuple[Duty, ...] = ()
    before: Before = Before()
    spared: int = 0


@dataclass(frozen=True)
class Weights:
    """Points of what is not as it should be; whole numbers except prices by the hour.

    `shortage`, `surplus`: for each keeper and hour. `nights`, `weekends`, `holidays`, `hours`: for the first step away
    from the fair share; the second costs two more, the third three more. A step is one duty, and for hours
    `hours_step` minutes. `km`: for each kilometre from home that is not spared. `change`: for each duty taken from or
    given to somebody against the roster that stood.
    """

    shortage: float = 1000
    surplus: float = 20
    nights: int = 20
    weekends: int = 15
    holidays: int = 30
    hours: int = 20
    hours_step: int = 480
    km: int = 5
    change: int = 200


@dataclass(frozen=True)
class Calendar:
    """Which duties are nights, weekends and holidays.

    A night is a duty with at least `night_minutes` between `night_begins` and `night_ends`. Holidays are days of their
    own and no weekends; weekends that are worked in exchange (调休) are ordinary days.
    """

    night_begins: time = time(22)
    night_ends: time = time(6)
    night_minutes: int = 180
    holidays: frozenset[date] = frozenset()
    working_weekends: frozenset[date] = frozenset()


@dataclass(frozen=True)
class RosterProblem:
    """All that a roster is made from: `days` from `first` on, of which duties begin on one."""

    first: date
    days: int
    posts: tuple[Post, ...]
    patterns: tuple[Pattern, ...]
    demands: tuple[Demand, ...]
    keepers: tuple[Keeper, ...]
    limits: Limits = Limits()
    weights: Weights = Weights()
    calendar: Calendar = Calendar()
    standing: tuple[Duty, ...] | None = None
    """The roster that stood, when this is a new plan of it: each difference costs."""

    def limits_of(self, keeper: Keeper) -> Limits:
        """Those of the keeper's own, or those of all."""
        return keeper.limits or self.limits


@dataclass(frozen=True)
class Missing:
    """So many keepers fail at a post from a moment until another."""

    post: str
    skill: str | None
    begin: datetime
    end: datetime
    count: int


@dataclass(frozen=True)
class Costs:
    """Points by what they are for."""

    shortage: int = 0
    surplus: int = 0
    fairness: int = 0
    wishes: int = 0
    distance: int = 0
    changes: int = 0

    @property
    def total(self) -> int:
        """What the optimiser makes small."""
        people = self.fairness + self.wishes + self.distance
        return self.shortage + self.surplus + people + self.changes


@dataclass(frozen=True)
class Broken:
    """A rule that a roster breaks, with the figures behind it."""

    code: str
    keeper: str
    at: datetime | None = None
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What the judge finds: every broken rule, the cost, and who is missing where."""

    broken: tuple[Broken, ...]
    costs: Costs
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class Effort:
    """How long to search: `seconds` of the wall clock, `workers` threads, and the seed of all chance.

    With `rounds` the search also ends after so many steps, each measured in work and not in time; when these are
    reached before the seconds, the same question has the same answer on every machine.
    """

    seconds: float = 60.0
    workers: int = 2
    seed: int = 1
    rounds: int | None = None


@dataclass(frozen=True)
class Roster:
    """Duties by time, with what they cost, and what no roster can be cheaper than.

    `greedy` is the cost of the first roster, made by hand's rules; `greedy_broken` how many minimum rules it breaks.
    """

    duties: tuple[Duty, ...]
    costs: Costs
    missing: tuple[Missing, ...]
    bound: int
    seconds: float
    greedy: int
    greedy_broken: int
    optimal: bool

    @property
    def gap(self) -> float:
        """The part of the cost by which a better roster could be cheaper at most; 0 when none can."""
        return (
            max(0.0, (self.costs.total - self.bound) / self.costs.total)
            if self.costs.total
            else 0.0
        )


class NoRoster(Exception):
    """The rules of people cannot all be kept, or (`in_time`) no roster that keeps them was found in the time."""

    def __init__(self, rule: str, in_time: bool = False) -> None:
        super().__init__(rule)
        self.in_time = in_time
