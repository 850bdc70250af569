"""Reading teams: the street's service knows its teams, those who work where a team does also its people (P5)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from gridward.ground.staff.models import ServiceCertificate, Team, TeamMember, TeamService
from gridward.ground.staff.terms import COUNTED_SERVICE, ServiceState, TeamKind, TeamRole
from gridward.ground.territory.models import Grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Grids, Permission
from gridward.kernel.problems import NotAllowed, NotFound

Days = tuple[date | None, date | None]
"""The first and the last day of a period; None leaves that side open."""


@dataclass(frozen=True)
class TeamFilter:
    """Which teams: of a kind, whose name, organisation or lead has the text, of a community or grid, ended ones too."""

    q: str = ""
    kind: TeamKind | None = None
    grid: UUID | None = None
    ended: bool = False


@dataclass(frozen=True)
class Keeper:
    """Where a reader works and keeps teams, read once for a list of them.

    `works` are grids where the register is read, `keeping` those where teams are kept, `street_grids` all in force.
    """

    member: bool
    street: UUID | None
    works: Grids
    communities: frozenset[UUID]
    keeping: Grids
    street_grids: Grids

    def near(self, team: Team) -> bool:
        """Whether the reader works at a grid of the team's, and so sees its people."""
        if not self.works or not self._ours(team):
            return False
        if team.grid is None:
            return True
        if team.grid.kind == "community":
            return team.grid.community_id in self.communities
        return team.grid_id in self.works

    def keeps(self, team: Team) -> bool:
        """Whether the reader keeps this team: at its grid, or for one of the street at every grid of the street."""
        if not self._ours(team):
            return False
        if team.grid_id is not None:
            return team.grid_id in self.keeping
        return bool(self.street_grids) and self.street_grids <= self.keeping

    def _ours(self, team: Team) -> bool:
        return not self.member or team.street_id == self.street


def keeper_of(actor: Actor) -> Keeper:
    """Where the actor works; a keeper of the server reads no register, and so no people of teams."""
    works = actor.grids(Permission.REGISTER_READ)
    grids = Grid.objects.filter(Q(id__in=works) | Q(street=actor.street_id, valid_to=None))
    rows = list(grids.values_list("id", "community_id", "street_id", "valid_to"))
    return Keeper(
        member=actor.member_id is not None,
        street=actor.street_id,
        works=works,
        communities=frozenset(community for pk, community, *_ in rows if pk in works),
        keeping=actor.grids(Permission.TEAM_CHANGE),
        street_grids=frozenset(
            pk for pk, _, street, end in rows if street == actor.street_id and end is None
        ),
    )


def teams(actor: Actor, wanted: TeamFilter) -> QuerySet[Team]:
    """Teams of the actor's street with the count of their people today and their lead."""
    day = clock.today()
    rows = visible_to(actor)
    if not wanted.ended:
        rows = rows.filter(Q(valid_to=None) | Q(valid_to__gt=day))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.grid:
        rows = rows.filter(_at(wanted.grid))
    if wanted.q.strip():
        rows = rows.filter(_named(wanted.q.strip()))
    return rows


def visible_to(actor: Actor) -> QuerySet[Team]:
    """Teams of the actor's street, for whoever may read the service; all for who keeps the installation."""
    if not actor.may(Permission.STAFF_READ):
        return Team.objects.none()
    rows = (
        Team.objects.all()
        if actor.member_id is None
        else Team.objects.filter(street=actor.street_id)
    )
    day = clock.today()
    lead = TeamMember.objects.filter(_now(day), role=TeamRole.LEAD).select_related("member")
    waiting = TeamService.objects.filter(person__team=OuterRef("pk"), state=ServiceState.WAITING)
    counted = waiting.order_by().values("person__team").annotate(count=Count("pk")).values("count")
    return (
        rows.select_related("grid", "street")
        .defer("grid__boundary", "grid__bounds")
        .annotate(size=Count("people", filter=_now(day, "people__")))
        .annotate(waiting=Coalesce(Subquery(counted), 0))
        .prefetch_related(Prefetch("people", queryset=lead, to_attr="leads"))
    )


