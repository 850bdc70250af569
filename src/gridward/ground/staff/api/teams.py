"""Doors of the teams."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema, Status

from gridward.ground.staff.models import Team, TeamMember
from gridward.ground.staff.queries import member_of
from gridward.ground.staff.queries.teams import (
    Keeper,
    TeamFilter,
    keeper_of,
    people_of,
    person_of,
    team_of,
    teams,
)
from gridward.ground.staff.rules.pasting import LineOutcome, PastedLine
from gridward.ground.staff.schemas.filling import DayIn
from gridward.ground.staff.schemas.members import ReasonIn, WholePhoneOut
from gridward.ground.staff.schemas.teams import (
    PastedOut,
    PasteIn,
    TeamChange,
    TeamIn,
    TeamOut,
    TeamPersonChange,
    TeamPersonIn,
    TeamPersonOut,
)
from gridward.ground.staff.services.team_people import (
    TAKEN,
    add_member,
    add_people,
    change_person,
    leave_team,
    show_team_phone,
)
from gridward.ground.staff.services.teams import add_team, change_team, end_team
from gridward.ground.staff.terms import TeamKind
from gridward.ground.territory.queries import grid_of, street_of
from gridward.kernel.http import PageOut, actor_of, answers, door, language_of
from gridward.kernel.masking import mask_phone
from gridward.kernel.paging import page
from gridward.kernel.texts import say

router = door("staff")
people_router = door("staff")


class TeamsWanted(Schema):
    """Which teams."""

    q: str = ""
    kind: TeamKind | None = None
    grid: UUID | None = None
    ended: bool = False
    after: str | None = None


class PeopleWanted(Schema):
    """Which people of a team, and of which days their service is summed."""

    past: bool = False
    served_from: date | None = None
    served_to: date | None = None
    after: str | None = None


@router.get("", response=answers(PageOut[TeamOut]))
def list_teams(request: HttpRequest, wanted: Query[TeamsWanted]) -> object:
    """Teams of the street by name."""
    actor = actor_of(request)
    rows = teams(actor, TeamFilter(**wanted.model_dump(exclude={"after"})))
    found, keeper = page(rows, ["sort_key", "id"], wanted.after), keeper_of(actor)
    return {"items": [_team(row, keeper) for row in found.rows], "next": found.next}


@router.post("", response=answers(TeamOut, 201))
def post_team(request: HttpRequest, given: TeamIn) -> object:
    """Set up a team."""
    actor = actor_of(request)
    team = add_team(
        actor,
        street=street_of(actor),
        grid=grid_of(actor, given.grid_id) if given.grid_id else None,
        **given.model_dump(exclude={"grid_id"}),
    )
    return Status(201, _team(team_of(actor, team.pk), keeper_of(actor)))


@router.get("/{team_id}", response=answers(TeamOut))
def get_team(request: HttpRequest, team_id: UUID) -> object:
    """One team."""
    actor = actor_of(request)
    return _team(team_of(actor, team_id), keeper_of(actor))


@router.patch("/{team_id}", response=answers(TeamOut))
def patch_team(request: HttpRequest, team_id: UUID, given: TeamChange) -> object:
    """Change a team."""
    actor = actor_of(request)
    change_team(actor, team=team_of(actor, team_id), **given.model_dump(exclude_unset=True))
    return _team(team_of(actor, team_id), keeper_of(actor))


@router.post("/{team_id}/end", response=answers(TeamOut))
def post_team_end(request: HttpRequest, team_id: UUID, given: DayIn) -> object:
    """Dissolve a team."""
    actor = actor_of(request)
    end_team(actor, team=team_of(actor, team_id), on=given.on)
    return _team(team_of(actor, team_id), keeper_of(actor))


@router.get("/{team_id}/people", response=answers(PageOut[TeamPersonOut]))
def list_people(request: HttpRequest, team_id: UUID, wanted: Query[PeopleWanted]) -> object:
    """The people of a team by name; nobody for a caller who works elsewhere."""
    actor = actor_of(request)
    served = (wanted.served_from, wanted.served_to)
    rows = people_of(actor, team_of(actor, team_id), wanted.past, served)
    found = page(rows, ["sort_key", "id"], wanted.after)
    return {"items": [_person(row) for row in found.rows], "next": found.next}


@router.post("/{team_id}/people", response=answers(TeamPersonOut, 201))
def post_person(request: HttpRequest, team_id: UUID, given: TeamPersonIn) -> object:
    """Put a person of the service into a team."""
    actor = actor_of(request)
    team, member = team_of(actor, team_id), member_of(actor, given.member_id)
    row = add_member(actor, team=team, member=member, role=given.role, valid_from=given.valid_from)
    return Status(201, _person(row))


@router.post("/{team_id}/people/paste", response=answers(PastedOut))
def post_paste(request: HttpRequest, team_id: UUID, given: PasteIn) -> object:
    """Enter names and phones pasted from a spreadsheet; every line is accounted for."""
    actor = actor_of(request)
    lines = add_people(actor, team=team_of(actor, team_id), **given.model_dump())
    entered = 0 if given.dry_run else sum(line.outcome in TAKEN for line in lines)
    return {"lines": [_line(one, language_of(request)) for one in lines], "entered": entered}


@people_router.patch("/{person_id}", response=answers(TeamPersonOut))
def patch_person(request: HttpRequest, person_id: UUID, given: TeamPersonChange) -> object:
    """Change somebody in a team."""
    actor = actor_of(request)
    row = person_of(actor, person_id)
    return _person(change_person(actor, row=row, **given.model_dump(exclude_unset=True)))


@people_router.post("/{person_id}/leave", response=answers(TeamPersonOut))
def post_leave(request: HttpRequest, person_id: UUID, given: DayIn) -> object:
    """Somebody leaves a team."""
    actor = actor_of(request)
    return _person(leave_team(actor, row=person_of(actor, person_id), on=given.on))


@people_router.post("/{person_id}/phone", response=answers(WholePhoneOut))
def reveal_person_phone(request: HttpRequest, person_id: UUID, given: ReasonIn) -> object:
    """The whole phone number of somebody in a team; the look is recorded."""
    actor = actor_of(request)
    row = person_of(actor, person_id)
    return {"phone": show_team_phone(actor, row=row, reason=given.reason)}


def _team(row: Team, keeper: Keeper) -> dict[str, Any]:
    unit, near = row.grid or row.street, keeper.near(row)
    return {
        "id": row.pk,
        "version": row.version,
        "kind": row.kind,
        "name": row.name,
        "unit_name": unit.name,
        "unit_code": unit.code,
        "grid_id": row.grid_id,
        "organisation": row.organisation,
        "note": row.note,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "size": row.size,  # type: ignore[attr-defined]
        "lead": _lead(row.leads[0], near) if row.leads else "",  # type: ignore[attr-defined]
        "waiting": row.waiting if near else 0,  # type: ignore[attr-defined]
        "near": near,
        "may_change": near and keeper.keeps(row),
    }


def _lead(row: TeamMember, near: bool) -> str:
    return row.called if near else row.told


def _person(row: TeamMember) -> dict[str, Any]:
    return {
        "id": row.pk,
        "version": row.version,
        "member_id": row.member_id,
        "name": row.called,
        "phone": mask_phone(row.number() or ""),
        "role": row.role,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "minutes": getattr(row, "minutes", 0),
        "waiting_minutes": getattr(row, "waiting_minutes", 0),
    }


def _line(one: PastedLine, language: str) -> dict[str, Any]:
    told = say(f"word.staff.line.{one.outcome.value}", language)
    extra = say("word.staff.identity_left_out", language) if one.identity else ""
    return {
        "number": one.number,
        "name": one.name,
        "phone": mask_phone(one.phone) if one.phone else "",
        "role": one.role,
        "outcome": one.outcome,
        "sentence": f"{told}{extra}",
        "entered": one.outcome in (LineOutcome.TAKEN, LineOutcome.OF_SERVICE),
    }
