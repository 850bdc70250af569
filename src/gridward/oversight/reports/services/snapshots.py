"""Snapshots of Annex 5: taken, signed, a draft discarded. What was signed stays for ever; mending it is a revision."""

from collections.abc import Iterable
from typing import TypedDict
from uuid import UUID

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.staff.models import Appointment
from gridward.ground.staff.queries import in_force
from gridward.ground.territory.models import Division, Grid
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.problems import NotAllowed
from gridward.kernel.texts import LANGUAGES, say
from gridward.oversight.reports.indicators.annex5 import annex5
from gridward.oversight.reports.models import Signature, Snapshot, SnapshotRow
from gridward.oversight.reports.problems import (
    AlreadySigned,
    ContentDiffers,
    ReasonMissing,
    SignedStays,
    TakenMeanwhile,
)
from gridward.oversight.reports.queries.layouts import layout_of
from gridward.oversight.reports.queries.snapshots import (
    digest_of,
    head_of,
    latest,
    scope_of,
    snapshot_of,
    stored,
)
from gridward.oversight.reports.rules.freezing import digest
from gridward.oversight.reports.rules.layouts import written
from gridward.oversight.reports.terms import Layout, ReportAct, Row


@transaction.atomic
def take_snapshot(
    actor: Actor,
    *,
    street: Division,
    community: Division | None = None,
    reason: str = "",
    after: int = 0,
) -> Snapshot:
    """Freeze the figures of this moment with their definitions and the layout.

    `after` is the revision of today that the actor has seen, 0 for none. Raises NotAllowed unless REPORT_SIGN is held
    at every grid, ReasonMissing for a later revision without a reason, TakenMeanwhile when there is another revision.
    """
    _answers_for(actor, street, community)
    now = clock.now()
    day = clock.local_date(now)
    last = latest(street, community, day)
    number = last.revision if last else 0
    if number != after:
        raise TakenMeanwhile(revision=number, by=last.account_name if last else "—")
    if number and len(reason.strip()) < 2:
        raise ReasonMissing
    layout = layout_of(street)
    table = annex5(actor, street=street, community=community, layout=layout)
    snapshot = Snapshot(
        street=street,
        community=community,
        day=day,
        revision=number + 1,
        reason=reason.strip(),
        as_of=now,
        layout={**written(layout), "version": layout.version},
        definitions=definitions_of(layout),
        account_id=actor.account_id,
        account_name=actor.name,
    )
    rows = _rows(snapshot, table.rows)
    snapshot.digest = digest(head_of(snapshot), [stored(row) for row in rows])
    _store(snapshot, rows)
    record(actor, ReportAct.SNAPSHOT_TAKEN, _about(snapshot), street=street.pk, **_words(snapshot))
    return snapshot


@transaction.atomic
def sign_snapshot(actor: Actor, *, snapshot_id: UUID) -> Signature:
    """Answer for a snapshot by name. Raises NotFound, NotAllowed, AlreadySigned, ContentDiffers."""
    snapshot = _locked(actor, snapshot_id)
    _answers_for(actor, snapshot.street, snapshot.community)
    if actor.account_id is None:
        raise NotAllowed(permission=Permission.REPORT_SIGN.value)
    if Signature.objects.filter(snapshot=snapshot, account_id=actor.account_id).exists():
        raise AlreadySigned
    if digest_of(snapshot) != snapshot.digest:
        raise ContentDiffers
    signature = Signature(
        snapshot=snapshot,
        account_id=actor.account_id,
        account_name=actor.name,
        post=_post(actor),
        digest=snapshot.digest,
        signed_at=clock.now(),
    )
    signature.save(force_insert=True)
    record(
        actor,
        ReportAct.SNAPSHOT_SIGNED,
        _about(snapshot),
        street=snapshot.street_id,
        **_words(snapshot),
        digest=snapshot.digest[:16],
    )
    return signature


@transaction.atomic
def discard_snapshot(actor: Actor, *, snapshot_id: UUID) -> None:
    """Throw a draft away. Raises NotFound, NotAllowed, SignedStays once anybody has signed."""
    snapshot = _locked(actor, snapshot_id)
    _answers_for(actor, snapshot.street, snapshot.community)
    if Signature.objects.filter(snapshot=snapshot).exists():
        raise SignedStays
    record(
        actor,
        ReportAct.SNAPSHOT_DISCARDED,
        _about(snapshot),
        street=snapshot.street_id,
        **_words(snapshot),
    )
    SnapshotRow.objects.filter(snapshot=snapshot).delete()
    Snapshot.objects.filter(pk=snapshot.pk).delete()


def definitions_of(layout: Layout) -> dict[str, dict[str, dict[str, str]]]:
    """What each shown figure means today, in both languages."""
    return {
        key: {
            language: {
                "title": say(f"reports.figure.{key}.title", language),
                "definition": say(f"reports.figure.{key}.definition", language),
            }
            for language in LANGUAGES
        }
        for key in layout.shown()
    }


def _answers_for(actor: Actor, street: Division, community: Division | None) -> None:
    held = actor.grids(Permission.REPORT_SIGN)
    if not held or not scope_of(street, community) <= held:
        raise NotAllowed(permission=Permission.REPORT_SIGN.value)


def _locked(actor: Actor, snapshot_id: UUID) -> Snapshot:
    """The snapshot, alone until the end of the transaction; the row itself cannot be locked, since it never changes."""
    one_at_a_time("reports.snapshot", snapshot_id)
    return snapshot_of(actor, snapshot_id)


def _rows(snapshot: Snapshot, rows: Iterable[Row]) -> list[SnapshotRow]:
    return [
        SnapshotRow(
            snapshot=snapshot,
            position=position,
            grid_id=row.grid_id,
            kind=row.kind,
            name=row.name,
            code=row.code,
            community_code=row.community_code,
            community_name=row.community_name,
            values=_json(row.values),
        )
        for position, row in enumerate(rows)
    ]


def _json(values: object) -> object:
    """As the database gives it back: pairs are lists."""
    if isinstance(values, dict):
        return {key: _json(value) for key, value in values.items()}
    return [_json(one) for one in values] if isinstance(values, list | tuple) else values


def _store(snapshot: Snapshot, rows: list[SnapshotRow]) -> None:
    try:
        with transaction.atomic():
            snapshot.save(force_insert=True)
            SnapshotRow.objects.bulk_create(rows)
    except IntegrityError:
        raise TakenMeanwhile(revision=snapshot.revision, by="—") from None


def _post(actor: Actor) -> str:
    if actor.member_id is None:
        return ""
    held = in_force(Appointment.objects.filter(member_id=actor.member_id), clock.today())
    return str(held.order_by("valid_from").values_list("post", flat=True).first() or "")


def _about(snapshot: Snapshot) -> About:
    grid = None
    if snapshot.community_id:
        own = Grid.objects.filter(community_id=snapshot.community_id, kind=GridKind.COMMUNITY)
        grid = own.values_list("id", flat=True).first()
    return About("reports_snapshot", snapshot.pk, grid)


class _Words(TypedDict):
    """What the record says of a snapshot."""

    unit: str
    day: str
    revision: str


def _words(snapshot: Snapshot) -> _Words:
    unit = snapshot.community.name if snapshot.community else snapshot.street.name
    return {"unit": unit, "day": snapshot.day.isoformat(), "revision": str(snapshot.revision)}
