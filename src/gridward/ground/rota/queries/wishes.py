"""Wishes that an actor may see, and which of them went as wished: their own, and of those for whom they plan."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from gridward.ground.rota.models import Shift, Wish
from gridward.ground.rota.problems import WishNotYours
from gridward.ground.rota.queries.rows import HOLDS, RECENT, busy
from gridward.ground.rota.rules.figures import figures_on
from gridward.ground.rota.rules.spans import DAY, day_span
from gridward.ground.rota.rules.wishing import LOOKED_BACK, days_of, going, tally
from gridward.ground.rota.terms import Span, WishDay, WishGoing, WishTally
from gridward.ground.staff.models import Appointment, Member
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import Stale


@dataclass(frozen=True)
class WishTold:
    """A wish, and how each of its dates goes by the shifts that are planned."""

    wish: Wish
    days: Sequence[WishGoing]


def wishes(actor: Actor) -> QuerySet[Wish]:
    """The actor's own wishes, and those of whoever serves in a community, or is on duty, where the actor plans."""
    here = Q(member__in=_planned(actor)) | Q(member__in=_on_duty(actor))
    if actor.member_id is not None:
        here |= Q(member=actor.member_id)
    return Wish.objects.filter(here).select_related("member")


def own_wishes(actor: Actor) -> QuerySet[Wish]:
    """The actor's own, by time."""
    rows = Wish.objects.filter(member=actor.member_id, member__isnull=False)
    return rows.select_related("member").order_by("first", "id")


def wish_to_move(actor: Actor, wish_id: UUID, version: int) -> Wish:
    """One of the actor's own that is not over, locked; raises NotFound, Stale."""
    mine = own_wishes(actor).filter(last__gte=clock.today())
    row = found(mine.select_for_update(of=("self",)), wish_id)
    if row.version != version:
        raise Stale
    return row


def oneself(actor: Actor) -> Member:
    """The member behind the actor, who may wish something; raises WishNotYours."""
    mine = Member.objects.filter(pk__in=[actor.member_id] if actor.member_id else [], active=True)
    row = mine.first()
    if row is None:
        raise WishNotYours
    return row


def touching(rows: QuerySet[Wish], first: date, last: date) -> QuerySet[Wish]:
    """Those about a date from one to another, by name and time."""
    rows = rows.filter(first__lte=last, last__gte=first)
    return rows.order_by("member__sort_key", "member", "first", "id")


def wish_days(rows: Iterable[Wish], first: date, last: date) -> Mapping[UUID, list[WishDay]]:
    """The dates from one to another that wishes are about, by member."""
    told: dict[UUID, list[WishDay]] = defaultdict(list)
    for row in rows:
        said = row.told
        told[row.member_id] += [
            WishDay(row.pk, row.member_id, said.wants, said.time, day)
            for day in days_of(said)
            if first <= day <= last
        ]
    return told


def told_wishes(rows: Sequence[Wish], first: date, last: date) -> list[WishTold]:
    """Wishes with their dates from one to another, as the shifts stand."""
    days = wish_days(rows, first, last)
    spans = busy(days.keys(), _around(first, last))
    told: dict[UUID, list[WishGoing]] = defaultdict(list)
    for member, mine in days.items():
        for one in mine:
            told[one.wish_id].append(going(one, spans.get(member, ()), figures_on(one.day)))
    return [WishTold(row, told[row.pk]) for row in rows if told[row.pk]]


def tallies(rows: QuerySet[Wish], before: date) -> Mapping[UUID, WishTally]:
    """Of each member the wishes about the four weeks before a date, and how many were granted."""
    first, last = before - LOOKED_BACK, before - DAY
    days = wish_days(touching(rows, first, last), first, last)
    spans = busy(days.keys(), _around(first, last))
    figures = figures_on(before)
    return {
        member: tally(mine, spans.get(member, ()), figures) for member, mine in days.items() if mine
    }


def wishes_of(members: Collection[UUID]) -> QuerySet[Wish]:
    """All wishes of these, as far as the database shows them to whoever asks."""
    return Wish.objects.filter(member__in=members)


def _planned(actor: Actor) -> QuerySet[Appointment, UUID | None]:
    """Who holds a post, or will, in the communities where the actor plans."""
    grids = Grid.objects.filter(pk__among=actor.grids(Permission.ROTA_PLAN))
    lasts = Q(valid_to=None) | Q(valid_to__gt=clock.today())
    rows = Appointment.objects.filter(
        lasts, grid__community__in=grids.values("community"), member__isnull=False
    )
    return rows.values_list("member", flat=True)


def _on_duty(actor: Actor) -> QuerySet[Shift, UUID | None]:
    """Who was on duty lately, or will be, at places where the actor plans."""
    since = day_span(clock.today()).begins_at - RECENT
    rows = Shift.objects.filter(
        HOLDS,
        grid_id__among=actor.grids(Permission.ROTA_PLAN),
        member__isnull=False,
        ends_at__gt=since,
    )
    return rows.values_list("member", flat=True)


def _around(first: date, last: date) -> Span:
    """The local days and the night after them."""
    return Span(day_span(first).begins_at, day_span(last + DAY).ends_at)
