"""Alerts: who takes much is neither stopped nor overlooked."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

from gridward.ground.audit.models import Export, ExportAlert, Line
from gridward.ground.audit.queries.exports import limits_of, taken_before
from gridward.ground.audit.rules.exports import Taken, excesses
from gridward.ground.audit.terms import Act, AlertRule, BulkTaken, Excess
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.announcements import announce


def watch_export(actor: Actor, export: Export) -> ExportAlert | None:
    """Judge a stored export by the limits of its day; at most one alert an export."""
    if export.alerts.exists():
        return None
    before = taken_before(actor, export.at)
    local = export.at.astimezone(clock.LOCAL)
    taken = Taken(
        rows=export.rows or 0,
        masked=export.masked,
        rows_today=before.rows_today,
        exports_last_hour=before.exports_last_hour,
        hour=local.hour,
    )
    found = excesses(taken, limits_of(export.street_id, local.date()))
    return _raise(actor, found, export.grid_ids, export) if found else None


def watch_reveals(actor: Actor, acts: Sequence[Act], grid_id: UUID) -> ExportAlert | None:
    """Judge the actor's looks at full values of the last minutes, this one included; one alert for one run of looks.

    Called before the look is recorded. `acts` are those that show a value in full.
    """
    now = clock.now()
    limits = limits_of(actor.street_id, clock.local_date(now))
    since = now - timedelta(minutes=limits.reveal_minutes)
    mine = {"account_id": actor.account_id, "at__gte": since}
    looks = Line.objects.filter(act__in=[act.value for act in acts], **mine).count() + 1
    if looks <= limits.reveals:
        return None
    if ExportAlert.objects.filter(export=None, **mine).exists():
        return None
    return _raise(actor, [Excess(AlertRule.REVEALS, looks, limits.reveals)], [grid_id], None)


def _raise(
    actor: Actor, found: list[Excess], grid_ids: Sequence[UUID], export: Export | None
) -> ExportAlert:
    alert = ExportAlert.objects.create(
        at=clock.now(),
        account_id=actor.account_id,
        actor_name=actor.name,
        export=export,
        street_id=actor.street_id,
        grid_ids=list(grid_ids),
        excesses=[asdict(one) for one in found],
    )
    announce(BulkTaken(alert.pk, export.pk if export else None))
    return alert
