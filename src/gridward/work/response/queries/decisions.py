"""Signed decisions of the actor's street; what they changed last."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from gridward.ground.territory.queries.rows import found, of_own_street
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.response.models import ResponseDecision
from gridward.work.response.rules.dated import banner_days
from gridward.work.response.rules.deciding import digest


def decisions(actor: Actor) -> QuerySet[ResponseDecision]:
    """Decisions of the actor's street: everybody of the service may read them."""
    return of_own_street(ResponseDecision.objects.select_related("street"), actor)


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
