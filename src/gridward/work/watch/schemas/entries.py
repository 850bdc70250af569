"""Shapes of entries, objections and calls."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, StringConstraints

from gridward.ground.register.schemas.people import GridRef, Name, Typed
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import Shape
from gridward.kernel.masking import mask_identity_number, mask_name, mask_phone, mask_plate
from gridward.work.checkpoints.terms import Decision, Direction
from gridward.work.passages.terms import EntryKind
from gridward.work.watch.models import WatchAppeal, WatchCall, WatchEntry
from gridward.work.watch.queries.entries import said_of
from gridward.work.watch.rules.holding import state_of
from gridward.work.watch.terms import (
    AppealOutcome,
    CallKind,
    EntrySaid,
    RowRefused,
    WatchEnd,
    WatchGrounds,
    WatchRules,
    WatchStanding,
    WatchState,
)
from gridward.work.workorders.schemas.linked import LinkedOrder

Source = Annotated[str, StringConstraints(max_length=200)]
Said = Annotated[str, StringConstraints(max_length=500)]
Pasted = Annotated[str, StringConstraints(max_length=200_000)]
_MASKED = {
    EntryKind.IDENTITY: mask_identity_number,
    EntryKind.PHONE: mask_phone,
    EntryKind.PLATE: mask_plate,
}


class WatchGroundsIn(Schema):
    """What entries rest on. Without days an entry lasts from now for as long as may be."""

    standing: WatchStanding
    source: Source
    why: Said
    begins: AwareDatetime | None = None
    ends: AwareDatetime | None = None
    appeal: Source = ""

    def grounds(self) -> WatchGrounds:
        """As the services take them."""
        named = WatchGroundsIn.model_fields
        return WatchGrounds(**{name: getattr(self, name) for name in named})


class WatchEntryIn(WatchGroundsIn):
    """A new entry: of a number of a kind, with a name, or of a resident of the register."""

    id: UUID
    grid_id: UUID | None = None
    kind: EntryKind | None = None
    value: Typed = ""
    name: Name = ""
    resident_id: UUID | None = None

    def said(self) -> EntrySaid:
        """As the services take it."""
        whom = (self.kind, self.value, self.name, self.resident_id)
        return EntrySaid(self.id, self.grid_id, *whom)


class WatchRowsIn(WatchGroundsIn):
    """Entries that were pasted: a line each, with a number and perhaps a name."""

    grid_id: UUID
    text: Pasted


class WatchRowRefusedOut(Shape):
    """A line that was not taken."""

    line: int
    code: str
    sentence: str


class WatchRowsOut(Shape):
    """How many lines were taken, and those that were not."""

    taken: int
    refused: list[WatchRowRefusedOut]

    @classmethod
    def of(cls, taken: int, refused: Sequence[RowRefused]) -> "WatchRowsOut":
        """From what became of them."""
        rows = [
            WatchRowRefusedOut(line=one.line, code=one.code, sentence=one.sentence)
            for one in refused
        ]
        return cls(taken=taken, refused=rows)


class WatchEndIn(Schema):
    """Why an entry ends before its time."""

    reason: WatchEnd
    text: Said


class WatchAppealIn(Schema):
    """What the person says against an entry."""

    id: UUID
    text: Said


class WatchDecisionIn(Schema):
    """What was decided on an objection, and the answer to the person."""

    outcome: AppealOutcome
    text: Said


class WatchTermsOut(Shape):
    """What holds today for new entries."""

    longest_days: int
    kept_days: int
    appeal: str
    source: str

    @classmethod
    def of(cls, rules: WatchRules) -> "WatchTermsOut":
        """From the rules of a day."""
        return cls(**{name: getattr(rules, name) for name in cls.model_fields})


class WatchEntryRow(Shape):
    """An entry in a list; names and numbers are masked. `numbers` is how many keyed hashes gates compare."""

    id: UUID
    version: int
    grid: GridRef
    kind: EntryKind | None
    value: str
    name: str
    resident_id: UUID | None
    numbers: int
    standing: WatchStanding
    state: WatchState
    begins: datetime
    ends: datetime
    source: str
    set_by: str

    @classmethod
    def of(cls, row: WatchEntry, now: datetime) -> "WatchEntryRow":
        """From a row read with its grid and resident; raises SealBroken."""
        return cls(**_told(row, now))


class WatchAppealOut(Shape):
    """An objection; decided, with the answer."""

    id: UUID
    at: datetime
    said: str
    taken_by: str
    decided_at: datetime | None
    decided_by: str
    outcome: AppealOutcome | None
    reply: str

    @classmethod
    def of(cls, row: WatchAppeal) -> "WatchAppealOut":
        """From a row; raises SealBroken."""
        same = ("at", "taken_by", "decided_at", "decided_by")
        return cls(
            id=row.pk,
            said=row.open_sealed("said") or "",
            reply=row.open_sealed("reply") or "",
            outcome=AppealOutcome(row.outcome) if row.outcome else None,
            **{name: getattr(row, name) for name in same},
        )


class WatchOrderOut(LinkedOrder):
    """The order that a gate called for."""


class WatchCallOut(Shape):
    """Where and when somebody was met, and what the keeper did."""

    id: UUID
    kind: CallKind
    gate: str
    at: datetime
    direction: Direction
    decision: Decision
    order: WatchOrderOut | None

    @classmethod
    def of(cls, row: WatchCall, language: str) -> "WatchCallOut":
        """From a row read with its gate and order."""
        same = ("kind", "at", "direction", "decision")
        order = WatchOrderOut.of(row.order, language) if row.order else None
        return cls(
            id=row.pk,
            gate=row.gate.name,
            order=order,
            **{name: getattr(row, name) for name in same},
        )


class WatchEntryOut(WatchEntryRow):
    """An entry whole, with why, how to object, what was said against it and where it was met."""

    why: str
    appeal: str
    ended_at: datetime | None
    ended_for: WatchEnd | None
    ended_by: str
    ended_with: str
    may_change: bool
    may_decide: bool
    appeals: list[WatchAppealOut]
    calls: list[WatchCallOut]

    @classmethod
    def whole(
        cls,
        row: WatchEntry,
        beside: tuple[Sequence[WatchAppeal], Sequence[WatchCall]],
        actor: Actor,
        now: datetime,
        language: str,
    ) -> "WatchEntryOut":
        """From a row with its objections and calls; raises SealBroken."""
        told, (appeals, calls) = said_of(row), beside
        runs = row.ended_at is None and row.ends > now
        may = runs and actor.may(Permission.WATCH_KEEP, row.grid_id)
        return cls(
            why=told.why,
            appeal=row.appeal,
            ended_at=row.ended_at,
            ended_for=WatchEnd(row.ended_for) if row.ended_for else None,
            ended_by=row.ended_by,
            ended_with=told.end,
            may_change=may,
            may_decide=may and row.account_id != actor.account_id,
            appeals=[WatchAppealOut.of(one) for one in appeals],
            calls=[WatchCallOut.of(one, language) for one in calls],
            **{**_told(row, now), "name": told.name or (row.resident.name if row.resident else "")},
        )


def _told(row: WatchEntry, now: datetime) -> dict[str, Any]:
    same = ("version", "resident_id", "standing", "begins", "ends", "source")
    name = said_of(row).name or (row.resident.name if row.resident else "")
    value = row.open_sealed("value") or ""
    return {
        "id": row.pk,
        "grid": GridRef.of(row.grid),
        "kind": EntryKind(row.kind) if row.kind else None,
        "value": _MASKED[EntryKind(row.kind)](value) if row.kind else "",
        "name": mask_name(name) if name else "",
        "numbers": len(row.entries),
        "state": state_of(row.begins, row.ends, row.ended_at, now),
        "set_by": row.account_name,
        **{one: getattr(row, one) for one in same},
    }
