"""Swaps: proposed by one of the two, agreed by the other, approved by a chief; everything is looked at again then."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from gridward.ground.rota.models import Shift, Swap
from gridward.ground.rota.problems import (
    ShiftClash,
    SwapNotAgreed,
    SwapNotYours,
    SwapOfOneself,
    SwapOfOthers,
    SwapOpenAlready,
    SwapOvertaken,
    SwapSettled,
    SwapUnfit,
)
from gridward.ground.rota.queries.people import eligible
from gridward.ground.rota.queries.rows import shifts
from gridward.ground.rota.queries.swaps import (
    clashes,
    open_over,
    shifts_of,
    still_fits,
    swap_to_move,
    warnings_of_swap,
)
from gridward.ground.rota.services.shared import (
    add_step,
    note_shifts,
    note_swap,
    overtake,
    reason_of,
    risen,
    store,
)
from gridward.ground.rota.terms import OPEN_SWAPS, RotaAct, SwapState, Watched
from gridward.ground.territory.queries.rows import found
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import each_at_a_time
from gridward.kernel.problems import NotAllowed, NotFound

_ACTS = {
    SwapState.PROPOSED: RotaAct.SWAP_PROPOSED,
    SwapState.AGREED: RotaAct.SWAP_AGREED,
    SwapState.APPROVED: RotaAct.SWAP_APPROVED,
    SwapState.WITHDRAWN: RotaAct.SWAP_WITHDRAWN,
    SwapState.REFUSED: RotaAct.SWAP_REFUSED,
}


@dataclass(frozen=True)
class SwapSaid:
    """A shift, and what comes back for it, or who takes it.

    With `other_id` two shifts are exchanged; else the shift goes to `taker_id`. Whoever proposes has one of the shifts,
    or takes the one that is given.
    """

    shift_id: UUID
    other_id: UUID | None = None
    taker_id: UUID | None = None
    said: str = ""


@dataclass(frozen=True)
class Approved:
    """A swap that was carried out, and what is warned of."""

    swap: Swap
    warnings: list[Watched]


@transaction.atomic
def propose_swap(actor: Actor, *, said: SwapSaid) -> Swap:
    """Ask the other one. Raises NotAllowed, NotFound, SwapOfOthers, SwapUnfit, SwapOpenAlready, ShiftClash."""
    me = _oneself(actor)
    ids = [one for one in (said.shift_id, said.other_id) if one is not None]
    each_at_a_time("rota.shift", ids)
    shift = found(shifts(actor), said.shift_id)
    other = found(shifts(actor), said.other_id) if said.other_id else None
    row = _between(shift, other, said, me)
    if not eligible(actor, [row.giver_id, row.taker_id]) >= row.parties or not still_fits(row):
        raise SwapUnfit
    if open_over(ids).exists():
        raise SwapOpenAlready
    if clashes(row):
        raise ShiftClash
    row.save(force_insert=True)
    return _moved(actor, row, SwapState.PROPOSED, said.said)


@transaction.atomic
def agree_swap(actor: Actor, *, swap_id: UUID, version: int, said: str = "") -> Swap:
    """The other of the two agrees. Raises NotAllowed, NotFound, Stale, SwapSettled, SwapNotYours."""
    row = _of_two(actor, swap_id, version)
    if row.proposed_by_id == actor.member_id:
        raise SwapNotYours
    if row.state != SwapState.PROPOSED:
        raise SwapSettled
    row.version += 1
    return _moved(actor, row, SwapState.AGREED, said)


@transaction.atomic
def withdraw_swap(actor: Actor, *, swap_id: UUID, version: int, said: str = "") -> Swap:
    """Either of the two does not want it. Raises NotAllowed, NotFound, Stale, SwapSettled."""
    row = _of_two(actor, swap_id, version)
    row.version += 1
    return _moved(actor, row, SwapState.WITHDRAWN, said)


@transaction.atomic
def refuse_swap(actor: Actor, *, swap_id: UUID, version: int, reason: str) -> Swap:
    """A chief does not allow it. Raises as `approve_swap`, and RotaReasonMissing."""
    row = _to_decide(actor, swap_id, version)
    row.version += 1
    return _moved(actor, row, SwapState.REFUSED, reason_of(reason))


@transaction.atomic
def approve_swap(actor: Actor, *, swap_id: UUID, version: int, said: str = "") -> Approved:
    """Carry a swap out, if everything is still as the two agreed; other swaps about the shifts are over then.

    Raises NotFound, NotAllowed, Stale, SwapSettled, SwapOfOneself, SwapNotAgreed, SwapOvertaken.
    """
    row = _to_decide(actor, swap_id, version)
    if row.state != SwapState.AGREED:
        raise SwapNotAgreed
    if not eligible(actor, [row.giver_id, row.taker_id]) >= row.parties:
        raise SwapOvertaken
    if not still_fits(row) or clashes(row):
        raise SwapOvertaken
    warnings = warnings_of_swap(row)
    moved = _exchanged(row)
    row.version += 1
    _moved(actor, row, SwapState.APPROVED, said)
    overtake(actor, [one.pk for one in moved], but=row.pk)
    note_shifts(actor, RotaAct.SHIFT_CHANGED, moved)
    return Approved(row, warnings)


def _between(shift: Shift, other: Shift | None, said: SwapSaid, me: UUID) -> Swap:
    taker = other.member_id if other else said.taker_id
    if me not in (shift.member_id, taker):
        raise SwapOfOthers
    if shift.member_id is None or taker is None or taker == shift.member_id:
        raise SwapUnfit
    return Swap(
        street_id=shift.street_id,
        grid=shift.grid,
        shift=shift,
        other=other,
        giver_id=shift.member_id,
        taker_id=taker,
        proposed_by_id=me,
    )


def _exchanged(row: Swap) -> list[Shift]:
    """Each has the other's shift, by one statement; raises SwapOvertaken."""
    takers = {row.shift_id: row.taker_id, row.other_id: row.giver_id}
    moved = shifts_of(row)
    for one in moved:
        one.member_id = takers[one.pk]
        risen(one)
    try:
        store(moved, ["member"])
    except ShiftClash:
        raise SwapOvertaken from None
    return moved


def _moved(actor: Actor, row: Swap, state: SwapState, said: str) -> Swap:
    row.state = state
    row.save()
    add_step(actor, row, said)
    note_swap(actor, _ACTS[state], row)
    return row


def _oneself(actor: Actor) -> UUID:
    if actor.member_id is None:
        raise NotAllowed(permission=Permission.ROTA_PLAN.value)
    return actor.member_id


def _of_two(actor: Actor, swap_id: UUID, version: int) -> Swap:
    """An open swap of the actor's own; of others nothing is told here."""
    me = _oneself(actor)
    row = swap_to_move(actor, swap_id, version, whose=me)
    if row.state not in OPEN_SWAPS:
        raise SwapSettled
    return row


def _to_decide(actor: Actor, swap_id: UUID, version: int) -> Swap:
    """An open swap at places where the actor plans, and not of their own."""
    row = swap_to_move(actor, swap_id, version, permission=Permission.ROTA_PLAN)
    told = shifts_of(row)
    each_at_a_time("rota.shift", [one.pk for one in told])
    for one in told:
        actor.require(Permission.ROTA_PLAN, one.grid_id)
    if actor.member_id in row.parties:
        raise SwapOfOneself
    if row.state not in OPEN_SWAPS:
        raise SwapSettled
    if len(told) < 1 + (row.other_id is not None):
        raise NotFound
    return row
