"""Taking what was released: the rights are asked again each time, and each time is on the record."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.models import Export, ExportFile
from gridward.ground.audit.problems import ExportBusy, ExportExpired, ExportNotReady
from gridward.ground.audit.queries.exports import by, limits_of
from gridward.ground.audit.rules.exports import spelt
from gridward.ground.audit.services.lines import record
from gridward.ground.audit.services.releasing import finish, require_release, take
from gridward.ground.audit.terms import About, AuditAct, ExportState
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.crypto.vault import Place, vault
from gridward.kernel.problems import NotFound

UNREADY = frozenset({ExportState.PREPARING, ExportState.FAILED})
_TABLE = "audit_exportfile"


@transaction.atomic
def open_export(actor: Actor, export_id: UUID) -> Export:
    """One's own export, to be handed over now.

    Raises NotFound, NotAllowed, ExportExpired, ExportNotReady, ExportBusy.
    """
    export = by(actor).select_for_update().filter(pk=export_id).first()
    if export is None:
        raise NotFound
    require_release(actor, masked=export.masked, reason=export.reason, grid_ids=export.grid_ids)
    _require_takable(actor, export, clock.now())
    if export.state != ExportState.READY:
        export.state = ExportState.SENDING
        export.save(update_fields=["state"])
    take(actor, export)
    only = export.grid_ids[0] if len(export.grid_ids) == 1 else None
    record(
        actor,
        AuditAct.EXPORT_TAKEN,
        About("audit_export", export.pk, only),
        reason=export.reason,
        number=spelt(export.number),
        kind=f"word.export.{export.kind}",
        masked=f"word.export.{export.look.value}",
    )
    return export


def _require_takable(actor: Actor, export: Export, now: datetime) -> None:
    if export.expires_at <= now:
        raise ExportExpired
    if export.state in UNREADY:
        raise ExportNotReady
    limits = limits_of(export.street_id, clock.local_date(now))
    recent = now - timedelta(minutes=limits.stream_minutes)
    sending = by(actor).filter(state=ExportState.SENDING, takings__at__gte=recent)
    if sending.exclude(pk=export.pk).distinct().count() >= limits.at_once:
        raise ExportBusy(most=limits.at_once)


@transaction.atomic
def keep_file(actor: Actor, export: Export, content: bytes, *, rows: int) -> None:
    """Store a prepared export, sealed, until it expires; doing so again replaces it."""
    ExportFile.objects.filter(export=export).delete()
    file = ExportFile(export=export, account_id=export.account_id, expires_at=export.expires_at)
    file.content = vault.seal_bytes("file", content, Place(_TABLE, "content", file.pk))
    file.save(force_insert=True)
    finish(actor, export, rows=rows, size=len(content), whole=True, state=ExportState.READY)


def file_of(export: Export) -> bytes:
    """The content of a prepared export; raises ExportExpired when it was removed."""
    file = ExportFile.objects.filter(export=export).first()
    if file is None:
        raise ExportExpired
    return vault.open_bytes(bytes(file.content), Place(_TABLE, "content", file.pk))


@transaction.atomic
def forget_expired(actor: Actor, *, now: datetime) -> int:
    """Remove prepared files that are past their time, each on the record; answers how many."""
    files = ExportFile.objects.filter(expires_at__lt=now).select_related("export")
    expired = list(files.defer("content"))
    for file in expired:
        ExportFile.objects.filter(pk=file.pk).delete()
        about = About("audit_export", file.export_id)
        record(actor, AuditAct.EXPORT_EXPIRED, about, number=spelt(file.export.number))
    return len(expired)
