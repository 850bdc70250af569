"""`gridward roster import` and `roster undo`: the command line acts with the rights of a community's leader."""

from pathlib import Path
from typing import Any

from gridward.config.commands.people import COMMAND_LINE
from gridward.ground.register.services.rosters import import_file, undo
from gridward.ground.staff.access import operator
from gridward.ground.territory.models import Division
from gridward.kernel.ids import parse_id
from gridward.kernel.problems import NotFound
from gridward.kernel.rows import acting


def import_roster(file: Path, community: str, dry_run: bool) -> dict[str, Any]:
    """Import a file; answers the account of its rows."""
    division = Division.objects.filter(code=community).select_related("parent").first()
    if division is None:
        raise NotFound
    return import_file(operator(COMMAND_LINE, division), community, file, dry_run=dry_run)


def undo_roster(batch: str) -> dict[str, Any]:
    """Take a batch back; answers its state."""
    actor = operator(COMMAND_LINE)
    with acting(actor):
        found = undo(actor, batch_id=parse_id(batch))
    return {"batch": str(found.pk), "state": found.state}
