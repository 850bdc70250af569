"""Words of sync."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.kernel.problems import Problem
from gridward.work.workorders.terms import OrderMove

MOST_COMMANDS, MOST_TOGETHER = 50, 500
"""Commands of one push: they are carried out in one transaction, for which all phones wait (`kernel/feeding.py`).

More where all are of a kind that is carried out together.
"""
TOGETHER = frozenset({"visit.record"})
"""Kinds of which many are carried out in a handful of statements."""


ON_PHONES = frozenset(
    {
        *(OrderMove.ACCEPT, OrderMove.REJECT, OrderMove.ACKNOWLEDGE, OrderMove.ARRIVE),
        *(OrderMove.ASK, OrderMove.GRANT, OrderMove.REFUSE, OrderMove.RAISE, OrderMove.HANDLE),
        *(OrderMove.VERIFY, OrderMove.REOPEN, OrderMove.CLOSE, OrderMove.RATE),
        *(OrderMove.NOTE, OrderMove.REPLY),
    }
)
"""Moves of orders that are made on a phone: those that name nobody and no other order."""


class DocumentKind(StrEnum):
    """What a phone keeps copies of. ORDER_KINDS: what its owner may report at a grid, one document a grid."""

    HOUSEHOLD = "household"
    ORGANISATION = "organisation"
    BUILDING = "building"
    ROUND = "round"
    TARGET = "target"
    POINT = "point"
    ORDER = "order"
    ORDER_KINDS = "order_kinds"
    MEASURE = "measure"


class PhotoOf(StrEnum):
    """What a photograph of a phone is taken for."""

    VISIT = "visit"
    ORDER = "order"


class CommandOutcome(StrEnum):
    """What became of a command: done; refused, with a problem that a person must look at; failed, to be sent again."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True)
class Sent:
    """A command as the phone sent it; `at` is when it was given, by the phone's clock.

    `said` is its content as read, `problem` why it could not be read.
    """

    id: UUID
    kind: str
    at: datetime
    content: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    problem: Problem | None = None


@dataclass(frozen=True)
class Result:
    """What became of a command; `answer` holds ids and versions, `code` and `details` those of the problem."""

    id: UUID
    outcome: CommandOutcome
    answer: dict[str, Any] = field(default_factory=dict)
    code: str = ""
    sentence: str = ""
    details: dict[str, Any] = field(default_factory=dict)


class SyncAct(Act):
    """What people do with phones."""

    DEVICE_ADDED = "sync.device_added"
    DEVICE_REVOKED = "sync.device_revoked"
