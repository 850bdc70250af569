"""What is lacking at a gate: ends of shifts that nobody handed over, gaps, overlaps (clause G2).

It follows from the shifts, from what was handed over and from the time alone, so that it is over by itself once
somebody hands over or the shifts are planned otherwise.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import zip_longest

from gridward.kernel import clock
from gridward.work.handovers.terms import Duty, HandoverFigures, Hours, Lack, LackKind

LONGEST = timedelta(hours=12)
"""So long after the last end of shifts a handover still answers it."""


def lacking(
    duties: Sequence[Duty],
    handed_at: Iterable[datetime],
    hours: Hours,
    figures: HandoverFigures,
    now: datetime,
) -> list[Lack]:
    """What is lacking now, by time. `handed_at` are the times of confirmed handovers, of openings and closings too.

    A handover answers one end of shifts: the earliest that is open to it.
    """
    left, found = sorted(handed_at), []
    for wanted in wants(duties, hours, figures):
        answer = next((at for at in left if wanted.since <= at <= wanted.until), None)
        if answer is not None:
            left.remove(answer)
        elif now >= told_from(wanted, figures):
            found.append(wanted)
    return found


def told_from(wanted: Lack, figures: HandoverFigures) -> datetime:
    """From when on a lack is told: a gap ahead of its time, so that somebody can still be found."""
    if wanted.kind is LackKind.GAP:
        return wanted.at - figures.gap_ahead
    return wanted.at + figures.after


def wants(duties: Sequence[Duty], hours: Hours, figures: HandoverFigures) -> Iterator[Lack]:
    """Each end of shifts at which somebody has to hand over, by time; what it is called where nobody does."""
    ends = [at for at in sorted({one.ends_at for one in duties}) if _changes(duties, at)]
    for at, following in zip_longest(ends, ends[1:]):
        last = following - figures.before if following else at + LONGEST
        until = max(at + figures.after, last)
        yield Lack(_kind(duties, hours, figures, at), at, _since(duties, figures, at), until)


def is_open(hours: Hours, at: datetime) -> bool:
    """Whether a gate with these hours is open at an instant."""
    if hours.opens_at is None or hours.closes_at is None:
        return True
    here = at.astimezone(clock.LOCAL).time()
    if hours.opens_at < hours.closes_at:
        return hours.opens_at <= here < hours.closes_at
    return here >= hours.opens_at or here < hours.closes_at


def _changes(duties: Sequence[Duty], at: datetime) -> bool:
    """Whether somebody leaves at an instant who does not go on by another shift."""
    leaving = {one.member for one in duties if one.ends_at == at}
    return bool(leaving - {one.member for one in _there(duties, at)})


def _there(duties: Iterable[Duty], at: datetime) -> list[Duty]:
    return [one for one in duties if one.begins_at <= at < one.ends_at]


def _kind(duties: Sequence[Duty], hours: Hours, figures: HandoverFigures, at: datetime) -> LackKind:
    there = _there(duties, at)
    if any(one.begins_at < at for one in there):
        return LackKind.OVERLAP
    comes = there or [one for one in duties if at < one.begins_at <= at + figures.after]
    return LackKind.MISSING if comes or not is_open(hours, at) else LackKind.GAP


def _since(duties: Sequence[Duty], figures: HandoverFigures, at: datetime) -> datetime:
    """From when on a handover answers it: shortly before, or once both are there; not before one's own shift."""
    both = min((one.begins_at for one in _there(duties, at)), default=at)
    began = min(one.begins_at for one in duties if one.ends_at == at)
    return max(began, min(both, at - figures.before))
