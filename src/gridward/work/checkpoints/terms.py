"""Words of gates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import TypedDict
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.kernel.events import Event

MOST_MINUTES_APART = 24 * 60
"""The largest `apart_minutes` that rules of a gate may name."""
HOUSE = "gates"
"""Who is told to have acted where the house does at gates what a keeper has no right to."""


class Verdict(StrEnum):
    """放行, 询问, 稳控: what the rules suggest, the mildest first."""

    PASS = "pass"
    ASK = "ask"
    HOLD = "hold"


class Decision(StrEnum):
    """What the keeper of the gate did: 放行, 劝返, 现场稳控, 紧急放行."""

    PASSED = "passed"
    TURNED_BACK = "turned_back"
    HELD = "held"
    EMERGENCY = "emergency"


class Direction(StrEnum):
    """进, 出."""

    IN = "in"
    OUT = "out"


class PassageSubject(StrEnum):
    """Who passes. A vehicle passes with the people in it."""

    RESIDENT = "resident"
    VISITOR = "visitor"
    HELPER = "helper"
    DELIVERY = "delivery"
    VEHICLE = "vehicle"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """What the gate knows of a person beside the pass: nothing, to stay at home, to be spoken to at the gate."""

    FREE = "free"
    STAYS_HOME = "stays_home"
    WATCHED = "watched"


class PassState(StrEnum):
    """What is known of the pass that was shown."""

    VALID = "valid"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"
    OTHER_GATE = "other_gate"
    USED = "used"
    FORGED = "forged"


class CodeKind(StrEnum):
    """What is shown beside the pass (clause G4): 健康码, 行程卡, 核酸检测, 疫苗接种."""

    HEALTH = "health"
    ITINERARY = "itinerary"
    TEST = "test"
    VACCINATION = "vaccination"


class CodeResult(StrEnum):
    """What it said: colours of codes, results of tests, doses; `unclear` where nobody could tell."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    STARRED = "starred"
    NEGATIVE = "negative"
    PENDING = "pending"
    RETEST = "retest"
    POSITIVE = "positive"
    DONE = "done"
    PARTLY = "partly"
    NONE = "none"
    UNCLEAR = "unclear"


class CodeSource(StrEnum):
    """How a code was checked: seen by eye, told by the code service, or, of somebody without a phone, from paper, told
    by family, looked up by staff (目视, 接口, 纸质证明, 家人代查, 工作人员代查).
    """

    EYE = "eye"
    PROVIDER = "provider"
    PAPER = "paper"
    FAMILY = "family"
    DESK = "desk"


class Reason(StrEnum):
    """Why the rules suggest what they do: the closed list."""

    EMERGENCY = "emergency"
    WATCHED = "watched"
    CODE_BAD = "code_bad"
    FEVER = "fever"
    STAYS_HOME = "stays_home"
    PASS_FORGED = "pass_forged"
    PASS_REVOKED = "pass_revoked"
    PASS_REPLACED = "pass_replaced"
    PASS_USED = "pass_used"
    PASS_EXPIRED = "pass_expired"
    PASS_NOT_YET = "pass_not_yet"
    PASS_OTHER_GATE = "pass_other_gate"
    PASS_MISSING = "pass_missing"
    ELSEWHERE_JUST_NOW = "elsewhere_just_now"
    CODE_DOUBTFUL = "code_doubtful"
    CODE_OLD = "code_old"
    CODE_MISSING = "code_missing"
    TEMPERATURE_MISSING = "temperature_missing"
    RULE_INCOMPLETE = "rule_incomplete"


@dataclass(frozen=True)
class Wanted:
    """A code that the rules of a gate ask for.

    `hours` is how old it may be, None for any age; `passes` are the results that pass, `holds` those that hold; any
    other result is asked about.
    """

    kind: CodeKind
    passes: frozenset[CodeResult]
    holds: frozenset[CodeResult] = frozenset()
    hours: int | None = None
    directions: frozenset[Direction] = frozenset({Direction.IN})
    subjects: frozenset[PassageSubject] = frozenset(PassageSubject)


@dataclass(frozen=True)
class GateRules:
    """The rules of a gate at a moment; `fever_c` in degrees Celsius, None where nothing says from when on.

    `pass_for` are the directions and `pass_subjects` those who need a pass; `apart_minutes` is how long after a passage
    the same pass at another gate is asked about.
    """

    name: str
    codes: Sequence[Wanted] = ()
    temperature: frozenset[Direction] = frozenset()
    fever_c: float | None = None
    pass_for: frozenset[Direction] = frozenset()
    pass_subjects: frozenset[PassageSubject] = frozenset()
    apart_minutes: int | None = None


