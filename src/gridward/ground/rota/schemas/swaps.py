"""Shapes of swaps."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ninja import Schema

from gridward.ground.rota.models import Shift, Swap, SwapStep
from gridward.ground.rota.schemas.shifts import DutyWords, RotaWarningOut, ShiftOut
from gridward.ground.rota.services.swapping import SwapSaid
from gridward.ground.rota.terms import SwapState, Watched
from gridward.kernel.http import Shape


class SwapIn(Schema):
    """A shift, and the one that comes back for it, or who takes it."""

    shift_id: UUID
    other_id: UUID | None = None
    taker_id: UUID | None = None
    said: DutyWords = ""

    def told(self) -> SwapSaid:
        """As `propose_swap` takes it."""
        return SwapSaid(**self.model_dump())


class SwapMoveIn(Schema):
    """Which version of a swap was seen, and what is said to it."""

    version: int
    said: DutyWords = ""


class SwapRefuseIn(Schema):
    """Why a swap is refused."""

    version: int
    reason: DutyWords


class SwapRow(Shape):
    """A swap as lists show it; a shift out of the reader's sight is null."""

    id: UUID
    version: int
    state: SwapState
    giver_id: UUID
    giver_name: str
    taker_id: UUID
    taker_name: str
    proposed_by_id: UUID
    shift: ShiftOut | None
    other: ShiftOut | None

    @classmethod
    def of(cls, row: Swap) -> "SwapRow":
        """From a row with its people and shifts."""
        return cls(
            id=row.pk,
            version=row.version,
            state=SwapState(row.state),
            giver_id=row.giver_id,
            giver_name=row.giver.name,
            taker_id=row.taker_id,
            taker_name=row.taker.name,
            proposed_by_id=row.proposed_by_id,
            shift=_shift(row.shift),
            other=_shift(row.other),
        )


class SwapStepOut(Shape):
    """What happened to a swap, when, by whom, and what they said."""

    state: SwapState
    at: datetime
    by: str
    said: str

    @classmethod
    def of(cls, row: SwapStep) -> "SwapStepOut":
        """From a row."""
        said = row.open_sealed("said") or ""
        return cls(state=SwapState(row.state), at=row.at, by=row.account_name, said=said)


class SwapOut(Shape):
    """One swap with its timeline, and what would be warned of while it is open."""

    swap: SwapRow
    steps: list[SwapStepOut]
    warnings: list[RotaWarningOut]

    @classmethod
    def of(cls, row: Swap, steps: Sequence[SwapStep], warnings: Sequence[Watched]) -> "SwapOut":
        """From a row with all that hangs on it."""
        return cls(
            swap=SwapRow.of(row),
            steps=[SwapStepOut.of(one) for one in steps],
            warnings=RotaWarningOut.all(warnings),
        )


def _shift(row: Shift | None) -> ShiftOut | None:
    return ShiftOut.of(row) if row else None
