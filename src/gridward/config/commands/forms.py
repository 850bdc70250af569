"""`gridward report annex3` and `annex4`: the command line prints with the rights of a community's leader."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from gridward.config.commands.people import COMMAND_LINE
from gridward.ground.staff.access import operator
from gridward.ground.territory.models import Grid
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.ids import parse_id
from gridward.kernel.problems import NotFound
from gridward.kernel.rows import acting
from gridward.oversight.reports.queries.forms import Chosen
from gridward.oversight.reports.services.forms import household_forms, organisation_forms
from gridward.oversight.reports.services.paper import Manner

PRINTS: dict[str, Callable[..., Printed]] = {
    "annex3": household_forms,
    "annex4": organisation_forms,
}


def print_forms(
    kind: str, grid: str, row: str, file_format: str, full: bool, reason: str, out: Path | None
) -> dict[str, Any]:
    """Write the forms of a grid (its code), or of one row, to a file; answers where and how large."""
    found = Grid.objects.select_related("community").filter(code=grid).first()
    if found is None:
        raise NotFound
    actor = operator(COMMAND_LINE, found.community)
    chosen = Chosen(ids=(parse_id(row),)) if row else Chosen(grid_id=found.pk)
    with acting(actor):
        printed = PRINTS[kind](
            actor, chosen=chosen, manner=Manner(PaperFormat(file_format), full, reason)
        )
        file = out or Path(printed.file_name)
        file.touch(mode=0o600)
        file.write_bytes(printed.content)
    return {"file": str(file), "bytes": len(printed.content)}
