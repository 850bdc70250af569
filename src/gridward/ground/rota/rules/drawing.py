"""A roster is drawn up from facts by `planning.rosters`, and told in plain values to be stored (G1).

Only the background job imports this page: the optimiser behind it is large, and the screens need none of it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from gridward.ground.rota.rules.drafts import (
    Patterns,
    instant_of,
    stored_row,
    wall_clock,
    wider,
)
from gridward.ground.rota.rules.spans import DAY
from gridward.ground.rota.rules.wishing import NIGHT_MINUTES, hours_of, nights_alone, weight_of
from gridward.ground.rota.terms import (
    NO_WISHES,
    CoverSpan,
    DraftPattern,
    DraftSaid,
    DraftWay,
    PlanRow,
    Point,
    RestFigures,
    ShiftRole,
    Span,
    WishDay,
    WishTally,
    WishWants,
)
from gridward.kernel.calendar import calendar
from gridward.kernel.clock import local_date
from gridward.planning import rosters
from gridward.planning.rosters.days import is_holiday, is_night, is_weekend, metres
from gridward.planning.routes.terms import Place


@dataclass(frozen=True)
class PlaceFact:
    """A duty place, its point or the middle of its grid, and what is wanted there beside what stays as it is."""

    id: UUID
    name: str
    at: Point | None
    wanted: tuple[CoverSpan, ...]


@dataclass(frozen=True)
class MemberFact:
    """Whoever takes part: the roles that they may have, the middle of where they serve, and where they set out from if
    they said it (`home`).

    `out` are absences, `elsewhere` shifts that stay as they are, `past` those of the weeks before, `standing` those
    that a mended roster keeps if it can. `wishes` are those about its days, `wished` how those of the weeks before
    went.
    """

    id: UUID
    roles: frozenset[ShiftRole]
    at: Point | None
    seconded: bool
    out: tuple[Span, ...]
    elsewhere: tuple[Span, ...]
    past: tuple[Span, ...]
    standing: tuple[PlanRow, ...] = ()
    wishes: tuple[WishDay, ...] = ()
    wished: WishTally = NO_WISHES
    home: Point | None = None

    @property
    def sets_out(self) -> Point | None:
        """From where the way is told."""
        return self.home or self.at


@dataclass(frozen=True)
class Facts:
    """All that a draft is drawn up from; `stays` are shifts of its days that it does not decide on.

    `fewest` people must have a duty for what they said of themselves to be used.
    """

    said: DraftSaid
    now: datetime
    places: tuple[PlaceFact, ...]
    members: tuple[MemberFact, ...]
    stays: tuple[PlanRow, ...]
    patterns: Patterns
    figures: RestFigures
    fewest: int

    @property
    def without_homes(self) -> "Facts":
        """The same, with everybody setting out from the middle of where they serve."""
        return replace(self, members=tuple(replace(one, home=None) for one in self.members))


def drawn(facts: Facts, effort: rosters.Effort, tries: rosters.Effort) -> dict[str, Any]:
    """A roster as plain values: shifts, what is missing and why, everybody's part, costs and their bound.

    `tries` is the effort of each fix that is tried. Where few people have a duty, what some of them said about
    themselves is not used: the kilometres in sum would tell it. Raises planning's NoRoster.
    """
    result = _drawn(facts, effort, tries)
    having = {one["member"] for one in result["rows"]}
    if len(having) < facts.fewest and any(one.home for one in facts.members):
        return _drawn(facts.without_homes, effort, tries)
    return result


def _drawn(facts: Facts, effort: rosters.Effort, tries: rosters.Effort) -> dict[str, Any]:
    problem = problem_of(facts)
    changes: Sequence[rosters.Change] = ()
    if facts.said.way is DraftWay.MEND:
        out = {str(one.id): _spans(one.out) for one in facts.members}
        mended = rosters.replan(
            problem, problem.standing or (), out, wall_clock(facts.now), effort, gaps=True
        )
        problem, roster, changes = mended.problem, mended.roster, mended.changes
    else:
        roster = rosters.make_roster(problem, effort)
    stood = set(problem.standing or ())
    reasons = rosters.explain(problem, roster, effort=tries)
    return {
        "rows": [
            *({**stored_row(_row(one)), "stood": one in stood} for one in roster.duties),
            *({**stored_row(one), "stood": True} for one in facts.stays),
        ],
        "starts": {
            str(place.id): [
                f"{one.begins:%H:%M}" for one, there in facts.patterns.items() if place.id in there
            ]
            for place in facts.places
        },
        "gone": [stored_row(_row(one.duty)) for one in changes if not one.given],
        "missing": [_missing(one) for one in roster.missing],
        "reasons": [_reason(one) for one in reasons],
        "members": _shares(problem, roster.duties),
        **_ways(problem, roster.duties),
        "costs": _costs(roster),
        "total": roster.costs.total,
        "bound": roster.bound,
        "gap": round(roster.gap, 4),
        "optimal": roster.optimal,
        "greedy": roster.greedy,
        "seconds": roster.seconds,
    }


# -- the question ----------------------------------------------------------------------------------


def problem_of(facts: Facts) -> rosters.RosterProblem:
    """The facts in the words of the optimiser: a role is a skill, so that roles are never mixed at a place."""
    figures = facts.figures
    problem = rosters.RosterProblem(
        first=facts.said.first,
        days=facts.said.days,
        posts=tuple(rosters.Post(str(one.id), one.name, _place(one.at)) for one in facts.places),
        patterns=tuple(
            rosters.Pattern(_pattern_id(one), one.begins, one.minutes, frozenset(map(str, there)))
            for one, there in facts.patterns.items()
        ),
        demands=tuple(_demands(facts.places)),
        keepers=tuple(
            _keeper(one, facts.places, facts.said.first, figures) for one in facts.members
        ),
        limits=rosters.Limits(rest=figures.rest_hours * 60, longest_run=figures.most_days_in_a_row),
        calendar=_calendar(figures),
    )
    if facts.said.way is DraftWay.ANEW:
        return problem
    return _standing(problem, facts)


def _demands(places: Iterable[PlaceFact]) -> Iterable[rosters.Demand]:
    for place in places:
        for one in place.wanted:
            begins, ends = wall_clock(one.span.begins_at), wall_clock(one.span.ends_at)
            lacking = one.wanted - one.there
            yield rosters.Demand(str(place.id), begins, ends, lacking, one.role.value)


def _keeper(
    one: MemberFact, places: Iterable[PlaceFact], first: date, figures: RestFigures
) -> rosters.Keeper:
    busy = [wider(span, figures.rest_hours) for span in one.elsewhere]
    return rosters.Keeper(
        id=str(one.id),
        skills=frozenset(role.value for role in one.roles),
        place=_place(one.sets_out),
        spared=nearest(one.sets_out, (place.at for place in places)),
        seconded=one.seconded,
        away=_spans([*one.out, *busy]),
        wishes=tuple(_wish(wish, weight_of(one.wished), figures) for wish in one.wishes),
        before=_before(one.past, first, figures),
    )


def nearest(home: Point | None, places: Iterable[Point | None]) -> int:
    """Metres to the nearest of some places: everybody has that way, so it costs nothing and nobody is spared duty, or
    given more, for living far or near (P7).
    """
    start = _place(home)
    return min((metres(start, _place(one)) for one in places if one), default=0)


def _wish(one: WishDay, weight: int, figures: RestFigures) -> rosters.Wish:
    [span] = _spans([hours_of(one, figures)])
    is_for_duty = one.wants is WishWants.DUTY
    return rosters.Wish(span.begin, span.end, weight, is_for_duty, night=nights_alone(one))


def _before(past: Sequence[Span], first: date, figures: RestFigures) -> rosters.Before:
    kinds = _calendar(figures)
    spans = [(wall_clock(one.begins_at), wall_clock(one.ends_at)) for one in past]
    return rosters.Before(
        nights=sum(is_night(kinds, *one) for one in spans),
        weekends=sum(is_weekend(kinds, begins.date()) for begins, _ in spans),
        holidays=sum(is_holiday(kinds, begins.date()) for begins, _ in spans),
        minutes=sum(one.minutes for one in past),
        last_end=max((ends for _, ends in spans), default=None),
        run=_run({local_date(one.begins_at) for one in past}, first),
    )


def _run(days: set[date], first: date) -> int:
    """Days in a row with duty that end on the eve of the first day."""
    run, day = 0, first - DAY
    while day in days:
        run, day = run + 1, day - DAY
    return run


def _standing(problem: rosters.RosterProblem, facts: Facts) -> rosters.RosterProblem:
    """With the shifts that stand. Whoever's break a rule keeps them all: a person planned them so."""
    duties = {
        str(one.id): tuple(_duty(row, facts.patterns) for row in one.standing)
        for one in facts.members
    }
    standing = tuple(duty for mine in duties.values() for duty in mine)
    asked = replace(problem, standing=standing)
    broken = {one.keeper for one in rosters.check(standing, asked).broken}
    keepers = tuple(
        replace(one, fixed=duties[one.id]) if one.id in broken else one for one in problem.keepers
    )
    return replace(asked, keepers=keepers)


