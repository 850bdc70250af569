"""Duties of inspections: visits that are planned (W4), notices (W4), disinfection (H5), filings of returning (W11)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Min, Q

from gridward.ground.register.terms.people import Measure
from gridward.ground.territory.queries.rows import at_grids
from gridward.kernel.access import Permission
from gridward.oversight.duties.queries.posts import Asked
from gridward.oversight.duties.rules.times import by_day
from gridward.oversight.duties.terms import DutyItem, DutyState
from gridward.work.inspections.models import (
    FilingStep,
    Inspection,
    InspectionFinding,
    PlannedVisit,
    RectificationNotice,
)
from gridward.work.inspections.queries.filings import FilingFilter, filings
from gridward.work.inspections.queries.notices import until
from gridward.work.inspections.queries.rows import granted_until
from gridward.work.inspections.rules.checklists import checklists
from gridward.work.inspections.rules.filings import DECISIONS
from gridward.work.inspections.terms import FilingState, InspectionPurpose
from gridward.work.workorders.terms import OVER


def inspections_due(asked: Asked) -> Iterator[DutyItem]:
    """Planned visits of the actor's or of anybody, late ones apart; those made today are done. Two queries."""
    rows = at_grids(PlannedVisit, asked.grids(Permission.INSPECTION_RECORD))
    rows = rows.filter(Q(member=asked.member) | Q(member=None), done_at=None, cancelled_on=None)
    rows = rows.exclude(purpose=InspectionPurpose.CHIEF)
    late = Q(due_on__lt=asked.today)
    told = rows.aggregate(
        late=Count("pk", filter=late),
        oldest=Min("due_on", filter=late),
        due=Count("pk", filter=~late),
        first=Min("due_on", filter=~late),
    )
    for state, day in ((DutyState.LATE, told["oldest"]), (DutyState.DUE, told["first"])):
        if n := told[state.value]:
            yield DutyItem(state, "inspections_due", asked.duty.page, n, day)
    seen = at_grids(Inspection, asked.grids(Permission.INSPECTION_RECORD))
    if done := seen.filter(member=asked.member, at__gte=asked.midnight).count():
        yield DutyItem(DutyState.DONE, "inspections_made", f"{asked.duty.page}?view=made", done)


def rectifications_open(asked: Asked) -> Iterator[DutyItem]:
    """Notices whose order is under way, those past their day apart; closed today is done. Two queries."""
    rows = at_grids(RectificationNotice, asked.grids(Permission.INSPECTION_RECORD))
    under_way = rows.exclude(order__state__in=sorted(OVER)).annotate(granted=granted_until("order"))
    days = sorted(until(row) for row in under_way.only("deadline"))
    yield from _by_days(asked, days, "rectifications_open")
    if done := rows.filter(order__closed_at__gte=asked.midnight).count():
        yield DutyItem(DutyState.DONE, "rectifications_closed", f"{asked.duty.page}?all=1", done)


def disinfection_wanting(asked: Asked) -> Iterator[DutyItem]:
    """Organisations whose disinfection was found wanting and whose order is under way; one query."""
    codes = {
        item.code
        for listed in checklists(asked.today).values()
        for item in listed.items
        if item.measure is Measure.DISINFECTION
    }
    rows = at_grids(InspectionFinding, asked.grids(Permission.INSPECTION_RECORD))
    rows = rows.filter(item__in=codes, order__isnull=False).exclude(order__state__in=sorted(OVER))
    if n := rows.values("inspection__organisation").distinct().count():
        yield DutyItem(DutyState.DUE, "disinfection_wanting", asked.duty.page, n)


def filings_open(asked: Asked) -> Iterator[DutyItem]:
    """Filings that wait for a review, those past their day apart; decided today is done. Two queries."""
    grids = asked.grids(Permission.FILING_REVIEW)
    waiting = filings(asked.actor, FilingFilter(state=FilingState.OPEN))
    days = waiting.filter(grid_id__among=grids).values_list("review_by", flat=True)
    yield from _by_days(asked, sorted(days), "filings_open")
    decided = at_grids(FilingStep, grids).filter(
        move__in=sorted(DECISIONS), account_id=asked.account, at__gte=asked.midnight
    )
    if done := decided.count():
        yield DutyItem(DutyState.DONE, "filings_decided", "/inspections/filings", done)


def _by_days(asked: Asked, days: list[date], text: str) -> Iterator[DutyItem]:
    """How many are late and how many due, each with the first of its days."""
    for state in (DutyState.LATE, DutyState.DUE):
        these = [day for day in days if by_day(day, asked.today) is state]
        if these:
            yield DutyItem(state, text, asked.duty.page, len(these), these[0])
