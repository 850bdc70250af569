"""Duties at the desk of a community: conflicts to settle (R1), names that corrections suggest (T2)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from gridward.ground.register.models import Conflict
from gridward.ground.territory.models import NameSuggestion
from gridward.ground.territory.queries.rows import at_grids
from gridward.ground.territory.terms.book import SuggestionState
from gridward.kernel.access import Permission
from gridward.oversight.duties.queries.posts import Asked
from gridward.oversight.duties.queries.sources.waiting import waiting
from gridward.oversight.duties.terms import DutyItem


def conflicts_open(asked: Asked) -> Iterator[DutyItem]:
    """Open conflicts, those that wait too long apart; what was settled today is done. One query."""
    rows = at_grids(Conflict, asked.grids(Permission.REGISTER_CHANGE))
    return _to_decide(asked, rows, Q(decision=""), "conflicts")


def names_suggested(asked: Asked) -> Iterator[DutyItem]:
    """Suggestions nobody decided, those that wait too long apart; what was decided today is done. One query."""
    rows = at_grids(NameSuggestion, asked.grids(Permission.TERRITORY_CHANGE))
    return _to_decide(asked, rows, Q(state=SuggestionState.OPEN), "names")


def _to_decide(asked: Asked, rows: QuerySet[Any], is_open: Q, name: str) -> Iterator[DutyItem]:
    done = ~is_open & Q(decided_at__gte=asked.midnight)
    decided = (f"{name}_decided", done)
    return waiting(asked, rows, f"{name}_open", is_open=is_open, decided=decided)