def _duty(row: PlanRow, patterns: Patterns) -> rosters.Duty:
    begin, end = wall_clock(row.begins_at), wall_clock(row.ends_at)
    minutes = (end - begin) // timedelta(minutes=1)
    like = DraftPattern(begin.time(), minutes)
    pattern = _pattern_id(like) if row.place_id in patterns.get(like, ()) else None
    return rosters.Duty(str(row.member_id), str(row.place_id), begin, end, row.role.value, pattern)


def _pattern_id(one: DraftPattern) -> str:
    return f"{one.begins:%H:%M}+{one.minutes}"


def _calendar(figures: RestFigures) -> rosters.Calendar:
    hours = time(figures.night_from), time(figures.night_to)
    known = calendar()
    return rosters.Calendar(
        *hours,
        night_minutes=NIGHT_MINUTES,
        holidays=known.off,
        working_weekends=known.worked,
    )


def _place(at: Point | None) -> Place | None:
    return Place(*at) if at else None


def _spans(given: Iterable[Span]) -> tuple[rosters.Span, ...]:
    return tuple(rosters.Span(wall_clock(one.begins_at), wall_clock(one.ends_at)) for one in given)


# -- the answer ------------------------------------------------------------------------------------


def _row(duty: rosters.Duty) -> PlanRow:
    return PlanRow(
        UUID(duty.post),
        ShiftRole(duty.skill or ShiftRole.KEEPER),
        UUID(duty.keeper),
        instant_of(duty.begin),
        instant_of(duty.end),
    )


