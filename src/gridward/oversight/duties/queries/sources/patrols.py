"""Duties of patrols: one's own in their rhythm (W5, W9), and those drawn by lot for the police (W10)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from django.db.models import Count, Max, Q

from gridward.ground.territory.queries.rows import at_grids
from gridward.kernel import clock
from gridward.kernel.access import Permission
from gridward.oversight.duties.queries.posts import Asked
from gridward.oversight.duties.rules.times import period_of, recurring
from gridward.oversight.duties.terms import DutyItem, DutyState
from gridward.work.patrols.models import DrawPlan, Patrol, ShownDraw
from gridward.work.patrols.queries.draws import own_plans
from gridward.work.patrols.terms import PatrolKind

Span = tuple[datetime, datetime]
_WITHIN = timedelta(hours=1)
"""A patrol that was under way within an hour of the moment drawn is the one that was drawn (W10)."""


def own_patrols(asked: Asked) -> Iterator[DutyItem]:
    """A patrol of the actor's in each period, of the grid or of its facilities; one query."""
    begin, _ = period_of(asked.today, asked.duty.rhythm)
    start = clock.midnight(begin)
    rows = at_grids(Patrol, asked.grids(Permission.LOG_WRITE)).exclude(kind=PatrolKind.GATE)
    found = rows.filter(member_id=asked.member).aggregate(
        last=Max("started_at"), now=Count("id", filter=Q(started_at__gte=start))
    )
    last = clock.local_date(found["last"]) if found["last"] else None
    grace = asked.duty.days.get("grace", 1)
    state, until = recurring(last, asked.today, asked.duty.rhythm, grace)
    text = f"patrol_{state.value}_{asked.duty.rhythm.value}"
    link = f"/patrols?day={last}" if state is DutyState.DONE else asked.duty.page
    count = found["now"] if state is DutyState.DONE else 1
    yield DutyItem(state, text, link, count, until, values={"last": last} if last else {})


def patrols_drawn(asked: Asked) -> Iterator[DutyItem]:
    """What is drawn for the actor today: to be looked at, then to be walked. Before the look nothing is told."""
    grids = asked.grids(Permission.LOG_WRITE)
    plans = [one for one in own_plans(asked.actor, asked.today) if one.grid_id in grids]
    if not plans:
        return
    rows = ShownDraw.objects.filter(plan__in=plans, day=asked.today, account_id=asked.account)
    shown = {row.plan_id: row.slots for row in rows}
    spans = _walked(asked)
    for plan in plans:
        if plan.pk in shown:
            yield from _slots(asked, plan, shown[plan.pk], spans)
        else:
            yield _unseen(asked, plan)


def _unseen(asked: Asked, plan: DrawPlan) -> DutyItem:
    is_open = asked.now.astimezone(clock.LOCAL).hour >= plan.opens_at
    text = "draw_to_look" if is_open else "draw_opens"
    values = {"name": plan.name, "hour": plan.opens_at}
    return DutyItem(DutyState.DUE, text, asked.duty.page, until=asked.today, values=values)


def _slots(
    asked: Asked, plan: DrawPlan, slots: Sequence[Sequence[str]], spans: Sequence[Span]
) -> Iterator[DutyItem]:
    """Each patrol of the day; a day on which none was drawn is done with the look."""
    if not slots:
        name = {"name": plan.name}
        yield DutyItem(DutyState.DONE, "draw_none", asked.duty.page, values=name)
    for at, _ in slots:
        begin = datetime.combine(asked.today, time.fromisoformat(at), clock.LOCAL)
        state = _state(begin, spans, asked.now)
        text, values = f"draw_{state.value}", {"name": plan.name, "at": at}
        until = None if state is DutyState.DONE else asked.today
        yield DutyItem(state, text, asked.duty.page, until=until, values=values)


def _state(begin: datetime, spans: Sequence[Span], now: datetime) -> DutyState:
    end = begin + _WITHIN
    if any(start < end and to > begin for start, to in spans):
        return DutyState.DONE
    return DutyState.LATE if now >= end else DutyState.DUE


def _walked(asked: Asked) -> list[Span]:
    """The actor's patrols of today."""
    rows = at_grids(Patrol, asked.grids(Permission.LOG_WRITE))
    rows = rows.filter(member_id=asked.member, ended_at__gte=asked.midnight)
    return list(rows.order_by("started_at").values_list("started_at", "ended_at"))
