"""Drafts that an actor may see: where they plan at all its places; and whether shifts are still as they were."""

from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet

from gridward.ground.rota.models import MemberOut, RosterDraft, Shift
from gridward.ground.rota.problems import DraftSettled
from gridward.ground.rota.queries.rows import HOLDS
from gridward.ground.rota.rules.drafts import read_patterns
from gridward.ground.rota.rules.spans import DAY, day_span
from gridward.ground.rota.terms import DraftSaid, DraftState, DraftWay, Span
from gridward.ground.staff.terms import Post
from gridward.ground.territory.queries.rows import found
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import Stale


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
