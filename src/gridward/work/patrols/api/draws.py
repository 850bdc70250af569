"""Doors of drawn patrols."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Status

from gridward.kernel.http import PageOut, actor_of, answers, door
from gridward.kernel.paging import page
from gridward.work.patrols.api.shared import reader
from gridward.work.patrols.queries.draws import (
    led_plan_of,
    past_slots,
    plan_of,
    plans,
    point_names,
    statistics,
    verify_draw,
)
from gridward.work.patrols.schemas.draws import (
    DrawDutiesOut,
    DrawDutyOut,
    DrawPastsOut,
    DrawPlanIn,
    DrawPlanOut,
    DrawProofOut,
    DrawStatisticsOut,
)
from gridward.work.patrols.schemas.walked import PointVersionIn
from gridward.work.patrols.services.draws import bind_draw, stop_draw, take_duties

router = door("work")


@router.get("", response=answers(PageOut[DrawPlanOut]))
def list_draws(request: HttpRequest, after: str | None = None) -> object:
    """Plans, the newest first: what they are bound to, never what is drawn."""
    found = page(plans(reader(request)), ["-starts_on", "-id"], after)
    return PageOut[DrawPlanOut](items=[DrawPlanOut.of(row) for row in found.rows], next=found.next)


@router.post("", response=answers(DrawPlanOut, 201))
def post_draw(request: HttpRequest, given: DrawPlanIn) -> object:
    """Lay out a plan and bind it to a seed."""
    actor = actor_of(request)
    row = bind_draw(actor, said=given.said())
    return Status(201, DrawPlanOut.of(plan_of(actor, row.pk)))


@router.post("/today", response=answers(DrawDutiesOut))
def post_today(request: HttpRequest) -> object:
    """What is drawn for the asker today; that it was shown is kept."""
    duties = take_duties(actor_of(request))
    points = point_names([one.plan for one in duties])
    return DrawDutiesOut(duties=[DrawDutyOut.of(one, points) for one in duties])


@router.get("/{draw_id}", response=answers(DrawPlanOut))
def get_draw(request: HttpRequest, draw_id: UUID) -> object:
    """One plan."""
    return DrawPlanOut.of(plan_of(reader(request), draw_id))


@router.post("/{draw_id}/stop", response=answers(DrawPlanOut))
def post_stop(request: HttpRequest, draw_id: UUID, given: PointVersionIn) -> object:
    """Nothing is drawn from tomorrow on."""
    actor = actor_of(request)
    stop_draw(actor, plan_id=draw_id, version=given.version)
    return DrawPlanOut.of(plan_of(actor, draw_id))


@router.get("/{draw_id}/past", response=answers(DrawPastsOut))
def get_past(request: HttpRequest, draw_id: UUID) -> object:
    """Patrols drawn for days that are over, each with the one that was walked."""
    plan = led_plan_of(reader(request), draw_id)
    return DrawPastsOut.of(past_slots(plan), point_names([plan]))


@router.get("/{draw_id}/statistics", response=answers(DrawStatisticsOut))
def get_statistics(request: HttpRequest, draw_id: UUID) -> object:
    """How often each hour, day and point was drawn, beside the expected number."""
    return DrawStatisticsOut.of(statistics(led_plan_of(reader(request), draw_id)))


@router.get("/{draw_id}/proof", response=answers(DrawProofOut))
def get_proof(request: HttpRequest, draw_id: UUID) -> object:
    """The seed of a plan that is over, and the whole draw computed again."""
    plan = plan_of(reader(request), draw_id)
    return DrawProofOut.of(verify_draw(plan), point_names([plan]))
