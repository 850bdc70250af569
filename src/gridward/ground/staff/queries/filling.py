"""What the completeness check looks at, and its findings for one reader (P3)."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from gridward.ground.staff.models import Account, Appointment, GroupSeat, Member, PostHandover
from gridward.ground.staff.queries.chart import grids_on
from gridward.ground.staff.rules.dated import measures_on
from gridward.ground.staff.rules.filling import check
from gridward.ground.staff.terms import Post, PostLevel
from gridward.ground.staff.terms.filling import Facts, Finding, Held, Person, Unit, Unsigned
from gridward.ground.territory.models import Division
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission


def findings(actor: Actor, street: Division, day: date) -> list[Finding]:
    """What is amiss on a day where the actor oversees the service: the whole street, or the own grids alone."""
    found = check(facts_on(street, day), measures_on(day), day)
    held = actor.grids(Permission.STAFF_OVERSEE)
    if oversees_street(actor, street, day):
        return found
    return [one for one in found if one.units and all(unit.id in held for unit in one.units)]


def oversees_street(actor: Actor, street: Division, day: date) -> bool:
    """Whether the actor oversees every grid of the street, and so the posts of the street and people without one."""
    grids = set(grids_on(street, day).values_list("id", flat=True))
    return bool(grids) and grids <= actor.grids(Permission.STAFF_OVERSEE)


def facts_on(street: Division, day: date) -> Facts:
    """Units in force on the day and everybody with all their posts; five queries."""
    units = [Unit(None, street.code, street.name, PostLevel.STREET, street.valid_from or date.min)]
    for grid in grids_on(street, day).order_by("code"):
        level = PostLevel.COMMUNITY if grid.kind == "community" else PostLevel.BASE
        units.append(Unit(grid.pk, grid.code, grid.name, level, grid.valid_from))
    return Facts(
        units=tuple(units),
        people=_people(street, day),
        held=_held(street),
        unsigned=_unsigned(street),
    )


def _people(street: Division, day: date) -> tuple[Person, ...]:
    in_days = Q(valid_to=None) | Q(valid_to__gt=day)
    seated = set(
        GroupSeat.objects.filter(in_days, street=street).values_list("member_id", flat=True)
    )
    signs_in = set(
        Account.objects.filter(is_active=True, member__street=street).values_list(
            "member_id", flat=True
        )
    )
    rows = Member.objects.filter(street=street).order_by("sort_key", "id")
    return tuple(
        Person(pk, name, active, clock.local_date(made), pk in signs_in, pk in seated)
        for pk, name, active, made in rows.values_list("id", "name", "active", "created_at")
    )


def _held(street: Division) -> tuple[Held, ...]:
    columns = ("id", "member_id", "post", "grid_id", "valid_from", "valid_to", "acting")
    rows = Appointment.objects.filter(street=street).values_list(*columns)
    return tuple(Held(pk, who, Post(post), *rest) for pk, who, post, *rest in rows)


def _unsigned(street: Division) -> tuple[Unsigned, ...]:
    rows = PostHandover.objects.filter(street=street, signed_on=None)
    rows = rows.select_related("predecessor", "successor")
    return tuple(_waiting(row) for row in rows)


def _waiting(row: PostHandover) -> Unsigned:
    people: tuple[UUID, ...] = (row.predecessor.member_id, row.successor.member_id)
    return Unsigned(row.pk, Post(row.predecessor.post), row.grid_id, people, row.due)
