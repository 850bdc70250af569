"""What taking a notice changes: areas that begin, areas that end, and those that stay."""

from collections.abc import Iterable
from datetime import date, timedelta

from gridward.work.riskareas.terms import Change, Dated, NoticeRead, Spot

DAY = timedelta(days=1)


def spots(read: NoticeRead) -> list[Spot]:
    """The places of a notice, each once, in its order."""
    listed = (
        Spot(one.level, one.region, place.county, place.detail)
        for one in read.regions
        for place in one.places
    )
    return list(dict.fromkeys(listed))


def change(open_now: Iterable[Dated], read: NoticeRead, *, whole: bool) -> Change:
    """Areas of the notice that are not open begin; where it lists all, open ones of its levels that it lacks end."""
    named = spots(read)
    standing = {_spot(one): one for one in open_now}
    levels = {one.level for one in read.regions}
    gone = [
        area
        for spot, area in standing.items()
        if whole and spot.level in levels and spot not in set(named)
    ]
    begins = [one for one in named if one not in standing]
    return Change(begins, sorted(gone), len(named) - len(begins))


def last_day(began: date, notice: date) -> date:
    """The last day of an area that a notice no longer has: the day before it, or the day before it began."""
    return max(notice - DAY, began - DAY)


def _spot(area: Dated) -> Spot:
    return Spot(area.level, area.region, area.county, area.detail)
