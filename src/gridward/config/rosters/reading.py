"""A roster problem from JSON: every field checked, the first that is wrong named with its place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

import orjson

from gridward.config.rosters.problems import RosterFieldWrong, RosterUnreadable
from gridward.kernel.sheets.plain import decode
from gridward.kernel.sheets.problems import UnknownEncoding, WrongType
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

T = TypeVar("T")
LONGEST_DAYS = 92
MOST = 10**7
DAY = 24 * 60
MISSING = object()


@dataclass(frozen=True)
class Calls:
    """Who fell out of the roster that stands, from when to when, and the moment from which it may change."""

    now: datetime
    out: Mapping[str, tuple[Span, ...]]


@dataclass(frozen=True)
class Asked:
    """What a file asks: a problem, how long to search, and what fell out of a standing roster, if it is a new plan."""

    problem: RosterProblem
    effort: Effort
    calls: Calls | None


class Fields:
    """One object of the file; each field is asked for once, and one that nobody asks for is refused."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise RosterFieldWrong(field=where or "{}", value=_shown(value))
        self._left: dict[str, Any] = dict(value)
        self._where = where

    def place(self, name: str) -> str:
        """The name of a field with those around it."""
        return f"{self._where}.{name}" if self._where else name

    def wrong(self, name: str, value: object) -> RosterFieldWrong:
        """The refusal of a field."""
        return RosterFieldWrong(field=self.place(name), value=_shown(value))

    def get(self, name: str, read: Callable[[object], T], default: Any = MISSING) -> T:
        """A field as `read` makes it; raises RosterFieldWrong when it is not there or `read` cannot."""
        value = self._left.pop(name, MISSING)
        if value is MISSING or (value is None and default is not MISSING):
            if default is MISSING:
                raise self.wrong(name, None)
            return default  # type: ignore[no-any-return]
        try:
            return read(value)
        except (ValueError, TypeError, OverflowError):
            raise self.wrong(name, value) from None

    def inner(self, name: str, read: "Callable[[Fields], T]", default: Any = MISSING) -> T:
        """A field that is an object."""
        return self.get(name, lambda value: read(Fields(value, self.place(name))), default)

    def each(
        self, name: str, read: "Callable[[Fields], T]", default: Any = MISSING
    ) -> tuple[T, ...]:
        """A field that is a list of objects."""
        return self.get(
            name,
            lambda value: tuple(
                read(Fields(one, f"{self.place(name)}[{number}]"))
                for number, one in enumerate(_list(value))
            ),
            default,
        )

    def done(self, made: T) -> T:
        """What was made, if no field is left over."""
        for name in self._left:
            raise self.wrong(name, self._left[name])
        return made


def read_problem(content: bytes) -> Asked:
    """What a file asks. Raises RosterUnreadable and RosterFieldWrong."""
    try:
        value = orjson.loads(decode(content))
    except (orjson.JSONDecodeError, UnknownEncoding, WrongType):
        raise RosterUnreadable from None
    if not isinstance(value, dict):
        raise RosterUnreadable
    fields = Fields(value, "")
    problem = _problem(fields)
    effort = fields.inner("effort", _effort, Effort())
    calls = fields.inner("replan", _calls, None)
    fields.done(None)
    _whole(problem)
    _called(problem, calls)
    return Asked(problem, effort, calls)


def _problem(fields: Fields) -> RosterProblem:
    return RosterProblem(
        first=fields.get("first", _date),
        days=fields.get("days", _between(1, LONGEST_DAYS)),
        posts=fields.each("posts", _post),
        patterns=fields.each("patterns", _pattern),
        demands=fields.each("demands", _demand),
        keepers=fields.each("keepers", _keeper),
        limits=fields.inner("limits", _limits, Limits()),
        weights=fields.inner("weights", _weights, Weights()),
        calendar=fields.inner("calendar", _calendar, Calendar()),
        standing=fields.each("standing", _duty, None),
    )


def _post(fields: Fields) -> Post:
    return fields.done(
        Post(
            fields.get("id", _text), fields.get("name", _text), fields.inner("place", _place, None)
        )
    )


def _pattern(fields: Fields) -> Pattern:
    return fields.done(
        Pattern(
            fields.get("id", _text),
            fields.get("begins", _time),
            fields.get("minutes", _between(15, DAY)),
            fields.get("posts", _texts, frozenset()),
        )
    )


