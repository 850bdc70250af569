"""What a handover of a gate is compared with: the passages of its shift, as phones have sent them."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count

from gridward.kernel import clock
from gridward.work.checkpoints.terms import Decision, Direction
from gridward.work.handovers.queries.counting import count_by
from gridward.work.handovers.terms import Counts
from gridward.work.passages.models import Passage


def count_passages() -> None:
    """From now on handovers know what passed; called at start."""
    count_by(passages_of_shift)


def passages_of_shift(gate_id: UUID, since: datetime, until: datetime) -> Counts | None:
    """Passages of a gate from an instant until another; None where no phone has sent any."""
    days = {"day__gte": clock.local_date(since), "day__lte": clock.local_date(until)}
    rows = Passage.objects.filter(gate=gate_id, at__gte=since, at__lt=until, **days)
    found = rows.values_list("decision", "direction").annotate(n=Count("*")).order_by()
    counts = {(decision, direction): n for decision, direction, n in found}
    if not counts:
        return None

    def of(decision: Decision) -> int:
        return sum(counts.get((decision, one), 0) for one in Direction)

    return Counts(
        inward=counts.get((Decision.PASSED, Direction.IN), 0),
        outward=counts.get((Decision.PASSED, Direction.OUT), 0),
        turned_back=of(Decision.TURNED_BACK),
        held=of(Decision.HELD),
        emergency=of(Decision.EMERGENCY),
    )
