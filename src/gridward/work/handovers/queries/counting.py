"""The seam by which whoever counts passages says how many there were in a shift: nobody here knows of passages."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from gridward.work.handovers.terms import Counts

Counter = Callable[[UUID, datetime, datetime], Counts | None]
"""Of a gate's id from an instant until another; None where nothing is known of it."""
_counters: list[Counter] = []


def count_by(counter: Counter) -> None:
    """Let a part count; called at start, by config alone."""
    if counter not in _counters:
        _counters.append(counter)


def is_counted() -> bool:
    """Whether anybody counts at all."""
    return bool(_counters)


def counted(gate_id: UUID, since: datetime | None, until: datetime) -> Counts | None:
    """What the server counted in a shift; None where nobody counts, or the shift's beginning is not known."""
    if since is None:
        return None
    found = (counter(gate_id, since, until) for counter in _counters)
    return next((one for one in found if one is not None), None)
