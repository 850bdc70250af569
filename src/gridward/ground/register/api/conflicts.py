"""Doors of the conflict desk."""

from dataclasses import asdict
from uuid import UUID

import orjson
from django.http import HttpRequest
from ninja import Query, Schema

from gridward.ground.register.api.shared import reader
from gridward.ground.register.models import Conflict
from gridward.ground.register.queries.conflicts import (
    ConflictFilter,
    conflict_counts,
    conflicts,
)
from gridward.ground.register.schemas.conflicts import ConflictCountsOut, ConflictOut, SettleIn
from gridward.ground.register.services.settling import settle_conflict
from gridward.ground.register.terms.people import ConflictKind
from gridward.ground.territory.queries.rows import found
from gridward.kernel.http import PageOut, answers, door
from gridward.kernel.paging import page

router = door("register")


class ConflictsWanted(Schema):
    """Which conflicts; `after` is the cursor of the page before."""

    settled: bool = False
    kind: ConflictKind | None = None
    grid: UUID | None = None
    source: str = ""
    after: str | None = None


@router.get("", response=answers(PageOut[ConflictOut]))
def list_conflicts(request: HttpRequest, wanted: Query[ConflictsWanted]) -> object:
    """Conflicts to settle, or those settled, the newest first."""
    chosen = ConflictFilter(wanted.settled, wanted.kind, wanted.grid, wanted.source)
    one = page(conflicts(reader(request), chosen), ["-id"], wanted.after)
    return {"items": [_conflict(row) for row in one.rows], "next": one.next}


@router.get("/counts", response=answers(ConflictCountsOut))
def get_counts(request: HttpRequest) -> object:
    """How many wait, for the navigation and the filters."""
    return asdict(conflict_counts(reader(request)))


@router.post("/{conflict_id}/settle", response=answers(ConflictOut))
def post_settle(request: HttpRequest, conflict_id: UUID, given: SettleIn) -> object:
    """Settle a conflict, with a reason."""
    actor = reader(request)
    settle_conflict(actor, conflict_id=conflict_id, decision=given.decision, reason=given.reason)
    return _conflict(found(conflicts(actor, ConflictFilter(settled=True)), conflict_id))


def _conflict(row: Conflict) -> ConflictOut:
    return ConflictOut.of(row, orjson.loads(row.open_sealed("proposal") or "{}"))
