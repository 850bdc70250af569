"""Cycles of a round that repeats."""

from datetime import date, timedelta


def cycle_began(starts_on: date, every_days: int, today: date) -> date:
    """The first day of the cycle that holds a day; a round that does not repeat (0) has one cycle.

    Before the start it is the start.
    """
    if every_days <= 0 or today <= starts_on:
        return starts_on
    return starts_on + timedelta(days=(today - starts_on).days // every_days * every_days)
