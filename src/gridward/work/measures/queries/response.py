"""The response under which something may be begun at a grid."""

from datetime import date
from uuid import UUID

from gridward.work.measures.problems import MeasureNoResponse
from gridward.work.response.models import ResponseDecision, ResponseStanding
from gridward.work.response.queries.levels import levels_held
from gridward.work.response.terms import ResponseLevel


def response_at(grid_id: UUID, day: date) -> ResponseStanding | None:
    """The highest standing above ordinary at a grid whose decision names a legal basis; None where there is none."""
    held = levels_held({grid_id}, day)
    why = held.at(grid_id)
    if why.level is ResponseLevel.ORDINARY:
        return None
    for span in (*why.because, *why.outweighed):
        standing = held.rows[span.id]
        if decision_of(standing).content.get("bases"):
            return standing
    return None


def require_response(grid_id: UUID, day: date) -> ResponseStanding:
    """The same; raises MeasureNoResponse."""
    standing = response_at(grid_id, day)
    if standing is None:
        raise MeasureNoResponse
    return standing


def decision_of(standing: ResponseStanding) -> ResponseDecision:
    """The decision that opened a standing."""
    return ResponseDecision.objects.select_related("street").get(pk=standing.opened_by_id)
