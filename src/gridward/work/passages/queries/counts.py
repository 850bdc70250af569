"""How many passed a gate: its hours by the tallies, and the last minutes by the passages themselves."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from gridward.kernel import clock
from gridward.kernel.compiled import Compiled, Stored, prepared
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.terms import Decision, Direction
from gridward.work.passages.models import CrowdSpell, GateTally, Passage
from gridward.work.passages.rules.figures import figures_on
from gridward.work.passages.rules.queueing import NOTED_AGAIN, queue_of
from gridward.work.passages.terms import GateDay, HourCount, PassageFigures, Queue

_MINUTE = timedelta(minutes=1)


def gate_day(gate: Checkpoint, day: date, now: datetime) -> GateDay:
    """What passed a gate on a local day, up to now; of today also how the gate stands."""
    rows = _TALLIES.ask(gate.pk, clock.midnight(day), clock.midnight(day + timedelta(days=1)))
    is_today = day == clock.local_date(now)
    return GateDay(
        day=day,
        hours=list(_hours(rows)),
        decisions=_decisions(rows),
        queue=queue_now(gate, now) if is_today else None,
    )


def _tallies(gate: UUID, since: datetime, until: datetime) -> QuerySet[GateTally, Any]:
    rows = GateTally.objects.filter(gate=gate, hour__gte=since, hour__lt=until)
    kinds = rows.values_list("hour", "lane", "direction", "decision")
    counted = kinds.annotate(n=Sum("passages"), m=Sum("people"))
    return counted.order_by("hour", "lane", "direction", "decision")


_TALLIES = Compiled(_tallies, UUID, datetime, datetime)


def _hours(rows: Sequence[Stored]) -> Iterator[HourCount]:
    for (hour, lane, direction), kinds in groupby(rows, key=itemgetter(0, 1, 2)):
        passages, people = map(sum, zip(*(kind[4:] for kind in kinds), strict=True))
        yield HourCount(hour, lane, Direction(direction), passages, people)


def _decisions(rows: Sequence[Stored]) -> dict[Decision, int]:
    counted: Counter[str] = Counter()
    for *_, decision, passages, _ in rows:
        counted[decision] += passages
    return {Decision(name): count for name, count in counted.items()}


def queue_now(gate: Checkpoint, now: datetime) -> Queue:
    """The queue at a gate."""
    figures = figures_on(clock.local_date(now))
    return queue_of(passed_lately(gate.pk, now, figures), len(gate.lanes), figures)


def _passed(gate: UUID, since: datetime, first: date, last: date) -> QuerySet[Passage, Any]:
    days = Passage.objects.filter(gate=gate, at__gt=since, day__gte=first, day__lte=last)
    return days.values_list("id")


_PASSED = Compiled(
    _passed, UUID, datetime, date, date, within="SELECT count(*) FROM ({rows}) passed"
)
_FEW = """
SELECT f.gate, f.passed FROM (
    SELECT array_agg(g.id) AS ids, array_agg(g.most) AS most FROM unnest(%s::uuid[], %s::int[]) g (id, most)
    WHERE NOT coalesce((
        SELECT s.last_at > %s FROM passages_crowdspell s WHERE s.gate_id = g.id ORDER BY s.began_at DESC LIMIT 1
    ), false)
) calm, passages_few_lately(calm.ids, calm.most, %s, %s, %s) f
"""


def passed_lately(gate: UUID, now: datetime, figures: PassageFigures) -> int:
    """How many came to a gate in the last minutes."""
    [(passed,)] = _PASSED.ask(gate, *_lately(now, figures))
    return int(passed)


def few_lately(
    gates: Mapping[UUID, int], now: datetime, figures: PassageFigures
) -> dict[UUID, int]:
    """The same of many gates, of each up to a number of its own; what comes behind it is not counted.

    Of a gate where a crowd was noted within `NOTED_AGAIN` there is nothing to count: it is not told.
    """
    asked = [list(gates), list(gates.values()), now - NOTED_AGAIN, *_lately(now, figures)]
    return dict(prepared(_FEW, asked))


def _lately(now: datetime, figures: PassageFigures) -> tuple[datetime, date, date]:
    since = now - figures.window_minutes * _MINUTE
    return since, clock.local_date(since), clock.local_date(now)


def spells_on(gate: Checkpoint, day: date) -> list[CrowdSpell]:
    """Spells of crowding that touch a local day, in their order."""
    rows = CrowdSpell.objects.filter(gate=gate, began_at__lt=clock.midnight(day + timedelta(1)))
    return list(rows.filter(last_at__gte=clock.midnight(day)).order_by("began_at"))
