"""Doors of what left the house: one's own exports, all that one oversees, alerts with their notes, limits."""

from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema, Status

from gridward.ground.audit.models import Export, ExportAlert, ExportLimits
from gridward.ground.audit.queries.alerts import (
    alert_of,
    alerts_of,
    alerts_seen,
    exports_of,
    exports_seen,
    limits_in_force,
    limits_set,
    state_of,
)
from gridward.ground.audit.rules.exports import STANDARD, DatedLimits, spelt, with_figures
from gridward.ground.audit.schemas import (
    AlertNoteIn,
    AlertNoteOut,
    AlertOut,
    AllLimitsOut,
    ExcessOut,
    ExportOut,
    LimitFigures,
    LimitsIn,
    LimitsOut,
)
from gridward.ground.audit.services import note_alert, set_limits
from gridward.ground.audit.services.taking import UNREADY
from gridward.ground.audit.terms import NoteKind
from gridward.kernel import clock
from gridward.kernel.access import Permission
from gridward.kernel.http import PageOut, actor_of, answers, door, language_of
from gridward.kernel.paging import page
from gridward.kernel.texts import catalogue, say

router = door("audit")
SENT_TABLES = frozenset({"households", "residents", "organisations", "employees", "search"})
"""Kinds whose content can be taken again; a form is handed over at once and not kept."""


class ExportsWanted(Schema):
    """Of an account, masked or in full; `after` is the cursor of the page before."""

    account: UUID | None = None
    masked: bool | None = None
    after: str | None = None


class AlertsWanted(Schema):
    """Open or confirmed ones, or both."""

    confirmed: bool | None = None
    after: str | None = None


@router.get("/exports/mine", response=answers(PageOut[ExportOut]))
def list_my_exports(request: HttpRequest, after: str | None = None) -> object:
    """One's own exports, the newest first."""
    found = page(exports_of(actor_of(request)), ["-at", "-id"], after)
    return {"items": [_export(request, one) for one in found.rows], "next": found.next}


@router.get("/exports", response=answers(PageOut[ExportOut]))
def list_exports(request: HttpRequest, wanted: Query[ExportsWanted]) -> object:
    """All exports that the reader oversees, the newest first."""
    actor = actor_of(request)
    actor.require(Permission.EXPORT_OVERSEE)
    rows = exports_seen(actor)
    if wanted.account:
        rows = rows.filter(account_id=wanted.account)
    if wanted.masked is not None:
        rows = rows.filter(masked=wanted.masked)
    found = page(rows, ["-at", "-id"], wanted.after)
    return {"items": [_export(request, one) for one in found.rows], "next": found.next}


@router.get("/alerts/mine", response=answers(PageOut[AlertOut]))
def list_my_alerts(request: HttpRequest, after: str | None = None) -> object:
    """Alerts about the reader."""
    found = page(alerts_of(actor_of(request)), ["-at", "-id"], after)
    return {"items": [_alert(request, one) for one in found.rows], "next": found.next}


@router.get("/alerts", response=answers(PageOut[AlertOut]))
def list_alerts(request: HttpRequest, wanted: Query[AlertsWanted]) -> object:
    """Alerts that the reader oversees, the newest first."""
    actor = actor_of(request)
    actor.require(Permission.EXPORT_OVERSEE)
    rows = alerts_seen(actor, confirmed=wanted.confirmed)
    found = page(rows, ["-at", "-id"], wanted.after)
    return {"items": [_alert(request, one) for one in found.rows], "next": found.next}


@router.post("/alerts/{alert_id}/notes", response=answers(AlertNoteOut, 201))
def post_note(request: HttpRequest, alert_id: UUID, given: AlertNoteIn) -> object:
    """Ask back, answer, confirm."""
    actor = actor_of(request)
    note = note_alert(actor, alert=alert_of(actor, alert_id), kind=given.kind, text=given.text)
    return Status(
        201,
        AlertNoteOut(at=note.at, actor=note.actor_name, kind=NoteKind(note.kind), text=note.text),
    )


@router.get("/export-limits", response=answers(AllLimitsOut))
def get_limits(request: HttpRequest) -> object:
    """By which figures exports are judged today, and what was set; for everybody who is signed in."""
    street = actor_of(request).street_id
    now = limits_in_force(street, clock.today())
    rows = list(limits_set(street)[:20])
    by = next((one.actor_name for one in rows if one.since == now.since), "")
    told = _limits(now, by)
    if now is STANDARD:
        told.source = say("export.standard_source", language_of(request))
    return AllLimitsOut(now=told, set=[_set(one) for one in rows])


@router.post("/export-limits", response=answers(LimitsOut, 201))
def post_limits(request: HttpRequest, given: LimitsIn) -> object:
    """Set the limits of the street from a day on."""
    row = set_limits(
        actor_of(request),
        since=given.since,
        figures=given.figures.model_dump(),
        source=given.source,
    )
    return Status(201, _set(row))


def _limits(dated: DatedLimits, by: str) -> LimitsOut:
    figures = LimitFigures(**asdict(dated.limits))
    return LimitsOut(since=dated.since, source=dated.source, by=by, figures=figures)


def _set(row: ExportLimits) -> LimitsOut:
    limits = with_figures(STANDARD.limits, row.figures)
    return _limits(DatedLimits(row.since, row.source, limits), row.actor_name)


def _export(request: HttpRequest, row: Export) -> ExportOut:
    now, language = clock.now(), language_of(request)
    expired = row.expires_at <= now
    mine = row.account_id == actor_of(request).account_id
    takable = row.kind in SENT_TABLES and row.state not in UNREADY
    return ExportOut(
        id=row.pk,
        number=spelt(row.number),
        at=row.at,
        account_id=row.account_id,
        actor=row.actor_name,
        kind=row.kind,
        kind_label=_kind(row.kind, language),
        format=row.format,
        masked=row.masked,
        children=row.children,
        look_label=say(f"word.export.{row.look.value}", language),
        reason=row.reason,
        grids=len(row.grid_ids),
        rows=row.rows,
        bytes=row.bytes,
        state=state_of(row, stalled=_stalled(row, now)),
        expires_at=row.expires_at,
        expired=expired,
        takable=mine and takable and not expired,
        times=getattr(row, "times", 0),
        alert=getattr(row, "has_alert", False),
    )


def _stalled(row: Export, now: datetime) -> bool:
    """Nothing is sent for longer than the widest limit."""
    return row.at < now - timedelta(hours=4)


def _kind(kind: str, language: str) -> str:
    key = f"word.export.{kind}"
    return say(key, language) if key in catalogue(language) else kind


def _alert(request: HttpRequest, row: ExportAlert) -> AlertOut:
    language = language_of(request)
    return AlertOut(
        id=row.pk,
        at=row.at,
        account_id=row.account_id,
        actor=row.actor_name,
        excesses=[
            ExcessOut(**one, sentence=say(f"word.export.excess.{one['rule']}", language, **one))
            for one in row.excesses
        ],
        confirmed=getattr(row, "is_confirmed", False),
        mine=row.account_id == actor_of(request).account_id,
        notes=[
            AlertNoteOut(at=one.at, actor=one.actor_name, kind=NoteKind(one.kind), text=one.text)
            for one in row.notes.all()
        ],
        export=_export(request, row.export) if row.export else None,
    )
