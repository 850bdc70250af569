"""Duties at the desk of a community: conflicts to settle (R1), names that corrections suggest (T2)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from gridward.ground.register.models import Conflict
from gridward.ground.register.queries.rows import at_grids
from gridward.ground.territory.models import NameSuggestion
from gridward.ground.territory.terms.book import SuggestionState
from gridward.kernel import clock
from gridward.kernel.access import Permission
from gridward.oversight.duties.queries.posts import Asked
from gridward.oversight.duties.terms import DutyItem, DutyState


def conflicts_open(asked: Asked) -> Iterator[DutyItem]:
    """Open conflicts, those that wait too long apart; what was settled today is done. One query."""
    rows = at_grids(Conflict, asked.grids(Permission.REGISTER_CHANGE))
    return waiting(asked, rows, Q(decision=""), "conflicts")


def names_suggested(asked: Asked) -> Iterator[DutyItem]:
    """Suggestions nobody decided, those that wait too long apart; what was decided today is done. One query."""
    rows = at_grids(NameSuggestion, asked.grids(Permission.TERRITORY_CHANGE))
    return waiting(asked, rows, Q(state=SuggestionState.OPEN), "names")


def waiting(asked: Asked, rows: QuerySet[Any], is_open: Q, name: str) -> Iterator[DutyItem]:
    """What came in and waits for a decision: due for so many days as `within` says, then late."""
    within = timedelta(days=asked.duty.days["within"])
    limit = asked.midnight - within
    told = rows.aggregate(
        due=Count("pk", filter=is_open & Q(created_at__gte=limit)),
        first=Min("created_at", filter=is_open & Q(created_at__gte=limit)),
        late=Count("pk", filter=is_open & Q(created_at__lt=limit)),
        oldest=Min("created_at", filter=is_open & Q(created_at__lt=limit)),
        done=Count("pk", filter=~is_open & Q(decided_at__gte=asked.midnight)),
    )
    for state, since in ((DutyState.DUE, told["first"]), (DutyState.LATE, told["oldest"])):
        if n := told[state.value]:
            until = _until(since, within)
            yield DutyItem(state, f"{name}_open", asked.duty.page, n, until)
    if told["done"]:
        yield DutyItem(DutyState.DONE, f"{name}_decided", asked.duty.page, told["done"])


def _until(since: datetime, within: timedelta) -> Any:
    """The last day of what has waited longest."""
    return clock.local_date(since) + within
