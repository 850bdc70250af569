"""What came in and waits for somebody: due for so many days as the duty's `within` says, then late."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from gridward.kernel import clock
from gridward.oversight.duties.queries.posts import Asked
from gridward.oversight.duties.terms import DutyItem, DutyState


def waiting(
    asked: Asked,
    rows: QuerySet[Any],
    name: str,
    *,
    moment: str = "created_at",
    is_open: Q | None = None,
    done: Q | None = None,
) -> Iterator[DutyItem]:
    """Rows that are open (all, where nothing is said), those since too long apart; one query.

    `moment` is the column of when they came in, `done` which of the others were decided today.
    """
    within = timedelta(days=asked.duty.days["within"])
    limit, still = asked.midnight - within, is_open or Q()
    fresh, old = still & Q(**{f"{moment}__gte": limit}), still & Q(**{f"{moment}__lt": limit})
    counts: dict[str, Any] = {
        "due": Count("pk", filter=fresh),
        "first": Min(moment, filter=fresh),
        "late": Count("pk", filter=old),
        "oldest": Min(moment, filter=old),
    }
    told = rows.aggregate(**counts, **({"done": Count("pk", filter=done)} if done else {}))
    for state, since in ((DutyState.DUE, told["first"]), (DutyState.LATE, told["oldest"])):
        if n := told[state.value]:
            until = clock.local_date(since) + within
            yield DutyItem(state, f"{name}_open", asked.duty.page, n, until)
    if n := told.get("done"):
        yield DutyItem(DutyState.DONE, f"{name}_decided", asked.duty.page, n)
