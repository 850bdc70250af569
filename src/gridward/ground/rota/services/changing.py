"""Shifts are changed and cancelled, one at a time; nothing of what is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from gridward.ground.rota.models import Shift
from gridward.ground.rota.problems import ShiftMemberUnknown
from gridward.ground.rota.queries.people import eligible, warnings_of
from gridward.ground.rota.queries.rows import shift_to_plan, with_names
from gridward.ground.rota.rules.planning import times_problem
from gridward.ground.rota.services.shared import note_shifts, overtake, reason_of, risen, store
from gridward.ground.rota.terms import RotaAct, ShiftRole, ShiftState, Watched
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.locks import each_at_a_time


class ShiftFields(TypedDict, total=False):
    """What of a shift may be changed."""

    role: ShiftRole
    member_id: UUID | None
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Changed:
    """A shift as it is now, and what is warned of."""

    shift: Shift
    warnings: list[Watched]


@transaction.atomic
def change_shift(
    actor: Actor, *, shift_id: UUID, version: int, **given: Unpack[ShiftFields]
) -> Changed:
    """Change what is given; `member_id=None` leaves it vacant. Open swaps about it are over.

    Raises NotFound, NotAllowed, Stale, ShiftOver, ShiftTimesUnfit, ShiftBehind, ShiftMemberUnknown, ShiftClash.
    """
    row = _locked(actor, shift_id, version)
    for name, value in given.items():
        setattr(row, name, value)
    unfit = times_problem(row.span, clock.now())
    if unfit is not None:
        raise unfit
    _check_member(actor, row, given)
    store([risen(row)], ["role", "member", "begins_at", "ends_at"])
    row = with_names(Shift.objects.all()).get(pk=row.pk)
    overtake(actor, [row.pk])
    note_shifts(actor, RotaAct.SHIFT_CHANGED, [row])
    wanted = [(row.member_id, ShiftRole(row.role), row.span)] if row.member_id else []
    return Changed(row, warnings_of(wanted))


@transaction.atomic
def cancel_shift(actor: Actor, *, shift_id: UUID, version: int, reason: str) -> Shift:
    """Nobody will have it; it stays on record with the reason. Raises as `change_shift`, and RotaReasonMissing."""
    row = _locked(actor, shift_id, version)
    cancel_all(actor, [row], reason_of(reason))
    return row


def cancel_all(actor: Actor, rows: Sequence[Shift], reason: str) -> None:
    """Cancel shifts that are locked or of a place that is, and end the swaps about them."""
    if not rows:
        return
    for row in rows:
        row.state = ShiftState.CANCELLED
        row.set_sealed("said", reason)
        risen(row)
    store(rows, ["state", "said"])
    overtake(actor, [row.pk for row in rows])
    note_shifts(actor, RotaAct.SHIFT_CANCELLED, rows)


def _locked(actor: Actor, shift_id: UUID, version: int) -> Shift:
    each_at_a_time("rota.shift", [shift_id])
    return shift_to_plan(actor, shift_id, version)


def _check_member(actor: Actor, row: Shift, given: ShiftFields) -> None:
    """Whoever is newly named may have shifts; who has it already keeps it."""
    new = given.get("member_id")
    if new is not None and new not in eligible(actor, [new]):
        raise ShiftMemberUnknown
