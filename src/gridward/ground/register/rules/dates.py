"""Days on which people come and go: none lies in the future, none before birth, nobody leaves before coming."""

from datetime import date

from gridward.ground.register.problems import DayBeforeBirth, DayToCome, LeftBeforeComing


def check_day(day: date | None, *, today: date, birth: date | None = None) -> None:
    """Raises DayToCome or DayBeforeBirth; an unsaid day is right."""
    if day is None:
        return
    if day > today:
        raise DayToCome
    if birth is not None and day < birth:
        raise DayBeforeBirth


def check_leaving(day: date, *, today: date, birth: date | None, came_on: date | None) -> None:
    """Raises as `check_day`, and LeftBeforeComing."""
    check_day(day, today=today, birth=birth)
    if came_on is not None and day < came_on:
        raise LeftBeforeComing
