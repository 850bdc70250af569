"""Duties of whoever guards and tells: alerts about exports (L8), the statistics of the month (O3)."""

from collections.abc import Iterator
from datetime import date, timedelta

from gridward.ground.audit.models import AlertNote
from gridward.ground.audit.queries import visible_to as lines_visible_to
from gridward.ground.audit.queries.alerts import alerts_seen
from gridward.ground.audit.terms import NoteKind
from gridward.kernel import clock
from gridward.oversight.duties.queries.posts import Asked
from gridward.oversight.duties.queries.sources.waiting import waiting
from gridward.oversight.duties.rules.times import period_of, recurring
from gridward.oversight.duties.terms import DutyItem, DutyState

TAKEN, DISCARDED = "reports.snapshot_taken", "reports.snapshot_discarded"
"""As the record of acts names them: parts of oversight do not know each other."""


def alerts_open(asked: Asked) -> Iterator[DutyItem]:
    """Alerts that nobody settled; those that the actor settled today are done. Two queries."""
    yield from waiting(asked, alerts_seen(asked.actor, confirmed=False), "alerts_open", moment="at")
    settled = AlertNote.objects.filter(
        kind=NoteKind.CONFIRM, account_id=asked.account, at__gte=asked.midnight
    )
    if done := settled.count():
        yield DutyItem(DutyState.DONE, "alerts_settled", asked.duty.page, done)


def statistics_frozen(asked: Asked) -> Iterator[DutyItem]:
    """The street's table of this month, by the record of acts; one query over the acts of some months."""
    last = _last_frozen(asked)
    state, until = recurring(last, asked.today, asked.duty.rhythm)
    values = {"last": last} if last else {}
    yield DutyItem(state, f"statistics_{state.value}", asked.duty.page, until=until, values=values)


def _last_frozen(asked: Asked) -> date | None:
    """The day of the last table of the whole street that was frozen and not discarded; looks back three months."""
    begin, _ = period_of(asked.today, asked.duty.rhythm)
    since = clock.midnight(begin - timedelta(days=62))
    street = asked.held.appointment.street_id
    rows = lines_visible_to(asked.actor).filter(
        act__in=(TAKEN, DISCARDED), at__gte=since, grid_id=None, street_id=street
    )
    frozen: dict[object, date] = {}
    for act, about, at in rows.order_by("seq").values_list("act", "about_id", "at"):
        if act == TAKEN:
            frozen[about] = clock.local_date(at)
        else:
            frozen.pop(about, None)
    return max(frozen.values(), default=None)
