"""Doors of the service of teams: noted, confirmed or returned by somebody else, corrected."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Status

from gridward.ground.staff.models import TeamService
from gridward.ground.staff.queries.teams import service_of, services_of, team_of
from gridward.ground.staff.schemas.teams import (
    NotedOut,
    ServiceCorrectionIn,
    ServiceIn,
    ServiceOut,
    ServicesBackIn,
    ServicesIn,
)
from gridward.ground.staff.services.service_decided import (
    confirm_services,
    correct_service,
    is_own,
    return_services,
)
from gridward.ground.staff.services.team_service import note_service, take_back_service
from gridward.kernel.access import Actor
from gridward.kernel.http import PageOut, actor_of, answers, door
from gridward.kernel.paging import page

teams_router = door("staff")
router = door("staff")


@teams_router.get("/{team_id}/service", response=answers(PageOut[ServiceOut]))
def list_service(request: HttpRequest, team_id: UUID, after: str | None = None) -> object:
    """When the people of a team served, the latest day first; nothing for a caller who works elsewhere."""
    actor = actor_of(request)
    found = page(services_of(actor, team_of(actor, team_id)), ["-day", "-id"], after)
    return {"items": [_service(actor, row) for row in found.rows], "next": found.next}


@teams_router.post("/{team_id}/service", response=answers(NotedOut, 201))
def post_service(request: HttpRequest, team_id: UUID, given: ServiceIn) -> object:
    """Note a time of service for some people of a team, all or nobody; it waits to be confirmed."""
    actor = actor_of(request)
    noted = note_service(actor, team=team_of(actor, team_id), **given.model_dump())
    return Status(201, {"noted": noted})


@teams_router.post("/{team_id}/service/confirm", response=answers(NotedOut))
def post_services_confirmed(request: HttpRequest, team_id: UUID, given: ServicesIn) -> object:
    """Confirm times of service that somebody else entered, all or none."""
    actor = actor_of(request)
    return {"noted": confirm_services(actor, team=team_of(actor, team_id), **given.model_dump())}


@teams_router.post("/{team_id}/service/return", response=answers(NotedOut))
def post_services_returned(request: HttpRequest, team_id: UUID, given: ServicesBackIn) -> object:
    """Return times of service that somebody else entered, with a reason, all or none."""
    actor = actor_of(request)
    return {"noted": return_services(actor, team=team_of(actor, team_id), **given.model_dump())}


@router.post("/{service_id}/correct", response=answers(ServiceOut, 201))
def post_service_correction(
    request: HttpRequest, service_id: UUID, given: ServiceCorrectionIn
) -> object:
    """Enter what a confirmed time of service should have been; it waits to be confirmed."""
    actor = actor_of(request)
    made = correct_service(actor, row=service_of(actor, service_id), **given.model_dump())
    return Status(201, _service(actor, made))


@router.delete("/{service_id}", response=answers(None, 204))
def delete_service(request: HttpRequest, service_id: UUID) -> object:
    """Take a time of service back that waits."""
    actor = actor_of(request)
    take_back_service(actor, row=service_of(actor, service_id))
    return Status(204, None)


def _service(actor: Actor, row: TeamService) -> dict[str, Any]:
    return {
        "id": row.pk,
        "person_id": row.person_id,
        "name": row.person.called,
        "day": row.day,
        "minutes": row.minutes,
        "what": row.what,
        "state": row.state,
        "entered_by": row.entered_by,
        "decided_by": row.decided_by,
        "decided_at": row.decided_at,
        "reason": row.reason,
        "corrected_minutes": row.corrects.minutes if row.corrects else None,
        "may_decide": not is_own(actor, row),
    }
