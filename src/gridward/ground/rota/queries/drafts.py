"""Drafts that an actor may see: where they plan at all its places; and whether shifts are still as they were."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet

from gridward.ground.rota.models import MemberOut, RosterDraft, Shift
from gridward.ground.rota.problems import DraftSettled
from gridward.ground.rota.queries.rows import HOLDS, busy
from gridward.ground.rota.queries.wishes import tallies, touching, wish_days, wishes
from gridward.ground.rota.rules.drafts import drafted_rows, read_patterns
from gridward.ground.rota.rules.figures import figures_on
from gridward.ground.rota.rules.spans import DAY, day_span
from gridward.ground.rota.rules.wishing import going
from gridward.ground.rota.terms import (
    DraftSaid,
    DraftState,
    DraftWay,
    Span,
    WishGoing,
    WishTally,
)
from gridward.ground.staff.terms import Post
from gridward.ground.territory.queries.rows import found
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import Stale


@dataclass(frozen=True)
class DraftWishes:
    """How wishes about the days of a draft go with it; by member those of the four weeks before."""

    told: Sequence[WishGoing]
    before: Mapping[UUID, WishTally]


def drafts(actor: Actor) -> QuerySet[RosterDraft]:
    """Drafts, without what they hold: a list of them is short."""
    mine = sorted(actor.grids(Permission.ROTA_PLAN))
    return RosterDraft.objects.filter(grids__contained_by=mine)


def draft_to_decide(actor: Actor, draft_id: UUID, version: int) -> RosterDraft:
    """One draft that is ready, locked; raises NotAllowed, NotFound, Stale, DraftSettled."""
    actor.require(Permission.ROTA_PLAN)
    row = found(drafts(actor).select_for_update(of=("self",)), draft_id)
    if row.version != version:
        raise Stale
    if row.state != DraftState.READY:
        raise DraftSettled
    return row


def said_of(row: RosterDraft) -> DraftSaid:
    """What was asked."""
    return DraftSaid(
        places=tuple(row.places),
        first=row.first,
        days=row.days,
        way=DraftWay(row.way),
        patterns=read_patterns(row.patterns),
        posts=tuple(Post(one) for one in row.posts),
    )


def members_of(row: RosterDraft) -> list[UUID]:
    """Who takes part in a draft that was drawn up."""
    return [UUID(one["member"]) for one in row.result.get("members", ())]


def draft_wishes(actor: Actor, row: RosterDraft) -> DraftWishes:
    """Wishes about the days of a draft as they are now, beside what it gives; and how those before it went."""
    first, last = row.first, row.first + DAY * (row.days - 1)
    mine = wishes(actor).filter(member__in=members_of(row))
    days = wish_days(touching(mine, first, last), first, last)
    spans, figures = _spans_with(row, days), figures_on(first)
    told = [going(one, spans[member], figures) for member, own in days.items() for one in own]
    return DraftWishes(sorted(told, key=lambda one: one.wish.day), tallies(mine, first))


def _spans_with(
    row: RosterDraft, members: Collection[UUID]
) -> Mapping[UUID | None, Collection[Span]]:
    """The shifts that members would have: those of the draft, and what they have beside it."""
    span = draft_span(row)
    at = Shift.objects.filter(HOLDS, place__in=row.places, member__in=members)
    decided = {
        (one.member_id, one.span)
        for one in at.filter(begins_at__gte=span.begins_at, begins_at__lt=span.ends_at)
    }
    found: dict[UUID | None, list[Span]] = defaultdict(list)
    for member, held in busy(members, Span(span.begins_at, span.ends_at + DAY)).items():
        found[member] += [one for one in held if (member, one) not in decided]
    for one in drafted_rows(row.result):
        found[one.row.member_id].append(one.row.span)
    return found


def draft_span(row: RosterDraft) -> Span:
    """The local days of a draft."""
    return day_span(row.first, row.first + DAY * (row.days - 1))


def mark_of(row: RosterDraft, members: list[UUID]) -> str:
    """Stands for the shifts of its places and days and the absences of these members, as they are stored now."""
    span = draft_span(row)
    touching = {"begins_at__lt": span.ends_at, "ends_at__gt": span.begins_at}
    shifts = Shift.objects.filter(HOLDS, place__in=row.places, **touching)
    outs = MemberOut.objects.filter(member__in=members, **touching)
    told = sorted(
        (str(pk), version)
        for rows in (shifts, outs)
        for pk, version in rows.values_list("id", "version")
    )
    return sha256(repr(told).encode()).hexdigest()
