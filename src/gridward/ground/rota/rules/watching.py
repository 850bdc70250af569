"""Hours and rest of one member: what is warned of (O4, labour law). Nothing here refuses a shift."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

from gridward.ground.rota.rules.spans import DAY
from gridward.ground.rota.terms import RestFigures, RotaWarning, Span, Watched
from gridward.kernel.clock import local_date


def watched(
    member_id: UUID, spans: Iterable[Span], figures: RestFigures, days: Collection[date]
) -> list[Watched]:
    """Warnings about a member who has all these shifts; of those on `days` alone, in order of days.

    Shifts that touch count as one piece of work. Hours count for the local day on which a shift begins, so that a night
    is not cut in two; a day in a row is one on which a shift begins.
    """
    ordered = sorted(spans, key=lambda one: one.begins_at)
    found = [
        *(_told(RotaWarning.REST, member_id, *one) for one in _short_rests(ordered, figures)),
        *(_told(RotaWarning.HOURS, member_id, *one) for one in _long_days(ordered, figures)),
        *(_told(RotaWarning.DAYS, member_id, *one) for one in _long_runs(ordered, figures)),
    ]
    return sorted(
        (one for one in found if one.day in days), key=lambda one: (one.day, one.kind.value)
    )


def rests_enough(span: Span, others: Iterable[Span], figures: RestFigures) -> bool:
    """Whether there is rest before and after a span, and no other meets it."""
    rest = timedelta(hours=figures.rest_hours)
    wide = Span(span.begins_at - rest, span.ends_at + rest)
    return not any(wide.meets(other) for other in others)


def _told(kind: RotaWarning, member_id: UUID, day: date, figure: int, limit: int) -> Watched:
    return Watched(kind, member_id, day, figure, limit)


def _short_rests(spans: Sequence[Span], figures: RestFigures) -> Iterator[tuple[date, int, int]]:
    """By the day on which the second shift begins; the figure is in whole hours."""
    for one, other in pairwise(spans):
        rest = Span(one.ends_at, other.begins_at).minutes
        if 0 < rest < figures.rest_hours * 60:
            yield local_date(other.begins_at), rest // 60, figures.rest_hours


def _long_days(spans: Sequence[Span], figures: RestFigures) -> Iterator[tuple[date, int, int]]:
    """The figure is in hours, a begun one counted."""
    minutes: Counter[date] = Counter()
    for span in spans:
        minutes[local_date(span.begins_at)] += span.minutes
    for day, total in minutes.items():
        if total > figures.most_hours_a_day * 60:
            yield day, -(-total // 60), figures.most_hours_a_day


def _long_runs(spans: Sequence[Span], figures: RestFigures) -> Iterator[tuple[date, int, int]]:
    """Each day past the longest run; the figure is the length of the run on that day."""
    run, before = 0, date.min
    for day in sorted({local_date(span.begins_at) for span in spans}):
        run = run + 1 if day - before == DAY else 1
        before = day
        if run > figures.most_days_in_a_row:
            yield day, run, figures.most_days_in_a_row
