"""What is on record of people of the service in some days, at some grids, figure by figure."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from gridward.ground.staff.models import PostHandover, Recognition, TeamService
from gridward.ground.staff.terms import ServiceState
from gridward.kernel import clock
from gridward.kernel.access import Grids
from gridward.oversight.duties.terms import AlikeFigure
from gridward.work.patrols.models import Countersignature, DailySheet, WorkLog
from gridward.work.workorders.models import Order

Tallied = Mapping[AlikeFigure, Mapping[UUID, int]]
"""Of each figure the count of each member."""


def tally(members: Collection[UUID], grids: Grids, first: date, last: date) -> Tallied:
    """Every figure of these members from the first to the last day; one query a figure."""
    here: dict[str, Any] = {"grid_id__among": grids}
    days = {"day__range": (first, last), **here, "member__among": members}
    return {
        AlikeFigure.LOGS_SIGNED: _counted(
            WorkLog.objects.filter(**days), "member", Count("first_id", distinct=True)
        ),
        AlikeFigure.LOGS_COUNTERSIGNED: _counted(
            Countersignature.objects.filter(
                log__day__range=(first, last), log__member__among=members, **here
            ),
            "log__member",
            Count("log__first_id", distinct=True),
        ),
        AlikeFigure.SHEETS_CONFIRMED: _counted(
            DailySheet.objects.filter(revision=1, **days), "member", Count("id")
        ),
        AlikeFigure.HANDOVERS_SIGNED: _handed_over(grids, first, last),
        AlikeFigure.ORDERS_VERIFIED: _counted(
            Order.objects.filter(
                handled_by__among=members,
                confined=False,
                verified_at__gte=clock.midnight(first),
                verified_at__lt=clock.midnight(last + timedelta(days=1)),
                **here,
            ),
            "handled_by",
            Count("id"),
        ),
        AlikeFigure.SERVICE_MINUTES: _counted(
            TeamService.objects.filter(
                state=ServiceState.CONFIRMED,
                day__range=(first, last),
                person__member__among=members,
                person__team__grid_id__among=grids,
            ),
            "person__member",
            Sum("minutes"),
        ),
        AlikeFigure.RECOGNITIONS: _counted(
            Recognition.objects.filter(withdrawal=None, **days), "member", Count("id")
        ),
    }


def _counted(rows: QuerySet[Any], whose: str, what: Count | Sum) -> dict[UUID, int]:
    return dict(rows.order_by().values_list(whose).annotate(n=what))


def _handed_over(grids: Grids, first: date, last: date) -> dict[UUID, int]:
    """Hand-overs that both sides signed, counted for each of the two."""
    rows = PostHandover.objects.filter(grid_id__among=grids, signed_on__range=(first, last))
    pairs = rows.values_list("predecessor__member", "successor__member")
    return dict(Counter(member for pair in pairs for member in pair))
