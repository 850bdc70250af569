"""Words of passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, NamedTuple, NotRequired, TypedDict
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.kernel.events import Event
from gridward.kernel.problems import Problem
from gridward.work.checkpoints.terms import (
    CodeKind,
    CodeResult,
    Decision,
    Direction,
    PassageSubject,
    PassState,
    Reason,
    Verdict,
)

MOST_PASSAGES = 2000
"""In one batch."""


class EntryKind(StrEnum):
    """What an entry is made of."""

    IDENTITY = "identity"
    PHONE = "phone"
    PLATE = "plate"


class Means(StrEnum):
    """How the gate learned who it is: camera, scanner, typed, plate, seen by eye, a one-time code."""

    SCAN = "scan"
    SCANNER = "scanner"
    TYPED = "typed"
    PLATE = "plate"
    SEEN = "seen"
    ONE_TIME = "one_time"


class CodeSource(StrEnum):
    """Who says what a code was: seen by eye, a provider, paper, the family, the desk (clause G4)."""

    EYE = "eye"
    PROVIDER = "provider"
    PAPER = "paper"
    FAMILY = "family"
    DESK = "desk"


class CodeSaid(TypedDict):
    """A code as the gate saw it; `at` is when its result is from."""

    kind: CodeKind
    result: CodeResult
    at: datetime | None
    source: CodeSource


class PassageSaid(TypedDict):
    """A passage as a phone tells it. `at` is by the phone's clock; ids are texts of UUIDs, entries hexadecimal.

    `server_at` is what the phone then took for the server's time, by the difference of the two clocks when it heard of
    it last; None where it had never heard.
    `name`, `phone`, `visiting` and `why` are of whoever is in no register, and of a decision that needs a word.
    """

    id: str
    gate: str
    at: datetime
    server_at: NotRequired[datetime | None]
    lane: str | None
    direction: Direction
    subject: PassageSubject
    decision: Decision
    verdict: Verdict
    reasons: list[Reason]
    rules: str
    by: Means
    pass_id: str | None
    pass_state: PassState | None
    person: str | None
    plate: str | None
    temperature_c: float | None
    codes: list[CodeSaid]
    no_phone: bool
    people: int
    visiting: str | None
    name: str | None
    phone: str | None
    why: str | None


WORDS = ("name", "phone", "visiting", "why")
"""What is sealed of a passage, in one value."""
NOTABLE = frozenset({Reason.WATCHED, Reason.FEVER, Reason.CODE_BAD})
"""Reasons that those who listen hear of whatever was decided."""
LET_PASS = frozenset({Decision.PASSED, Decision.EMERGENCY})


@dataclass(frozen=True)
class Refused:
    """A passage that is not taken, and why."""

    id: str
    problem: Problem


@dataclass(frozen=True)
class Taken:
    """What became of a batch: how many are new, how many were there already, which are refused, and what was noticed
    of new ones that their gate could not see, by their ids.
    """

    taken: int = 0
    known: int = 0
    refused: Sequence[Refused] = ()
    noticed: Mapping[str, Sequence[Reason]] = field(default_factory=dict)


@dataclass(frozen=True)
class PassageTaken:
    """A passage that somebody above may have to do something about; `member_id` is the keeper."""

    id: UUID
    at: datetime
    gate_id: UUID
    grid_id: UUID
    direction: Direction
    subject: PassageSubject
    decision: Decision
    reasons: tuple[Reason, ...]
    person: bytes | None
    plate: bytes | None
    pass_id: UUID | None
    member_id: UUID | None


@dataclass(frozen=True)
class PassagesTaken(Event):
    """Passages of a gate were taken in: those that were held, emergencies, and those with a notable reason.

    Not recorded: its rows hold entries of people, which go with the passages.
    """

    recorded: ClassVar[bool] = False
    street_id: UUID
    gate_id: UUID
    rows: tuple[PassageTaken, ...]


@dataclass(frozen=True)
class PassageFigures:
    """What the dated figures say on a day (`dated/passages.toml`). Days, minutes, people."""

    kept_days: int
    counted_days: int
    lane_per_minute: float
    window_minutes: int
    crowd_waiting: int
    calm_minutes: int


@dataclass(frozen=True)
class Queue:
    """How a gate stands now: people a minute, load of its lanes (1 is full), people that wait, minutes of waiting.

    Of one that `is_full` at least so many wait: nobody passes faster than the lanes allow.
    """

    per_minute: float
    load: float
    waiting: float
    minutes: float
    is_full: bool


@dataclass(frozen=True)
class SearchSaid:
    """Who passed: a resident; or what somebody typed; or everybody at a gate in an hour. In the days up to now."""

    reason: str
    days: int
    resident_id: UUID | None = None
    kind: EntryKind | None = None
    typed: str = ""
    gate_id: UUID | None = None
    hour: datetime | None = None


@dataclass(frozen=True)
class Sought:
    """What passages are looked for by: entries of a person, entries of plates, passes; from a day and instant on."""

    since: datetime
    until: datetime
    persons: Sequence[bytes] = ()
    plates: Sequence[bytes] = ()
    passes: Sequence[UUID] = ()
    gate_id: UUID | None = None


class PassageFound(NamedTuple):
    """A passage as it is stored, with the names of its gate and keeper and the serial of its pass, each empty where the
    reader does not see it. `words` is sealed.
    """

    id: UUID
    at: datetime
    told_at: datetime | None
    received_at: datetime
    lane: str
    direction: Direction
    subject: PassageSubject
    decision: Decision
    verdict: Verdict
    reasons: list[Reason]
    noticed: list[Reason]
    by: Means
    pass_state: PassState | None
    temperature_c: float | None
    no_phone: bool
    people: int
    words: bytes | None
    gate_id: UUID
    gate: str
    keeper: str
    serial: str


@dataclass(frozen=True)
class HourCount:
    """Passages and people at a gate in an hour, by lane and direction."""

    hour: datetime
    lane: str
    direction: Direction
    passages: int
    people: int


@dataclass(frozen=True)
class GateDay:
    """A gate's day: its hours, what was decided, how it stands now (None on another day), spells of crowding."""

    day: date
    hours: Sequence[HourCount]
    decisions: Mapping[Decision, int] = field(default_factory=dict)
    queue: Queue | None = None


class PassageAct(Act):
    """What people do with passages."""

    SEARCHED = "passages.searched"
    REASON_WRITTEN = "passages.reason_written"
