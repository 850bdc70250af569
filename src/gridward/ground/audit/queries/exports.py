"""Reading exports and alerts: what is visible to whom, the limits in force, how much somebody took."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from gridward.ground.audit.models import Export, ExportLimits
from gridward.ground.audit.rules.exports import STANDARD, with_figures
from gridward.ground.audit.terms import Limits
from gridward.kernel import clock
from gridward.kernel.access import Actor


def limits_of(street_id: UUID | None, day: date) -> Limits:
    """The limits in force in a street on a day: the standard ones, with the figures that the street has set."""
    rows = ExportLimits.objects.filter(street_id=street_id, since__lte=day)
    newest = rows.order_by("-since", "-at").first()
    return with_figures(STANDARD.limits, newest.figures if newest else {})


@dataclass(frozen=True)
class Before:
    """What somebody took before: rows of the local day, exports of the last hour."""

    rows_today: int
    exports_last_hour: int


def taken_before(actor: Actor, at: datetime) -> Before:
    """What the actor took before an instant; one query."""
    midnight = clock.midnight(clock.local_date(at))
    hour_ago = at - timedelta(hours=1)
    rows = by(actor).filter(at__gte=min(midnight, hour_ago), at__lte=at)
    found = rows.aggregate(
        rows=Sum("rows", filter=Q(at__gte=midnight)),
        exports=Count("pk", filter=Q(at__gte=hour_ago)),
    )
    return Before(found["rows"] or 0, found["exports"])


def by(actor: Actor) -> QuerySet[Export]:
    """The actor's own exports; the command line's are known by its name."""
    if actor.account_id is None:
        return Export.objects.filter(account_id=None, actor_name=actor.name)
    return Export.objects.filter(account_id=actor.account_id)
