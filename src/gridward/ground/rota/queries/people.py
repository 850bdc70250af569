"""Who may have a shift: skills, rest, who could take one over; what members have served."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from gridward.ground.rota.models import Shift
from gridward.ground.rota.queries.rows import HOLDS, busy, out, shifts, whole
from gridward.ground.rota.rules.figures import figures_on
from gridward.ground.rota.rules.serving import served, summed
from gridward.ground.rota.rules.spans import DAY, day_span
from gridward.ground.rota.rules.watching import rests_enough, watched
from gridward.ground.rota.terms import (
    DutyHours,
    RotaWarning,
    Served,
    ShiftRole,
    Span,
    Watched,
)
from gridward.ground.staff.models import Appointment, Member
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.queries import visible_to as members_visible_to
from gridward.ground.staff.terms import Employer, Post
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed

SKILLED: Mapping[ShiftRole, tuple[Employer, Post]] = {
    ShiftRole.MEDIC: (Employer.HEALTH_SERVICE, Post.HEALTH_LIAISON),
    ShiftRole.POLICE: (Employer.POLICE, Post.GRID_POLICE),
}
"""Roles that need a skill, which the employer or a post in force shows; anybody has the others."""
MOST_CANDIDATES = 20
AROUND = timedelta(days=14)
"""So far before and after what is planned other shifts are looked at; the longest run that is allowed is shorter."""
Wanted = tuple[UUID, ShiftRole, Span]
"""A member, the duty, when."""


@dataclass(frozen=True)
class Candidate:
    """Who could take a shift over, with what they have in its month; nobody is in it who is busy, out or needs rest."""

    member: Member
    posts: tuple[Post, ...]
    minutes: int
    same_post: bool
    near: bool


@dataclass(frozen=True)
class ServedShift:
    """A shift that is over, and what it comes to."""

    shift: Shift
    served: Served


def eligible(actor: Actor, members: Collection[UUID]) -> frozenset[UUID]:
    """Of members those who may have shifts: active, and of the actor's street."""
    rows = members_visible_to(actor).filter(pk__in=members, active=True)
    return frozenset(rows.values_list("pk", flat=True))


def require_planner_of(actor: Actor, member: UUID) -> None:
    """Raise NotAllowed unless the actor plans where a member holds a post or will be on duty.

    Of whoever has neither a post of a grid nor a shift that the actor sees, anybody who plans in the street.
    """
    held = in_force(Appointment.objects.filter(member=member, grid__isnull=False), clock.today())
    to_come = shifts(actor).filter(HOLDS, member=member, ends_at__gt=clock.now())
    serves = {*held.values_list("grid", flat=True), *to_come.values_list("grid", flat=True)}
    if serves and not serves & actor.grids(Permission.ROTA_PLAN):
        raise NotAllowed(permission=Permission.ROTA_PLAN.value)


def warnings_of(wanted: Collection[Wanted], without: Collection[UUID] = ()) -> list[Watched]:
    """What is told of shifts that members have or would have; those of `without` count as gone (swaps)."""
    if not wanted:
        return []
    span = whole(one for _, _, one in wanted)
    wide = Span(span.begins_at - AROUND, span.ends_at + AROUND)
    members = {member for member, _, _ in wanted}
    held, away, gone = busy(members, wide), out(members, span), _spans_of(without)
    figures = figures_on(clock.local_date(span.begins_at))
    told = [*_unskilled(wanted), *_away(wanted, away)]
    for member in members:
        mine = {one for other, _, one in wanted if other == member}
        days = {clock.local_date(one.begins_at) for one in mine}
        spans = mine | {one for one in held.get(member, ()) if (member, one) not in gone}
        told += watched(member, spans, figures, days)
    return sorted(told, key=lambda one: (one.day, str(one.member_id), one.kind.value))


def watched_shifts(actor: Actor, span: Span) -> list[tuple[Member, Watched]]:
    """Warnings about shifts of a span, where the actor plans, and of the actor's own, by day."""
    here = Q(grid_id__among=actor.grids(Permission.ROTA_PLAN))
    if actor.member_id is not None:
        here |= Q(member=actor.member_id)
    rows = list(
        shifts(actor).filter(
            HOLDS,
            here,
            member__isnull=False,
            begins_at__gte=span.begins_at,
            begins_at__lt=span.ends_at,
        )
    )
    members = {row.member.pk: row.member for row in rows if row.member}
    wanted = [(row.member_id, ShiftRole(row.role), row.span) for row in rows if row.member_id]
    return [(members[one.member_id], one) for one in warnings_of(wanted)]


