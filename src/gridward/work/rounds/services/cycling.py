"""Cycles of rounds that repeat: what the last one came to is kept, and the next begins with clean targets."""

from dataclasses import asdict
from datetime import date, timedelta

from django.db import transaction

from gridward.kernel.models import touched
from gridward.work.rounds.models import CycleCount, Round, Target
from gridward.work.rounds.queries.coverage import counted
from gridward.work.rounds.rules.cycles import cycle_began
from gridward.work.rounds.terms import RoundState


@transaction.atomic
def begin_cycles(today: date) -> int:
    """Begin the cycle of each open round whose last one is over; answers of how many rounds."""
    rows = Round.objects.select_for_update().filter(
        state=RoundState.OPEN, every_days__gt=0, ends_on__gte=today
    )
    return sum(_begin(row, today) for row in rows.order_by("id"))


def _begin(row: Round, today: date) -> bool:
    began, before = cycle_began(row.starts_on, row.every_days, today), row.cycle_began_on
    if before is None or began <= before:
        return False
    targets = Target.objects.filter(round=row)
    counts = counted(targets)
    CycleCount.objects.bulk_create(
        CycleCount(
            round=row,
            street_id=row.street_id,
            grid_id=grid,
            began_on=before,
            ended_on=began - timedelta(days=1),
            counts=asdict(one),
        )
        for grid, one in sorted(counts.items(), key=str)
    )
    targets.update(
        outcome="", outcome_at=None, outcome_by=None, settled=False,
        tries=0, persons_met=0, visits=0, asked_again=0, **touched(),
    )  # fmt: skip
    row.cycle_began_on = began
    row.version += 1
    row.save()
    return True
