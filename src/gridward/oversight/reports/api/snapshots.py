"""Doors of snapshots: freeze, sign, discard, compare, save."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Status

from gridward.ground.territory.queries import community_of
from gridward.kernel.http import PageOut, actor_of, answers, door, language_of
from gridward.kernel.paging import page
from gridward.oversight.reports.api import answers as answer
from gridward.oversight.reports.api.annex5 import as_file, street_read_by
from gridward.oversight.reports.indicators.frozen import table_of
from gridward.oversight.reports.problems import NotComparable
from gridward.oversight.reports.queries.snapshots import (
    before,
    digest_of,
    reads_whole,
    scopes_of,
    snapshot_of,
    visible_to,
)
from gridward.oversight.reports.rules.freezing import differences
from gridward.oversight.reports.schemas import (
    DifferenceOut,
    SnapshotDetailOut,
    SnapshotIn,
    SnapshotOut,
)
from gridward.oversight.reports.services.snapshots import (
    discard_snapshot,
    sign_snapshot,
    take_snapshot,
)
from gridward.oversight.reports.terms import Format, Paper

router = door("reports")


@router.get("", response=answers(PageOut[SnapshotOut]))
def list_snapshots(request: HttpRequest, after: str | None = None) -> object:
    """Snapshots of the street and of the reader's communities, the latest first."""
    actor = actor_of(request)
    scopes = scopes_of(street_read_by(actor))
    found = page(visible_to(actor), ["-created_at", "-id"], after)
    items = [answer.snapshot(actor, row, language_of(request), scopes) for row in found.rows]
    return {"items": items, "next": found.next}


@router.post("", response=answers(SnapshotOut, 201))
def post_snapshot(request: HttpRequest, given: SnapshotIn) -> object:
    """Freeze the figures of this moment."""
    actor = actor_of(request)
    made = take_snapshot(
        actor,
        street=street_read_by(actor),
        community=community_of(actor, given.community) if given.community else None,
        reason=given.reason,
        after=given.after,
    )
    return Status(201, _head(request, made.pk))


@router.get("/{snapshot_id}", response=answers(SnapshotDetailOut))
def get_snapshot(request: HttpRequest, snapshot_id: UUID) -> object:
    """A frozen table with its definitions, as far as the reader's grids go."""
    actor, language = actor_of(request), language_of(request)
    row = snapshot_of(actor, snapshot_id)
    table = table_of(actor, row)
    definitions = row.definitions
    return {
        **answer.snapshot(actor, row, language, scopes_of(row.street)),
        "table": answer.table(actor, table, language),
        "figures": [answer.frozen_figure(key, definitions, language) for key in definitions],
        "intact": digest_of(row) == row.digest if reads_whole(actor, row) else None,
    }


@router.post("/{snapshot_id}/sign", response=answers(SnapshotOut))
def post_signature(request: HttpRequest, snapshot_id: UUID) -> object:
    """Answer for a snapshot by name."""
    actor = actor_of(request)
    sign_snapshot(actor, snapshot_id=snapshot_id)
    return _head(request, snapshot_id)


def _head(request: HttpRequest, snapshot_id: UUID) -> dict[str, Any]:
    actor = actor_of(request)
    row = snapshot_of(actor, snapshot_id)
    return answer.snapshot(actor, row, language_of(request), scopes_of(row.street))


@router.delete("/{snapshot_id}", response=answers(None, 204))
def delete_snapshot(request: HttpRequest, snapshot_id: UUID) -> object:
    """Throw an unsigned snapshot away."""
    discard_snapshot(actor_of(request), snapshot_id=snapshot_id)
    return Status(204, None)


@router.get("/{snapshot_id}/differences", response=answers(DifferenceOut))
def get_differences(request: HttpRequest, snapshot_id: UUID, earlier: UUID | None = None) -> object:
    """What changed since an earlier snapshot of the same scope, by itself the one before it."""
    actor, language = actor_of(request), language_of(request)
    later = snapshot_of(actor, snapshot_id)
    former = snapshot_of(actor, earlier) if earlier else before(actor, later)
    if former is None or later.community_id != former.community_id:
        raise NotComparable
    scopes = scopes_of(later.street)
    cells = differences(table_of(actor, former).rows, table_of(actor, later).rows)
    return {
        "earlier": answer.snapshot(actor, former, language, scopes),
        "later": answer.snapshot(actor, later, language, scopes),
        "cells": [answer.cell(one, language) for one in cells],
    }


@router.post("/{snapshot_id}/file", response=answers(None))
def save_snapshot(
    request: HttpRequest, snapshot_id: UUID, kind: Format = "xlsx", paper: Paper = "a3"
) -> HttpResponse:
    """A frozen table as a file."""
    actor = actor_of(request)
    row = snapshot_of(actor, snapshot_id)
    return as_file(request, row.street, table_of(actor, row), kind, paper)
