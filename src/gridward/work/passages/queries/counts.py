"""How many passed a gate: its hours by the tallies, and the last minutes by the passages themselves."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from gridward.kernel import clock
from gridward.kernel.compiled import Compiled
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.terms import Decision, Direction
from gridward.work.passages.models import CrowdSpell, GateTally, Passage
from gridward.work.passages.rules.figures import figures_on
from gridward.work.passages.rules.queueing import queue_of
from gridward.work.passages.terms import GateDay, HourCount, PassageFigures, Queue

_MINUTE = timedelta(minutes=1)


def gate_day(gate: Checkpoint, day: date, now: datetime) -> GateDay:
    """What passed a gate on a local day, up to now; of today also how the gate stands."""
    rows = GateTally.objects.filter(
        gate=gate, hour__gte=clock.midnight(day), hour__lt=clock.midnight(day + timedelta(days=1))
    )
    is_today = day == clock.local_date(now)
    return GateDay(
        day=day,
        hours=_hours(rows),
        decisions={
            Decision(name): count
            for name, count in rows.values_list("decision").annotate(n=Sum("passages"))
        },
        queue=queue_now(gate, now) if is_today else None,
    )


def _hours(rows: QuerySet[GateTally]) -> list[HourCount]:
    kinds = rows.values_list("hour", "lane", "direction")
    counted = kinds.annotate(n=Sum("passages"), m=Sum("people"))
    return [
        HourCount(hour, lane, Direction(direction), passages, people)
        for hour, lane, direction, passages, people in counted.order_by("hour", "lane", "direction")
    ]


def queue_now(gate: Checkpoint, now: datetime) -> Queue:
    """The queue at a gate."""
    figures = figures_on(clock.local_date(now))
    passed = passed_lately([gate.pk], now, figures).get(gate.pk, 0)
    return queue_of(passed, len(gate.lanes), figures)


def _passed(gates: list[UUID], since: datetime, first: date, last: date) -> QuerySet[Passage, Any]:
    days = Passage.objects.filter(gate_id__among=gates, at__gt=since, day__gte=first, day__lte=last)
    return days.values_list("gate_id").annotate(n=Count("*"))


_PASSED = Compiled(_passed, list, datetime, date, date)


def passed_lately(ids: Iterable[UUID], now: datetime, figures: PassageFigures) -> dict[UUID, int]:
    """How many came to each of these gates in the last minutes."""
    since = now - figures.window_minutes * _MINUTE
    return dict(_PASSED.ask(list(ids), since, clock.local_date(since), clock.local_date(now)))


def spells_on(gate: Checkpoint, day: date) -> list[CrowdSpell]:
    """Spells of crowding that touch a local day, in their order."""
    rows = CrowdSpell.objects.filter(gate=gate, began_at__lt=clock.midnight(day + timedelta(1)))
    return list(rows.filter(last_at__gte=clock.midnight(day)).order_by("began_at"))
