"""Patrols drawn by lot (W10): a plan is bound to a seed, told day by day to its officers, stopped. It never changes."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.queries.grids import grid_in_force
from gridward.ground.staff.models import Member
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import new_id
from gridward.kernel.problems import Stale
from gridward.work.patrols.models import DrawPlan, PatrolPoint, ShownDraw
from gridward.work.patrols.problems import (
    DrawOfficerWrong,
    DrawPointsWrong,
    DrawStopped,
    DrawTooEarly,
)
from gridward.work.patrols.queries.draws import (
    holds_police_post,
    own_plans,
    plans,
    slots_of_day,
    told_slots,
)
from gridward.work.patrols.queries.rows import visible_to
from gridward.work.patrols.queries.sheets import colleague
from gridward.work.patrols.rules.drawing import SEED_BYTES, check_lots, check_opening, commitment
from gridward.work.patrols.services.shared import about
from gridward.work.patrols.terms import PatrolAct, Slot, Window


@dataclass(frozen=True)
class DrawSaid:
    """A plan as somebody lays it out."""

    grid_id: UUID
    name: str
    starts_on: date
    ends_on: date
    windows: tuple[Window, ...]
    points: tuple[UUID, ...]
    per_week: int
    opens_at: int
    officer_id: UUID | None = None


@dataclass(frozen=True)
class Duty:
    """What an officer is told of today; before the day opens no slots."""

    plan: DrawPlan
    open: bool
    slots: Sequence[Slot]


@transaction.atomic
def bind_draw(actor: Actor, *, said: DrawSaid) -> DrawPlan:
    """Lay out a plan and bind it to a seed that nobody sees. It begins tomorrow or later.

    Raises NotFound, NotAllowed, GridRetired, DrawTooEarly, DrawOfficerWrong, and what `check_lots` and
    `check_opening` raise.
    """
    actor.require(Permission.LOG_COUNTERSIGN, said.grid_id)
    grid = grid_in_force(actor, said.grid_id)
    if said.starts_on <= clock.today():
        raise DrawTooEarly
    plan = DrawPlan(
        id=new_id(),
        grid=grid,
        street_id=grid.street_id,
        name=said.name.strip() or grid.name,
        officer=_officer(actor, said, grid),
        starts_on=said.starts_on,
        ends_on=said.ends_on,
        windows=[{"days": one.days, "from": one.start, "to": one.to} for one in said.windows],
        points=said.points,
        per_week=said.per_week,
        opens_at=said.opens_at,
        bound_by=actor.name,
        bound_at=clock.now(),
    )
    _check(actor, plan)
    seed = secrets.token_bytes(SEED_BYTES)
    plan.commitment = commitment(seed)
    plan.set_sealed("seed", seed.hex())
    plan.save(force_insert=True)
    _note(actor, PatrolAct.DRAW_BOUND, plan)
    return plan


@transaction.atomic
def stop_draw(actor: Actor, *, plan_id: UUID, version: int) -> DrawPlan:
    """From tomorrow on nothing is drawn any more; what was drawn stays provable. Raises Stale, DrawStopped."""
    plan = found(plans(actor).select_for_update(of=("self",)), plan_id)
    actor.require(Permission.LOG_COUNTERSIGN, plan.grid_id)
    if plan.stopped_on is not None:
        raise DrawStopped
    if plan.version != version:
        raise Stale
    plan.version += 1
    plan.stopped_on = clock.today() + timedelta(days=1)
    plan.save(update_fields=["version", "stopped_on", "updated_at"])
    _note(actor, PatrolAct.DRAW_STOPPED, plan)
    return plan


@transaction.atomic
def take_duties(actor: Actor) -> list[Duty]:
    """What is drawn for the actor today, from the hour on at which each plan's day opens; that it was shown is kept.

    Raises NotAllowed for whoever writes no log.
    """
    actor.require(Permission.LOG_WRITE)
    return [_duty(actor, plan) for plan in own_plans(actor, clock.today())]


def _duty(actor: Actor, plan: DrawPlan) -> Duty:
    now = clock.now().astimezone(clock.LOCAL)
    if now.hour < plan.opens_at:
        return Duty(plan, False, ())
    slots = slots_of_day(plan, now.date())
    if actor.account_id is not None:
        _shown(actor, actor.account_id, plan, now.date(), slots)
    return Duty(plan, True, slots)


def _shown(
    actor: Actor, account_id: UUID, plan: DrawPlan, day: date, slots: Sequence[Slot]
) -> None:
    _, first = ShownDraw.objects.get_or_create(
        plan=plan,
        day=day,
        account_id=account_id,
        defaults={
            "street_id": plan.street_id,
            "grid_id": plan.grid_id,
            "slots": told_slots(slots),
            "account_name": actor.name,
        },
    )
    if first:
        _note(actor, PatrolAct.DRAW_SHOWN, plan, day=day.isoformat())


def _officer(actor: Actor, said: DrawSaid, grid: Grid) -> Member | None:
    """The officer, who serves as police there; a plan without one is for whoever does."""
    if said.officer_id is None:
        return None
    member = colleague(actor, said.officer_id)
    if not holds_police_post(member, grid):
        raise DrawOfficerWrong(name=member.name)
    return member


def _check(actor: Actor, plan: DrawPlan) -> None:
    lots = plan.lots()
    check_lots(lots)
    check_opening(lots, plan.opens_at)
    points = visible_to(actor, PatrolPoint, permission=Permission.LOG_COUNTERSIGN)
    if points.filter(pk__in=lots.points, retired_on=None).count() != len(lots.points):
        raise DrawPointsWrong


def _note(actor: Actor, act: PatrolAct, plan: DrawPlan, day: str = "") -> None:
    record(
        actor,
        act,
        about(plan, plan.grid_id),
        plan=plan.name,
        grid=plan.grid.name,
        day=day,
        commitment=plan.commitment,
    )
