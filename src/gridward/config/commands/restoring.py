"""What follows a restore or a promotion: tables brought up to date, a new epoch, the record verified."""

from datetime import datetime
from typing import Any

from django.db.migrations.loader import MigrationLoader

from gridward.config.commands.people import keeper
from gridward.config.commands.setup import begin_restored_epoch, bring_up_tables
from gridward.config.master_keys import require_keys
from gridward.ground.audit.queries import verify_chain
from gridward.ground.audit.services import record
from gridward.ground.audit.terms import AuditAct
from gridward.kernel import clock
from gridward.kernel.bulk import settle
from gridward.kernel.database.backup import manifest
from gridward.kernel.database.backup.problems import MadeByNewer
from gridward.kernel.database.connection import connect, connection_parameters
from gridward.kernel.models import Epoch, EpochReason


def require_known(migrations: list[list[str]], version: str) -> None:
    """Raises MadeByNewer where tables were made by migrations that this version does not have."""
    loader = MigrationLoader(None)
    known = {*loader.disk_migrations, *loader.replacements}
    replaced = {key for one in loader.replacements.values() for key in one.replaces}
    unknown = [f"{app}.{name}" for app, name in migrations if (app, name) not in known | replaced]
    if unknown:
        raise MadeByNewer(version=version, unknown=", ".join(unknown[:5]))


def require_known_here() -> None:
    """The same of a plain dump that was loaded, and its master keys."""
    with connect(connection_parameters("owner")) as raw:
        require_known(manifest.migrations(raw), "?")
        require_keys(manifest.master_keys(raw))


def bring_up(made_at: str | None) -> dict[str, Any]:
    """Migrate, begin the next epoch, verify the record and write the restore into it."""
    bring_up_tables()
    settle()
    moment = datetime.fromisoformat(made_at) if made_at else None
    report = verify_chain()
    number = begin_restored_epoch(moment)
    local = moment.astimezone(clock.LOCAL) if moment else None
    told = f"{local:%Y-%m-%d %H:%M}" if local else "?"
    record(keeper(), AuditAct.RESTORED, made_at=told, epoch=number)
    return {"epoch": number, "record_lines": report.lines, "record_broken_at": report.broken_at}


def follow_promotion() -> dict[str, Any]:
    """Begin the next epoch: the last moments before the promotion may be missing."""
    bring_up_tables()
    report = verify_chain()
    number = Epoch.begin(EpochReason.PROMOTED)
    record(keeper(), AuditAct.PROMOTED, epoch=number)
    return {"epoch": number, "record_lines": report.lines, "record_broken_at": report.broken_at}
