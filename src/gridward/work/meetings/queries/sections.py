"""What the parts below bring to the agenda: earlier decisions, survey, patrols and papers, work orders, weaknesses."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from gridward.kernel.access import Permission
from gridward.work.meetings.models import Decision, Meeting
from gridward.work.meetings.queries.agenda import AgendaAsked
from gridward.work.meetings.queries.units import same_unit
from gridward.work.meetings.terms import FigureKind, MeetingFigure
from gridward.work.patrols.models import DailySheet, Finding, Patrol, WorkLog
from gridward.work.patrols.queries.logs import later
from gridward.work.patrols.queries.rows import visible_to as patrols_visible_to
from gridward.work.rounds.models import Target, Visit
from gridward.work.rounds.queries.rows import visible_to as rounds_visible_to
from gridward.work.rounds.terms import RoundState
from gridward.work.workorders.queries.rows import visible_to as orders_visible_to
from gridward.work.workorders.terms import OVER

P, S = FigureKind.PERIOD, FigureKind.STATE
_OVER = sorted(OVER)
_WEAKNESS = Q(kind__code="weakness")
By = dict[UUID, int]


def earlier(asked: AgendaAsked) -> Iterator[MeetingFigure]:
    """What became of decisions of earlier meetings of the unit."""
    before = Meeting.objects.filter(same_unit(asked.unit))
    rows = Decision.objects.filter(meeting__in=before, decided_at__lt=asked.until)
    done = Q(order__closed_at__gte=asked.since, order__closed_at__lt=asked.until)
    is_open = ~Q(order__state__in=_OVER)
    told = rows.aggregate(
        open=Count("id", filter=is_open),
        late=Count("id", filter=is_open & Q(order__late_after__lt=asked.until)),
        closed=Count("id", filter=done),
    )
    if any(told.values()):
        for code, kind in (("open", S), ("late", S), ("closed", P)):
            yield MeetingFigure(code, kind, told[code])


def survey(asked: AgendaAsked) -> Iterator[MeetingFigure]:
    """How far the rounds under way have come, and the visits since the last meeting."""
    targets = _here(rounds_visible_to(asked.actor, Target), asked).filter(
        round__state=RoundState.OPEN
    )
    all_, settled = _by(targets), _by(targets.filter(settled=True))
    visits = _by(_between(_here(rounds_visible_to(asked.actor, Visit), asked), asked, "at"))
    if all_:
        left = {grid: n - settled.get(grid, 0) for grid, n in all_.items()}
        yield MeetingFigure("settled", S, sum(settled.values()), sum(all_.values()), settled)
        yield _sum("left", S, left)
    if all_ or visits:
        yield _sum("visits", P, visits)


def patrols(asked: AgendaAsked) -> Iterator[MeetingFigure]:
    """Patrols walked, what they found, and papers of the day that came in since the last meeting."""
    walked, found = _patrols(asked, Patrol, "ended_at"), _patrols(asked, Finding, "created_at")
    logs = _patrols(asked, WorkLog, "signed_at", first=True)
    sheets = _patrols(asked, DailySheet, "confirmed_at", first=True)
    waiting = _patrols_rows(asked, WorkLog).filter(countersignatures=None).exclude(later())
    yield _sum("walked", P, walked)
    yield _sum("findings", P, found)
    yield _sum("logs", P, logs)
    yield _sum("sheets", P, sheets)
    yield _sum("uncountersigned", S, _by(waiting))


def orders(asked: AgendaAsked) -> Iterator[MeetingFigure]:
    """Work orders but for confined ones, which are nobody else's matter."""
    yield from _orders(asked, Q())


def weaknesses(asked: AgendaAsked) -> Iterator[MeetingFigure]:
    """What superiors or the first chief found; nothing where there is nothing of it."""
    figures = list(_orders(asked, _WEAKNESS))
    if any(one.value for one in figures):
        yield from figures


def _orders(asked: AgendaAsked, which: Q) -> Iterator[MeetingFigure]:
    rows = _here(orders_visible_to(asked.actor), asked).filter(which, confined=False)
    under_way = rows.exclude(state__in=_OVER)
    yield _sum("opened", P, _by(_between(rows, asked, "opened_at")))
    yield _sum("closed", P, _by(_between(rows, asked, "closed_at")))
    yield _sum("open", S, _by(under_way))
    yield _sum("late", S, _by(under_way.filter(late_after__lt=asked.until)))
    yield _sum("risen", S, _by(under_way.filter(rung__gt=0)))


def _patrols_rows(asked: AgendaAsked, model: Any) -> QuerySet[Any]:
    rows = patrols_visible_to(asked.actor, model, permission=Permission.WORK_READ)
    return _here(rows, asked)


def _patrols(asked: AgendaAsked, model: Any, moment: str, *, first: bool = False) -> By:
    """Rows of a time; of papers that were corrected the first version counts."""
    rows = _between(_patrols_rows(asked, model), asked, moment)
    return _by(rows.filter(revision=1) if first else rows)


def _here(rows: QuerySet[Any], asked: AgendaAsked) -> QuerySet[Any]:
    return rows.filter(grid_id__among=asked.unit.grids)


def _between(rows: QuerySet[Any], asked: AgendaAsked, moment: str) -> QuerySet[Any]:
    return rows.filter(**{f"{moment}__gte": asked.since, f"{moment}__lt": asked.until})


def _by(rows: QuerySet[Any]) -> By:
    counted: Any = rows.order_by().values_list("grid_id").annotate(n=Count("id"))
    return dict(counted)


def _sum(code: str, kind: FigureKind, grids: By) -> MeetingFigure:
    return MeetingFigure(code, kind, sum(grids.values()), grids=grids)
