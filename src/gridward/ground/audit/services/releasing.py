"""The guard: whatever holds personal data and leaves the house is released here first.

Quick or streamed content:     export = release(actor, kind="households", format="csv", ...)
Content that takes a while:    export = draft(actor, ...); render(export.watermark()); let_go(actor, export)

Releasing writes a line of the record, whose writers wait for each other until their transactions end: whoever renders
for seconds drafts first and lets go last, so that nobody waits meanwhile.
"""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.models import Export, ExportTaking
from gridward.ground.audit.problems import (
    ExportFullNotAllowed,
    ExportFullTooMany,
    ExportReasonMissing,
)
from gridward.ground.audit.queries.exports import limits_of
from gridward.ground.audit.rules.exports import SHORTEST_REASON, few_enough, spelt
from gridward.ground.audit.services.lines import record
from gridward.ground.audit.services.watching import watch_export
from gridward.ground.audit.terms import About, AuditAct, ExportReleased, ExportState, Limits
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce


@transaction.atomic
def release(
    actor: Actor,
    *,
    kind: str,
    format: str,  # noqa: A002 - what people call it
    masked: bool,
    reason: str = "",
    grid_ids: Collection[UUID],
    rows: int | None = None,
) -> Export:
    """Let something out: checked, on the record, announced, judged by the limits.

    `kind` is said by `word.export.<kind>` of the catalogues. Raises NotAllowed or NotFound (a grid without the right to
    export), ExportReasonMissing, ExportFullNotAllowed, ExportFullTooMany.
    """
    planned = draft(
        actor,
        kind=kind,
        format=format,
        masked=masked,
        reason=reason,
        grid_ids=grid_ids,
        rows=rows,
    )
    return let_go(actor, planned)


def draft(
    actor: Actor,
    *,
    kind: str,
    format: str,  # noqa: A002 - what people call it
    masked: bool,
    reason: str = "",
    grid_ids: Collection[UUID],
    rows: int | None = None,
    right: Permission = Permission.REGISTER_EXPORT,
    look: Permission = Permission.REGISTER_REVEAL,
) -> Export:
    """An export, checked and with its watermark, not stored and not on the record yet; raises as `release`.

    `right` is another permission for what somebody may take who exports nothing else, such as the own log; by `look`,
    where it is another, they see in full what leaves, such as a list that goes back to whoever sent it.
    """
    at = clock.now()
    limits = limits_of(actor.street_id, clock.local_date(at))
    require_release(actor, masked=masked, reason=reason, grid_ids=grid_ids, right=right, look=look)
    if not masked:
        _require_few(actor, grid_ids, rows, limits)
    return Export(
        at=at,
        account_id=actor.account_id,
        actor_name=actor.name,
        sign_in=actor.sign_in,
        street_id=actor.street_id,
        kind=kind,
        format=format,
        masked=masked,
        reason=reason.strip(),
        grid_ids=sorted(grid_ids),
        rows=rows,
        expires_at=at + timedelta(hours=limits.expiry_hours),
    )


@transaction.atomic
def let_go(actor: Actor, export: Export, *, size: int | None = None) -> Export:
    """Store a draft with its line of the record; with `size`, the bytes that are handed over now and whole."""
    if size is not None:
        export.bytes, export.state, export.ended_at = size, ExportState.DONE, clock.now()
    export.save(force_insert=True)
    if size is not None:
        take(actor, export)
    announce(ExportReleased(export.pk, export.kind, export.masked, export.rows))
    watch_export(actor, export)
    only = export.grid_ids[0] if len(export.grid_ids) == 1 else None
    record(
        actor,
        AuditAct.EXPORTED,
        About("audit_export", export.pk, only),
        reason=export.reason,
        kind=f"word.export.{export.kind}",
        format=export.format,
        masked=f"word.export.{export.look.value}",
        rows="word.export.rows_unknown" if export.rows is None else export.rows,
        number=spelt(export.number),
    )
    return export


def take(actor: Actor, export: Export) -> None:
    """Note that the content is handed over once more."""
    ExportTaking.objects.create(
        export=export, at=clock.now(), account_id=actor.account_id, actor_name=actor.name
    )


@transaction.atomic
def finish(
    actor: Actor,
    export: Export,
    *,
    rows: int,
    size: int,
    whole: bool,
    state: ExportState | None = None,
) -> None:
    """How it ended: rows and bytes that were sent, and whether that was all; `state` where it is something else."""
    export.rows, export.bytes, export.ended_at = rows, size, clock.now()
    export.state = state or (ExportState.DONE if whole else ExportState.BROKEN)
    export.save(update_fields=["rows", "bytes", "ended_at", "state"])
    watch_export(actor, export)


def require_release(
    actor: Actor,
    *,
    masked: bool,
    reason: str,
    grid_ids: Collection[UUID],
    right: Permission = Permission.REGISTER_EXPORT,
    look: Permission = Permission.REGISTER_REVEAL,
) -> None:
    """The right to export at every grid; in full also the right to look, and a reason."""
    for grid in grid_ids or (None,):
        actor.require(right, grid)
    if masked:
        return
    if not all(actor.may(look, grid) for grid in grid_ids or (None,)):
        raise ExportFullNotAllowed(field="masked")
    if len(reason.strip()) < SHORTEST_REASON:
        raise ExportReasonMissing(field="reason")


def _require_few(
    actor: Actor, grid_ids: Collection[UUID], rows: int | None, limits: Limits
) -> None:
    right = Permission.REGISTER_EXPORT_FULL
    if all(actor.may(right, grid) for grid in grid_ids or (None,)):
        return
    if not few_enough(rows, limits):
        raise ExportFullTooMany(field="masked", most=limits.full_rows_without_right)
