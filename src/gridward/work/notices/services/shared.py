"""What the writes share."""

from datetime import date

from django.db.models import Model

from gridward.ground.audit.terms import About
from gridward.ground.territory.models import Placed
from gridward.kernel import clock
from gridward.work.notices.problems import DayAhead


def about(row: Placed) -> About:
    """The row as the record names it."""
    table: type[Model] = type(row)
    return About(table._meta.db_table, row.pk, row.grid_id)


def been(day: date) -> date:
    """A day that is not ahead; raises DayAhead."""
    if day > clock.today():
        raise DayAhead(day=day.isoformat())
    return day
