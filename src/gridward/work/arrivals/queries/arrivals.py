"""Arrivals that an actor may see, at the grids of `measure.see`; what is sealed of them; how many of which class."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Window
from django.db.models.functions import Coalesce, RowNumber

from gridward.ground.register.terms.people import KeyPerson
from gridward.ground.territory.queries.rows import at_grids, found, with_grid
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import Stale
from gridward.work.arrivals.models import Arrival
from gridward.work.arrivals.problems import ArrivalDecided
from gridward.work.arrivals.rules.dated import arrival_rules
from gridward.work.arrivals.terms import ArrivalState, Named, ToldBy
from gridward.work.riskareas.terms import Stay
from gridward.work.rulebooks.terms import PersonCategory


@dataclass(frozen=True)
class ArrivalFilter:
    """Which arrivals: of a grid, a resident, a state, a class, a proposed category, a source, of days."""

    grid_id: UUID | None = None
    resident_id: UUID | None = None
    state: ArrivalState | None = None
    person_class: KeyPerson | None = None
    category: PersonCategory | None = None
    told_by: ToldBy | None = None
    since: date | None = None
    until: date | None = None


def visible_to(actor: Actor, grid_id: UUID | None = None) -> QuerySet[Arrival]:
    """Arrivals at the actor's grids, or at one of them."""
    return at_grids(Arrival, actor.grids(Permission.MEASURE_SEE), grid_id)


def arrivals(actor: Actor, wanted: ArrivalFilter) -> QuerySet[Arrival]:
    """Arrivals with what lists show of them."""
    same = ("resident_id", "state", "person_class", "category", "told_by")
    given = {name: getattr(wanted, name) for name in same if getattr(wanted, name) is not None}
    rows = visible_to(actor, wanted.grid_id).filter(**given)
    if wanted.since is not None:
        rows = rows.filter(arrived_on__gte=wanted.since)
    if wanted.until is not None:
        rows = rows.filter(arrived_on__lte=wanted.until)
    return with_grid(rows, "resident", "measure")


def arrival_of(actor: Actor, arrival_id: UUID) -> Arrival:
    """One; raises NotFound."""
    return found(with_grid(visible_to(actor), "resident__household", "measure"), arrival_id)


def waiting(actor: Actor, arrival_id: UUID, right: Permission, version: int) -> Arrival:
    """One on which nobody has decided, locked. Raises NotFound, NotAllowed, Stale, ArrivalDecided."""
    rows = with_grid(visible_to(actor).select_for_update(of=("self",)), "resident")
    row = found(rows, arrival_id)
    actor.require(right, row.grid_id)
    if row.state != ArrivalState.WAITING:
        raise ArrivalDecided(by=row.decider_name)
    if row.version != version:
        raise Stale
    return row


def person_of(row: Arrival) -> Named:
    """Who it is: the resident's name and home as the register has them, or who was named."""
    if row.resident is not None:
        return Named(row.resident.name, address=row.resident.household.address_text)
    return Named(**{"name": "", **json.loads(row.open_sealed("person") or "{}")})


def stays_of(row: Arrival) -> list[Stay]:
    """Where the person has been."""
    days = ("begins", "ends")
    return [
        Stay(**{**one, **{name: date.fromisoformat(one[name]) for name in days}})
        for one in json.loads(row.open_sealed("stays") or "[]")
    ]


def judged_of(row: Arrival) -> Mapping[str, Any]:
    """What was judged: `proposals` (category and the rule's sentences by language) and `areas`, the evidence."""
    return dict(json.loads(row.open_sealed("judged") or "{}"))


def counted_arrivals(grids: Collection[UUID], day: date) -> QuerySet[Arrival]:
    """Arrivals that count at grids on a day, of each person the latest.

    A person counts from the day of arrival for `counted_days` of `dated/arrivals.toml`, once, by whatever number of
    arrivals.
    """
    first = day - timedelta(days=arrival_rules(day).counted_days - 1)
    rows = Arrival.objects.filter(grid_id__among=grids, arrived_on__gte=first, arrived_on__lte=day)
    whose = Coalesce("resident_id", "id")
    turn = Window(RowNumber(), partition_by=whose, order_by=["-arrived_on", "-id"])
    latest = rows.annotate(turn=turn).filter(turn=1)
    return Arrival.objects.filter(pk__in=latest.values("pk"))


def arrivals_by_class(grids: Collection[UUID], day: date) -> Mapping[UUID, Mapping[KeyPerson, int]]:
    """How many persons of each class of Annex 4 are at each grid on a day, from arrivals: Annex 5, column 23.

    Each is of one class at most: that of their latest arrival. Grids and classes without anybody are left out: whoever
    shows figures fills in zeros. Small numbers are not hidden here. One query, under the scope of whoever asks, who
    must hold `measure.see` at the grids.
    """
    counted = counted_arrivals(grids, day).values("grid_id", "person_class")
    found: dict[UUID, dict[KeyPerson, int]] = {}
    for one in counted.annotate(n=Count("id")).order_by("grid_id", "person_class"):
        found.setdefault(one["grid_id"], {})[KeyPerson(one["person_class"])] = one["n"]
    return found
