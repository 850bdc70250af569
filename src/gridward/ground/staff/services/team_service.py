"""How long the people of a team served: noted for several at once, taken back while it waits (P5).

Confirming, returning and correcting: `service_decided`.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from gridward.ground.audit.services import record
from gridward.ground.staff.models import DAY_MINUTES, Team, TeamMember, TeamService
from gridward.ground.staff.problems import (
    ServiceDayWrong,
    ServiceDecided,
    ServiceIncomplete,
    ServiceThere,
    ServiceTooLong,
)
from gridward.ground.staff.queries.teams import counted_on
from gridward.ground.staff.services.teams import about, locked
from gridward.ground.staff.terms import COUNTED_SERVICE, ServiceState, StaffAct
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotFound, Problem


@transaction.atomic
def note_service(
    actor: Actor, *, team: Team, people: Collection[UUID], day: date, minutes: int, what: str
) -> int:
    """Note the same time for some people of the team, all or nobody; answers for how many.

    Raises ServiceIncomplete, ServiceDayWrong, ServiceTooLong, ServiceThere, NotAllowed, TeamOver.
    """
    team = locked(actor, team)
    what = what.strip()
    rows = list(
        TeamMember.objects.select_for_update(of=("self",))
        .select_related("member")
        .filter(team=team, pk__in=people)
        .order_by("pk")
    )
    if not what or not rows or len(rows) < len(set(people)) or not 0 < minutes <= DAY_MINUTES:
        raise ServiceIncomplete
    noted = dict(
        counted_on(day).filter(person__in=rows).values_list("person").annotate(Sum("minutes"))
    )
    that_day = TeamService.objects.filter(person__in=rows, day=day, state__in=COUNTED_SERVICE)
    there = set(that_day.filter(what=what).values_list("person", flat=True))
    _none(rows, lambda row: day > clock.today() or not _in_team(row, day), ServiceDayWrong)
    _none(rows, lambda row: row.pk in there, ServiceThere)
    _none(rows, lambda row: noted.get(row.pk, 0) + minutes > DAY_MINUTES, ServiceTooLong)
    TeamService.objects.bulk_create(
        TeamService(
            person=row,
            day=day,
            minutes=minutes,
            what=what,
            entered_by=actor.name,
            entered_account=actor.account_id,
        )
        for row in rows
    )
    record(
        actor,
        StaffAct.TEAM_SERVICE_NOTED,
        about(team),
        team=team.name,
        day=str(day),
        count=len(rows),
        minutes=minutes,
        what=what,
    )
    return len(rows)


@transaction.atomic
def take_back_service(actor: Actor, *, row: TeamService) -> None:
    """Take a time of service back that waits; raises ServiceDecided, NotAllowed, TeamOver."""
    person = row.person
    team = locked(actor, person.team)
    found = TeamService.objects.select_for_update().filter(pk=row.pk).first()
    if found is None:
        raise NotFound
    row = found
    if row.state != ServiceState.WAITING:
        raise ServiceDecided(name=person.told, day=str(row.day), by=row.decided_by)
    row.delete()
    record(
        actor,
        StaffAct.TEAM_SERVICE_TAKEN_BACK,
        about(team),
        team=team.name,
        day=str(row.day),
        name=person.told,
        minutes=row.minutes,
        what=row.what,
    )


def _none(
    rows: Iterable[TeamMember], is_wrong: Callable[[TeamMember], bool], problem: type[Problem]
) -> None:
    wrong = [row.told for row in rows if is_wrong(row)]
    if wrong:
        raise problem(names="、".join(wrong))


def _in_team(row: TeamMember, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or day < row.valid_to)
