"""Overseeing what left the house: asking back, answering, confirming, and setting the limits."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from django.db import transaction

from gridward.ground.audit.models import AlertNote, ExportAlert, ExportLimits
from gridward.ground.audit.problems import AlertSettled, LimitsWrong, NoteMissing, OwnAlert
from gridward.ground.audit.queries.alerts import alert_of, limits_in_force
from gridward.ground.audit.rules.exports import SHORTEST_REASON, wrong_figures
from gridward.ground.audit.services.lines import record
from gridward.ground.audit.terms import About, AuditAct, NoteKind
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed

ACTS = {
    NoteKind.ASK: AuditAct.ALERT_ASKED,
    NoteKind.ANSWER: AuditAct.ALERT_ANSWERED,
    NoteKind.CONFIRM: AuditAct.ALERT_CONFIRMED,
}


@transaction.atomic
def note_alert(actor: Actor, *, alert: ExportAlert, kind: NoteKind, text: str) -> AlertNote:
    """Say something about an alert. Who took it answers; who oversees asks and confirms, never about themselves.

    Raises NotFound, NotAllowed, OwnAlert, AlertSettled, NoteMissing.
    """
    alert = alert_of(actor, alert.pk)
    own = alert.account_id is not None and alert.account_id == actor.account_id
    _require_side(actor, kind, own=own)
    if getattr(alert, "is_confirmed", False):
        raise AlertSettled
    if len(text.strip()) < SHORTEST_REASON:
        raise NoteMissing(field="text")
    note = AlertNote.objects.create(
        alert=alert,
        kind=kind,
        text=text.strip(),
        at=clock.now(),
        account_id=actor.account_id,
        actor_name=actor.name,
    )
    about = About("audit_exportalert", alert.pk)
    record(actor, ACTS[kind], about, reason=note.text, who=alert.actor_name)
    return note


@transaction.atomic
def set_limits(
    actor: Actor, *, since: date, figures: Mapping[str, int], source: str
) -> ExportLimits:
    """Set figures of the actor's street from a day on; what is not named stays. Raises NotAllowed, LimitsWrong."""
    actor.require(Permission.EXPORT_OVERSEE)
    wrong = wrong_figures(figures)
    if since < clock.today():
        wrong.append("since")
    if len(source.strip()) < SHORTEST_REASON:
        wrong.append("source")
    if wrong:
        raise LimitsWrong(fields=", ".join(wrong), field=wrong[0])
    before = asdict(limits_in_force(actor.street_id, since).limits)
    row = ExportLimits.objects.create(
        at=clock.now(),
        account_id=actor.account_id,
        actor_name=actor.name,
        street_id=actor.street_id,
        since=since,
        figures=before | dict(figures),
        source=source.strip(),
    )
    about = About("audit_exportlimits", row.pk)
    record(actor, AuditAct.LIMITS_SET, about, reason=row.source, since=since.isoformat())
    return row


def _require_side(actor: Actor, kind: NoteKind, *, own: bool) -> None:
    if kind is NoteKind.ANSWER:
        if not own:
            raise NotAllowed(permission="own")
        return
    actor.require(Permission.EXPORT_OVERSEE)
    if own:
        raise OwnAlert
