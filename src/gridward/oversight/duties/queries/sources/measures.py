"""Duties about people under measures: whom to ask or to sample today, whose follow-up was missed (H4)."""

from collections.abc import Iterator

from gridward.kernel.access import Permission
from gridward.oversight.duties.queries.posts import Asked
from gridward.oversight.duties.terms import DutyItem, DutyState
from gridward.work.measures.models import MeasureCall, MeasureReading
from gridward.work.measures.queries.following import due_today
from gridward.work.measures.queries.measures import in_view, visible_to
from gridward.work.measures.terms import CallFor, MeasureView


def measures_to_follow(asked: Asked) -> Iterator[DutyItem]:
    """People of the post's grids who are to be asked or sampled today still; readings of today are done."""
    grids = asked.grids(Permission.MEASURE_FOLLOW)
    yield from measures_missed(asked)
    page = asked.duty.page
    rows = visible_to(asked.actor).filter(grid_id__among=grids)
    if n := len(due_today(rows, asked.today)):
        yield DutyItem(DutyState.DUE, "measures_due", f"{page}?view=in_force", n, asked.today)
    made = MeasureReading.objects.filter(measure__in=rows, account_id=asked.account)
    if done := made.filter(at__gte=asked.midnight).count():
        yield DutyItem(DutyState.DONE, "measures_followed", page, done)


def measures_missed(asked: Asked) -> Iterator[DutyItem]:
    """People of the post's grids whose follow-up was missed and is not caught up with."""
    grids = asked.grids(Permission.MEASURE_FOLLOW)
    rows = visible_to(asked.actor).filter(in_view(MeasureView.MISSED, asked.today))
    ids = list(rows.filter(grid_id__among=grids).values_list("pk", flat=True))
    if not ids:
        return
    calls = MeasureCall.objects.filter(measure__in=ids, what=CallFor.MISSED, ended_at=None)
    first = min((one.since for one in calls if one.since), default=asked.today)
    link = f"{asked.duty.page}?view=missed"
    yield DutyItem(DutyState.LATE, "measures_missed", link, len(ids), first)
