"""Whose readings tell of a fever on a day. Counted, not listed."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from gridward.work.measures.models import MeasureReading
from gridward.work.measures.queries.beside import reading_said
from gridward.work.measures.rules.dated import measure_rules
from gridward.work.measures.terms import MeasureState


def feverish(day: date, grids: Collection[UUID]) -> set[UUID]:
    """Measures in force with a reading of fever on a day; what is sealed is opened, so only that day's are read."""
    rows = MeasureReading.objects.filter(
        day=day, measure__state=MeasureState.IN_FORCE, measure__grid__among=list(grids)
    )
    limit = measure_rules(day).fever_celsius
    return {one.measure_id for one in rows if reading_said(one).celsius >= limit}