def _missing(one: rosters.Missing) -> dict[str, object]:
    return {
        "place": one.post,
        "role": one.skill,
        "begins_at": instant_of(one.begin).isoformat(),
        "ends_at": instant_of(one.end).isoformat(),
        "count": one.count,
    }


def _reason(one: rosters.Explanation) -> dict[str, object]:
    return {
        **_missing(one.missing),
        "against": [
            {"code": why.code, "members": why.keepers, **_figures(why.values)}
            for why in one.reasons
        ],
        "fixes": [
            {"code": fix.code, "before": fix.before, "after": fix.after, **_figures(fix.values)}
            for fix in one.fixes
        ],
    }


def _figures(values: Iterable[tuple[str, int | str]]) -> dict[str, int | str]:
    """The figures of a reason, and whose shift is meant; the role is said by what is missing."""
    return {name: value for name, value in values if name != "skill"}


def _shares(
    problem: rosters.RosterProblem, duties: Iterable[rosters.Duty]
) -> list[dict[str, str | int]]:
    """What everybody has of what is shared, in these days, and of it before them."""
    sums: Mapping[str, Counter[str]] = {one.id: Counter() for one in problem.keepers}
    kinds = problem.calendar
    for one in duties:
        sums[one.keeper].update(
            shifts=1,
            minutes=one.minutes,
            nights=is_night(kinds, one.begin, one.end),
            weekends=is_weekend(kinds, one.begin.date()),
            holidays=is_holiday(kinds, one.begin.date()),
        )
    names = ("shifts", "minutes", "nights", "weekends", "holidays")
    return [
        {"member": one.id}
        | {name: sums[one.id][name] for name in names}
        | {"minutes_before": one.before.minutes, "nights_before": one.before.nights}
        for one in problem.keepers
    ]


def _ways(problem: rosters.RosterProblem, duties: Iterable[rosters.Duty]) -> dict[str, int]:
    """Whole kilometres to all duties in sum, one way, and of the longest way; nobody's own."""
    homes = {one.id: one.place for one in problem.keepers}
    posts = {one.id: one.place for one in problem.posts}
    ways = [metres(homes[one.keeper], posts[one.post]) for one in duties]
    return {"km": round(sum(ways) / 1000), "longest_km": round(max(ways, default=0) / 1000)}


def _costs(roster: rosters.Roster) -> dict[str, int]:
    names = ("shortage", "surplus", "fairness", "wishes", "distance", "changes")
    return {name: getattr(roster.costs, name) for name in names}
