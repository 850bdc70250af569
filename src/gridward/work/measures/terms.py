"""Words of measures on persons."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.kernel.events import Event
from gridward.work.rulebooks.terms import MeasureKind, PersonCategory


class ControlKind(StrEnum):
    """The kinds of the rule books, and what is done until one begins: 现场稳控, 闭环转运."""

    CENTRALISED_ISOLATION = MeasureKind.CENTRALISED_ISOLATION.value
    OBSERVATION = MeasureKind.OBSERVATION.value
    HOME_ISOLATION = MeasureKind.HOME_ISOLATION.value
    STAY_INDOORS = MeasureKind.STAY_INDOORS.value
    HOME_UNTIL_RESULT = MeasureKind.HOME_UNTIL_RESULT.value
    HOME_MONITORING = MeasureKind.HOME_MONITORING.value
    SELF_MONITORING = MeasureKind.SELF_MONITORING.value
    ON_SCENE_HOLD = "on_scene_hold"
    CLOSED_TRANSFER = "closed_transfer"


AT_ONCE = frozenset({ControlKind.ON_SCENE_HOLD, ControlKind.CLOSED_TRANSFER})
"""What bridges the hours until a measure of the rule begins."""
MILD = frozenset({ControlKind.HOME_MONITORING, ControlKind.SELF_MONITORING})
"""What restricts nobody; everything else does."""


class MeasureOrigin(StrEnum):
    """How somebody came to be known: 推送名单, 自排, 卡口, 居民申报, 流调."""

    PUSHED = "pushed"
    SELF_FOUND = "self_found"
    GATE = "gate"
    RESIDENT = "resident"
    TRACING = "tracing"


class MeasureState(StrEnum):
    """Where a measure stands; only IN_FORCE binds anybody."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    IN_FORCE = "in_force"
    REFUSED = "refused"
    ENDED = "ended"


OPEN = (MeasureState.PROPOSED, MeasureState.DECIDED, MeasureState.IN_FORCE)


class MeasureEnd(StrEnum):
    """Why a measure ended; UPHELD comes by an appeal alone."""

    RELEASED = "released"
    EARLY = "early"
    RULED_OUT = "ruled_out"
    REPLACED = "replaced"
    RULE_ENDED = "rule_ended"
    DECEASED = "deceased"
    UPHELD = "upheld"


class MeasureStep(StrEnum):
    """What was done about a measure, in the order in which it can come."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    PLACED = "placed"
    TRANSFER_ASKED = "transfer_asked"
    TRANSFER_ACCEPTED = "transfer_accepted"
    TRANSFER_REFUSED = "transfer_refused"
    APPEALED = "appealed"
    APPEAL_UPHELD = "appeal_upheld"
    APPEAL_CHANGED = "appeal_changed"
    APPEAL_REJECTED = "appeal_rejected"
    REPLANNED = "replanned"
    RESULT_CHANGED = "result_changed"
    ENDED = "ended"


class AppealBy(StrEnum):
    """Who objects: 本人, 监护人, 近亲属."""

    ONESELF = "oneself"
    GUARDIAN = "guardian"
    FAMILY = "family"


class MeasureAppealOutcome(StrEnum):
    """What became of an appeal: ended, changed to less, or as it was."""

    UPHELD = "upheld"
    CHANGED = "changed"
    REJECTED = "rejected"


class TransferAnswer(StrEnum):
    """What the receiving grid said."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class ReadingWay(StrEnum):
    """How a temperature came: 上门, 电话, 自报."""

    VISIT = "visit"
    CALL = "call"
    SELF = "self"


class Symptom(StrEnum):
    """What is asked for each time."""

    COUGH = "cough"
    SORE_THROAT = "sore_throat"
    FATIGUE = "fatigue"
    DIARRHOEA = "diarrhoea"
    BREATHLESS = "breathless"
    OTHER = "other"


RIGHTS = ("know", "treated", "needs", "privacy", "school", "free")
"""What notices and the person's own page say of rights, by the names of texts `measures.paper.rights`."""


class SampleMethod(StrEnum):
    """核酸, 抗原."""

    NUCLEIC_ACID = "nucleic_acid"
    ANTIGEN = "antigen"


