"""`gridward backup`: makes it and writes the act into the record."""

from pathlib import Path
from typing import Any

from gridward.config import backups
from gridward.config.commands.people import keeper
from gridward.ground.audit.services import record
from gridward.ground.audit.terms import AuditAct


def make(file: Path) -> dict[str, Any]:
    """Make a backup; a copy of everything is an act like a look in full."""
    told = backups.make(file)
    record(keeper(), AuditAct.BACKED_UP, tables=told["tables"], rows=told["rows"])
    return told
