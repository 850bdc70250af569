"""What left the house, for whoever took it and whoever oversees it; the limits by which it is judged."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from gridward.ground.audit.models import AlertNote, Export, ExportAlert, ExportLimits
from gridward.ground.audit.queries.exports import by
from gridward.ground.audit.rules.exports import STANDARD, DatedLimits, with_figures
from gridward.ground.audit.terms import ExportState, NoteKind
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound

_CONFIRMED = AlertNote.objects.filter(alert=OuterRef("pk"), kind=NoteKind.CONFIRM)


def exports_of(actor: Actor) -> QuerySet[Export]:
    """The actor's own exports, with how often each was taken and whether it raised an alert."""
    return _told(by(actor))


def exports_seen(actor: Actor) -> QuerySet[Export]:
    """Exports that touch grids which the actor oversees, and the street's own, told as `exports_of`."""
    return _told(Export.objects.filter(_touching(actor)))


def alerts_seen(actor: Actor, *, confirmed: bool | None = None) -> QuerySet[ExportAlert]:
    """Alerts at the grids which the actor oversees, with `is_confirmed`; all, or the confirmed, or the open ones."""
    rows = _with_notes(ExportAlert.objects.filter(_touching(actor)))
    if confirmed is None:
        return rows
    return rows.filter(Exists(_CONFIRMED)) if confirmed else rows.exclude(Exists(_CONFIRMED))


def alerts_of(actor: Actor) -> QuerySet[ExportAlert]:
    """Alerts about the actor, who may answer what is asked."""
    return _with_notes(ExportAlert.objects.filter(account_id=actor.account_id))


def alert_of(actor: Actor, alert_id: UUID) -> ExportAlert:
    """One alert that the actor oversees or that is about the actor, locked for a note; raises NotFound."""
    rows = ExportAlert.objects.filter(_touching(actor) | Q(account_id=actor.account_id))
    found = rows.filter(pk=alert_id).annotate(is_confirmed=Exists(_CONFIRMED)).first()
    if found is None:
        raise NotFound
    return found


def limits_in_force(street_id: UUID | None, day: date) -> DatedLimits:
    """The limits of a street on a day, since when, and where they come from."""
    newest = limits_set(street_id).filter(since__lte=day).first()
    if newest is None:
        return STANDARD
    return DatedLimits(newest.since, newest.source, with_figures(STANDARD.limits, newest.figures))


def limits_set(street_id: UUID | None) -> QuerySet[ExportLimits]:
    """What a street has set itself, the last first."""
    return ExportLimits.objects.filter(street_id=street_id).order_by("-since", "-at")


def state_of(export: Export, *, stalled: bool) -> ExportState:
    """The state as people read it: what has been sending for longer than anything may is broken off."""
    state = ExportState(export.state)
    return ExportState.BROKEN if state is ExportState.SENDING and stalled else state


def _touching(actor: Actor) -> Q:
    grids = sorted(actor.grids(Permission.EXPORT_OVERSEE))
    if not grids:
        return Q(pk=None)
    return Q(grid_ids__overlap=grids) | Q(grid_ids=[], street_id=actor.street_id)


def _told(rows: QuerySet[Export]) -> QuerySet[Export]:
    alerts: Any = ExportAlert.objects.filter(export=OuterRef("pk"))
    return rows.annotate(times=Count("takings"), has_alert=Exists(alerts)).defer("wanted")


def _with_notes(rows: QuerySet[ExportAlert]) -> QuerySet[ExportAlert]:
    notes: Iterable[str | Prefetch[Any]] = (
        Prefetch("notes", queryset=AlertNote.objects.order_by("at", "id")),
    )
    rows = rows.select_related("export").prefetch_related(*notes)
    return rows.annotate(is_confirmed=Exists(_CONFIRMED))
