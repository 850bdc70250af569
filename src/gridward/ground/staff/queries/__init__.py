"""Reading the service: members, appointments, posts filled and vacant."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Replace

from gridward.ground.staff.models import Account, Appointment, GroupSeat, Member
from gridward.ground.staff.terms import LEVEL, Employer, Post, PostLevel
from gridward.ground.territory.models import Division, Grid
from gridward.ground.territory.queries.lineage import with_predecessors
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed, NotFound


@dataclass(frozen=True)
class PostAtUnit:
    """A post at a unit of territory and who holds it today; nobody means a vacancy."""

    post: Post
    unit_name: str
    unit_code: str
    grid_id: UUID | None
    holders: tuple[Appointment, ...]


def in_force(rows: QuerySet[Appointment], day: date) -> QuerySet[Appointment]:
    """Appointments that hold on a day."""
    return rows.filter(holding(day))


def holding(day: date, at: str = "") -> Q:
    """What makes an appointment hold on a day; `at` leads to it from another table ("appointments__")."""
    lasts = Q(**{f"{at}valid_to": None}) | Q(**{f"{at}valid_to__gt": day})
    return lasts & Q(**{f"{at}valid_from__lte": day})


def streets_of(actor: Actor) -> Collection[UUID]:
    """The actor's street, and those that ended in its favour."""
    return with_predecessors(actor.street_id) if actor.street_id else ()


def visible_to(actor: Actor) -> QuerySet[Member]:
    """Members of the actor's street, for whoever may read the service; all for who keeps the installation."""
    if not actor.may(Permission.STAFF_READ):
        return Member.objects.none()
    if actor.member_id is None:
        return Member.objects.all()
    return Member.objects.filter(street_id=actor.street_id)


@dataclass(frozen=True)
class MemberFilter:
    """Which members: whose name has the text, of an employer, in a team today, without a post today."""

    q: str = ""
    employer: Employer | None = None
    team: UUID | None = None
    without_post: bool = False


def members(rows: QuerySet[Member], wanted: MemberFilter) -> QuerySet[Member]:
    """The members that are wanted; who has left the service is not without a post."""
    if wanted.q:
        rows = named(rows, wanted.q)
    if wanted.employer:
        rows = rows.filter(employer=wanted.employer)
    if wanted.team:
        now = Q(memberships__valid_to=None) | Q(memberships__valid_to__gt=clock.today())
        rows = rows.filter(now, memberships__team=wanted.team).distinct()
    if wanted.without_post:
        held = in_force(Appointment.objects.filter(member=OuterRef("pk")), clock.today())
        rows = rows.filter(~Exists(held), active=True)
    return rows


def named(rows: QuerySet[Member], text: str) -> QuerySet[Member]:
    """Members whose name has the text in it, or whose pinyin begins with it."""
    spelt = rows.annotate(spelt=Replace("sort_key", Value(" ")))
    return spelt.filter(Q(name__icontains=text) | Q(spelt__istartswith=text.replace(" ", "")))


def with_posts(rows: QuerySet[Member]) -> QuerySet[Member]:
    """Members with all their appointments and their account, read together."""
    appointments = Appointment.objects.select_related("grid", "street").order_by(
        "-valid_from", "id"
    )
    return rows.select_related("account").prefetch_related(
        Prefetch("appointments", queryset=appointments)
    )


def member_of(actor: Actor, member_id: UUID) -> Member:
    """One member; raises NotFound outside the actor's street."""
    found = with_posts(visible_to(actor)).filter(pk=member_id).first()
    if found is None:
        raise NotFound
    return found


def member_to_change(actor: Actor, member_id: UUID) -> Member:
    """One member, locked; raises NotFound or NotAllowed."""
    found = visible_to(actor).select_for_update().filter(pk=member_id).first()
    if found is None:
        raise NotFound
    if not actor.may(Permission.STAFF_CHANGE):
        raise NotAllowed(permission=Permission.STAFF_CHANGE.value)
    return found


def appointment_of(actor: Actor, appointment_id: UUID) -> Appointment:
    """One appointment of the actor's street; raises NotFound."""
    rows = Appointment.objects.select_related("grid", "street", "member")
    found = rows.filter(pk=appointment_id, member__in=visible_to(actor)).first()
    if found is None:
        raise NotFound
    return found


def account_of(actor: Actor, account_id: UUID) -> Account:
    """One account: of a member of the actor's street, or for an administrator any; raises NotFound."""
    rows = Account.objects.select_related("member")
    if actor.member_id is not None or not actor.may(Permission.ACCOUNT_CHANGE):
        rows = rows.filter(member__in=visible_to(actor))
    found = rows.filter(pk=account_id).first()
    if found is None:
        raise NotFound
    return found


def posts_of_street(street: Division, day: date | None = None) -> list[PostAtUnit]:
    """Every post that the street must fill (P2), unit by unit, with its holders of the day."""
    holders: dict[tuple[str, UUID | None], list[Appointment]] = defaultdict(list)
    rows = Appointment.objects.filter(street=street).select_related("member", "grid", "street")
    for appointment in in_force(rows, day or clock.today()).order_by("acting", "valid_from"):
        holders[appointment.post, appointment.grid_id].append(appointment)
    on = day or clock.today()
    rows_of_day = Grid.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), street=street)
    grids = list(rows_of_day.filter(valid_from__lte=on).defer("boundary").order_by("code"))
    found = []
    for post in Post:
        for name, code, grid_id in _units(LEVEL[post], street, grids):
            held = tuple(holders[post.value, grid_id])
            found.append(PostAtUnit(post, name, code, grid_id, held))
    return found


def _units(
    level: PostLevel, street: Division, grids: list[Grid]
) -> list[tuple[str, str, UUID | None]]:
    if level is PostLevel.STREET:
        return [(street.name, street.code, None)]
    community = level is PostLevel.COMMUNITY
    return [
        (grid.name, grid.code, grid.pk) for grid in grids if (grid.kind == "community") == community
    ]


def seat_of(actor: Actor, seat_id: UUID) -> GroupSeat:
    """One seat in the leading group of the actor's street; raises NotFound."""
    found = GroupSeat.objects.filter(pk=seat_id, member__in=visible_to(actor)).first()
    if found is None:
        raise NotFound
    return found
