"""Shapes of handovers."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from gridward.ground.register.schemas.people import GridRef
from gridward.ground.rota.models import Shift
from gridward.ground.rota.terms import ShiftRole
from gridward.kernel.http import Shape
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.handovers.models import Handover
from gridward.work.handovers.queries.handovers import Texts
from gridward.work.handovers.queries.mine import KeptGate
from gridward.work.handovers.rules.codes import digest_of, id_of
from gridward.work.handovers.rules.joining import differs
from gridward.work.handovers.services.shared import give_half, take_half
from gridward.work.handovers.terms import (
    MOST_COUNT,
    MOST_KIT,
    MOST_MATTERS,
    MOST_ORDERS,
    Counts,
    GateHealth,
    HandoverFigures,
    HandoverKind,
    HandoverSaid,
    HandoverState,
    KitFound,
    TakeAnswer,
    TakenBy,
    TakeSaid,
)
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.kinds import kind_of

Code = Annotated[str, StringConstraints(max_length=8)]
Word = Annotated[str, StringConstraints(max_length=200)]
Remarks = Annotated[str, StringConstraints(max_length=500)]
Count = Annotated[int, Field(ge=0, le=MOST_COUNT, strict=True)]
Things = Annotated[int, Field(ge=0, le=9999, strict=True)]
Digest = Annotated[str, StringConstraints(pattern="^([0-9a-f]{32})?$")]


class PassageCountsShape(Shape):
    """Passages of a shift."""

    inward: Count = Field(0, alias="in")
    outward: Count = Field(0, alias="out")
    turned_back: Count = 0
    held: Count = 0
    emergency: Count = 0

    def counts(self) -> Counts:
        """As the rules take them."""
        return Counts(**self.model_dump())

    @classmethod
    def of(cls, plain: Mapping[str, int]) -> "PassageCountsShape":
        """From what is stored."""
        return cls(**plain)


class KitFoundShape(Schema):
    """A thing of the gate: how many there should be and were found; what is missing needs a word."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    expected: Things
    found: Things
    word: Word = ""


class _Named(Schema):
    """What both halves are called: the id follows from gate and code."""

    id: UUID
    gate_id: UUID
    code: Code

    @model_validator(mode="after")
    def _follows(self) -> Self:
        if self.id != id_of(self.gate_id, self.code):
            raise ValueError("the id does not follow from gate and code")
        return self


class GateHandoverIn(_Named):
    """What is handed over, signed."""

    kind: HandoverKind = HandoverKind.SHIFT
    at: AwareDatetime
    since: AwareDatetime | None = None
    counts: PassageCountsShape = PassageCountsShape.of({})
    kit: Annotated[list[KitFoundShape], Field(max_length=MOST_KIT)] = []
    keys: Things = 0
    matters: Annotated[list[Word], Field(max_length=MOST_MATTERS)] = []
    orders: Annotated[list[UUID], Field(max_length=MOST_ORDERS)] = []
    health: GateHealth = GateHealth.GOOD
    health_word: Word = ""
    remarks: Remarks = ""
    word: Word = ""
    signature: str

    def said(self) -> HandoverSaid:
        """As the services take it, with the digest of what came."""
        kit = tuple(KitFound(**one.model_dump()) for one in self.kit)
        same = ("code", "kind", "at", "since", "keys", "health", "health_word", "remarks", "word")
        told: dict[str, Any] = {
            **{name: getattr(self, name) for name in (*same, "signature")},
            "counts": self.counts.counts(),
            "kit": kit,
            "matters": tuple(self.matters),
            "orders": tuple(self.orders),
        }
        digest = digest_of(gate=self.gate_id, **told)
        return HandoverSaid(gate_id=self.gate_id, digest=digest, **told)


class GateTakingIn(_Named):
    """What whoever takes says; `digest` is that of a scanned code."""

    at: AwareDatetime
    answer: TakeAnswer
    by: TakenBy = TakenBy.LIST
    digest: Digest = ""
    word: Word = ""
    signature: str

    def said(self) -> TakeSaid:
        """As the services take it."""
        return TakeSaid(**self.model_dump(exclude={"id"}))


class GateRef(Shape):
    """A gate by name."""

    id: UUID
    name: str

    @classmethod
    def of(cls, gate: Checkpoint) -> "GateRef":
        """From a row."""
        return cls(id=gate.pk, name=gate.name)


class GateHandoverRow(Shape):
    """A handover in a list; `short` is how many things of the kit are not all there, `counts_differ` whether the server
    counted otherwise, `differs` whether what was scanned is not what came.
    """

    id: UUID
    gate: GateRef
    grid: GridRef
    kind: HandoverKind
    state: HandoverState
    code: str
    at: datetime
    since: datetime | None
    given_by: str
    given_by_id: UUID | None
    taken_by: str
    taken_at: datetime | None
    short: int
    counts_differ: bool
    differs: bool

    @classmethod
    def of(cls, row: Handover) -> "GateHandoverRow":
        """From a row that `named` has read."""
        return cls(**_row(row))


