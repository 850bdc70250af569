"""The brief of a grid (一口清, T4), and questions that are drawn from it for whoever wants to try themselves.

Right answers and wrong ones alike come from the brief, so that a question is always of today. No answer is kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Any

from gridward.ground.staff.terms import Post
from gridward.oversight.reports.terms import Value

QUESTIONS, ANSWERS = 10, 4
HOUR, DAY = 60, 24 * 60


@dataclass(frozen=True)
class BriefPost:
    """A post by the key of its figure, and who holds it, with whether acting."""

    figure: str
    holders: Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class BriefSite:
    """A place of the grid and how many buildings stand there."""

    name: str
    kind: str
    buildings: int


@dataclass(frozen=True)
class BriefGate:
    """An open gate, where it stands, and who leads it; empty where nobody was said."""

    name: str
    place: str
    lead: str


@dataclass(frozen=True)
class BriefRung:
    """Who is told when nothing happens, and which body beyond the house."""

    posts: tuple[Post, ...]
    outside: Mapping[str, str]


class TimeUnit(StrEnum):
    """How a span of time is told."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_MINUTES = "working_minutes"
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True, order=True)
class BriefTime:
    """A span of time as it is told; the shorter is the lesser."""

    minutes: int
    count: int
    unit: TimeUnit


def told_time(minutes: int, working_day: int = 0) -> BriefTime:
    """In days, hours or minutes, whichever is whole; working time by the minutes of a working day."""
    day = working_day or DAY
    units = _WORKING if working_day else _RUNNING
    size, unit = next(
        (size, unit) for size, unit in zip((day, HOUR, 1), units, strict=True) if not minutes % size
    )
    return BriefTime(minutes, minutes // size, unit)


_RUNNING = (TimeUnit.DAYS, TimeUnit.HOURS, TimeUnit.MINUTES)
_WORKING = (TimeUnit.WORKING_DAYS, TimeUnit.WORKING_HOURS, TimeUnit.WORKING_MINUTES)


@dataclass(frozen=True)
class BriefFlow:
    """Who does what in which time: a kind of work order; times by clock, in the order of the work."""

    code: str
    title: Mapping[str, str]
    note: Mapping[str, str]
    handler: Post
    times: Mapping[str, BriefTime]
    ladder: tuple[BriefRung, ...]


@dataclass(frozen=True)
class Brief:
    """All that a person answering for a grid can tell without looking it up."""

    name: str
    code: str
    community: str
    area_km2: float | None
    bounds: Mapping[str, str]
    posts: Sequence[BriefPost]
    sites: Sequence[BriefSite]
    points: Sequence[str]
    gates: Sequence[BriefGate]
    figures: Mapping[str, Value]
    flows: Sequence[BriefFlow]


class QuizAbout(StrEnum):
    """What a question asks for."""

    BOUND = "bound"
    HOLDER = "holder"
    GATE_LEAD = "gate_lead"
    FIGURE = "figure"
    FLOW_FIRST = "flow_first"
    FLOW_NEXT = "flow_next"
    FLOW_MINUTES = "flow_minutes"


@dataclass(frozen=True)
class QuizQuestion:
    """A question about `subject` (a side, a figure, a flow); one of the options is right."""

    about: QuizAbout
    subject: str
    options: tuple[Any, ...]
    right: int


Drawn = tuple[QuizAbout, str, Any, Sequence[Any]]
"""What is asked, of what, the right answer, and wrong ones."""


def draw(brief: Brief, rng: Random) -> list[QuizQuestion]:
    """At most ten questions in any order, each with two to four different answers."""
    every = [one for one in _every(brief, rng) if one[3]]
    rng.shuffle(every)
    return [_question(one, rng) for one in every[:QUESTIONS]]


def _question(one: Drawn, rng: Random) -> QuizQuestion:
    about, subject, right, wrong = one
    options = [right, *rng.sample(wrong, min(ANSWERS - 1, len(wrong)))]
    rng.shuffle(options)
    return QuizQuestion(about, subject, tuple(options), options.index(right))


def _every(brief: Brief, rng: Random) -> Iterator[Drawn]:
    yield from _among(QuizAbout.BOUND, {side: text for side, text in brief.bounds.items() if text})
    yield from _among(QuizAbout.HOLDER, _told_holders(brief.posts))
    yield from _among(QuizAbout.GATE_LEAD, {one.name: one.lead for one in brief.gates if one.lead})
    for key, value in brief.figures.items():
        if isinstance(value, int):
            yield QuizAbout.FIGURE, key, value, _near(value, rng)
    flows = brief.flows
    yield from _among(QuizAbout.FLOW_FIRST, {one.code: (one.handler,) for one in flows})
    yield from _among(QuizAbout.FLOW_NEXT, {one.code: one.ladder[0].posts for one in flows})
    yield from _among(QuizAbout.FLOW_MINUTES, {one.code: _soonest(one) for one in flows})


def _among(about: QuizAbout, answers: Mapping[str, Any]) -> Iterator[Drawn]:
    """A question for each subject; wrong are the answers of the others, as far as they differ."""
    for subject, right in answers.items():
        yield about, subject, right, sorted({one for one in answers.values() if one != right})


def _told_holders(posts: Sequence[BriefPost]) -> dict[str, tuple[str, ...]]:
    return {one.figure: tuple(name for name, _ in one.holders) for one in posts if one.holders}


def _soonest(flow: BriefFlow) -> BriefTime:
    """Within which time the first step is due."""
    return min(flow.times.values())


def _near(value: int, rng: Random) -> list[int]:
    """Numbers that it might be as well."""
    reach = max(3, value // 2)
    wrong = {max(0, value + sign * rng.randint(1, reach)) for sign in (-1, 1) for _ in range(3)}
    return sorted(wrong - {value})
