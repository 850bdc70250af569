"""Shapes of what gates are told."""

from datetime import datetime, time
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import StringConstraints

from gridward.exchange.gates.terms import RulesSpan
from gridward.ground.register.schemas.people import GridRef
from gridward.ground.staff.models import Appointment, Member
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Grid
from gridward.kernel.http import Shape
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.rules.plain import plain_rules
from gridward.work.checkpoints.schemas.gates import GateRulesShape, KitShape, LaneShape
from gridward.work.checkpoints.terms import PassKind


class GateCopyIn(Schema):
    """How far the phone has read; the epoch that the cursor is of."""

    epoch: int | None = None
    cursor: Annotated[str, StringConstraints(max_length=160)] | None = None


class GateOfMineOut(Shape):
    """A gate that the caller may keep."""

    id: UUID
    name: str
    grid: GridRef
    on_duty: bool

    @classmethod
    def of(cls, row: Checkpoint, on_duty: bool) -> "GateOfMineOut":
        """From a row read with its grid."""
        return cls(id=row.pk, name=row.name, grid=GridRef.of(row.grid), on_duty=on_duty)


class GateCallOut(Shape):
    """Whom the keeper calls."""

    name: str
    phone: str

    @classmethod
    def of(cls, row: Member | None) -> "GateCallOut | None":
        """From a member; raises SealBroken."""
        return None if row is None else cls(**_call(row))


class GatePostOut(GateCallOut):
    """Who answers for the grid of a gate by a post; `acting`: as its deputy."""

    post: Post
    acting: bool

    @classmethod
    def held(cls, row: Appointment) -> "GatePostOut":
        """From a row read with its member; raises SealBroken."""
        return cls(post=Post(row.post), acting=row.acting, **_call(row.member))


class GateSideOut(Shape):
    """A grid behind the gate."""

    id: UUID
    name: str


class CopiedGateOut(Shape):
    """The gate itself; `posts`: who answers for its grid today."""

    id: UUID
    name: str
    place: str
    lanes: list[LaneShape]
    kit: list[KitShape]
    opens_at: time | None
    closes_at: time | None
    lead: GateCallOut | None
    police: GateCallOut | None
    posts: list[GatePostOut]
    sides: list[GateSideOut]

    @classmethod
    def of(cls, row: Checkpoint, posts: list[Appointment], sides: list[Grid]) -> "CopiedGateOut":
        """From a row read with its lead and police."""
        return cls(
            lead=GateCallOut.of(row.lead),
            police=GateCallOut.of(row.police),
            posts=[GatePostOut.held(one) for one in posts],
            sides=[GateSideOut(id=one.pk, name=one.name) for one in sides],
            **{name: getattr(row, name) for name in ("id", "name", "place", "lanes", "kit")},
            **{name: getattr(row, name) for name in ("opens_at", "closes_at")},
        )


class RulesSpanOut(Shape):
    """Rules from a moment until another; null where nothing is known to follow."""

    begins: datetime
    ends: datetime | None
    rules: GateRulesShape

    @classmethod
    def of(cls, one: RulesSpan) -> "RulesSpanOut":
        """From a span."""
        return cls(begins=one.begins, ends=one.ends, rules=GateRulesShape(**plain_rules(one.rules)))


class CopiedPassOut(Shape):
    """A pass as gates know it: entries are keyed hashes of the holder's number and phones, `plate` of the plate."""

    id: UUID
    serial: str
    kind: PassKind
    issue: int
    begins: datetime
    ends: datetime
    revoked: bool
    used: bool
    once: bool
    gates: list[UUID]
    entries: list[str]
    plate: str | None
    label: str
    grid: str


class GateCopyOut(Shape):
    """What is new for a gate. `fresh`: what is not told until `more` is false is forgotten.

    `watched` and `stays_home` are whole, or null where nothing has changed.
    """

    epoch: int
    now: datetime
    fresh: bool
    cursor: str
    more: bool
    gate: CopiedGateOut
    rules: list[RulesSpanOut]
    keys: list[str]
    entry_key: str
    passes: list[CopiedPassOut]
    gone: list[UUID]
    watched: list[str] | None
    stays_home: list[str] | None


def _call(member: Member) -> dict[str, str]:
    return {"name": member.name, "phone": member.open_sealed("phone") or ""}
