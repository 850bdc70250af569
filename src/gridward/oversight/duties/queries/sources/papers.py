"""Duties of a day's papers (W1, W2): one's own log and sheet, those of others that lack, those to countersign."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from gridward.ground.staff.models import Appointment
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.terms import Post
from gridward.ground.territory.queries.rows import at_grids
from gridward.kernel import clock
from gridward.kernel.access import Grids, Permission
from gridward.oversight.duties.queries.posts import Asked
from gridward.oversight.duties.terms import DutyItem, DutyState
from gridward.work.patrols.models import Countersignature, DailySheet, Patrol, WorkLog
from gridward.work.patrols.queries.logs import later
from gridward.work.rounds.models import Visit

Worked = set[tuple[UUID, UUID, date]]
"""Grid, member and day."""
_WORKERS = (Post.GRID_MANAGER, Post.GRID_SUPERVISOR)


def own_logs(asked: Asked) -> Iterator[DutyItem]:
    """The log of today, and days before on which the worker was at doors or on patrol and signed none."""
    return _own(asked, WorkLog, "log")


def own_sheets(asked: Asked) -> Iterator[DutyItem]:
    """The daily sheet of today, and days before with work and without one."""
    return _own(asked, DailySheet, "sheet")


def papers_missing(asked: Asked) -> Iterator[DutyItem]:
    """Logs and sheets that workers owe: yesterday's are due, older ones late; done when none of yesterday lacks."""
    grids, yesterday = asked.grids(Permission.WORK_READ), asked.today - timedelta(days=1)
    since = asked.days_ago("back")
    worked = _worked(grids, since, asked.today)
    workers = Appointment.objects.filter(post__in=_WORKERS, grid_id__among=grids)
    serving = set(in_force(workers, asked.today).values_list("grid_id", "member_id"))
    owed = {one for one in worked if one[:2] in serving}
    for model, name, link in ((WorkLog, "logs", "/logs"), (DailySheet, "sheets", "/sheets")):
        lacking = Counter(day for _, _, day in owed - _papers(model, grids, since))
        yield from _lacking(lacking, name, link, yesterday)
        if not lacking[yesterday] and (n := sum(day == yesterday for *_, day in owed)):
            yield DutyItem(DutyState.DONE, f"{name}_in", f"{link}?day={yesterday}", n)


def logs_to_countersign(asked: Asked) -> Iterator[DutyItem]:
    """Others' logs that no chief has countersigned, by day; what the actor countersigned today is done."""
    grids = asked.grids(Permission.LOG_COUNTERSIGN)
    rows = at_grids(WorkLog, grids).filter(day__gte=asked.days_ago("back"))
    seen = Countersignature.objects.filter(log=OuterRef("pk"))
    rows = rows.exclude(Exists(seen)).exclude(later()).exclude(member_id=asked.member)
    counted: Any = rows.values_list("day").annotate(n=Count("id")).order_by("day")
    yield from _waiting(dict(counted), asked)
    signed = Countersignature.objects.filter(
        account_id=asked.account, signed_at__gte=asked.midnight, grid_id__among=grids
    )
    if done := signed.count():
        yield DutyItem(DutyState.DONE, "logs_countersigned", "/logs", done)


def _waiting(counted: dict[date, int], asked: Asked) -> Iterator[DutyItem]:
    """Days that are late together, each other one by itself."""
    within = timedelta(days=asked.duty.days["within"])
    if late := [day for day in counted if day + within < asked.today]:
        n, link = sum(counted[day] for day in late), f"/logs?day={late[0]}"
        yield _late("logs_waiting_long", link, n, late, late[0] + within)
    for day in (one for one in counted if one not in late):
        link, values = f"/logs?day={day}", {"day": day}
        until = day + within
        yield DutyItem(DutyState.DUE, "logs_waiting", link, counted[day], until, (day,), values)


def _own(asked: Asked, model: type[WorkLog | DailySheet], name: str) -> Iterator[DutyItem]:
    grids, since = asked.grids(Permission.LOG_WRITE), asked.days_ago("back")
    given = {day for _, _, day in _papers(model, grids, since, asked.member)}
    worked = {day for _, _, day in _worked(grids, since, asked.today, asked.member)}
    if missing := sorted(worked - given):
        link = f"{asked.duty.page}?day={missing[0]}&grid={asked.grid}"
        yield _late(f"{name}_missing", link, len(missing), missing, missing[0])
    if asked.today in given:
        yield DutyItem(DutyState.DONE, f"{name}_done", f"/{name}s?day={asked.today}")
    else:
        yield DutyItem(DutyState.DUE, f"{name}_due", asked.duty.page, until=asked.today)


def _lacking(lacking: Counter[date], name: str, link: str, yesterday: date) -> Iterator[DutyItem]:
    if older := sorted(day for day in lacking if day < yesterday):
        n, until = sum(lacking[day] for day in older), older[0] + timedelta(days=1)
        yield _late(f"{name}_overdue", f"{link}?day={older[0]}", n, older, until)
    if n := lacking[yesterday]:
        until, values = yesterday + timedelta(days=1), {"day": yesterday}
        day_link = f"{link}?day={yesterday}"
        yield DutyItem(DutyState.DUE, f"{name}_lacking", day_link, n, until, (yesterday,), values)


def _late(text: str, link: str, count: int, days: Sequence[date], until: date) -> DutyItem:
    """What is late of several days, with the way to the first of them."""
    values = {"day": days[0]}
    return DutyItem(DutyState.LATE, text, link, count, until, tuple(days), values)


def _papers(
    model: type[WorkLog | DailySheet], grids: Grids, since: date, member: UUID | None = None
) -> Worked:
    rows: QuerySet[Any] = at_grids(model, grids).filter(day__gte=since)
    rows = rows.filter(member_id=member) if member else rows
    return set(rows.values_list("grid_id", "member_id", "day"))


def _worked(grids: Grids, since: date, until: date, member: UUID | None = None) -> Worked:
    """Who was at doors or on patrol where and when, from a day until the day before another; two queries."""
    start, end = clock.midnight(since), clock.midnight(until)
    whose = Q(member_id=member) if member else Q(member_id__isnull=False)
    found: Worked = set()
    for model, moment in ((Visit, "at"), (Patrol, "started_at")):
        rows: QuerySet[Any] = at_grids(model, grids).filter(whose)
        rows = rows.filter(**{f"{moment}__gte": start, f"{moment}__lt": end})
        day = TruncDate(moment, tzinfo=clock.LOCAL)
        found |= set(rows.order_by().values_list("grid_id", "member_id", day).distinct())
    return found
