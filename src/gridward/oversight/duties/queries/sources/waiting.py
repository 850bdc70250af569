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
    text: str,
    *,
    moment: str = "created_at",
    is_open: Q | None = None,
    decided: tuple[str, Q] | None = None,
) -> Iterator[DutyItem]:
    """Rows that are open (all, where nothing is said), those since too long apart; one query.

    `moment` is the column of when they came in, `decided` the sentence of those decided today and which they are.
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
    if decided:
        counts["done"] = Count("pk", filter=decided[1])
    told = rows.aggregate(**counts)
    for state, since in ((DutyState.DUE, told["first"]), (DutyState.LATE, told["oldest"])):
        if n := told[state.value]:
            until = clock.local_date(since) + within
            yield DutyItem(state, text, asked.duty.page, n, until)
    if decided and (n := told["done"]):
        yield DutyItem(DutyState.DONE, decided[0], asked.duty.page, n)
