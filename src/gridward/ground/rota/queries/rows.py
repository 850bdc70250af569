"""The rows of duty that an actor may see: at the grids of `staff.read`, and wherever they are on duty themselves."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from gridward.ground.rota.models import DutyPlace, MemberOut, Shift
from gridward.ground.rota.problems import ShiftOver
from gridward.ground.rota.rules.spans import day_span
from gridward.ground.rota.terms import ShiftFilter, ShiftState, Span
from gridward.ground.staff.queries import visible_to as members_visible_to
from gridward.ground.territory.queries.rows import found, with_grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import Stale

RECENT = timedelta(days=31)
"""So long whoever was on duty at a place reads who else is there."""
HOLDS = ~Q(state=ShiftState.CANCELLED.value)


def places(actor: Actor) -> QuerySet[DutyPlace]:
    """Duty places, with their grids."""
    here = Q(grid_id__among=actor.grids(Permission.STAFF_READ)) | Q(pk__in=_own_places(actor))
    return with_grid(DutyPlace.objects.filter(here))


def shifts(actor: Actor) -> QuerySet[Shift]:
    """Shifts with place, grid and member; cancelled ones too."""
    here = Q(grid_id__among=actor.grids(Permission.STAFF_READ)) | Q(place__in=_own_places(actor))
    if actor.member_id is not None:
        here |= Q(member=actor.member_id)
    return with_names(Shift.objects.filter(here))


def with_names(rows: QuerySet[Shift]) -> QuerySet[Shift]:
    """The shifts with what lists show of them."""
    return with_grid(rows, "place", "member")


def chosen(rows: QuerySet[Shift], wanted: ShiftFilter) -> QuerySet[Shift]:
    """Those that a filter lets through."""
    span = wanted.span
    rows = rows.filter(begins_at__lt=span.ends_at, ends_at__gt=span.begins_at)
    if not wanted.cancelled:
        rows = rows.filter(HOLDS)
    if wanted.vacant:
        rows = rows.filter(HOLDS, member=None)
    given = {
        "place": wanted.place_id,
        "grid": wanted.grid_id,
        "grid__community__code": wanted.community,
        "member": wanted.member_id,
    }
    return rows.filter(**{name: value for name, value in given.items() if value})


def place_to_plan(actor: Actor, place_id: UUID, version: int | None = None) -> DutyPlace:
    """One place, locked; raises NotFound, NotAllowed, Stale."""
    row = found(places(actor), place_id)
    actor.require(Permission.ROTA_PLAN, row.grid_id)
    row = with_grid(DutyPlace.objects.select_for_update(of=("self",))).get(pk=place_id)
    if version is not None and row.version != version:
        raise Stale
    return row


def shift_to_plan(actor: Actor, shift_id: UUID, version: int) -> Shift:
    """One shift that is not over, locked; raises NotFound, NotAllowed, ShiftOver, Stale."""
    row = found(shifts(actor), shift_id)
    actor.require(Permission.ROTA_PLAN, row.grid_id)
    row = with_names(Shift.objects.select_for_update(of=("self",))).get(pk=shift_id)
    if row.state == ShiftState.CANCELLED or row.ends_at <= clock.now():
        raise ShiftOver
    if row.version != version:
        raise Stale
    return row


def busy(members: Collection[UUID], span: Span) -> Mapping[UUID, list[Span]]:
    """When members have shifts, also where the reader sees none: the database tells times alone."""
    found_spans: dict[UUID, list[Span]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT member_id, begins_at, ends_at FROM rota_busy(%s, %s, %s)",
            [list(members), span.begins_at, span.ends_at],
        )
        for member, begins, ends in cursor.fetchall():
            found_spans[member].append(Span(begins, ends))
    return found_spans


def out(members: Collection[UUID], span: Span) -> Mapping[UUID, list[Span]]:
    """When members are out."""
    rows = MemberOut.objects.filter(
        member__in=members, begins_at__lt=span.ends_at, ends_at__gt=span.begins_at
    )
    found_spans: dict[UUID, list[Span]] = defaultdict(list)
    for member, begins, ends in rows.values_list("member", "begins_at", "ends_at"):
        found_spans[member].append(Span(begins, ends))
    return found_spans


def outs(actor: Actor) -> QuerySet[MemberOut]:
    """Who of the street is out now or later, for whoever plans; oneself for anybody."""
    rows = MemberOut.objects.filter(ends_at__gt=clock.now()).select_related("member")
    if actor.may(Permission.ROTA_PLAN):
        return rows.filter(member__in=members_visible_to(actor))
    return rows.filter(member=actor.member_id) if actor.member_id else rows.none()


def whole(spans: Iterable[Span]) -> Span:
    """The shortest span that holds them all; raises ValueError where there is none."""
    told = list(spans)
    return Span(min(one.begins_at for one in told), max(one.ends_at for one in told))


def _own_places(actor: Actor) -> QuerySet[Shift, UUID]:
    if actor.member_id is None:
        return Shift.objects.none().values_list("place", flat=True)
    since = day_span(clock.today()).begins_at - RECENT
    rows = Shift.objects.filter(HOLDS, member=actor.member_id, ends_at__gt=since)
    return rows.values_list("place", flat=True)
