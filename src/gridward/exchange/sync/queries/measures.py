"""People under measures as phones keep them: those of whoever follows them at a grid, while the measure is in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gridward.ground.audit.services import record
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.texts import LANGUAGES
from gridward.work.measures.models import Measure, MeasureCall
from gridward.work.measures.queries.following import fever_at, fever_words
from gridward.work.measures.queries.measures import named, visible_to
from gridward.work.measures.terms import CallFor, MeasureAct, MeasureState


@dataclass(frozen=True)
class WholeMeasure:
    """A measure for a phone, read with samples, readings and calls; of fever what the books of its grid say today."""

    row: Measure
    today: date
    calls: Sequence[MeasureCall]
    fever_from: float
    fever_words: Mapping[str, Sequence[str]]

    @property
    def missed_since(self) -> date | None:
        """The first day that was missed and not caught up with."""
        missed = (one.since for one in self.calls if one.what == CallFor.MISSED)
        return next((since for since in missed if since), None)


def whole_measures(actor: Actor, grid_id: UUID, ids: Sequence[UUID]) -> list[WholeMeasure]:
    """Measures that the actor follows; that they came to a phone is on record, as a look is. Nine queries."""
    if not ids or not actor.may(Permission.MEASURE_FOLLOW, grid_id):
        return []
    rows = visible_to(actor, grid_id).filter(pk__in=ids, state=MeasureState.IN_FORCE)
    rows = named(rows).prefetch_related("samples", "readings", "calls").order_by("ends", "id")
    found = list(rows)
    if not found:
        return []
    today, grid = clock.today(), found[0].grid
    record(actor, MeasureAct.ON_PHONE, street=grid.street_id, grid=grid.name, count=len(found))
    words = {one: fever_words(grid, today, one) for one in LANGUAGES}
    limit = fever_at(grid, today)
    return [WholeMeasure(one, today, _open(one), limit, words) for one in found]


def _open(row: Measure) -> list[MeasureCall]:
    calls = [one for one in row.calls.all() if one.ended_at is None]
    return sorted(calls, key=lambda one: (one.at, one.pk))
