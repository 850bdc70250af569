"""One change for many rows: tried out first, then all in one transaction, by a handful of statements.

A row that cannot take the change is passed over with its reason; the others change. One line of the record names them
all, and history keeps what each was.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Model, QuerySet

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.register.models import (
    Conflict,
    Household,
    Resident,
    ResidentPhone,
    ResidentSituation,
    Vehicle,
)
from gridward.ground.register.problems import (
    ChosenChanged,
    GridRetired,
    NothingChosen,
    NothingToSet,
    TooManyChosen,
)
from gridward.ground.register.queries.households import HouseholdFilter, households
from gridward.ground.register.queries.residents import ResidentFilter, residents
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.register.rules.entries import at
from gridward.ground.register.rules.together import Facts, Judged, PassedOver, judge
from gridward.ground.register.services.marks import Why, telling
from gridward.ground.register.terms.people import Away, RegisterAct
from gridward.ground.territory.queries import grid_of
from gridward.kernel.access import Actor, Permission
from gridward.kernel.models import touched

MOST = 5_000
"""Rows of one change: what a transaction of some seconds holds locked."""
SITUATION = frozenset({"tested", "from_key_area", "away"})
W = TypeVar("W")


@dataclass(frozen=True)
class Chosen(Generic[W]):
    """Rows by their ids, or all that a filter finds."""

    ids: Sequence[UUID] = ()
    found: W | None = None


@dataclass(frozen=True)
class Named(Facts):
    """A chosen row with the words by which people know it: its address or name."""

    label: str = ""
    unsaid: bool = False


@dataclass(frozen=True)
class Outcome:
    """How many change, which rows stay and why, how many of the ids are not the actor's to see.

    `digest` stands for the rows as the trial saw them; given back, it says that nothing changed since.
    """

    changed: int
    passed: tuple[tuple[Named, PassedOver], ...]
    missing: int
    digest: str


@transaction.atomic
def change_households(
    actor: Actor,
    *,
    chosen: Chosen[HouseholdFilter],
    wanted: Mapping[str, Any],
    trial: bool = False,
    digest: str = "",
    why: Why | None = None,
) -> Outcome:
    """Set tenure, state, note or grid of many households. A grid only where no door decides it; their people follow.

    Raises NothingChosen, TooManyChosen, NothingToSet, GridRetired, ChosenChanged.
    """
    where = _target(actor, wanted)
    ids = _ids(chosen, lambda found: households(actor, found))
    rows = _locked(visible_to(actor, Household), ids)
    people = dict(
        Resident.objects.filter(household__in=ids, left_on=None)
        .values_list("household")
        .annotate(Count("pk"))
    )
    facts = [_household(row, people.get(row.pk, 0)) for row in rows]
    judged = judge(facts, wanted, may=actor.grids(Permission.REGISTER_CHANGE))
    outcome = _outcome(judged, len(ids) - len(facts))
    _go_on(outcome, digest)
    if not trial and judged.change:
        with telling(RegisterAct.HOUSEHOLDS_CHANGED, why):
            _set_households([row.id for row in judged.change], wanted, where)
        _record(actor, RegisterAct.HOUSEHOLDS_CHANGED, Household, judged.change, wanted, why)
    return outcome


@transaction.atomic
def change_residents(
    actor: Actor,
    *,
    chosen: Chosen[ResidentFilter],
    wanted: Mapping[str, Any],
    trial: bool = False,
    digest: str = "",
    why: Why | None = None,
) -> Outcome:
    """Set employer, note or situation (tested, from a key area, away) of many residents.

    A situation needs SITUATION_CHANGE at each grid. Raises as `change_households`.
    """
    if not wanted:
        raise NothingToSet
    ids = _ids(chosen, lambda found: residents(actor, found))
    rows = _locked(visible_to(actor, Resident), ids)
    situations = {one.resident_id: one for one in _situations(ids)}
    facts = [_resident(row, situations.get(row.pk)) for row in rows]
    may = actor.grids(Permission.REGISTER_CHANGE)
    if SITUATION & wanted.keys():
        may &= actor.grids(Permission.SITUATION_CHANGE)
    judged = judge(facts, wanted, may=may)
    outcome = _outcome(judged, len(ids) - len(facts))
    _go_on(outcome, digest)
    if not trial and judged.change:
        _set_residents(judged.change, wanted, why)
        _record(actor, RegisterAct.RESIDENTS_CHANGED, Resident, judged.change, wanted, why)
    return outcome


def _target(actor: Actor, wanted: Mapping[str, Any]) -> dict[str, UUID]:
    """The grid to move to, with its street."""
    if not wanted:
        raise NothingToSet
    if not (grid_id := wanted.get("grid_id")):
        return {}
    with at("grid_id"):
        grid = grid_of(actor, grid_id)
        actor.require(Permission.REGISTER_CHANGE, grid.pk)
        if grid.valid_to is not None:
            raise GridRetired(grid=grid.name)
    return {"grid_id": grid.pk, "street_id": grid.street_id}


def _ids(chosen: Chosen[W], find: Any) -> list[UUID]:
    rows = set(chosen.ids)
    if chosen.found is not None:
        rows |= set(find(chosen.found).order_by().values_list("pk", flat=True)[: MOST + 1])
    if not rows:
        raise NothingChosen
    if len(rows) > MOST:
        raise TooManyChosen(most=MOST)
    return sorted(rows)


def _locked(rows: QuerySet[Any], ids: Collection[UUID]) -> list[Any]:
    """In the order of their ids, so that two such changes never wait for each other."""
    return list(rows.filter(pk__in=ids).select_for_update().order_by("pk"))


def _situations(ids: Collection[UUID]) -> QuerySet[ResidentSituation]:
    return ResidentSituation.objects.select_for_update().filter(resident__in=ids).order_by("pk")


def _household(row: Household, people: int) -> Named:
    return Named(
        id=row.pk,
        version=row.version,
        grid=row.grid_id,
        values={
            "tenure": row.tenure,
            "state": row.state,
            "note": row.note,
            "grid_id": row.grid_id,
        },
        people=people,
        door=row.dwelling_id is not None,
        merged=row.merged_into_id is not None,
        label=row.address_text,
    )


def _resident(row: Resident, said: ResidentSituation | None) -> Named:
    return Named(
        id=row.pk,
        version=row.version,
        grid=row.grid_id,
        values={
            "employer": row.employer,
            "note": row.note,
            "tested": said.tested if said else None,
            "from_key_area": said.from_key_area if said else None,
            "away": said.away if said else Away.NONE,
        },
        gone=row.left_on is not None,
        label=row.name,
        unsaid=said is None,
    )


def _outcome(judged: Judged[Named], missing: int) -> Outcome:
    seen = ",".join(f"{row.id}:{row.version}" for row in judged.change)
    digest = hashlib.sha256(seen.encode()).hexdigest()[:32]
    return Outcome(len(judged.change), judged.passed, missing, digest)


def _go_on(outcome: Outcome, digest: str) -> None:
    if digest and digest != outcome.digest:
        raise ChosenChanged


def _set_households(
    ids: Sequence[UUID], wanted: Mapping[str, Any], where: Mapping[str, UUID]
) -> None:
    Household.objects.filter(pk__in=ids).update(**{**wanted, **where}, **touched())
    if where:
        Resident.objects.filter(household__in=ids).update(**where, **touched())
        Conflict.objects.filter(household__in=ids).update(**where, **touched())
        for model in (ResidentPhone, Vehicle, ResidentSituation):
            model._default_manager.filter(resident__household__in=ids).update(**where)


def _set_residents(rows: Sequence[Named], wanted: Mapping[str, Any], why: Why | None) -> None:
    """Those of whom nothing was said yet are changed apart, so that history knows it (see `rebasing`)."""
    plain = {name: value for name, value in wanted.items() if name not in SITUATION}
    said = {name: value for name, value in wanted.items() if name in SITUATION}
    for unsaid in (True, False):
        part = [row for row in rows if row.unsaid is unsaid]
        ids = [row.id for row in part]
        with telling(RegisterAct.RESIDENTS_CHANGED, why, unsaid=(unsaid and bool(said)) or None):
            if part:
                Resident.objects.filter(pk__in=ids).update(**plain, **touched())
            if said and not unsaid:
                ResidentSituation.objects.filter(resident__in=ids).update(**said, **touched())
        if said and unsaid:
            _say(ids, said)


def _say(ids: Sequence[UUID], said: Mapping[str, Any]) -> None:
    places = Resident.objects.filter(pk__in=ids).values_list("pk", "grid_id", "street_id")
    ResidentSituation.objects.bulk_create(
        ResidentSituation(resident_id=pk, grid_id=grid, street_id=street, **said)
        for pk, grid, street in places
    )


def _record(
    actor: Actor,
    act: RegisterAct,
    model: type[Model],
    rows: Sequence[Named],
    wanted: Mapping[str, Any],
    why: Why | None,
) -> None:
    grids = {row.grid for row in rows} | {g for g in (wanted.get("grid_id"),) if g}
    grid = grids.pop() if len(grids) == 1 else None
    names = [f"word.register.field.{name.removesuffix('_id')}" for name in wanted]
    record(
        actor,
        act,
        About(model._meta.db_table, rows[0].id, grid),
        reason=why.reason.strip() if why else "",
        also=[row.id for row in rows],
        count=len(rows),
        fields=",".join(names),
    )
