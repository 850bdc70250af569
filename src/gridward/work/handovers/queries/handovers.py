"""Handovers that an actor may see: at the own grids, at gates where they are on duty, and their own."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from gridward.ground.territory.queries.rows import found, with_grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.checkpoints.queries.keepers import gates_to_keep
from gridward.work.handovers.models import Handover
from gridward.work.handovers.terms import HandoverState
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.rows import visible_to as orders_visible_to

DAY = timedelta(days=1)
WAITING = (HandoverState.SIGNED.value, HandoverState.BEGUN.value)


@dataclass(frozen=True)
class HandoverFilter:
    """Which handovers: of a gate, of a local day, in a state."""

    gate_id: UUID | None = None
    day: date | None = None
    state: HandoverState | None = None


@dataclass(frozen=True)
class Texts:
    """What is sealed of a handover."""

    matters: tuple[str, ...] = ()
    orders: tuple[UUID, ...] = ()
    health_word: str = ""
    remarks: str = ""
    word: str = ""


def visible_to(actor: Actor) -> QuerySet[Handover]:
    """Handovers that somebody reads."""
    here = Q(grid_id__among=actor.grids(Permission.WORK_READ))
    here |= Q(checkpoint__in=gates_to_keep(actor, clock.now()).values("pk"))
    if actor.member_id is not None:
        here |= Q(given_by=actor.member_id) | Q(taken_by=actor.member_id)
    return Handover.objects.filter(here)


def handovers(actor: Actor, wanted: HandoverFilter) -> QuerySet[Handover]:
    """Handovers with gate, grid and people."""
    rows = named(visible_to(actor))
    if wanted.gate_id:
        rows = rows.filter(checkpoint=wanted.gate_id)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.day:
        first = clock.midnight(wanted.day)
        rows = rows.filter(at__gte=first, at__lt=clock.midnight(wanted.day + DAY))
    return rows


def named(rows: QuerySet[Handover]) -> QuerySet[Handover]:
    """The rows with what lists show of them."""
    return with_grid(rows, "checkpoint", "given_by", "taken_by")


def handover_of(actor: Actor, handover_id: UUID) -> Handover:
    """One handover; raises NotFound."""
    return found(named(visible_to(actor)), handover_id)


def texts_of(row: Handover) -> Texts:
    """What is sealed of what was given; raises SealBroken."""
    told: dict[str, Any] = json.loads(row.open_sealed("said") or "{}")
    ids = tuple(UUID(one) for one in told.pop("orders", ()))
    return Texts(matters=tuple(told.pop("matters", ())), orders=ids, **told)


def orders_of(actor: Actor, ids: Iterable[UUID]) -> list[Order]:
    """Those of some work orders that the actor sees, by number."""
    rows = orders_visible_to(actor).filter(pk__among=list(ids)).select_related("kind")
    return list(rows.distinct().order_by("number"))


def confirmed_at(gate_id: UUID, since: datetime) -> list[datetime]:
    """When a gate was handed over, opened or closed, from an instant on."""
    rows = Handover.objects.filter(checkpoint=gate_id, at__gte=since)
    return list(rows.filter(state=HandoverState.CONFIRMED).values_list("at", flat=True))