def candidates(actor: Actor, shift: Shift, instead_of: UUID | None = None) -> list[Candidate]:
    """Who could take a shift over: same post as who had it first, then whoever serves near, then who has least.

    Nobody is in it who has another shift then, is out, lacks rest before or after, or the skill.
    """
    members = {row.pk: row for row in members_visible_to(actor).filter(active=True)}
    month = _month_of(shift.span)
    held, away = busy(members, month), out(members, shift.span)
    figures = figures_on(clock.local_date(shift.begins_at))
    posts = _posts(members, clock.local_date(shift.begins_at))
    wished = {one.post for one in posts.get(instead_of or shift.member_id, ())}
    fit = [
        pk
        for pk in skilled(ShiftRole(shift.role), members, clock.local_date(shift.begins_at))
        if pk not in (shift.member_id, instead_of)
        and not any(shift.span.meets(one) for one in away.get(pk, ()))
        and rests_enough(shift.span, held.get(pk, ()), figures)
    ]
    told = [
        _candidate(members[pk], posts.get(pk, []), held.get(pk, ()), wished, shift) for pk in fit
    ]
    told.sort(key=lambda one: (not one.same_post, not one.near, one.minutes, one.member.sort_key))
    return told[:MOST_CANDIDATES]


def over(actor: Actor, span: Span) -> QuerySet[Shift]:
    """Shifts that are over, for whoever plans at their grids, and the actor's own: evidence for meals and insurance."""
    here = Q(grid_id__among=actor.grids(Permission.ROTA_PLAN))
    if actor.member_id is not None:
        here |= Q(member=actor.member_id)
    rows = shifts(actor).filter(HOLDS, here, member__isnull=False, ends_at__lte=clock.now())
    return rows.filter(begins_at__gte=span.begins_at, begins_at__lt=span.ends_at)


def served_shifts(rows: Iterable[Shift]) -> list[ServedShift]:
    """What each shift comes to, by the figures of the day on which it began."""
    return [
        ServedShift(row, served(row.span, figures_on(clock.local_date(row.begins_at))))
        for row in rows
    ]


def hours_by_member(rows: Iterable[Shift]) -> list[tuple[Member, DutyHours]]:
    """The shifts of each member summed, by name."""
    members: dict[UUID, Member] = {}
    found: dict[UUID, list[Served]] = defaultdict(list)
    for one in served_shifts(rows):
        if one.shift.member is not None:
            members[one.shift.member.pk] = one.shift.member
            found[one.shift.member.pk].append(one.served)
    named = sorted(members.values(), key=lambda one: (one.sort_key, str(one.pk)))
    return [(member, summed(member.pk, found[member.pk])) for member in named]


def _month_of(span: Span) -> Span:
    """The local month of a shift, and a day more on both sides."""
    first = clock.local_date(span.begins_at).replace(day=1)
    later = (first + timedelta(days=31)).replace(day=1)
    return Span(day_span(first).begins_at - DAY, day_span(later).ends_at)


def _spans_of(shift_ids: Collection[UUID]) -> set[tuple[UUID | None, Span]]:
    rows = Shift.objects.filter(pk__in=shift_ids) if shift_ids else ()
    return {(row.member_id, row.span) for row in rows}


def _unskilled(wanted: Collection[Wanted]) -> list[Watched]:
    told = []
    for role in SKILLED:
        mine = [(member, clock.local_date(one.begins_at)) for member, r, one in wanted if r is role]
        if mine:
            able = skilled(role, {member for member, _ in mine}, min(day for _, day in mine))
            told += [Watched(RotaWarning.SKILL, who, day) for who, day in mine if who not in able]
    return told


def _away(wanted: Collection[Wanted], away: Mapping[UUID, list[Span]]) -> list[Watched]:
    return [
        Watched(RotaWarning.OUT, member, clock.local_date(span.begins_at))
        for member, _, span in wanted
        if any(span.meets(one) for one in away.get(member, ()))
    ]


def skilled(role: ShiftRole, members: Collection[UUID], day: date) -> frozenset[UUID]:
    """Of members those who may have a role on a day."""
    if role not in SKILLED:
        return frozenset(members)
    employer, post = SKILLED[role]
    holds = in_force(Appointment.objects.filter(post=post), day).values("member")
    rows = Member.objects.filter(Q(employer=employer) | Q(pk__in=holds), pk__in=list(members))
    return frozenset(rows.values_list("pk", flat=True))


def _posts(members: Collection[UUID], day: date) -> Mapping[UUID | None, list[Appointment]]:
    found: dict[UUID | None, list[Appointment]] = defaultdict(list)
    rows = in_force(Appointment.objects.filter(member__in=list(members)), day)
    for row in rows.select_related("grid").defer("grid__boundary").order_by("valid_from", "id"):
        found[row.member_id].append(row)
    return found


def _candidate(
    member: Member,
    posts: Collection[Appointment],
    held: Iterable[Span],
    wished: Set[str],
    shift: Shift,
) -> Candidate:
    first = clock.local_date(shift.begins_at).replace(day=1)
    month = [one for one in held if clock.local_date(one.begins_at).replace(day=1) == first]
    near = {one.grid.community_id for one in posts if one.grid}
    return Candidate(
        member=member,
        posts=tuple(dict.fromkeys(Post(one.post) for one in posts)),
        minutes=sum(one.minutes for one in month),
        same_post=bool(wished & {one.post for one in posts}),
        near=shift.grid.community_id in near,
    )
