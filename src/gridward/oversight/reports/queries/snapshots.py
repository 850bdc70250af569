"""Snapshots of a street: a list, one with its rows as far as the reader may see them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from gridward.ground.territory.models import Division, Grid
from gridward.kernel.access import Actor, Grids, Permission
from gridward.kernel.problems import NotFound
from gridward.oversight.reports.models import Signature, Snapshot, SnapshotRow
from gridward.oversight.reports.rules.freezing import digest
from gridward.oversight.reports.rules.layouts import read_layout
from gridward.oversight.reports.terms import Level, PlaceKind, Row, Table


def visible_to(actor: Actor) -> QuerySet[Snapshot]:
    """Snapshots of the actor's street: of the whole and of each community in which the actor reads figures."""
    held = actor.grids(Permission.REPORT_READ)
    if not held:
        return Snapshot.objects.none()
    communities = Grid.objects.filter(pk__in=held).values("community")
    rows = Snapshot.objects.filter(Q(community=None) | Q(community__in=communities))
    signed = Signature.objects.order_by("signed_at", "id")
    return (
        rows.filter(street_id=actor.street_id)
        .select_related("street", "community")
        .prefetch_related(Prefetch("signatures", queryset=signed))
    )


def snapshot_of(actor: Actor, snapshot_id: UUID) -> Snapshot:
    """One snapshot; raises NotFound."""
    found = visible_to(actor).filter(pk=snapshot_id).first()
    if found is None:
        raise NotFound
    return found


def rows_frozen(snapshot: Snapshot) -> list[Row]:
    """Every row as it was frozen, for rules alone: not for a reader."""
    rows = SnapshotRow.objects.filter(snapshot=snapshot).order_by("position")
    return [_row(row) for row in rows]


def stored_table(actor: Actor, snapshot: Snapshot) -> Table:
    """The frozen table with its numbers, as many rows as the actor may see; `indicators.frozen` hides small ones."""
    held = actor.grids(Permission.REPORT_READ)
    whole = reads_whole(actor, snapshot)
    rows = SnapshotRow.objects.filter(snapshot=snapshot).order_by("position")
    seen = [row for row in rows if _seen(row, held, whole)]
    return Table(
        street_name=snapshot.street.name,
        community_name=snapshot.community.name if snapshot.community else "",
        as_of=snapshot.as_of,
        live=False,
        level=Level.GRID,
        layout=read_layout(snapshot.layout, int(snapshot.layout.get("version", 0))),
        rows=tuple(_row(row) for row in seen),
        revision=snapshot.revision,
        signers=tuple(one.account_name for one in snapshot.signatures.all()),
    )


def _seen(row: SnapshotRow, held: Grids, whole: bool) -> bool:
    return whole if row.kind == PlaceKind.STREET else row.grid_id in held


def _row(row: SnapshotRow) -> Row:
    return Row(
        PlaceKind(row.kind),
        row.name,
        row.code,
        row.community_code,
        row.community_name,
        row.grid_id,
        row.values,
    )


def scope_of(street: Division, community: Division | None) -> Grids:
    """The grids in force of a street or of one of its communities: who signs for it answers at each."""
    return scopes_of(street)[community.pk if community else None]


def scopes_of(street: Division) -> dict[UUID | None, Grids]:
    """The same for the street (None) and each of its communities; one query."""
    found: dict[UUID | None, set[UUID]] = defaultdict(set)
    rows = Grid.objects.filter(street=street, valid_to=None)
    for grid, community in rows.values_list("id", "community_id"):
        found[community].add(grid)
        found[None].add(grid)
    return defaultdict(Grids, {key: Grids(grids) for key, grids in found.items()})


def reads_whole(actor: Actor, snapshot: Snapshot) -> bool:
    """Whether the actor sees every row of it, and so whether its digest can be checked."""
    scope = scope_of(snapshot.street, snapshot.community)
    return bool(scope) and scope <= actor.grids(Permission.REPORT_READ)


def digest_of(snapshot: Snapshot) -> str:
    """The digest over what is stored now; equal to the stored one unless somebody reached into the database."""
    rows = SnapshotRow.objects.filter(snapshot=snapshot).order_by("position")
    return digest(head_of(snapshot), [stored(row) for row in rows])


def head_of(snapshot: Snapshot) -> dict[str, object]:
    """What the digest covers beside the rows."""
    return {
        "street": str(snapshot.street_id),
        "community": str(snapshot.community_id or ""),
        "day": snapshot.day.isoformat(),
        "revision": snapshot.revision,
        "reason": snapshot.reason,
        "as_of": snapshot.as_of,
        "layout": snapshot.layout,
        "definitions": snapshot.definitions,
    }


def stored(row: SnapshotRow) -> Mapping[str, Any]:
    """A row as the digest covers it."""
    return {
        "kind": str(row.kind),
        "code": row.code,
        "name": row.name,
        "grid": str(row.grid_id or ""),
        "values": row.values,
    }


def latest(street: Division, community: Division | None, day: date) -> Snapshot | None:
    """The last revision of a day."""
    rows = Snapshot.objects.filter(street=street, community=community, day=day)
    return rows.order_by("-revision").first()


def before(actor: Actor, later: Snapshot) -> Snapshot | None:
    """The snapshot of the same scope that was taken last before this one."""
    rows = visible_to(actor).filter(community=later.community, as_of__lt=later.as_of)
    return rows.order_by("-as_of", "-id").first()
