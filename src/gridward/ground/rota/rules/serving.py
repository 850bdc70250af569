"""What shifts that are over come to: evidence for meals and insurance, by member (O4)."""

from collections.abc import Iterable
from uuid import UUID

from gridward.ground.rota.rules.spans import night_minutes
from gridward.ground.rota.terms import DutyHours, RestFigures, Served, Span
from gridward.kernel.clock import local_date

SATURDAY = 6


def served(span: Span, figures: RestFigures) -> Served:
    """One shift, by the local day on which it began."""
    day = local_date(span.begins_at)
    night = night_minutes(span, figures.night_from, figures.night_to)
    return Served(day, span.minutes, night, day.isoweekday() >= SATURDAY)


def summed(member_id: UUID, shifts: Iterable[Served]) -> DutyHours:
    """All shifts of a member; a night is a shift of which some minutes are at night."""
    told = list(shifts)
    return DutyHours(
        member_id=member_id,
        shifts=len(told),
        minutes=sum(one.minutes for one in told),
        nights=sum(one.night_minutes > 0 for one in told),
        night_minutes=sum(one.night_minutes for one in told),
        weekends=sum(one.is_weekend for one in told),
        days=len({one.day for one in told}),
    )
