"""Words of screening."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.ground.register.rules.roster.reasons import Reason

HOUSE = "名单核查"
"""In whose name the house asks beyond somebody's grids."""
KIND_OF_CHECK = {False: "list_check", True: "list_check_urgent"}
"""The kinds of work orders, by whether quiet hours are for it."""
DESK_KIND = "list_desk"


class ListOrigin(StrEnum):
    """上级推送, 自排发现, 卡口发现, 群众反映."""

    PUSHED = "pushed"
    SELF_FOUND = "self_found"
    GATE = "gate"
    RESIDENT = "resident"


class ListState(StrEnum):
    """待核对, 试核对中, 已试核对, 接收中, 核查中, 已办结, 已被更正, 未能接收."""

    READY = "ready"
    REHEARSING = "rehearsing"
    REHEARSED = "rehearsed"
    TAKING = "taking"
    OPEN = "open"
    CLOSED = "closed"
    CORRECTED = "corrected"
    FAILED = "failed"


BEFORE_TAKING = frozenset(
    {
        *(ListState.READY, ListState.REHEARSING, ListState.REHEARSED),
        *(ListState.TAKING, ListState.FAILED),
    }
)
TAKEN = frozenset({ListState.OPEN, ListState.CLOSED, ListState.CORRECTED})


class ListRowState(StrEnum):
    """待研判, 查无此人待回复, 网格核查中, 已有结果, 无法识别, 已被更正.

    The first three are open.
    """

    DOUBTFUL = "doubtful"
    NOT_FOUND = "not_found"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    UNREADABLE = "unreadable"
    SUPERSEDED = "superseded"


OPEN_ROWS = frozenset({ListRowState.DOUBTFUL, ListRowState.NOT_FOUND, ListRowState.ASSIGNED})
AT_DESK = frozenset({ListRowState.DOUBTFUL, ListRowState.NOT_FOUND})


class CheckOutcome(StrEnum):
    """查实, 查否, 联系不上, 已移交, 不在本辖区, 已搬离, 已死亡 (`VerificationTask.outcome`)."""

    CONFIRMED = "confirmed"
    RULED_OUT = "ruled_out"
    UNREACHABLE = "unreachable"
    TRANSFERRED = "transferred"
    NOT_IN_AREA = "not_in_area"
    MOVED = "moved"
    DEAD = "dead"


SAYS_MORE = frozenset(
    {
        *(CheckOutcome.CONFIRMED, CheckOutcome.TRANSFERRED),
        *(CheckOutcome.NOT_IN_AREA, CheckOutcome.UNREACHABLE),
    }
)
"""Outcomes that say nothing without what was found: where somebody is, to whom passed, how often called."""


class ContactWay(StrEnum):
    """电话, 上门."""

    CALL = "call"
    VISIT = "visit"


class PersonNow(StrEnum):
    """What the register says of a candidate today: 在册, 未成年, 已搬离, 已死亡, 误登."""

    HERE = "here"
    MINOR = "minor"
    MOVED = "moved"
    DEAD = "dead"
    MISTAKEN = "mistaken"


@dataclass(frozen=True)
class ListKind:
    """A kind of list: until when it is answered after it came, and whether quiet hours are for it."""

    code: str
    title: Mapping[str, str]
    minutes: int
    urgent: bool
    source: str


@dataclass(frozen=True)
class ListSaid:
    """What is said of a list beside its file; without a grid it is the street's own."""

    sender: str
    kind: str
    purpose: str
    basis: str
    paper_no: str = ""
    origin: ListOrigin = ListOrigin.PUSHED
    grid_id: UUID | None = None
    received_at: datetime | None = None
    deadline: datetime | None = None
    corrects: UUID | None = None


@dataclass(frozen=True)
class ReadRow:
    """A row as it was read: what it says of the person, or why it says nothing (`readable` False).

    `document` and `phones` are in the forms of the register. `mends` are remarks on a row that is taken all the same.
    """

    sheet: int
    number: int
    member: int = 0
    name: str = ""
    document: str = ""
    phones: tuple[str, ...] = ()
    address: str = ""
    birth: date | None = None
    sex: str = ""
    note: str = ""
    readable: bool = True
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class RowDecision:
    """What the desk decides on a row: that a candidate is meant, that a grid looks for them, or an outcome."""

    resident_id: UUID | None = None
    grid_id: UUID | None = None
    outcome: CheckOutcome | None = None
    found: str = ""


@dataclass(frozen=True)
class Learned:
    """What somebody told of themselves, with their consent to keep it: base fields of the register alone."""

    phone: str = ""
    employer: str = ""
    consent: bool = False

    def __bool__(self) -> bool:
        return bool(self.phone.strip() or self.employer.strip())


@dataclass(frozen=True)
class CheckAnswer:
    """The outcome of a task and what was found; `at` is by the phone's clock, set right."""

    outcome: CheckOutcome
    found: str = ""
    learned: Learned = field(default_factory=Learned)
    at: datetime | None = None


@dataclass(frozen=True)
class ContactSaid:
    """Somebody was called or visited; the id is the sender's."""

    id: UUID
    way: ContactWay
    reached: bool
    text: str = ""
    at: datetime | None = None


Counts = dict[str, Any]


class ScreeningAct(Act):
    """What people do with pushed lists. Sentences name lists and grids, and nobody on them."""

    LIST_BROUGHT = "screening.list_brought"
    LIST_TAKEN = "screening.list_taken"
    LIST_CLOSED = "screening.list_closed"
    LIST_DROPPED = "screening.list_dropped"
    ROW_SEEN = "screening.row_seen"
    ROW_DECIDED = "screening.row_decided"
    ROWS_NOT_OURS = "screening.rows_not_ours"
    TASK_SEEN = "screening.task_seen"
    TASK_ANSWERED = "screening.task_answered"
    TASK_TRIED = "screening.task_tried"
    FORGOTTEN = "screening.forgotten"
