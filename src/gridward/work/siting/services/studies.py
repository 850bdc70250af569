"""Studies: made, changed, given roads, asked again, tried with changes, removed; by those who lead gates there (G1).

Whatever changes a study asks all of its plans again: an answer to an older question stands nowhere.
"""

from collections.abc import Callable, Mapping
from typing import Any, Unpack
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.register.queries.grids import grid_in_force
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import each_at_a_time
from gridward.kernel.models import touched
from gridward.work.siting.models import SitingPlan, SitingStudy
from gridward.work.siting.problems import (
    SitingBaseStays,
    SitingBoundaryMissing,
    SitingNameMissing,
    SitingNothingTried,
    SitingRoadsMissing,
    SitingTrialsMany,
)
from gridward.work.siting.queries import boundary_of, plan_of, study_to_change
from gridward.work.siting.rules.roads import checked_boundary, read_roads
from gridward.work.siting.terms import MOST_PLANS, SitingAct, SitingState, StudyFields

Defer = Callable[[SitingStudy], None]
"""Hands a study to the background, with this transaction or not at all."""


@transaction.atomic
def add_study(actor: Actor, *, grid_id: UUID, **given: Unpack[StudyFields]) -> SitingStudy:
    """A study of a grid, still without roads.

    Raises NotFound, NotAllowed, GridRetired, SitingNameMissing, SitingBoundaryMissing, SitingRefused.
    """
    actor.require(Permission.GATE_LEAD, grid_id)
    grid = grid_in_force(actor, grid_id)
    row = SitingStudy(grid=grid, street_id=grid.street_id)
    row.account_id, row.account_name = actor.account_id, actor.name
    _write(row, given)
    _note(actor, SitingAct.STUDY_ADDED, row)
    return row


@transaction.atomic
def change_study(
    actor: Actor, *, study_id: UUID, version: int, defer: Defer, **given: Unpack[StudyFields]
) -> SitingStudy:
    """Change what is given, and ask again; raises Stale and what making one raises."""
    row = study_to_change(actor, study_id, version)
    row.version += 1
    _write(row, given)
    _note(actor, SitingAct.STUDY_CHANGED, row)
    if row.roads is not None:
        _ask_all(actor, row, defer)
    return row


@transaction.atomic
def take_roads(
    actor: Actor, *, study_id: UUID, content: bytes, name: str, defer: Defer
) -> SitingStudy:
    """The roads of a study, in place of those before, and ask with them.

    Raises NotAllowed, NotFound, and as `read_roads`.
    """
    row = study_to_change(actor, study_id)
    row.roads = read_roads(content)
    row.roads_name = name.replace("\0", "")[-120:]
    row.roads_count, row.roads_at = len(row.roads["features"]), clock.now()
    row.version += 1
    row.save()
    _note(actor, SitingAct.ROADS_TAKEN, row, file=row.roads_name, count=row.roads_count)
    _ask_all(actor, row, defer)
    return row


@transaction.atomic
def ask_again(actor: Actor, *, study_id: UUID, defer: Defer) -> SitingStudy:
    """Work all plans of a study out anew, with the people and gates of today.

    Raises NotAllowed, NotFound, SitingRoadsMissing.
    """
    row = _with_roads(actor, study_id)
    _note(actor, SitingAct.WORK_ASKED, row)
    _ask_all(actor, row, defer)
    return row


@transaction.atomic
def try_changes(
    actor: Actor,
    *,
    study_id: UUID,
    changes: Mapping[str, Any],
    defer: Defer,
    name: str = "",
) -> SitingPlan:
    """Ask what if. `changes` are those of `planning.siting.Changes`, the empty ones left out.

    Raises NotAllowed, NotFound, SitingRoadsMissing, SitingNothingTried, SitingTrialsMany.
    """
    row = _with_roads(actor, study_id)
    if not changes:
        raise SitingNothingTried
    if row.plans.count() >= MOST_PLANS:
        raise SitingTrialsMany(most=MOST_PLANS - 1)
    plan = _plan(actor, row, name=name.strip(), changes=dict(changes))
    _note(actor, SitingAct.TRIED, row)
    defer(row)
    return plan


@transaction.atomic
def remove_plan(actor: Actor, *, plan_id: UUID) -> None:
    """What was tried is not wanted any more. Raises NotAllowed, NotFound, SitingBaseStays."""
    actor.require(Permission.GATE_LEAD)
    plan = plan_of(actor, plan_id)
    row = study_to_change(actor, plan.study_id)
    if plan.base:
        raise SitingBaseStays
    plan.delete()
    _note(actor, SitingAct.TRIAL_REMOVED, row)


@transaction.atomic
def remove_study(actor: Actor, *, study_id: UUID, version: int) -> None:
    """A study and its plans go; gates that came of it stay. Raises NotAllowed, NotFound, Stale."""
    row = study_to_change(actor, study_id, version)
    _note(actor, SitingAct.STUDY_REMOVED, row)
    row.delete()


def _with_roads(actor: Actor, study_id: UUID) -> SitingStudy:
    row = study_to_change(actor, study_id)
    if row.roads is None:
        raise SitingRoadsMissing
    return row


def _write(row: SitingStudy, given: StudyFields) -> None:
    for name, value in given.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    if not row.name:
        raise SitingNameMissing
    if row.boundary is not None and "boundary" in given:
        row.boundary = checked_boundary(row.boundary)
    elif row.boundary is None and boundary_of(row.grid) is None:
        raise SitingBoundaryMissing
    row.save()


def _ask_all(actor: Actor, row: SitingStudy, defer: Defer) -> None:
    each_at_a_time("siting.study", [row.pk])
    if not row.plans.filter(base=True).exists():
        _plan(actor, row, base=True)
    row.plans.update(**touched(), **UNASKED)
    defer(row)


UNASKED: Mapping[str, Any] = {
    "state": SitingState.WAITING,
    "finding": None,
    "result": {},
    "worked_at": None,
}


def _plan(actor: Actor, row: SitingStudy, **given: Any) -> SitingPlan:
    who = {"account_id": actor.account_id, "account_name": actor.name}
    return SitingPlan.objects.create(study=row, grid=row.grid, **who, **given)


def _note(actor: Actor, act: SitingAct, row: SitingStudy, **words: Any) -> None:
    about = About(row._meta.db_table, row.pk, row.grid_id)
    record(actor, act, about, study=row.name, grid=row.grid.name, **words)