class SampleResult(StrEnum):
    """阴性, 阳性, 无效; what is invalid is sampled again."""

    NEGATIVE = "negative"
    POSITIVE = "positive"
    INVALID = "invalid"


class SampleState(StrEnum):
    """Where a day of a test stands: nothing yet, today, past without a sample, sampled, and as its result says."""

    AHEAD = "ahead"
    DUE = "due"
    MISSED = "missed"
    SAMPLED = "sampled"
    NEGATIVE = "negative"
    POSITIVE = "positive"
    AGAIN = "again"


class NeedState(StrEnum):
    """What the results say of a condition for a release; ASKED is known to people alone."""

    MET = "met"
    LACKING = "lacking"
    ASKED = "asked"


class CallFor(StrEnum):
    """What somebody is called for: 发热, 阳性, 漏随访; 用药, 生活物资, 照护, 其他."""

    FEVER = "fever"
    POSITIVE = "positive"
    MISSED = "missed"
    MEDICINE = "medicine"
    FOOD = "food"
    CARE = "care"
    OTHER = "other"


ALARMS = (CallFor.FEVER, CallFor.POSITIVE)
NEEDS = (CallFor.MEDICINE, CallFor.FOOD, CallFor.CARE, CallFor.OTHER)


class CallEnd(StrEnum):
    """Its order was ended, it was caught up with, or the measure was over."""

    ORDER = "order"
    CAUGHT_UP = "caught_up"
    OVER = "over"


class MeasureView(StrEnum):
    """Lists that people work by."""

    OPEN = "open"
    TO_DECIDE = "to_decide"
    TO_CONFIRM = "to_confirm"
    IN_FORCE = "in_force"
    MISSED = "missed"
    TEST_TODAY = "test_today"
    ENDING_TODAY = "ending_today"
    OVERDUE = "overdue"
    APPEALED = "appealed"
    OVER = "over"


class MeasureAct(Act):
    """What people do with measures."""

    PROPOSED = "measures.proposed"
    DECIDED = "measures.decided"
    CONFIRMED = "measures.confirmed"
    REFUSED = "measures.refused"
    SEEN = "measures.seen"
    PLACED = "measures.placed"
    TRANSFER_ASKED = "measures.transfer_asked"
    TRANSFER_ACCEPTED = "measures.transfer_accepted"
    TRANSFER_REFUSED = "measures.transfer_refused"
    APPEALED = "measures.appealed"
    APPEAL_DECIDED = "measures.appeal_decided"
    READ = "measures.read"
    SAMPLED = "measures.sampled"
    RESULT_TOLD = "measures.result_told"
    NEED_TAKEN = "measures.need_taken"
    CALLED = "measures.called"
    ON_PHONE = "measures.on_phone"
    REPLANNED = "measures.replanned"
    ENDED = "measures.ended"
    FORGOTTEN = "measures.forgotten"


@dataclass(frozen=True)
class MeasureRules:
    """The dated settings of `dated/measures.toml`."""

    minor_age: int
    longest_days: int
    hold_days: int
    appeal_hours: int
    readings_a_day: int
    fever_celsius: float
    kept_days: int
    appeal: str
    source: str


@dataclass(frozen=True)
class GuardianSaid:
    """Who answers for a minor."""

    name: str = ""
    phone: str = ""
    relation: str = ""


@dataclass(frozen=True)
class PersonSaid:
    """Who somebody is: of the register as it stood, or as it was told."""

    name: str
    phone: str = ""
    document_kind: str = ""
    document: str = ""
    birth_date: str = ""
    sex: str = ""
    address: str = ""
    guardian: GuardianSaid = field(default_factory=GuardianSaid)


@dataclass(frozen=True)
class ReasonsSaid:
    """What is sealed of why: `necessity` is why nothing milder will do, `stated` why an end was set by a person."""

    evidence: str = ""
    necessity: str = ""
    stated: str = ""
    place: str = ""
    end: str = ""


@dataclass(frozen=True)
class Wanted:
    """What is asked for: nothing of it where the rule gives everything.

    `kind` is that of the first phase; `ends`, `reason` and `tests` are stated by a person where no rule gives them.
    """

    kind: ControlKind | None = None
    ends: date | None = None
    reason: str = ""
    tests: tuple[date, ...] = ()


