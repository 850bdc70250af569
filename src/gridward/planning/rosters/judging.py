"""The judge: every rule that a roster breaks, and what it costs, counted from the words of the problem.

Nothing of the optimiser is used here except the definitions of days and of fair shares; what the optimiser says of its
own rosters is tested against this.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from gridward.planning.rosters.board import fair_levels, points
from gridward.planning.rosters.days import (
    MINUTE,
    SATURDAY,
    counted_metres,
    is_holiday,
    is_night,
    is_weekend,
)
from gridward.planning.rosters.fairness import band, price, steps_away
from gridward.planning.rosters.terms import (
    Broken,
    Costs,
    Demand,
    Duty,
    Keeper,
    Limits,
    Missing,
    RosterProblem,
    Verdict,
)

ONE_DAY = timedelta(days=1)


def check(duties: Sequence[Duty], problem: RosterProblem) -> Verdict:
    """What is wrong with a roster and what it costs. Rules that fixed duties break by themselves are not counted."""
    mine: dict[str, list[Duty]] = defaultdict(list)
    for duty in sorted(duties, key=lambda one: (one.begin, one.end)):
        mine[duty.keeper].append(duty)
    known = {one.id for one in problem.keepers}
    broken = [Broken("unknown_keeper", one) for one in mine if one not in known]
    for keeper in problem.keepers:
        excused = set(_broken(problem, keeper, sorted(keeper.fixed, key=lambda one: one.begin)))
        found = _broken(problem, keeper, mine[keeper.id])
        broken += [one for one in found if one not in excused]
        broken += _fixed_gone(keeper, mine[keeper.id])
    missing, shortage, surplus = _cover(problem, duties)
    costs = Costs(
        shortage,
        surplus,
        sum(
            _unfairness(problem, mine, name) for name in ("nights", "weekends", "holidays", "hours")
        ),
        sum(_unwished(problem, keeper, mine[keeper.id]) for keeper in problem.keepers),
        _distance(problem, duties),
        _changes(problem, duties),
    )
    return Verdict(tuple(broken), costs, tuple(missing))


# -- rules ---------------------------------------------------------------------------------------


def _broken(problem: RosterProblem, keeper: Keeper, duties: Sequence[Duty]) -> Iterator[Broken]:
    limits = problem.limits_of(keeper)
    fixed = set(keeper.fixed)
    yield from (
        one for duty in duties if duty not in fixed for one in _alone(problem, keeper, duty)
    )
    yield from _between(keeper, duties, limits)
    yield from _runs(problem, keeper, duties, limits)
    yield from _sums(problem, keeper, duties, limits)


def _fixed_gone(keeper: Keeper, duties: Sequence[Duty]) -> Iterator[Broken]:
    there = set(duties)
    yield from (
        Broken("fixed_gone", keeper.id, one.begin) for one in keeper.fixed if one not in there
    )


def _alone(problem: RosterProblem, keeper: Keeper, duty: Duty) -> Iterator[Broken]:
    """Rules that a duty breaks by itself."""
    if duty.skill is not None and duty.skill not in keeper.skills:
        yield Broken("skill", keeper.id, duty.begin, (("skill", duty.skill),))
    if any(duty.begin < one.end and one.begin < duty.end for one in keeper.away):
        yield Broken("away", keeper.id, duty.begin)
    if duty not in (problem.standing or ()) and not _is_of_a_pattern(problem, duty):
        yield Broken("pattern_unknown", keeper.id, duty.begin)


def _is_of_a_pattern(problem: RosterProblem, duty: Duty) -> bool:
    day = (duty.begin.date() - problem.first).days
    return 0 <= day < problem.days and any(
        one.id == duty.pattern
        and one.begins == duty.begin.time()
        and one.minutes == duty.minutes
        and (not one.posts or duty.post in one.posts)
        for one in problem.patterns
    )


def _between(keeper: Keeper, duties: Sequence[Duty], limits: Limits) -> Iterator[Broken]:
    """Two duties after one another: at one time at one place, rested, one a day, patterns that may follow."""
    last = keeper.before.last_end
    ends = [(last, None)] if last else []
    latest: tuple[datetime, Duty | None] | None = ends[0] if ends else None
    for duty in duties:
        if latest and duty.begin < latest[0]:
            yield Broken("busy", keeper.id, duty.begin)
        elif latest and duty.begin < latest[0] + limits.rest * MINUTE:
            had = (duty.begin - latest[0]) // MINUTE
            yield Broken("rest", keeper.id, duty.begin, (("had", had), ("rest", limits.rest)))
        latest = (duty.end, duty) if latest is None or duty.end > latest[0] else latest
    for one, other in pairwise(duties):
        days = (other.begin.date() - one.begin.date()).days
        if days == 0:
            yield Broken("day", keeper.id, other.begin)
        if days == 1 and (one.pattern, other.pattern) in limits.not_next_day:
            yield Broken("succession", keeper.id, other.begin)


def _runs(
    problem: RosterProblem, keeper: Keeper, duties: Sequence[Duty], limits: Limits
) -> Iterator[Broken]:
    worked = {one.begin.date() for one in duties}
    nights = {one.begin.date() for one in duties if is_night(problem.calendar, one.begin, one.end)}
    before = keeper.before
    yield from _too_long(keeper, "run", _joined(problem, worked, before.run), limits.longest_run)
    yield from _too_long(
        keeper, "nights", _joined(problem, nights, before.night_run), limits.nights_in_row
    )
    yield from _too_short(problem, keeper, "short_run", worked, limits.shortest_run)
    every = {problem.first + timedelta(days=day) for day in range(problem.days)}
    yield from _too_short(problem, keeper, "short_break", every - worked, limits.shortest_break)
    for pattern, (least, most) in limits.rows_of.items():
        with_it = {one.begin.date() for one in duties if one.pattern == pattern}
        yield from _too_long(keeper, "pattern_run", _joined(problem, with_it, 0), most)
        yield from _too_short(problem, keeper, "pattern_run", with_it, least)


def _joined(problem: RosterProblem, days: set[date], before: int) -> set[date]:
    """The days with those in a row before the roster."""
    return days | {problem.first - timedelta(days=number + 1) for number in range(before)}


def _rows(days: Iterable[date]) -> Iterator[list[date]]:
    row: list[date] = []
    for day in sorted(days):
        if row and day - row[-1] != ONE_DAY:
            yield row
            row = []
        row.append(day)
    if row:
        yield row


def _too_long(keeper: Keeper, code: str, days: set[date], longest: int | None) -> Iterator[Broken]:
    if longest is None:
        return
    for row in _rows(days):
        if len(row) > longest:
            at = datetime.combine(row[0], datetime.min.time())
            yield Broken(code, keeper.id, at, (("had", len(row)), ("most", longest)))


def _too_short(
    problem: RosterProblem, keeper: Keeper, code: str, days: set[date], shortest: int
) -> Iterator[Broken]:
    """Rows that touch an end of the roster are not known in full."""
    last = problem.first + timedelta(days=problem.days - 1)
    for row in _rows(days):
        if len(row) < shortest and row[0] != problem.first and row[-1] != last:
            at = datetime.combine(row[0], datetime.min.time())
            yield Broken(code, keeper.id, at, (("had", len(row)), ("least", shortest)))


def _sums(
    problem: RosterProblem, keeper: Keeper, duties: Sequence[Duty], limits: Limits
) -> Iterator[Broken]:
    yield from _week_sums(problem, keeper, duties, limits)
    total = sum(one.minutes for one in duties)
    if limits.most_minutes is not None and total > limits.most_minutes:
        yield _sum("total", keeper, total, most=limits.most_minutes)
    if total < limits.least_minutes:
        yield _sum("total", keeper, total, least=limits.least_minutes)
    of = Counter(one.pattern for one in duties)
    for pattern, most in limits.most_of.items():
        if of[pattern] > most:
            yield _sum("pattern", keeper, of[pattern], most=most)
    for pattern, least in limits.least_of.items():
        if of[pattern] < least:
            yield _sum("pattern", keeper, of[pattern], least=least)
    weekends = {_monday(day) for one in duties if (day := one.begin.date()).weekday() >= SATURDAY}
    if limits.weekends is not None and len(weekends) > limits.weekends:
        yield _sum("weekends", keeper, len(weekends), most=limits.weekends)


def _week_sums(
    problem: RosterProblem, keeper: Keeper, duties: Sequence[Duty], limits: Limits
) -> Iterator[Broken]:
    if limits.week_minutes is None:
        return
    weeks: Counter[date] = Counter()
    for duty in duties:
        weeks[_monday(duty.begin.date())] += duty.minutes
    first = _monday(problem.first)
    if weeks[first]:
        weeks[first] += keeper.before.week_minutes
    for monday, minutes in sorted(weeks.items()):
        if minutes > limits.week_minutes:
            at = datetime.combine(monday, datetime.min.time())
            yield Broken("week", keeper.id, at, (("had", minutes), ("most", limits.week_minutes)))


def _sum(code: str, keeper: Keeper, had: int, **limit: int) -> Broken:
    return Broken(code, keeper.id, None, (("had", had), *limit.items()))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


# -- costs ---------------------------------------------------------------------------------------


def _cover(problem: RosterProblem, duties: Sequence[Duty]) -> tuple[list[Missing], int, int]:
    """Who is missing, and the points of shortage and of surplus."""
    missing: list[Missing] = []
    shortage = surplus = 0
    standing = problem.standing or ()
    fixed = [one for keeper in problem.keepers for one in keeper.fixed]
    lines = dict.fromkeys(
        [(one.post, one.skill) for one in problem.demands]
        + [(one.post, one.skill) for one in duties]
    )
    for post, skill in lines:
        demands = [one for one in problem.demands if (one.post, one.skill) == (post, skill)]
        there = [one for one in duties if (one.post, one.skill) == (post, skill)]
        kept = [one for one in (*standing, *fixed) if (one.post, one.skill) == (post, skill)]
        for begin, end in pairwise(_cuts(problem, post, demands, kept, there)):
            need, short, over = _wanted(problem, demands, begin, end)
            count = sum(one.begin <= begin and end <= one.end for one in there)
            if count < need:
                shortage += (need - count) * short
                missing.append(Missing(post, skill, begin, end, need - count))
            surplus += max(0, count - need) * over
    return _merged(missing), shortage, surplus


def _cuts(
    problem: RosterProblem,
    post: str,
    demands: Sequence[Demand],
    kept: Sequence[Duty],
    there: Sequence[Duty],
) -> list[datetime]:
    """Where something may change: the ends of demands, and of every duty that could cover them."""
    wanted = [(one.begin, one.end) for one in demands if one.count]
    possible = [
        (begin, begin + one.minutes * MINUTE)
        for one in problem.patterns
        if not one.posts or post in one.posts
        for number in range(problem.days)
        for begin in (datetime.combine(problem.first + number * ONE_DAY, one.begins),)
    ]
    useful = [
        one for one in possible if any(one[0] < end and begin < one[1] for begin, end in wanted)
    ]
    given = [(one.begin, one.end) for one in demands]
    given += [(one.begin, one.end) for one in (*kept, *there)]
    return sorted({at for span in (*useful, *given) for at in span})


def _wanted(
    problem: RosterProblem, demands: Sequence[Demand], begin: datetime, end: datetime
) -> tuple[int, int, int]:
    """How many, and the points for each too few and too many."""
    weights = problem.weights
    now = [one for one in demands if one.begin <= begin and end <= one.end]
    short = [weights.shortage if one.shortage is None else one.shortage for one in now]
    over = [weights.surplus if one.surplus is None else one.surplus for one in now]
    minutes = (end - begin) // MINUTE
    return (
        sum(one.count for one in now),
        points(max(short, default=0), minutes),
        points(max(over, default=weights.surplus), minutes),
    )


def _merged(missing: Sequence[Missing]) -> list[Missing]:
    """Times one after the other with as many missing become one."""
    found: list[Missing] = []
    for one in missing:
        last = found[-1] if found else None
        if last and (last.post, last.skill, last.end, last.count) == (
            one.post,
            one.skill,
            one.begin,
            one.count,
        ):
            found[-1] = Missing(one.post, one.skill, last.begin, one.end, one.count)
        else:
            found.append(one)
    return found


def _unfairness(problem: RosterProblem, mine: Mapping[str, Sequence[Duty]], name: str) -> int:
    weights = problem.weights
    weight: int = getattr(weights, name)
    if not weight:
        return 0
    step = weights.hours_step if name == "hours" else 1
    found = 0
    for keeper, level in zip(problem.keepers, fair_levels(problem, name), strict=True):
        low, high = band(level, step)
        load = _load(problem, keeper, mine.get(keeper.id, ()), name)
        found += weight * price(steps_away(load, low, high, step))
    return found


def _load(problem: RosterProblem, keeper: Keeper, duties: Sequence[Duty], name: str) -> int:
    calendar, before = problem.calendar, keeper.before
    if name == "hours":
        return before.minutes + sum(one.minutes for one in duties)
    if name == "nights":
        return before.nights + sum(is_night(calendar, one.begin, one.end) for one in duties)
    if name == "weekends":
        return before.weekends + sum(is_weekend(calendar, one.begin.date()) for one in duties)
    return before.holidays + sum(is_holiday(calendar, one.begin.date()) for one in duties)


def _unwished(problem: RosterProblem, keeper: Keeper, duties: Sequence[Duty]) -> int:
    found = 0
    for wish in keeper.wishes:
        touched = sum(
            one.begin < wish.end
            and wish.begin < one.end
            and wish.pattern in (None, one.pattern or "")
            and wish.night in (None, is_night(problem.calendar, one.begin, one.end))
            for one in duties
        )
        found += wish.weight * ((touched == 0) if wish.wants else touched)
    return found


def _distance(problem: RosterProblem, duties: Sequence[Duty]) -> int:
    keepers = {one.id: one for one in problem.keepers}
    posts = {one.id: one.place for one in problem.posts}
    return sum(
        round(counted_metres(keepers[one.keeper], posts[one.post]) * problem.weights.km / 1000)
        for one in duties
        if one.keeper in keepers
    )


def _changes(problem: RosterProblem, duties: Sequence[Duty]) -> int:
    if problem.standing is None:
        return 0
    return problem.weights.change * len(set(problem.standing) ^ set(duties))