@dataclass(frozen=True)
class CodeSeen:
    """A code as it was seen: `at` is when its result is from, None where it does not say."""

    kind: CodeKind
    result: CodeResult
    at: datetime | None = None


@dataclass(frozen=True)
class PassageFacts:
    """What is known of somebody who is at the gate now.

    `pass_state` is None without a pass. `elsewhere_at` is when the same pass was last seen at another gate.
    `no_phone`: somebody without one is asked for nothing that only a phone shows; a person looks at papers instead.
    """

    direction: Direction
    subject: PassageSubject
    pass_state: PassState | None = None
    standing: Standing = Standing.FREE
    temperature_c: float | None = None
    codes: Sequence[CodeSeen] = ()
    elsewhere_at: datetime | None = None
    no_phone: bool = False
    emergency: bool = False


@dataclass(frozen=True)
class Judgement:
    """What the rules suggest, and why: the gravest reason first. `about` names the codes that reasons are about."""

    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    about: Mapping[Reason, tuple[CodeKind, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class PassMade(Event):
    """A pass was made; gates are told whose it is."""

    pass_id: UUID


class PassKind(StrEnum):
    """居民, 车辆, 工作人员和志愿者, 配送, 来访."""

    RESIDENT = "resident"
    VEHICLE = "vehicle"
    HELPER = "helper"
    DELIVERY = "delivery"
    VISITOR = "visitor"


@dataclass(frozen=True)
class PassToken:
    """What the code of a pass says: which pass, of which kind, the how-manieth print, and from when to when.

    Nothing in it tells of a person. Instants are whole minutes, in UTC.
    """

    id: UUID
    kind: PassKind
    issue: int
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class KnownPass:
    """What a gate knows of a pass beside what its code says.

    `issue` is the latest print; `gates` are those it is for, none for all; `used` of a pass for one time only.
    """

    id: UUID
    kind: PassKind
    issue: int
    begins: datetime
    ends: datetime
    revoked: bool = False
    gates: frozenset[UUID] = frozenset()
    used: bool = False


class TokenFault(StrEnum):
    """Why a code is no pass: not one of ours, cut short, of a key nobody knows, changed."""

    NOT_OURS = "not_ours"
    CUT = "cut"
    KEY_UNKNOWN = "key_unknown"
    FORGED = "forged"


class GateAct(Act):
    """What people do with gates and passes."""

    GATE_ADDED = "gates.gate_added"
    GATE_CHANGED = "gates.gate_changed"
    GATE_CLOSED = "gates.gate_closed"
    RULES_SET = "gates.rules_set"
    RULES_WITHDRAWN = "gates.rules_withdrawn"
    PASS_MADE = "gates.pass_made"
    PASS_PRINTED = "gates.pass_printed"
    PASS_PROLONGED = "gates.pass_prolonged"
    PASS_REVOKED = "gates.pass_revoked"


class LaneSaid(TypedDict):
    """A lane: its name, the ways it is used, whether vehicles pass."""

    name: str
    directions: list[Direction]
    vehicles: bool


class KitSaid(TypedDict):
    """A thing that belongs to a gate, and how many of it."""

    name: str
    count: int


class GateFields(TypedDict, total=False):
    """What a gate may be given; times are local, degrees of CGCS2000."""

    name: str
    place: str
    longitude: float | None
    latitude: float | None
    sides: Sequence[UUID]
    lead_id: UUID | None
    police_id: UUID | None
    opens_at: time | None
    closes_at: time | None
    lanes: Sequence[LaneSaid]
    kit: Sequence[KitSaid]


@dataclass(frozen=True)
class PassSaid:
    """A pass as somebody applies for it on behalf of its holder.

    A pass of a resident names the resident; any other a unit of the register, or a holder by name and phone.
    """

    id: UUID
    grid_id: UUID
    kind: PassKind
    begins: datetime
    ends: datetime
    reason: str
    resident_id: UUID | None = None
    organisation_id: UUID | None = None
    holder_name: str = ""
    holder_phone: str = ""
    plate: str = ""
    gates: Sequence[UUID] = ()
    once: bool = False
