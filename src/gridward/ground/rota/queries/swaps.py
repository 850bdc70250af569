"""Swaps that an actor may see, and whether one still fits."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from gridward.ground.rota.models import Shift, Swap, SwapStep
from gridward.ground.rota.queries.people import Wanted, warnings_of
from gridward.ground.rota.queries.rows import busy, with_names
from gridward.ground.rota.terms import OPEN_SWAPS, ShiftRole, ShiftState, SwapState, Watched
from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound, Stale


def swaps(actor: Actor, states: Collection[SwapState] = ()) -> QuerySet[Swap]:
    """Swaps at the actor's grids and those of oneself, with whom and what they are about."""
    here = Q(grid_id__among=actor.grids(Permission.STAFF_READ)) | _mine(actor)
    rows = Swap.objects.filter(here)
    if states:
        rows = rows.filter(state__in=sorted(states))
    return rows.select_related("giver", "taker", "grid").prefetch_related(*_shifts())


def own_swaps(actor: Actor) -> QuerySet[Swap]:
    """Swaps in which the actor is one of the two."""
    return swaps(actor).filter(_mine(actor))


def swap_of(actor: Actor, swap_id: UUID) -> Swap:
    """One swap; raises NotFound."""
    return found(swaps(actor), swap_id)


def swap_to_move(
    actor: Actor,
    swap_id: UUID,
    version: int,
    *,
    whose: UUID | None = None,
    permission: Permission | None = None,
) -> Swap:
    """One swap, locked: of a member's own, or at a grid where a permission is held.

    Raises NotFound, NotAllowed, Stale.
    """
    seen = found(swaps(actor), swap_id)
    if permission is not None:
        actor.require(permission, seen.grid_id)
    if whose is not None and whose not in seen.parties:
        raise NotFound
    row = Swap.objects.select_for_update(of=("self",)).get(pk=swap_id)
    if row.version != version:
        raise Stale
    return row


def steps_of(row: Swap) -> list[SwapStep]:
    """What happened to it, in order."""
    return list(row.steps.order_by("at", "id"))


def shifts_of(row: Swap) -> list[Shift]:
    """The shift that is given, and the one that comes back, if any; read anew. A shift out of sight is left out."""
    rows = with_names(Shift.objects.filter(pk__in=_ids(row))).in_bulk()
    return [rows[pk] for pk in _ids(row) if pk in rows]


def still_fits(row: Swap) -> bool:
    """Whether both have their shifts still, which hold and have not begun."""
    owners = {row.shift_id: row.giver_id, row.other_id: row.taker_id}
    told = shifts_of(row)
    return len(told) == len(_ids(row)) and all(
        one.member_id == owners[one.pk]
        and one.state == ShiftState.PLANNED
        and one.begins_at > clock.now()
        for one in told
    )


def clashes(row: Swap) -> bool:
    """Whether one of the two would have two shifts at once."""
    own = {(one.member_id, one.span) for one in shifts_of(row)}
    return any(
        span.meets(one) and (member, one) not in own
        for member, _, span in wanted_of(row)
        for one in busy([member], span).get(member, ())
    )


def wanted_of(row: Swap) -> list[Wanted]:
    """What each would have after it."""
    takers = {row.shift_id: row.taker_id, row.other_id: row.giver_id}
    return [(takers[one.pk], ShiftRole(one.role), one.span) for one in shifts_of(row)]


def warnings_of_swap(row: Swap) -> list[Watched]:
    """What is told of a swap that is open; nothing of one that is over."""
    return warnings_of(wanted_of(row), _ids(row)) if row.state in OPEN_SWAPS else []


def open_over(shift_ids: Collection[UUID]) -> QuerySet[Swap]:
    """Open swaps about any of these shifts."""
    about = Q(shift__in=shift_ids) | Q(other__in=shift_ids)
    return Swap.objects.filter(about, state__in=sorted(OPEN_SWAPS))


def _ids(row: Swap) -> list[UUID]:
    return [pk for pk in (row.shift_id, row.other_id) if pk is not None]


def _mine(actor: Actor) -> Q:
    if actor.member_id is None:
        return Q(pk__in=())
    return Q(giver=actor.member_id) | Q(taker=actor.member_id)


def _shifts() -> "list[Prefetch[str, QuerySet[Shift], str]]":
    """By a query of their own: a shift out of the reader's sight is left out, and the swap is not."""
    return [Prefetch(name, queryset=with_names(Shift.objects.all())) for name in ("shift", "other")]