def _demand(fields: Fields) -> Demand:
    begin, end = fields.get("begin", _moment), fields.get("end", _moment)
    if begin >= end:
        raise fields.wrong("end", end.isoformat())
    return fields.done(
        Demand(
            fields.get("post", _text),
            begin,
            end,
            fields.get("count", _between(0, 1000)),
            fields.get("skill", _text, None),
            fields.get("shortage", _price, None),
            fields.get("surplus", _price, None),
        )
    )


def _keeper(fields: Fields) -> Keeper:
    name = fields.get("id", _text)
    return fields.done(
        Keeper(
            name,
            fields.get("skills", _texts, frozenset()),
            fields.inner("place", _place, None),
            fields.get("seconded", _truth, False),
            fields.get("share", _share, 1.0),
            fields.inner("limits", _limits, None),
            fields.each("away", _span, ()),
            fields.each("wishes", _wish, ()),
            fields.each("fixed", lambda one: _duty(one, name), ()),
            fields.inner("before", _before, Before()),
            fields.get("spared", _between(0, MOST), 0),
        )
    )


def _limits(fields: Fields) -> Limits:
    number = _between(0, MOST)
    return fields.done(
        Limits(
            rest=fields.get("rest", _between(0, 7 * DAY), 0),
            longest_run=fields.get("longest_run", _between(1, LONGEST_DAYS), None),
            nights_in_row=fields.get("nights_in_row", number, None),
            week_minutes=fields.get("week_minutes", number, None),
            most_minutes=fields.get("most_minutes", number, None),
            least_minutes=fields.get("least_minutes", number, 0),
            shortest_run=fields.get("shortest_run", _between(1, LONGEST_DAYS), 1),
            shortest_break=fields.get("shortest_break", _between(1, LONGEST_DAYS), 1),
            weekends=fields.get("weekends", number, None),
        )
    )


def _weights(fields: Fields) -> Weights:
    known, number = Weights(), _between(0, 10**6)
    return fields.done(
        Weights(
            fields.get("shortage", _price, known.shortage),
            fields.get("surplus", _price, known.surplus),
            fields.get("nights", number, known.nights),
            fields.get("weekends", number, known.weekends),
            fields.get("holidays", number, known.holidays),
            fields.get("hours", number, known.hours),
            fields.get("hours_step", _between(15, 7 * DAY), known.hours_step),
            fields.get("km", number, known.km),
            fields.get("change", number, known.change),
        )
    )


def _calendar(fields: Fields) -> Calendar:
    known = Calendar()
    return fields.done(
        Calendar(
            fields.get("night_begins", _time, known.night_begins),
            fields.get("night_ends", _time, known.night_ends),
            fields.get("night_minutes", _between(1, DAY), known.night_minutes),
            fields.get("holidays", _dates, frozenset()),
            fields.get("working_weekends", _dates, frozenset()),
        )
    )


def _before(fields: Fields) -> Before:
    number = _between(0, MOST)
    return fields.done(
        Before(
            fields.get("nights", number, 0),
            fields.get("weekends", number, 0),
            fields.get("holidays", number, 0),
            fields.get("minutes", number, 0),
            fields.get("last_end", _moment, None),
            fields.get("run", number, 0),
            fields.get("night_run", number, 0),
            fields.get("week_minutes", number, 0),
        )
    )


def _wish(fields: Fields) -> Wish:
    span = _both_ends(fields)
    return fields.done(
        Wish(
            span.begin,
            span.end,
            fields.get("weight", _between(0, 10**6)),
            fields.get("wants", _truth, False),
            fields.get("pattern", _text, None),
            fields.get("night", _truth, None),
        )
    )


def _duty(fields: Fields, keeper: str | None = None) -> Duty:
    span = _both_ends(fields)
    return fields.done(
        Duty(
            fields.get("keeper", _text, keeper if keeper is not None else MISSING),
            fields.get("post", _text),
            span.begin,
            span.end,
            fields.get("skill", _text, None),
            fields.get("pattern", _text, None),
        )
    )


def _span(fields: Fields) -> Span:
    return fields.done(_both_ends(fields))


def _both_ends(fields: Fields) -> Span:
    begin, end = fields.get("begin", _moment), fields.get("end", _moment)
    if begin >= end:
        raise fields.wrong("end", end.isoformat())
    return Span(begin, end)


def _place(fields: Fields) -> Place:
    return fields.done(
        Place(fields.get("longitude", _degrees(180)), fields.get("latitude", _degrees(90)))
    )


def _effort(fields: Fields) -> Effort:
    known = Effort()
    return fields.done(
        Effort(
            fields.get("seconds", _seconds, known.seconds),
            fields.get("workers", _between(1, 64), known.workers),
            fields.get("seed", _between(0, 2**31 - 1), known.seed),
            fields.get("rounds", _between(1, 10**6), None),
        )
    )


