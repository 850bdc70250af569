"""Doors of points and patrols."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema, Status

from gridward.kernel.http import PageOut, actor_of, answers, door
from gridward.kernel.paging import page
from gridward.work.patrols.api.shared import WorkWanted, reader
from gridward.work.patrols.queries.patrols import patrol_of, patrols
from gridward.work.patrols.queries.points import points
from gridward.work.patrols.queries.rows import named
from gridward.work.patrols.schemas.walked import (
    PatrolIn,
    PatrolOut,
    PointChangeIn,
    PointIn,
    PointOut,
    PointVersionIn,
)
from gridward.work.patrols.services.patrols import record_patrol
from gridward.work.patrols.services.points import add_point, change_point, retire_point

points_router = door("work")
patrols_router = door("work")


class PointsWanted(Schema):
    """Which points; `after` is the cursor of the page before."""

    grid_id: UUID | None = None
    retired: bool = False
    after: str | None = None


@points_router.get("", response=answers(PageOut[PointOut]))
def list_points(request: HttpRequest, wanted: Query[PointsWanted]) -> object:
    """Points in force, or those retired, by grid and name."""
    rows = named(points(reader(request), wanted.grid_id, wanted.retired))
    found = page(rows, ["grid__code", "name", "id"], wanted.after)
    return PageOut[PointOut](items=[PointOut.of(row) for row in found.rows], next=found.next)


@points_router.post("", response=answers(PointOut, 201))
def post_point(request: HttpRequest, given: PointIn) -> object:
    """Set a point at a grid."""
    return Status(201, PointOut.of(add_point(actor_of(request), **given.model_dump())))


@points_router.patch("/{point_id}", response=answers(PointOut))
def patch_point(request: HttpRequest, point_id: UUID, given: PointChangeIn) -> object:
    """Change a point."""
    said = given.model_dump(exclude_unset=True)
    return PointOut.of(change_point(actor_of(request), point_id=point_id, **said))


@points_router.post("/{point_id}/retire", response=answers(PointOut))
def post_retired_point(request: HttpRequest, point_id: UUID, given: PointVersionIn) -> object:
    """Patrols come by here no more."""
    actor = actor_of(request)
    return PointOut.of(retire_point(actor, point_id=point_id, version=given.version))


@patrols_router.get("", response=answers(PageOut[PatrolOut]))
def list_patrols(request: HttpRequest, wanted: Query[WorkWanted]) -> object:
    """Patrols, the newest first."""
    found = page(patrols(reader(request), wanted.filter()), ["-started_at", "-id"], wanted.after)
    return PageOut[PatrolOut](items=[PatrolOut.of(row) for row in found.rows], next=found.next)


@patrols_router.post("", response=answers(PatrolOut, 201))
def post_patrol(request: HttpRequest, given: PatrolIn) -> object:
    """A patrol that was walked."""
    actor = actor_of(request)
    row = record_patrol(actor, **given.said())
    return Status(201, PatrolOut.of(patrol_of(actor, row.pk)))


@patrols_router.get("/{patrol_id}", response=answers(PatrolOut))
def get_patrol(request: HttpRequest, patrol_id: UUID) -> object:
    """One patrol with stops and findings."""
    return PatrolOut.of(patrol_of(reader(request), patrol_id))
