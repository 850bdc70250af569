"""Patrols as phones tell them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries import grid_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.patrols.models import Finding, Patrol, PatrolPoint, Stop
from gridward.work.patrols.problems import FindingEmpty, StopNameless
from gridward.work.patrols.queries.rows import visible_to
from gridward.work.patrols.rules.times import check_span, check_stops
from gridward.work.patrols.services.shared import Worker, about, worker
from gridward.work.patrols.terms import (
    FindingSaid,
    PatrolAct,
    PatrolKind,
    StopFound,
    StopSaid,
)

NAME_LENGTH = 60


@transaction.atomic
def record_patrol(
    actor: Actor,
    *,
    patrol_id: UUID,
    grid_id: UUID,
    kind: PatrolKind,
    started_at: datetime,
    ended_at: datetime,
    stops: Sequence[StopSaid] = (),
    findings: Sequence[FindingSaid] = (),
    note: str = "",
) -> Patrol:
    """A patrol that was walked, with the id that a phone has given it.

    A point that is no more at the actor's grids is kept by its name: borders move while a phone has no signal.
    Raises NotFound, NotAllowed, TimesTurned, TimesTooLong, TimesAhead, StopOutside, StopNameless, FindingEmpty.
    """
    who = worker(actor, Permission.LOG_WRITE, grid_id)
    check_span(started_at, ended_at, clock.now())
    check_stops(started_at, ended_at, [one["at"] for one in stops])
    grid = grid_of(actor, grid_id)
    patrol = _made(who, grid, kind, (started_at, ended_at))
    patrol.id, patrol.note = patrol_id, note.strip()
    patrol.save(force_insert=True)
    Stop.objects.bulk_create(_stops(actor, patrol, stops))
    Finding.objects.bulk_create(_findings(patrol, grid, findings))
    record(
        actor,
        PatrolAct.PATROL_RECORDED,
        about(patrol, grid.pk),
        grid=grid.name,
        kind=f"word.patrols.kind.{kind}",
        stops=len(stops),
        findings=len(findings),
    )
    return patrol


def _made(who: Worker, grid: Grid, kind: PatrolKind, span: tuple[datetime, datetime]) -> Patrol:
    return Patrol(
        street_id=grid.street_id,
        grid=grid,
        member_id=who.member_id,
        account_id=who.account_id,
        account_name=who.name,
        kind=kind,
        started_at=span[0],
        ended_at=span[1],
    )


def _stops(actor: Actor, patrol: Patrol, said: Sequence[StopSaid]) -> list[Stop]:
    ids = {one.get("point_id") for one in said} - {None}
    points = visible_to(actor, PatrolPoint).in_bulk([one for one in ids if one])
    return [_stop(patrol, position, one, points) for position, one in enumerate(said)]


def _stop(
    patrol: Patrol, position: int, said: StopSaid, points: Mapping[UUID, PatrolPoint]
) -> Stop:
    point = points.get(said.get("point_id") or patrol.pk)
    name = said.get("name", "").strip() or (point.name if point else "")
    if not name:
        raise StopNameless(position=position + 1)
    return Stop(
        patrol=patrol,
        grid_id=patrol.grid_id,
        position=position,
        point=point,
        name=name[:NAME_LENGTH],
        at=said["at"],
        found=said.get("found", StopFound.NOTHING),
    )


def _findings(patrol: Patrol, grid: Grid, said: Sequence[FindingSaid]) -> list[Finding]:
    if any(not one["text"].strip() for one in said):
        raise FindingEmpty
    return [
        Finding(
            street_id=grid.street_id,
            grid=grid,
            patrol=patrol,
            position=position,
            category=one["category"],
            text=one["text"].strip(),
            place=one.get("place", "").strip(),
            handled=one.get("handled", "").strip(),
        )
        for position, one in enumerate(said)
    ]
