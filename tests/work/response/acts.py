"""What the street's command decides in the tests."""

from datetime import date, datetime, timedelta
from typing import Any

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.response.models import ResponseDecision, ResponseStanding
from gridward.work.response.services.deciding import sign_decision
from gridward.work.response.terms import (
    BasisSaid,
    DecisionSaid,
    ResponseLevel,
    ResponseStep,
    Seen,
    Times,
)
from tests.world import World

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=clock.LOCAL)
"""A Wednesday, when the tests are."""
ORDER = (BasisSaid("superior_order", "西防指〔2026〕2号"),)
WEEK = timedelta(days=7)


def said(step: ResponseStep, times: Times, **more: Any) -> DecisionSaid:
    given: dict[str, Any] = {"bases": ORDER, "reason": "辖区出现聚集性疫情", **more}
    return DecisionSaid(step=step, times=times, **given)


def declared(
    world: World,
    *units: str,
    level: ResponseLevel = ResponseLevel.EMERGENCY,
    by: str = "command",
    since: date | None = None,
    **more: Any,
) -> ResponseDecision:
    """A level for grids of the world, or for the whole street where none is named; for a week unless said."""
    first = since or clock.today()
    times = more.pop("times", None) or Times(first, first + WEEK)
    grids = tuple(world.grids[one].pk for one in units)
    what = said(
        ResponseStep.DECLARE, times, level=level, grids=grids, whole_street=not units, **more
    )
    return sign_decision(world.actor(by), said=what)


def opened(decision: ResponseDecision) -> list[ResponseStanding]:
    return list(decision.opened.order_by("grid__code"))


def seen(*decisions: ResponseDecision) -> tuple[Seen, ...]:
    rows = ResponseStanding.objects.filter(opened_by__in=decisions)
    return tuple(Seen(one.pk, one.version) for one in rows)


def ended(actor: Actor, decision: ResponseDecision, last: date | None = None) -> ResponseDecision:
    times = Times(last or clock.today())
    what = said(ResponseStep.END, times, standings=seen(decision), reason="疫情已经平息")
    return sign_decision(actor, said=what)
