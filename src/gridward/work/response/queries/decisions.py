"""Signed decisions of the actor's street; what they changed last."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.response.models import ResponseDecision
from gridward.work.response.rules.dated import banner_days
from gridward.work.response.rules.deciding import digest


def decisions(actor: Actor) -> QuerySet[ResponseDecision]:
    """Decisions of the actor's street: everybody of the service may read them."""
    rows = ResponseDecision.objects.select_related("street")
    return rows if actor.member_id is None else rows.filter(street_id=actor.street_id)


def decision_of(actor: Actor, decision_id: UUID) -> ResponseDecision:
    """One; raises NotFound."""
    return found(decisions(actor), decision_id)


def news_for(actor: Actor, now: datetime) -> ResponseDecision | None:
    """The last decision of these days about a grid of the actor's."""
    since = now - timedelta(days=banner_days(clock.local_date(now)))
    mine = sorted(actor.readable(), key=str)
    rows = decisions(actor).filter(signed_at__gte=since, grids__overlap=mine)
    return rows.order_by("-signed_at", "-id").first()


def is_intact(row: ResponseDecision) -> bool:
    """Whether what is stored is what was signed."""
    return digest(row.content) == row.digest