@dataclass(frozen=True)
class GivenPhase:
    """A phase with its days; `book` is empty where a person stated it."""

    kind: ControlKind
    begins: date
    ends: date
    tests: tuple[date, ...] = ()
    book: str = ""


@dataclass(frozen=True)
class Course:
    """What a measure comes to: its phases in order, and whether a rule gave the end."""

    phases: tuple[GivenPhase, ...]
    computed: bool

    @property
    def begins(self) -> date:
        """The first day."""
        return self.phases[0].begins

    @property
    def ends(self) -> date:
        """The last day."""
        return self.phases[-1].ends


@dataclass(frozen=True)
class ProposalSaid:
    """A proposal: of a resident, or at a grid of somebody who is named. `adult`: said to be of age, birth unknown."""

    id: UUID
    category: PersonCategory
    origin: MeasureOrigin
    evidence: str
    determined_on: date
    counted_from: date
    resident_id: UUID | None = None
    grid_id: UUID | None = None
    person: PersonSaid | None = None
    guardian: GuardianSaid = field(default_factory=GuardianSaid)
    adult: bool = False
    authority: str = ""
    paper: str = ""
    place: str = ""
    necessity: str = ""
    wanted: Wanted = field(default_factory=Wanted)


@dataclass(frozen=True)
class ReleaseCode:
    """What the code on a release paper says: which measure, and its last day."""

    measure: UUID
    ended_on: date


class MoveOutcome(StrEnum):
    """What the rule of today does to a measure that was begun by another.

    OTHERWISE: the last day stays, phases or tests differ. NO_END: nothing gives an end any more, so a person states one
    for each. RELEASED: the books ended the category, or the last day by the rule is past.
    """

    SHORTER = "shorter"
    LONGER = "longer"
    OTHERWISE = "otherwise"
    NO_END = "no_end"
    RELEASED = "released"


@dataclass(frozen=True)
class Move:
    """What accepting the rule of today makes of a measure: `phases` are empty where it ends or nothing gives an end."""

    outcome: MoveOutcome
    phases: tuple[GivenPhase, ...] = ()
    stricter: bool = False

    @property
    def ends(self) -> date | None:
        """The new last day."""
        return self.phases[-1].ends if self.phases else None

    @property
    def burdens(self) -> bool:
        """Whether it restricts somebody for longer, or more: then a second person accepts it."""
        return self.stricter or self.outcome is MoveOutcome.LONGER


@dataclass(frozen=True)
class MoveSeen:
    """A measure as it was shown, with the last day that was shown for it."""

    id: UUID
    version: int
    ends: date | None


@dataclass(frozen=True)
class Sampled:
    """A sample as the rules judge it; `day` is the day of the rule that it was taken for, `ct` its cycle threshold."""

    at: datetime
    day: date
    result: SampleResult | None = None
    method: SampleMethod = SampleMethod.NUCLEIC_ACID
    laboratory: str = ""
    ct: float | None = None


@dataclass(frozen=True)
class ResultSaid:
    """A result with the instant of its report and by whom it was told."""

    result: SampleResult
    reported_at: datetime
    told_by: str
    ct: float | None = None


@dataclass(frozen=True)
class SampleSaid:
    """A sample as somebody notes it; `day` names the day of the rule where it is another than that of the sampling."""

    id: UUID
    at: datetime
    method: SampleMethod
    place: str = ""
    laboratory: str = ""
    day: date | None = None
    result: ResultSaid | None = None


@dataclass(frozen=True)
class SampleSealed:
    """What is sealed of a sample."""

    place: str = ""
    laboratory: str = ""
    told_by: str = ""
    ct: float | None = None


@dataclass(frozen=True)
class SampleDue:
    """A day on which a test is due by the course of the measure: day `number` of its phase, by the book."""

    day: date
    number: int
    kind: ControlKind
    book: str
    state: SampleState


@dataclass(frozen=True)
class MeasureAlarmed(Event):
    """Somebody under a measure has a fever, or a positive result: people decide what follows. `what` is a CallFor."""

    measure: UUID
    grid: UUID
    what: str
