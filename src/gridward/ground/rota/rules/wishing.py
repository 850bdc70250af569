"""Wishes about duty: their dates, what may be stated, whether one was granted, and what it weighs in a draft (G1)."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, time, timedelta

from gridward.ground.rota.problems import WishDaysUnfit, WishesUsedUp, WishTwice
from gridward.ground.rota.rules.spans import DAY, at, day_span, days_between, span_of
from gridward.ground.rota.terms import (
    RestFigures,
    Span,
    WishDay,
    WishFigures,
    WishGoing,
    WishSaid,
    WishTally,
    WishTime,
    WishWants,
)
from gridward.kernel.clock import local_date
from gridward.kernel.problems import Problem

NIGHT_MINUTES = 180
"""So many minutes of a shift at night make it a night, for wishes as for the sharing of nights in drafts."""
WEIGHT, STEP = 30, 6
"""Points of a wish in a draft, beside 20 for a night too many and 1000 for an hour of which nobody is there; and so
many more for each wish of the last weeks that was not granted, or less for each that was.
"""
LIGHTEST, HEAVIEST = 12, 60
LOOKED_BACK = timedelta(days=28)
"""So long before wishes that were granted count, as burdens do."""


def days_of(said: WishSaid) -> list[date]:
    """The dates that a wish is about."""
    return [
        day
        for day in days_between(said.first, said.last)
        if said.weekday is None or day.isoweekday() == said.weekday
    ]


def bounds(today: date, figures: WishFigures) -> tuple[date, date]:
    """The earliest and the latest date that a wish may be about when it is stated on a day."""
    return today + DAY * figures.closes_days, today + DAY * figures.days_ahead


def unfit(
    said: WishSaid, others: Iterable[WishSaid], today: date, figures: WishFigures
) -> Problem | None:
    """Why somebody who has other wishes cannot state this one, if so."""
    earliest, latest = bounds(today, figures)
    if not earliest <= said.first <= said.last <= latest or not (days := days_of(said)):
        return WishDaysUnfit(first=str(earliest), last=str(latest))
    taken = {day for other in others for day in days_of(other)}
    twice = sorted(taken.intersection(days))
    if twice:
        return WishTwice(day=str(twice[0]))
    months = Counter(day.replace(day=1) for day in (*taken, *days))
    if any(months[day.replace(day=1)] > figures.days_a_month for day in days):
        return WishesUsedUp(most=figures.days_a_month)
    return None


def hours_of(wish: WishDay, figures: RestFigures) -> Span:
    """The hours that a wish about a date is about: the date, its day without its nights, or the night after it."""
    dawn, dusk = time(figures.night_to), time(figures.night_from)
    if wish.time is WishTime.DAY:
        return Span(at(wish.day, dawn), at(wish.day, dusk))
    if wish.time is WishTime.NIGHT:
        return Span(at(wish.day, dusk), at(wish.day + DAY, dawn))
    return day_span(wish.day)


def nights_alone(wish: WishDay) -> bool | None:
    """True where only nights count, False where all but nights do, None where every shift does."""
    return None if wish.time is WishTime.ANY else wish.time is WishTime.NIGHT


def is_night(span: Span, figures: RestFigures) -> bool:
    """Whether enough of a shift lies in one night."""
    hours = figures.night_from, figures.night_to
    days = days_between(local_date(span.begins_at) - DAY, local_date(span.ends_at))
    nights = (span_of(day, *map(time, hours)) for day in days)
    return any(_common(span, night) >= NIGHT_MINUTES for night in nights)


def _common(one: Span, other: Span) -> int:
    """Minutes that two spans have in common."""
    if not one.meets(other):
        return 0
    return Span(max(one.begins_at, other.begins_at), min(one.ends_at, other.ends_at)).minutes


def touches(wish: WishDay, span: Span, figures: RestFigures) -> bool:
    """Whether a wish is about a shift."""
    kind = nights_alone(wish)
    return hours_of(wish, figures).meets(span) and kind in (None, is_night(span, figures))


def going(wish: WishDay, spans: Iterable[Span], figures: RestFigures) -> WishGoing:
    """How a wish of somebody with these shifts goes."""
    touched = tuple(one for one in spans if touches(wish, one, figures))
    return WishGoing(wish, bool(touched) is (wish.wants is WishWants.DUTY), touched)


def is_granted(wish: WishDay, spans: Iterable[Span], figures: RestFigures) -> bool:
    """Whether somebody with these shifts has it as they wished."""
    return going(wish, spans, figures).granted


def tally(wishes: Collection[WishDay], spans: Collection[Span], figures: RestFigures) -> WishTally:
    """How many of somebody's wishes were granted by these shifts."""
    return WishTally(len(wishes), sum(is_granted(one, spans, figures) for one in wishes))


def weight_of(before: WishTally) -> int:
    """What a wish of somebody weighs in a draft: more for who was refused lately, less for whom wishes were granted."""
    wanted = WEIGHT + STEP * (before.refused - before.granted)
    return max(LIGHTEST, min(HEAVIEST, wanted))
