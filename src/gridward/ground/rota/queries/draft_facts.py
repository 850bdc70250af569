"""What a draft is drawn up from: wants of places, who takes part, what stands (G1).

Only the background job imports this page, for the optimiser behind `rules.drawing` is large.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from gridward.ground.rota.models import DutyPlace, Shift
from gridward.ground.rota.problems import DraftNobody, DraftNothingWanted
from gridward.ground.rota.queries.duty import demanded
from gridward.ground.rota.queries.homes import centres, homes_of
from gridward.ground.rota.queries.people import skilled
from gridward.ground.rota.queries.rows import HOLDS, busy, out, places
from gridward.ground.rota.queries.wishes import touching, wish_days, wishes_of
from gridward.ground.rota.rules.covering import cover, needs_within
from gridward.ground.rota.rules.drafts import own_patterns, window
from gridward.ground.rota.rules.drawing import Facts, MemberFact, PlaceFact
from gridward.ground.rota.rules.figures import figures_on, home_figures_on
from gridward.ground.rota.rules.spans import DAY, day_span
from gridward.ground.rota.rules.wishing import LOOKED_BACK, is_granted, tally
from gridward.ground.rota.terms import (
    CoverKind,
    CoverSpan,
    DraftSaid,
    DraftWay,
    Held,
    PlanRow,
    Point,
    ShiftRole,
    Span,
    WishDay,
    WishWants,
)
from gridward.ground.staff.models import Appointment
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.terms import Employer, Post
from gridward.kernel.access import Actor

SKILLED_POSTS: Mapping[Post, ShiftRole] = {
    Post.HEALTH_LIAISON: ShiftRole.MEDIC,
    Post.GRID_POLICE: ShiftRole.POLICE,
}
LEADS = frozenset({Post.FIRST_GRID_LEADER, Post.COMMUNITY_GRID_LEADER, Post.GRID_MANAGER})
"""Posts whose holders may lead a shift of a draft; by hand anybody may."""
OWN = frozenset({Employer.STREET_OFFICE.value, Employer.COMMUNITY.value})


def facts_of(actor: Actor, said: DraftSaid, now: datetime) -> Facts:
    """As it is stored now. Raises DraftNothingWanted, DraftNobody."""
    there = list(places(actor).filter(pk__in=said.places, closed_on=None))
    patterns = own_patterns(demanded(there), said)
    if not patterns:
        raise DraftNothingWanted
    span = window(said, patterns, now)
    held = _held_posts(there, said)
    if not held:
        raise DraftNobody
    begun, ahead = _planned(there, said, span, now)
    members = _members(held, ahead, said, span)
    kept = {row for one in members for row in one.standing}
    stays = [row for row in map(_row, ahead) if row.member_id and row not in kept]
    stays = stays if said.way is DraftWay.MEND else []
    wanted = _wanted(there, span, [*map(_row, begun), *stays])
    if not any(wanted.values()):
        raise DraftNothingWanted
    middles = centres(place.grid_id for place in there if place.point is None)
    places_there = tuple(
        PlaceFact(one.pk, one.name, one.point or middles.get(one.grid_id), tuple(wanted[one.pk]))
        for one in there
    )
    return Facts(
        *(said, now, places_there, tuple(members), tuple(stays)),
        *(patterns, figures_on(said.first), home_figures_on(said.first).fewest_together),
    )


def _held_posts(there: Collection[DutyPlace], said: DraftSaid) -> dict[UUID, list[Appointment]]:
    """The posts of those who take part: active, of these posts, in the communities of the places."""
    communities = {one.grid.community_id for one in there}
    rows = in_force(Appointment.objects.filter(post__in=sorted(said.posts)), said.first)
    rows = rows.filter(member__active=True, grid__community__in=communities)
    found: dict[UUID, list[Appointment]] = defaultdict(list)
    for row in rows.select_related("member").order_by("member__sort_key", "member", "id"):
        if row.member_id is not None:
            found[row.member_id].append(row)
    return found


def _planned(
    there: Collection[DutyPlace], said: DraftSaid, span: Span, now: datetime
) -> tuple[list[Shift], list[Shift]]:
    """Shifts of the places that somebody has and that stay as they are, and all that a draft decides on."""
    days = day_span(said.first, said.first + DAY * (said.days - 1))
    rows = Shift.objects.filter(
        HOLDS,
        place__in=there,
        begins_at__lt=max(days.ends_at, span.ends_at),
        ends_at__gt=min(days.begins_at, span.begins_at),
    )
    stay, ahead = [], []
    for row in rows.order_by("begins_at", "id"):
        if max(now, days.begins_at) <= row.begins_at < days.ends_at:
            ahead.append(row)
        elif row.member_id is not None:
            stay.append(row)
    return stay, ahead


def _members(
    held: Mapping[UUID, list[Appointment]], ahead: Iterable[Shift], said: DraftSaid, span: Span
) -> list[MemberFact]:
    wide = Span(span.begins_at - LOOKED_BACK, span.ends_at + DAY)
    spans, away = busy(held, wide), out(held, wide)
    planned: dict[UUID, list[PlanRow]] = defaultdict(list)
    for row in ahead:
        if row.member_id is not None:
            planned[row.member_id].append(_row(row))
    roles = _roles(held, said)
    middles = centres(one.grid_id for mine in held.values() for one in mine if one.grid_id)
    wished, homes = _wished(held, said), homes_of(held)
    return [
        replace(
            _with_wishes(
                _member(
                    mine, roles[pk], middles, spans.get(pk, []), away.get(pk, []), planned[pk], said
                ),
                wished.get(pk, []),
                said,
            ),
            home=homes.get(pk),
        )
        for pk, mine in held.items()
    ]


def _wished(held: Collection[UUID], said: DraftSaid) -> Mapping[UUID, list[WishDay]]:
    """Dates of wishes from as far back as they count until the day after the last, which a night reaches into."""
    first, last = said.first - LOOKED_BACK, said.first + DAY * said.days
    return wish_days(touching(wishes_of(held), first, last), first, last)


def _with_wishes(one: MemberFact, wishes: Iterable[WishDay], said: DraftSaid) -> MemberFact:
    """What of the wishes a draft can grant, and how those before it went.

    A night reaches over both borders of the days; what is wished beyond them is heard where somebody wants to be free.
    """
    figures, last = figures_on(said.first), said.first + DAY * (said.days - 1)
    free = [wish for wish in wishes if wish.wants is WishWants.FREE]
    near = [wish for wish in free if wish.day in (said.first - DAY, last + DAY)]
    inside = [
        wish
        for wish in wishes
        if said.first <= wish.day <= last
        and (wish.wants is WishWants.FREE or not is_granted(wish, one.elsewhere, figures))
    ]
    before = [wish for wish in wishes if wish.day < said.first]
    past = (*one.past, *one.elsewhere)
    return replace(one, wishes=(*near, *inside), wished=tally(before, past, figures))


def _member(
    posts: list[Appointment],
    roles: frozenset[ShiftRole],
    middles: Mapping[UUID, Point],
    spans: Iterable[Span],
    away: Iterable[Span],
    planned: Iterable[PlanRow],
    said: DraftSaid,
) -> MemberFact:
    member = posts[0].member
    assert member is not None  # noqa: S101 - appointments of members alone are asked for
    decided = {row.span for row in planned}
    others = [one for one in spans if one not in decided]
    first = day_span(said.first).begins_at
    mend = said.way is DraftWay.MEND
    known = [middles[one.grid_id] for one in posts if one.grid_id and one.grid_id in middles]
    return MemberFact(
        id=member.pk,
        roles=roles,
        at=known[0] if known else None,
        seconded=member.employer not in OWN,
        out=tuple(away),
        elsewhere=tuple(one for one in others if one.begins_at >= first),
        past=tuple(one for one in others if one.begins_at < first),
        standing=tuple(row for row in planned if row.role in roles) if mend else (),
    )


def _roles(
    held: Mapping[UUID, list[Appointment]], said: DraftSaid
) -> dict[UUID, frozenset[ShiftRole]]:
    """What a draft gives to whom: medics and police their own and the reserve, so that their skill is not used up."""
    found: dict[UUID, set[ShiftRole]] = {pk: {ShiftRole.RESERVE} for pk in held}
    for role in SKILLED_POSTS.values():
        for pk in skilled(role, held, said.first):
            found[pk].add(role)
    for pk, mine in held.items():
        if any(Post(one.post) not in SKILLED_POSTS for one in mine):
            found[pk].add(ShiftRole.KEEPER)
        if any(Post(one.post) in LEADS for one in mine):
            found[pk].add(ShiftRole.LEAD)
    return {pk: frozenset(roles) for pk, roles in found.items()}


def _wanted(
    there: Collection[DutyPlace], span: Span, stay: Iterable[PlanRow]
) -> dict[UUID, list[CoverSpan]]:
    """What of the demand is not met by shifts that stay; who is out meets nothing."""
    rows = [row for row in stay if row.member_id]
    away = out({row.member_id for row in rows if row.member_id}, span)
    held: dict[UUID, list[Held]] = defaultdict(list)
    for row in rows:
        if row.member_id and not any(row.span.meets(one) for one in away.get(row.member_id, ())):
            held[row.place_id].append(Held(row.role, row.span))
    versions = demanded(there)
    return {
        place.pk: [
            one
            for one in cover(needs_within(versions.get(place.pk, {}), span), held[place.pk], span)
            if one.kind is CoverKind.GAP
        ]
        for place in there
    }


def _row(shift: Shift) -> PlanRow:
    role = ShiftRole(shift.role)
    return PlanRow(shift.place_id, role, shift.member_id, shift.begins_at, shift.ends_at)