def _calls(fields: Fields) -> Calls:
    spans: dict[str, tuple[Span, ...]] = {}
    for who, span in fields.each("out", _out):
        spans[who] = (*spans.get(who, ()), span)
    return fields.done(Calls(fields.get("now", _moment), spans))


def _out(fields: Fields) -> tuple[str, Span]:
    return fields.done((fields.get("keeper", _text), _both_ends(fields)))


# -- what belongs together -----------------------------------------------------------------------


def _whole(problem: RosterProblem) -> None:
    """Names are given once, and those that are named are there."""
    for name in ("posts", "patterns", "keepers"):
        _once(name, [one.id for one in getattr(problem, name)])
    posts = {one.id for one in problem.posts}
    for number, demand in enumerate(problem.demands):
        _known(f"demands[{number}].post", demand.post, posts)
    for number, pattern in enumerate(problem.patterns):
        for post in sorted(pattern.posts):
            _known(f"patterns[{number}].posts", post, posts)
    for number, keeper in enumerate(problem.keepers):
        _keeper_whole(f"keepers[{number}]", keeper, problem, posts)
    keepers = {one.id for one in problem.keepers}
    for number, duty in enumerate(problem.standing or ()):
        _known(f"standing[{number}].keeper", duty.keeper, keepers)
        _duty_known(f"standing[{number}]", duty, problem, posts)


def _keeper_whole(where: str, keeper: Keeper, problem: RosterProblem, posts: set[str]) -> None:
    patterns = {one.id for one in problem.patterns}
    for place, duty in enumerate(keeper.fixed):
        _known(f"{where}.fixed[{place}].keeper", duty.keeper, {keeper.id})
        _duty_known(f"{where}.fixed[{place}]", duty, problem, posts)
    for place, wish in enumerate(keeper.wishes):
        if wish.pattern is not None:
            _known(f"{where}.wishes[{place}].pattern", wish.pattern, patterns)


def _duty_known(where: str, duty: Duty, problem: RosterProblem, posts: set[str]) -> None:
    _known(f"{where}.post", duty.post, posts)
    if not 0 <= (duty.begin.date() - problem.first).days < problem.days:
        raise RosterFieldWrong(field=f"{where}.begin", value=duty.begin.isoformat())


def _called(problem: RosterProblem, calls: Calls | None) -> None:
    if calls is None:
        return
    if problem.standing is None:
        raise RosterFieldWrong(field="standing", value="—")
    keepers = {one.id for one in problem.keepers}
    for name in calls.out:
        _known("replan.out.keeper", name, keepers)


def _once(where: str, names: list[str]) -> None:
    seen: set[str] = set()
    for number, name in enumerate(names):
        if name in seen:
            raise RosterFieldWrong(field=f"{where}[{number}].id", value=name)
        seen.add(name)


def _known(where: str, name: str, names: set[str]) -> None:
    if name not in names:
        raise RosterFieldWrong(field=where, value=name)


# -- values --------------------------------------------------------------------------------------


def _shown(value: object) -> str:
    if value is None:
        return "—"
    text = value if isinstance(value, str) else orjson.dumps(value, default=str).decode()
    return text if len(text) <= 60 else f"{text[:60]}…"


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value


def _texts(value: object) -> frozenset[str]:
    return frozenset(_text(one) for one in _list(value))


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _between(least: int, most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError
        return value

    return read


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return float(value)


def _price(value: object) -> float:
    number = _number(value)
    if not 0 <= number <= 10**6:
        raise ValueError
    return number


def _share(value: object) -> float:
    number = _number(value)
    if not 0 <= number <= 1:
        raise ValueError
    return number


def _seconds(value: object) -> float:
    number = _number(value)
    if not 0 < number <= 3600:
        raise ValueError
    return number


def _degrees(most: int) -> Callable[[object], float]:
    def read(value: object) -> float:
        number = _number(value)
        if not -most <= number <= most:
            raise ValueError
        return number

    return read


def _date(value: object) -> date:
    return date.fromisoformat(_text(value))


def _dates(value: object) -> frozenset[date]:
    return frozenset(_date(one) for one in _list(value))


def _time(value: object) -> time:
    found = time.fromisoformat(_text(value))
    if found.second or found.microsecond or found.tzinfo:
        raise ValueError
    return found


def _moment(value: object) -> datetime:
    """A minute of the street's wall clock; with a zone it would be another clock."""
    found = datetime.fromisoformat(_text(value))
    if found.second or found.microsecond or found.tzinfo:
        raise ValueError
    return found