def team_of(actor: Actor, team_id: UUID) -> Team:
    """One team of the actor's street; raises NotFound."""
    found = visible_to(actor).filter(pk=team_id).first()
    if found is None:
        raise NotFound
    return found


def people_of(
    actor: Actor, team: Team, past: bool = False, served: Days = (None, None)
) -> QuerySet[TeamMember]:
    """The people of a team, each with confirmed minutes of the days and, apart, those that wait.

    Nobody for a reader who works elsewhere.
    """
    if not keeper_of(actor).near(team):
        return TeamMember.objects.none()
    rows = TeamMember.objects.filter(team=team).select_related("member", "team")
    rows = rows.annotate(
        minutes=_minutes(served, state=ServiceState.CONFIRMED),
        waiting_minutes=_minutes(served, state=ServiceState.WAITING, corrects=None),
    )
    return rows if past else rows.filter(_now(clock.today()))


def services_of(actor: Actor, team: Team) -> QuerySet[TeamService]:
    """When the people of a team served and how long; nothing for a reader who works elsewhere."""
    if not keeper_of(actor).near(team):
        return TeamService.objects.none()
    rows = TeamService.objects.filter(person__team=team)
    return rows.select_related("person__member", "corrects")


def counted_on(day: date) -> QuerySet[TeamService]:
    """What fills the day: confirmed or waiting; a correction takes its room when it is confirmed."""
    rows = TeamService.objects.filter(day=day, state__in=COUNTED_SERVICE)
    return rows.exclude(state=ServiceState.WAITING, corrects__isnull=False)


def service_of(actor: Actor, service_id: UUID) -> TeamService:
    """One time of service; raises as `person_of`."""
    found = TeamService.objects.filter(pk=service_id).first()
    if found is None:
        raise NotFound
    found.person = person_of(actor, found.person_id)
    return found


def certificates_of(person: TeamMember) -> QuerySet[ServiceCertificate]:
    """What somebody of a team was given; the reader sees the person already."""
    return ServiceCertificate.objects.filter(person=person)


def certificate_of(actor: Actor, certificate_id: UUID) -> ServiceCertificate:
    """One certificate; raises as `person_of`."""
    found = ServiceCertificate.objects.select_related("street").filter(pk=certificate_id).first()
    if found is None:
        raise NotFound
    found.person = person_of(actor, found.person_id)
    return found


def person_of(actor: Actor, person_id: UUID) -> TeamMember:
    """One person of a team that the actor sees; raises NotFound, and NotAllowed where the actor works elsewhere."""
    rows = TeamMember.objects.select_related("team__grid", "team__street", "member")
    found = rows.filter(pk=person_id, team__in=visible_to(actor)).first()
    if found is None:
        raise NotFound
    if not keeper_of(actor).near(found.team):
        raise NotAllowed(permission=Permission.REGISTER_READ.value)
    return found


def _minutes(served: Days, **which: object) -> Coalesce:
    rows = TeamService.objects.filter(person=OuterRef("pk"), **which)
    first, last = served
    if first:
        rows = rows.filter(day__gte=first)
    if last:
        rows = rows.filter(day__lte=last)
    summed = rows.order_by().values("person").annotate(sum=Sum("minutes"))
    return Coalesce(Subquery(summed.values("sum")), 0)


def _now(day: date, prefix: str = "") -> Q:
    begun = Q(**{f"{prefix}valid_from__lte": day})
    return begun & (Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gt": day}))


def _at(grid_id: UUID) -> Q:
    """Teams of a grid; of a community grid also those of its base grids."""
    community = Grid.objects.filter(pk=grid_id, kind="community").values("community_id")
    return Q(grid_id=grid_id) | Q(grid__community_id__in=community)


def _named(text: str) -> Q:
    led = TeamMember.objects.filter(_now(clock.today()), role=TeamRole.LEAD)
    led = led.filter(Q(name__icontains=text) | Q(member__name__icontains=text))
    named = Q(name__icontains=text) | Q(organisation__icontains=text)
    return named | Q(sort_key__istartswith=text) | Q(id__in=led.values("team_id"))
