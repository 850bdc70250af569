"""The duty of the response level: what is to be reviewed, and what ends soon (T3)."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q

from gridward.oversight.duties.queries.posts import Asked
from gridward.oversight.duties.rules.times import by_day
from gridward.oversight.duties.terms import DutyItem, DutyState
from gridward.work.response.queries.levels import open_standings


def responses_to_review(asked: Asked) -> Iterator[DutyItem]:
    """Standings whose day of review is near or over, and those that end soon by themselves; one query."""
    soon = asked.today + timedelta(days=asked.duty.days["ahead"])
    near = Q(review_on__lte=soon) | Q(until__range=(asked.today, soon))
    rows = list(open_standings(asked.held.appointment.street_id).filter(near))
    for state in (DutyState.LATE, DutyState.DUE):
        days = [
            one.review_on
            for one in rows
            if one.review_on and by_day(one.review_on, asked.today) is state
        ]
        if days:
            yield DutyItem(state, "response_to_review", asked.duty.page, len(days), min(days))
    ends = [one.until for one in rows if one.until]
    if ends:
        yield DutyItem(DutyState.DUE, "response_ending", asked.duty.page, len(ends), min(ends))
