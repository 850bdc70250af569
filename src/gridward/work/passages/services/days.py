"""Days of passages: partitions made ahead and at need, and dropped when their time is over."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import connection, transaction

from gridward.kernel import clock
from gridward.work.passages.rules.figures import figures_on

AHEAD = 7
"""Days for which partitions are there before they come; a bound of the program."""


_there: set[date] = set()
"""Days whose partitions this process has seen committed. Only those are dropped of which nothing is taken any more."""


@transaction.atomic
def turn_days(today: date) -> tuple[int, int]:
    """Make the days to come and drop those that are over; answers how many of each.

    Dropping waits for readers and writers of the moment, and they for it: the caller does it at night.
    """
    made = make_days(today + timedelta(days=n) for n in range(AHEAD + 1))
    oldest = today - timedelta(days=figures_on(today).kept_days)
    return made, _number("SELECT passages_drop_days(%s)", oldest)


def make_days(days: Iterable[date]) -> int:
    """Make partitions for those of the days that have none; answers how many."""
    return _number("SELECT passages_make_days(%s::date[])", sorted(set(days)))


def see_to_days(days: Iterable[date]) -> None:
    """Make partitions for days that have none, as far as this process knows."""
    missing = set(days) - _there
    if missing:
        make_days(missing)
        transaction.on_commit(lambda: _there.update(missing))


def join_tallies(today: date) -> int:
    """Join the differences of the tallies, and drop those of hours that are not kept; answers how many went."""
    oldest = today - timedelta(days=figures_on(today).counted_days)
    return _number("SELECT passages_join_tallies(%s)", clock.midnight(oldest))


def _number(statement: str, given: date | list[date]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, [given])
        return int(cursor.fetchone()[0])
