"""`gridward backup`, by hand and by the clock; each is written into the record."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from gridward.config import backups
from gridward.config.commands.people import keeper
from gridward.ground.audit.services import record
from gridward.ground.audit.terms import AuditAct
from gridward.kernel import clock
from gridward.kernel.database.backup.making import PART

NAME = "gridward-{at:%Y%m%d-%H%M%S}.backup"
PATTERN = "gridward-*.backup"
REMAINS_AFTER = timedelta(days=1)


def make(file: Path) -> dict[str, Any]:
    """Make a backup; a copy of everything is an act like a look in full."""
    told = backups.make(file)
    record(keeper(), AuditAct.BACKED_UP, tables=told["tables"], rows=told["rows"])
    return told


def make_scheduled() -> dict[str, Any]:
    """Make the backup of the day in the folder of the settings; once it is verified the oldest go."""
    folder = Path(settings.BACKUP_FOLDER)
    told = make(folder / NAME.format(at=clock.now().astimezone(clock.LOCAL)))
    return {**told, "removed": _remove_old(folder)}


def _remove_old(folder: Path) -> list[str]:
    """Keep the newest as the settings say; halves that a killed process left go after a day."""
    whole = sorted(folder.glob(PATTERN))
    old = whole[: max(len(whole) - max(settings.BACKUP_KEEP, 1), 0)]
    before = (clock.now() - REMAINS_AFTER).timestamp()
    halves = [one for one in folder.glob(f".{PATTERN}.*{PART}") if one.stat().st_mtime < before]
    for file in [*old, *halves]:
        file.unlink(missing_ok=True)
    return [one.name for one in old]
