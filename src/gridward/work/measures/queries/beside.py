"""What stands beside a measure: deeds, appeals, transfers, readings; what a grid is asked to take over."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.measures.models import (
    Measure,
    MeasureAppeal,
    MeasureDeed,
    MeasureReading,
    MeasureTransfer,
)
from gridward.work.measures.queries.measures import phases_of
from gridward.work.measures.rules.dated import measure_rules
from gridward.work.measures.rules.days import Missed, missed
from gridward.work.measures.terms import MeasureState

MOST_READINGS = 120


@dataclass(frozen=True)
class ReadingSaid:
    """What is sealed of a reading."""

    celsius: float
    symptoms: tuple[str, ...] = ()
    note: str = ""


def deeds_of(row: Measure) -> list[MeasureDeed]:
    """What was done, the first first."""
    return list(row.deeds.order_by("at", "id"))


def appeals_of(row: Measure) -> list[MeasureAppeal]:
    """Appeals, the last first."""
    return list(row.appeals.order_by("-at", "-id"))


def transfers_of(row: Measure) -> list[MeasureTransfer]:
    """Transfers of a measure that the actor may see, the last first."""
    return list(_told(row.transfers.all()))


def transfers(actor: Actor) -> QuerySet[MeasureTransfer]:
    """Transfers from or to the actor's grids: those that wait, and receipts."""
    held = actor.grids(Permission.MEASURE_SEE)
    rows = MeasureTransfer.objects.filter(Q(from_grid__among=held) | Q(to_grid__among=held))
    return _told(rows)


def transfer_of(actor: Actor, transfer_id: UUID) -> MeasureTransfer:
    """One of them; raises NotFound."""
    return found(transfers(actor), transfer_id)


def readings_of(row: Measure) -> list[MeasureReading]:
    """Readings, the last first."""
    return list(row.readings.order_by("-at", "-id")[:MOST_READINGS])


def reading_said(row: MeasureReading) -> ReadingSaid:
    """What is sealed of a reading; raises SealBroken."""
    told = json.loads(row.open_sealed("said") or "{}")
    return ReadingSaid(told["celsius"], tuple(told["symptoms"]), told["note"])


def asked_a_day(row: Measure, day: date) -> int:
    """How many readings a day are asked for: what the rule says of the phase of that day, else the house."""
    said = row.rule.get("readings", [])
    for position, one in enumerate(phases_of(row)):
        if one.begins <= day <= one.ends and position < len(said) and said[position]:
            return int(said[position])
    return measure_rules(day).readings_a_day


def missed_of(row: Measure, today: date) -> list[Missed]:
    """Days that are over on which too few readings were taken, since the measure came into force."""
    if row.in_force_at is None or row.state != MeasureState.IN_FORCE:
        return []
    since = max(row.begins, clock.local_date(row.in_force_at))
    until = min(row.ends, date.fromordinal(today.toordinal() - 1))
    return missed(since, until, _taken(row), asked_a_day(row, until))


def _taken(row: Measure) -> Mapping[date, int]:
    return Counter(one.day for one in row.readings.all())


def _told(rows: QuerySet[MeasureTransfer]) -> QuerySet[MeasureTransfer]:
    rows = rows.select_related("from_grid__street", "to_grid__street")
    unread = ("from_grid__boundary", "from_grid__bounds", "to_grid__boundary", "to_grid__bounds")
    return rows.defer(*unread).order_by("-asked_at", "-id")
