"""Whose readings say what: fever told on a day, days on which too few were taken. Counted, not listed."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.measures.models import Measure, MeasureReading
from gridward.work.measures.queries.beside import asked_a_day, reading_said
from gridward.work.measures.queries.measures import named, visible_to
from gridward.work.measures.rules.dated import measure_rules
from gridward.work.measures.terms import MeasureState


def feverish(day: date, grids: Collection[UUID]) -> set[UUID]:
    """Measures in force with a reading of fever on a day; what is sealed is opened, so only that day's are read."""
    rows = MeasureReading.objects.filter(
        day=day, measure__state=MeasureState.IN_FORCE, measure__grid__among=list(grids)
    )
    limit = measure_rules(day).fever_celsius
    return {one.measure_id for one in rows if reading_said(one).celsius >= limit}


def missed_on(actor: Actor, day: date) -> int:
    """How many people in force on a day that is over had too few readings on it; two queries."""
    rows = visible_to(actor).filter(state=MeasureState.IN_FORCE, begins__lte=day, ends__gte=day)
    rows = rows.filter(in_force_at__lt=clock.midnight(day + timedelta(days=1)))
    taken = Count("readings", filter=Q(readings__day=day))
    return sum(_lacks(row, day) for row in named(rows.annotate(taken=taken)))


def _lacks(row: Measure, day: date) -> bool:
    taken: int = row.taken  # type: ignore[attr-defined]  # annotated
    return taken < asked_a_day(row, day)
