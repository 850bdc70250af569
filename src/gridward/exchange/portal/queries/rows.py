"""Slips and declarations that an actor may see, and for whom slips are printed."""

from uuid import UUID

from django.db.models import Q, QuerySet

from gridward.exchange.portal.models import Declaration, Slip
from gridward.exchange.portal.problems import NoSlipWanted, TooManySlips
from gridward.exchange.portal.terms import MOST_SLIPS, DeclarationState, SlipGroup, SlipsWanted
from gridward.ground.territory.queries.rows import at_grids, found
from gridward.kernel.access import Actor, Permission
from gridward.work.rounds.models import Target
from gridward.work.rounds.queries.rows import visible_to
from gridward.work.rounds.terms import TargetKind, VisitOutcome

MOST_LISTED = 500
_WAITING = DeclarationState.WAITING
_NOBODY_SEEN = Q(settled=False) | Q(outcome=VisitOutcome.NO_ANSWER)


def declarations_of(
    actor: Actor, round_id: UUID, state: DeclarationState | None = None
) -> list[Declaration]:
    """Declarations of a round at the actor's grids, the longest waiting first, then the latest decided."""
    rows = visible_to(actor, Declaration).filter(target__round=round_id)
    rows = rows.filter(state=state) if state else rows.exclude(state=DeclarationState.REPLACED)
    rows = rows.select_related("target__household", "grid").defer("content", "grid__boundary")
    waiting = list(rows.filter(state=_WAITING).order_by("sent_at", "id")[:MOST_LISTED])
    decided = rows.exclude(state=_WAITING).order_by("-sent_at", "-id")
    return waiting + list(decided[: MOST_LISTED - len(waiting)])


def slips_of(actor: Actor, target_id: UUID) -> list[Slip]:
    """Slips printed for a target, the latest first; raises NotFound."""
    target = found(visible_to(actor, Target), target_id)
    return list(Slip.objects.filter(target=target).order_by("-created_at", "-id")[:100])


def slip_of(actor: Actor, slip_id: UUID) -> Slip:
    """One slip, locked; raises NotFound, NotAllowed."""
    slip = found(visible_to(actor, Slip).select_for_update(), slip_id)
    actor.require(Permission.VISIT_RECORD, slip.grid_id)
    return slip


def targets_for_slips(actor: Actor, round_id: UUID, wanted: SlipsWanted) -> list[Target]:
    """Households where the actor may leave slips, by grid and door. Raises NoSlipWanted, TooManySlips."""
    rows = at_grids(Target, actor.grids(Permission.VISIT_RECORD), wanted.grid_id)
    rows = rows.filter(round=round_id, kind=TargetKind.HOUSEHOLD)
    chosen = list(
        _of_group(rows, wanted)
        .select_related("household", "grid__street", "grid__community")
        .defer("grid__boundary", "grid__bounds")
        .order_by("grid__code", "household__address_text", "id")[: MOST_SLIPS + 1]
    )
    if not chosen:
        raise NoSlipWanted
    if len(chosen) > MOST_SLIPS:
        raise TooManySlips(most=MOST_SLIPS)
    return chosen


def _of_group(rows: QuerySet[Target], wanted: SlipsWanted) -> QuerySet[Target]:
    match wanted.group:
        case SlipGroup.REVISITS:
            return rows.filter(settled=False).exclude(outcome="")
        case SlipGroup.NO_ANSWER:
            return rows.filter(outcome=VisitOutcome.NO_ANSWER)
        case SlipGroup.BUILDING:
            return rows.filter(_NOBODY_SEEN, household__dwelling__building=wanted.building_id)
        case SlipGroup.CHOSEN:
            return rows.filter(pk__in=wanted.ids)
