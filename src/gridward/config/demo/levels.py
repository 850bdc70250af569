"""The demo's response levels: an emergency that is over, and the first community at alert since today."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from gridward.ground.staff.access import operator
from gridward.ground.staff.models import Appointment
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.roles import PERMISSIONS
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Grid
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel import clock
from gridward.kernel.rows import tell_database
from gridward.work.response.models import ResponseDecision, ResponseStanding
from gridward.work.response.rules.deciding import digest
from gridward.work.response.services.deciding import sign_decision
from gridward.work.response.terms import (
    BasisSaid,
    DecisionSaid,
    ResponseLevel,
    ResponseStep,
    Times,
)

BEGAN, LASTED, ALERT_DAYS = timedelta(days=60), timedelta(days=13), timedelta(days=20)
SIGNED = time(9, 30)
DOCUMENT = "样例防指〔{year}〕{number}号（虚构）"


@transaction.atomic
def set_levels(today: date) -> None:
    """Decided by the first of the street's command, where somebody is in that post."""
    held = _command(today)
    unit = Grid.objects.filter(kind=GridKind.COMMUNITY, valid_to=None).order_by("code").first()
    if held is None or unit is None:
        return
    actor = replace(
        operator(held.member.name, rights=PERMISSIONS[Post.STREET_COMMAND]),
        street_id=held.street_id,
        member_id=held.member_id,
        account_id=held.member_id,
    )
    tell_database(actor)
    _over(held, unit, today - BEGAN)
    sign_decision(
        actor,
        said=DecisionSaid(
            step=ResponseStep.DECLARE,
            times=Times(today, today + ALERT_DAYS),
            bases=(BasisSaid("superior_order", DOCUMENT.format(year=today.year, number=2)),),
            reason="相邻辖区出现聚集性疫情，加强巡查和例会。（虚构）",
            level=ResponseLevel.ALERT,
            grids=(unit.pk,),
        ),
    )


def _command(today: date) -> Appointment | None:
    posts = Appointment.objects.filter(post=Post.STREET_COMMAND, acting=False)
    return in_force(posts, today).select_related("member").order_by("id").first()


def _over(held: Appointment, unit: Grid, since: date) -> None:
    """Rows of days that are over: the service decides of today and later alone."""
    until = since + LASTED
    at = datetime.combine(since, SIGNED, clock.LOCAL)
    content = _content(unit, since, until, at)
    decision = ResponseDecision.objects.create(
        street_id=unit.street_id,
        grids=list(Grid.objects.filter(valid_to=None).values_list("pk", flat=True)),
        year=since.year,
        number=1,
        step=ResponseStep.DECLARE,
        level=ResponseLevel.EMERGENCY,
        content=content,
        account_id=held.member_id,
        account_name=held.member.name,
        post=Post.STREET_COMMAND,
        signed_at=at,
        digest=digest(content),
    )
    ResponseStanding.objects.create(
        street_id=unit.street_id,
        level=ResponseLevel.EMERGENCY,
        since=since,
        until=until,
        closed=True,
        opened_by=decision,
    )


def _content(unit: Grid, since: date, until: date, at: datetime) -> dict[str, Any]:
    document = DOCUMENT.format(year=since.year, number=1)
    return {
        "step": ResponseStep.DECLARE.value,
        "level": ResponseLevel.EMERGENCY.value,
        "units": [
            {
                "grid": "",
                "code": unit.street.code,
                "name": unit.street.name,
                "before": ResponseLevel.ORDINARY.value,
                "after": ResponseLevel.EMERGENCY.value,
                "since": since.isoformat(),
                "until": until.isoformat(),
                "review_on": "",
                "before_until": "",
                "before_review_on": "",
            }
        ],
        "bases": [{"code": "superior_order", "source": "上级的决定、命令", "document": document}],
        "reason": "辖区出现确诊病例，按上级要求启动。（虚构）",
        "changes": [],
        "year": since.year,
        "number": 1,
        "signed_at": at.isoformat(),
    }
