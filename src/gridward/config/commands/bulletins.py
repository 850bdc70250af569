"""`gridward bulletin`: the last signed bulletin of a day, with the rights of a community's leader."""

from datetime import date

from gridward.config.commands.people import COMMAND_LINE
from gridward.ground.staff.access import operator
from gridward.ground.territory.models import Grid
from gridward.kernel.problems import NotFound
from gridward.kernel.rows import acting
from gridward.work.meetings.queries.bulletins import signed_on
from gridward.work.meetings.services.papers import BulletinFormat, bulletin_file


def take(day: str, format_: str, grid: str) -> bytes:
    """The bulletin of a community grid (its code), or of the street; raises NotFound, NoBulletinSigned."""
    unit = Grid.objects.select_related("community").filter(code=grid).first() if grid else None
    if grid and unit is None:
        raise NotFound
    actor = operator(COMMAND_LINE, unit.community if unit else None)
    with acting(actor):
        row = signed_on(actor, date.fromisoformat(day), unit.pk if unit else None)
        return bulletin_file(actor, bulletin_id=row.pk, format_=BulletinFormat(format_)).content