class LeftOrderOut(Shape):
    """A work order that is left open."""

    id: UUID
    number: str
    title: str

    @classmethod
    def of(cls, row: Order, language: str) -> "LeftOrderOut":
        """From an order."""
        title = kind_of(row.kind_id).title
        return cls(id=row.pk, number=row.number, title=title[language])


class GateHandoverOut(GateHandoverRow):
    """A handover whole, with both signatures: SVG path data in a box of 600 by 200, empty where nobody signed."""

    counts: PassageCountsShape
    server_counts: PassageCountsShape | None
    kit: list[KitFoundShape]
    keys: int
    health: GateHealth
    health_word: str
    matters: list[str]
    orders: list[LeftOrderOut]
    orders_out_of_sight: int
    remarks: str
    word: str
    digest: str
    given_received_at: datetime | None
    give_signature: str
    take_answer: TakeAnswer | None
    take_way: TakenBy | None
    take_word: str
    taken_received_at: datetime | None
    take_signature: str
    crossed_with: UUID | None

    @classmethod
    def whole(
        cls, row: Handover, texts: Texts, orders: Iterable[Order], language: str
    ) -> "GateHandoverOut":
        """From a row, its texts, and those of its orders that the reader sees."""
        seen = [LeftOrderOut.of(one, language) for one in orders]
        same = ("digest", "given_received_at", "give_signature", "taken_received_at", "keys")
        return cls(
            **_row(row),
            **{name: getattr(row, name) for name in (*same, "health", "take_signature")},
            counts=PassageCountsShape.of(row.counts),
            server_counts=PassageCountsShape.of(row.server_counts) if row.server_counts else None,
            kit=row.kit,
            health_word=texts.health_word,
            matters=list(texts.matters),
            orders=seen,
            orders_out_of_sight=len(texts.orders) - len(seen),
            remarks=texts.remarks,
            word=texts.word,
            take_answer=TakeAnswer(row.take_answer) if row.take_answer else None,
            take_way=TakenBy(row.take_way) if row.take_way else None,
            take_word=row.open_sealed("taken_said") or "",
            crossed_with=row.crossed_with_id,
        )


class KeeperShiftOut(Shape):
    """A shift of somebody who keeps the gate."""

    id: UUID
    member_id: UUID
    name: str
    mine: bool
    role: ShiftRole
    begins_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, row: Shift, member_id: UUID | None) -> "KeeperShiftOut":
        """From a shift read with its member."""
        member = row.member
        assert member is not None  # noqa: S101 - vacant shifts are not asked for
        same = {name: getattr(row, name) for name in ("role", "begins_at", "ends_at")}
        mine = member.pk == member_id
        return cls(id=row.pk, member_id=member.pk, name=member.name, mine=mine, **same)


class KitThing(Schema):
    """A thing that belongs to a gate."""

    name: str
    count: int


class KeptGateOut(Shape):
    """A gate that the caller may keep; `key` is that of its codes, 32 bytes in hexadecimal."""

    id: UUID
    name: str
    place: str
    grid: GridRef
    kit: list[KitThing]
    opens_at: time | None
    closes_at: time | None
    key: str
    shifts: list[KeeperShiftOut]
    waiting: list[GateHandoverRow]
    last: GateHandoverRow | None
    orders: list[LeftOrderOut]

    @classmethod
    def of(cls, one: KeptGate, key: str, member_id: UUID | None, language: str) -> "KeptGateOut":
        """From a gate with its shifts and handovers."""
        same = ("name", "place", "kit", "opens_at", "closes_at")
        return cls(
            **{name: getattr(one.gate, name) for name in same},
            id=one.gate.pk,
            grid=GridRef.of(one.gate.grid),
            key=key,
            shifts=[KeeperShiftOut.of(shift, member_id) for shift in one.shifts],
            waiting=[GateHandoverRow.of(row) for row in one.waiting],
            last=GateHandoverRow.of(one.last) if one.last else None,
            orders=[LeftOrderOut.of(row, language) for row in one.orders],
        )


class KeptGatesOut(Shape):
    """What the phone of a keeper keeps; minutes by which handovers are judged."""

    member_id: UUID | None
    after_minutes: int
    before_minutes: int
    gates: list[KeptGateOut]

    @classmethod
    def of(
        cls, member_id: UUID | None, figures: HandoverFigures, gates: list[KeptGateOut]
    ) -> "KeptGatesOut":
        """From the figures of today."""
        after, before = (_minutes(one) for one in (figures.after, figures.before))
        return cls(member_id=member_id, after_minutes=after, before_minutes=before, gates=gates)


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)


def _row(row: Handover) -> dict[str, Any]:
    same = ("kind", "state", "code", "at", "since", "given_by_id", "taken_at")
    give, take = give_half(row), take_half(row)
    return {
        **{name: getattr(row, name) for name in same},
        "id": row.pk,
        "gate": GateRef.of(row.checkpoint),
        "grid": GridRef.of(row.grid),
        "given_by": row.given_by.name if row.given_by else "",
        "taken_by": row.taken_by.name if row.taken_by else "",
        "short": sum(one["found"] < one["expected"] for one in row.kit),
        "counts_differ": row.server_counts not in (None, row.counts),
        "differs": give is not None and take is not None and differs(give, take),
    }
