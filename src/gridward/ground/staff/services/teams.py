"""Teams of the four kinds: set up, changed, dissolved (P5). Their people: `team_people`."""

from datetime import date

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.staff.models import Team, TeamMember
from gridward.ground.staff.problems import (
    DaysNotInOrder,
    TeamNameMissing,
    TeamNameTaken,
    TeamOver,
    TeamPlaceWrong,
)
from gridward.ground.staff.queries.teams import keeper_of
from gridward.ground.staff.terms import StaffAct, TeamKind
from gridward.ground.territory.models import Division, Grid
from gridward.kernel.access import Actor, Permission
from gridward.kernel.chinese import sort_key
from gridward.kernel.problems import NotAllowed, Stale


@transaction.atomic
def add_team(
    actor: Actor,
    *,
    street: Division,
    grid: Grid | None,
    kind: TeamKind,
    name: str,
    valid_from: date,
    organisation: str = "",
    note: str = "",
) -> Team:
    """Set up a team of the street (no grid), a community or a base grid.

    Raises NotAllowed, TeamPlaceWrong, TeamNameMissing, TeamNameTaken.
    """
    team = Team(street=street, grid=grid, kind=kind, valid_from=valid_from)
    require_keeping(actor, team)
    if grid is not None and (grid.street_id != street.pk or grid.valid_to is not None):
        raise TeamPlaceWrong
    _name(team, name)
    team.organisation, team.note = organisation.strip(), note.strip()
    _save(team)
    _note(actor, StaffAct.TEAM_ADDED, team)
    return team


@transaction.atomic
def change_team(
    actor: Actor,
    *,
    team: Team,
    version: int,
    name: str | None = None,
    organisation: str | None = None,
    note: str | None = None,
) -> Team:
    """Change what is given and leave the rest; raises Stale, TeamOver and what setting up raises."""
    team = locked(actor, team)
    if team.version != version:
        raise Stale
    if name is not None:
        _name(team, name)
    for column, value in (("organisation", organisation), ("note", note)):
        if value is not None:
            setattr(team, column, value.strip())
    team.version += 1
    _save(team)
    _note(actor, StaffAct.TEAM_CHANGED, team)
    return team


@transaction.atomic
def end_team(actor: Actor, *, team: Team, on: date) -> Team:
    """Dissolve a team on a day; whoever is still in it leaves it that day. Raises TeamOver, DaysNotInOrder."""
    team = locked(actor, team)
    if on <= team.valid_from:
        raise DaysNotInOrder
    team.valid_to = on
    team.version += 1
    team.save()
    for row in TeamMember.objects.select_for_update().filter(team=team):
        _leave_with_team(row, on)
    _note(actor, StaffAct.TEAM_ENDED, team, day=str(on))
    return team


def locked(actor: Actor, team: Team) -> Team:
    """The team for a change; raises NotAllowed, TeamOver."""
    row = Team.objects.select_for_update(of=("self",)).select_related("grid").get(pk=team.pk)
    require_keeping(actor, row)
    if row.valid_to is not None:
        raise TeamOver
    return row


def about(team: Team) -> About:
    """What a line of the record about the team is about."""
    return About("staff_team", team.pk, team.grid_id)


def require_keeping(actor: Actor, team: Team) -> None:
    """Raise NotAllowed unless the actor keeps teams where this one stands, and works there."""
    keeper = keeper_of(actor)
    if not keeper.keeps(team) or not keeper.near(team):
        raise NotAllowed(permission=Permission.TEAM_CHANGE.value)


def _leave_with_team(row: TeamMember, on: date) -> None:
    if row.valid_from >= on:
        row.delete()  # was to begin after the team's end: was never in it
    elif row.valid_to is None or row.valid_to > on:
        row.valid_to = on
        row.version += 1
        row.save()


def _name(team: Team, name: str) -> None:
    team.name = name.strip()
    if not team.name:
        raise TeamNameMissing
    team.sort_key = sort_key(team.name)


def _save(team: Team) -> None:
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError:
        raise TeamNameTaken(name=team.name) from None


def _note(actor: Actor, act: StaffAct, team: Team, day: str = "") -> None:
    record(
        actor,
        act,
        about(team),
        team=team.name,
        kind=f"word.staff.team.{team.kind}",
        day=day,
    )
