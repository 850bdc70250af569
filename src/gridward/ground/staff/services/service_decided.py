"""Times of service confirmed, returned and corrected by somebody else than who entered them (P5, P7)."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Sum

from gridward.ground.audit.services import record
from gridward.ground.staff.models import DAY_MINUTES, Team, TeamService
from gridward.ground.staff.problems import (
    ReasonMissing,
    ServiceDecided,
    ServiceIncomplete,
    ServiceNotConfirmed,
    ServiceOwn,
    ServiceThere,
    ServiceTooLong,
)
from gridward.ground.staff.queries.teams import counted_on
from gridward.ground.staff.services.teams import about, require_keeping
from gridward.ground.staff.terms import COUNTED_SERVICE, ServiceState, StaffAct
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotFound


@transaction.atomic
def confirm_services(actor: Actor, *, team: Team, services: Collection[UUID]) -> int:
    """Confirm waiting times of service of a team, all or none; answers how many.

    Raises NotFound, ServiceDecided, ServiceOwn, NotAllowed.
    """
    rows = _locked(actor, team, services)
    _waiting(rows)
    _not_own(actor, rows)
    for row in rows:
        _replace_by(row)
        _decide(actor, row, ServiceState.CONFIRMED, row.reason)
    _note(actor, StaffAct.TEAM_SERVICE_CONFIRMED, team, rows)
    return len(rows)


@transaction.atomic
def return_services(actor: Actor, *, team: Team, services: Collection[UUID], reason: str) -> int:
    """Return waiting or confirmed times of service with a reason, all or none: they count no more.

    Raises ReasonMissing and what confirming raises.
    """
    _reason(reason)
    rows = _locked(actor, team, services)
    _decided_if(row for row in rows if row.state not in COUNTED_SERVICE)
    _not_own(actor, rows)
    for row in rows:
        _decide(actor, row, ServiceState.RETURNED, reason.strip())
    _note(actor, StaffAct.TEAM_SERVICE_RETURNED, team, rows, reason=reason.strip())
    return len(rows)


@transaction.atomic
def correct_service(
    actor: Actor, *, row: TeamService, minutes: int, what: str, reason: str
) -> TeamService:
    """Enter what a confirmed time of service should have been; it waits, and takes its place when confirmed.

    Raises ServiceNotConfirmed, ServiceIncomplete, ReasonMissing, ServiceTooLong, ServiceThere, NotAllowed.
    """
    _reason(reason)
    team = row.person.team
    (former,) = _locked(actor, team, [row.pk])
    if former.state != ServiceState.CONFIRMED:
        raise ServiceNotConfirmed
    if not what.strip() or not 0 < minutes <= DAY_MINUTES:
        raise ServiceIncomplete
    _fits(former, minutes)
    made = TeamService(person=former.person, day=former.day, corrects=former)
    made.minutes, made.what, made.reason = minutes, what.strip(), reason.strip()
    made.entered_by, made.entered_account = actor.name, actor.account_id
    _save(made)
    _note(actor, StaffAct.TEAM_SERVICE_CORRECTED, team, [made], reason=made.reason)
    return made


def is_own(actor: Actor, row: TeamService) -> bool:
    """Whether the actor entered it, or it is their own service."""
    entered = row.entered_account is not None and row.entered_account == actor.account_id
    served = row.person.member_id is not None and row.person.member_id == actor.member_id
    return entered or served


def _locked(actor: Actor, team: Team, services: Collection[UUID]) -> list[TeamService]:
    """The rows for a decision, also of a team that was dissolved since."""
    require_keeping(actor, team)
    found = TeamService.objects.select_for_update(of=("self",)).select_related("person__member")
    rows = list(found.filter(pk__in=services, person__team=team).order_by("pk"))
    if not rows or len(rows) < len(set(services)):
        raise NotFound
    return rows


def _waiting(rows: Iterable[TeamService]) -> None:
    _decided_if(row for row in rows if row.state != ServiceState.WAITING)


def _decided_if(decided: Iterable[TeamService]) -> None:
    for row in decided:
        raise ServiceDecided(name=row.person.told, day=str(row.day), by=row.decided_by)


def _not_own(actor: Actor, rows: Iterable[TeamService]) -> None:
    """Nobody decides on what they entered, or on their own service."""
    own = [row.person.told for row in rows if is_own(actor, row)]
    if own:
        raise ServiceOwn(names="、".join(dict.fromkeys(own)))


def _fits(former: TeamService, minutes: int) -> None:
    others = counted_on(former.day).filter(person=former.person_id).exclude(pk=former.pk)
    noted: int = others.aggregate(sum=Sum("minutes"))["sum"] or 0
    if noted + minutes > DAY_MINUTES:
        raise ServiceTooLong(names=former.person.told)


def _replace_by(row: TeamService) -> None:
    if row.corrects_id is None:
        return
    former = TeamService.objects.select_for_update().get(pk=row.corrects_id)
    if former.state != ServiceState.CONFIRMED:
        raise ServiceNotConfirmed
    _fits(former, row.minutes)
    former.state = ServiceState.CORRECTED
    former.version += 1
    former.save()


def _decide(actor: Actor, row: TeamService, state: ServiceState, reason: str) -> None:
    row.state, row.reason = state, reason
    row.decided_by, row.decided_at = actor.name, clock.now()
    row.version += 1
    _save(row)


def _save(row: TeamService) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise ServiceThere(names=row.person.told) from None


def _reason(text: str) -> None:
    if len(text.strip()) < 2:
        raise ReasonMissing


def _note(
    actor: Actor, act: StaffAct, team: Team, rows: Collection[TeamService], reason: str = ""
) -> None:
    record(
        actor,
        act,
        about(team),
        team=team.name,
        count=len(rows),
        minutes=sum(row.minutes for row in rows),
        names="、".join(dict.fromkeys(row.person.told for row in rows)),
        reason=reason,
    )
