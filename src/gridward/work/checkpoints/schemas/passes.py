"""Shapes of passes."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from gridward.ground.register.schemas.people import GridRef, Name, Typed
from gridward.kernel.http import Shape
from gridward.work.checkpoints.models import Pass
from gridward.work.checkpoints.queries.passes import known, masked_holder
from gridward.work.checkpoints.rules.passes import pass_state
from gridward.work.checkpoints.terms import PassKind, PassSaid, PassState, PassToken, TokenFault

MOST_GATES = 60
PassReason = Annotated[str, StringConstraints(max_length=200)]
Gates = Annotated[list[UUID], Field(max_length=MOST_GATES)]


class PassIn(Schema):
    """A pass that is applied for on behalf of its holder."""

    id: UUID
    grid_id: UUID
    kind: PassKind
    begins: AwareDatetime
    ends: AwareDatetime
    reason: PassReason
    resident_id: UUID | None = None
    organisation_id: UUID | None = None
    holder_name: Name = ""
    holder_phone: Typed = ""
    plate: Typed = ""
    gates: Gates = []
    once: bool = False

    def said(self) -> PassSaid:
        """As `make_pass` takes it."""
        return PassSaid(**self.model_dump())


class PassReasonIn(Schema):
    """Why."""

    reason: PassReason


class PassEndIn(PassReasonIn):
    """Another end of a pass, and why."""

    ends: AwareDatetime


class PassRow(Shape):
    """A pass in a list; `state` is as of now at any of its gates, names and phones are masked."""

    id: UUID
    serial: str
    kind: PassKind
    grid: GridRef
    holder: str
    phone: str
    resident_id: UUID | None
    household_id: UUID | None
    organisation_id: UUID | None
    plate: str
    begins: datetime
    ends: datetime
    once: bool
    issue: int
    state: PassState

    @classmethod
    def of(cls, row: Pass, now: datetime) -> "PassRow":
        """From a row read with its grid and holder."""
        return cls(**_told(row, now))


class PassOut(PassRow):
    """A pass whole; `code` is what its QR code says, empty of one that was revoked."""

    gates: list[UUID]
    reason: str
    assisted_by: str
    revoked_at: datetime | None
    revoked_for: str
    code: str
    may_change: bool

    @classmethod
    def whole(cls, row: Pass, now: datetime, code: str, may_change: bool) -> "PassOut":
        """From a row read with its grid, holder and helper."""
        return cls(
            gates=row.gates,
            reason=row.reason,
            assisted_by=row.assisted_by.name,
            revoked_at=row.revoked_at,
            revoked_for=row.revoked_for,
            code=code,
            may_change=may_change,
            **_told(row, now),
        )


class PassCodeIn(Schema):
    """A code as it was scanned or typed, and the gate where."""

    code: Annotated[str, StringConstraints(max_length=400)]
    gate_id: UUID


class PassCheckOut(Shape):
    """What a code says. `fault` is null of one of ours, `found` where the reader may not see the pass."""

    fault: TokenFault | None
    state: PassState | None
    kind: PassKind | None
    begins: datetime | None
    ends: datetime | None
    found: PassRow | None

    @classmethod
    def of(
        cls, token: PassToken | TokenFault, state: PassState | None, found: PassRow | None
    ) -> "PassCheckOut":
        """From what was read."""
        if isinstance(token, TokenFault):
            told = dict.fromkeys(("kind", "begins", "ends", "found"))
            return cls(fault=token, state=state, **told)
        return cls(
            fault=None,
            state=state,
            kind=token.kind,
            begins=token.begins,
            ends=token.ends,
            found=found,
        )


def _told(row: Pass, now: datetime) -> dict[str, Any]:
    same = ("serial", "kind", "resident_id", "household_id", "organisation_id", "plate")
    more = ("begins", "ends", "once", "issue")
    name, phone = masked_holder(row)
    return {
        "id": row.pk,
        "grid": GridRef.of(row.grid),
        "holder": name,
        "phone": phone,
        "state": state_of(row, now),
        **{one: getattr(row, one) for one in (*same, *more)},
    }


def state_of(row: Pass, now: datetime) -> PassState:
    """Whether it holds now at one of its gates."""
    gate = row.gates[0] if row.gates else row.pk
    return pass_state(None, known(row), gate, now) or PassState.VALID
