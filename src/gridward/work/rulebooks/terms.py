"""Words of rule books. A *book* is a dated paper; a *slot* is one thing that it says of a category, such as a phase."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.kernel.events import Event

Texts = Mapping[str, str]
"""A text by language."""


class PersonCategory(StrEnum):
    """Whom rules speak of; the words are those of the national plans."""

    CLOSE_CONTACT = "close_contact"
    SECONDARY_CONTACT = "secondary_contact"
    GENERAL_CONTACT = "general_contact"
    STAYED_HIGH = "stayed_high"
    STAYED_MEDIUM = "stayed_medium"
    STAYED_COUNTY = "stayed_county"
    OTHER_PROVINCE = "other_province"
    INBOUND = "inbound"
    SEALED_RESIDENT = "sealed_resident"
    DISCHARGED = "discharged"
    ASYMPTOMATIC = "asymptomatic"
    FEVER = "fever"


class MeasureKind(StrEnum):
    """集中隔离, 居家隔离, 居家健康监测, 自我健康监测, 集中隔离医学观察 of the infected, 足不出户, 结果出来前居家."""

    CENTRALISED_ISOLATION = "centralised_isolation"
    HOME_ISOLATION = "home_isolation"
    HOME_MONITORING = "home_monitoring"
    SELF_MONITORING = "self_monitoring"
    OBSERVATION = "observation"
    STAY_INDOORS = "stay_indoors"
    HOME_UNTIL_RESULT = "home_until_result"


class CountedFrom(StrEnum):
    """The day from which days are counted."""

    LAST_EXPOSURE = "last_exposure"
    ISOLATION = "isolation"
    LEAVING = "leaving"
    ARRIVAL = "arrival"
    DISCHARGE = "discharge"
    POSITIVE = "positive"
    SEALING = "sealing"


class DayOne(StrEnum):
    """Which day is day one: the day that is counted from, or the one after it."""

    SAME = "same"
    NEXT = "next"


class Specimen(StrEnum):
    """鼻咽拭子, 口咽拭子."""

    NASOPHARYNGEAL = "nasopharyngeal"
    OROPHARYNGEAL = "oropharyngeal"


class FirstAct(StrEnum):
    """What is done at once."""

    MASK = "mask"
    SEPARATE = "separate"
    MEASURE_AGAIN = "measure_again"
    REGISTER = "register"
    TELL_THE_RISK = "tell_the_risk"
    REPORT = "report"
    CLOSED_TRANSFER = "closed_transfer"


class ReleaseNeed(StrEnum):
    """What must be shown before a release; 双采双检, 阴性, Ct值."""

    DOUBLE = "double_sample_double_laboratory"
    OWN_NEGATIVE = "own_tests_negative"
    FIRST_TWO_OF_CONTACT = "first_two_of_contact_negative"
    TWO_NEGATIVES = "two_negatives_a_day_apart"
    REVISITS = "revisits_week_2_and_4"
    TWO_CT_APART = "two_ct_35_a_day_apart"
    TWO_CT = "two_ct_35"
    LAST_NEGATIVE = "last_test_negative"


class Slot(StrEnum):
    """What a book may say of a category; a later book wins slot by slot. The order is that in which it is told."""

    LOOKBACK = "lookback"
    ARRIVAL = "arrival"
    ACTS = "acts"
    COUNTING = "counting"
    FIRST = "first"
    THEN = "then"
    RELEASE = "release"


PHASES = (Slot.FIRST, Slot.THEN)


class BookLayer(IntEnum):
    """Whose paper it is: a later one lies over an earlier one, whatever their dates."""

    NATIONAL_PLAN = 0
    NATIONAL = 1
    PROVINCE = 2
    CITY = 3
    COUNTY = 4
    STREET = 5


class BookStatus(StrEnum):
    """Whether somebody has compared the figures with the paper itself."""

    DRAFT = "draft"
    CHECKED = "checked"


@dataclass(frozen=True)
class Lookback:
    """Of how many days before its onset or sample a case's contacts are looked for, or stays asked for."""

    days: int | None


@dataclass(frozen=True)
class Arrival:
    """Asked of who arrives: days ahead to report, how old a test may be in hours, a test on arrival, more tests."""

    report_days_ahead: int | None = None
    test_hours: int | None = None
    landing_test: bool = False
    tests: int | None = None
    within_days: int | None = None


@dataclass(frozen=True)
class Acts:
    """What is done at once, in this order, and from which temperature."""

    steps: tuple[FirstAct, ...]
    celsius: float | None = None


@dataclass(frozen=True)
class Counting:
    """From when days are counted, and which is the first."""

    since: CountedFrom
    day_one: DayOne


@dataclass(frozen=True)
class Phase:
    """A measure for some days, with tests on some of them; `days` is None where the book gives no figure.

    Where `kinds` has several, a person with authority chooses; the first is the rule.
    """

    kinds: tuple[MeasureKind, ...]
    days: int | None
    tests: tuple[int, ...] = ()
    specimen: Specimen | None = None
    temperatures_a_day: int | None = None


@dataclass(frozen=True)
class Release:
    """What must be shown before a release; `fails_to` is what somebody becomes else."""

    needs: tuple[ReleaseNeed, ...]
    fails_to: PersonCategory | None = None


Said = Lookback | Arrival | Acts | Counting | Phase | Release
SHAPES: Mapping[Slot, type[Said]] = {
    Slot.LOOKBACK: Lookback,
    Slot.ARRIVAL: Arrival,
    Slot.ACTS: Acts,
    Slot.COUNTING: Counting,
    Slot.FIRST: Phase,
    Slot.THEN: Phase,
    Slot.RELEASE: Release,
}


@dataclass(frozen=True)
class Entry:
    """What a book says in a slot; `said` is None where it takes away what stood there.

    `source` is where in which paper it stands; `unconfirmed` names the figures that nobody has compared with it.
    """

    book: str
    said: Said | None
    source: str
    unconfirmed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Book:
    """A paper: in force from its first day until `until`, which is the first day on which it no longer is.

    `area` is the beginning of the codes of the divisions it holds in, empty for the whole country. `ends` are the
    categories that nobody is put into any more.
    """

    code: str
    title: Texts
    layer: BookLayer
    area: str
    since: date
    until: date | None
    status: BookStatus
    source: str
    note: Texts
    ends: frozenset[PersonCategory]
    entries: Mapping[PersonCategory, Mapping[Slot, Entry]]


@dataclass(frozen=True)
class Outweighed:
    """An entry that another book lies over with something else."""

    category: PersonCategory
    slot: Slot
    entry: Entry
    by: str


@dataclass(frozen=True)
class Contradiction:
    """Two books of one layer and one day that say different things in a slot: a person must say which holds."""

    category: PersonCategory
    slot: Slot
    entries: tuple[Entry, Entry]


@dataclass(frozen=True)
class Rule:
    """What holds for a category on a day: the winning entry of each slot; `ended_by` is the book that ended it all."""

    category: PersonCategory
    day: date
    entries: Mapping[Slot, Entry]
    ended_by: str = ""
    outweighed: tuple[Outweighed, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


class Lack(StrEnum):
    """Why no dates follow by themselves: a person may still record and decide."""

    NO_RULE = "no_rule"
    NO_MEASURE = "no_measure"
    ENDED = "ended"
    NO_DAYS = "no_days"
    NO_COUNTING = "no_counting"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True)
class PlannedPhase:
    """A phase with its days: `begins` and `ends` are its first and last day, `tests` the days on which one is due."""

    slot: Slot
    kinds: tuple[MeasureKind, ...]
    begins: date
    ends: date
    tests: tuple[date, ...]
    book: str


@dataclass(frozen=True)
class Planned:
    """What follows from a rule for somebody whose days are counted from a day.

    Nothing is guessed: where something lacks, the phases before it stand and no end is told.
    """

    rule: Rule
    phases: tuple[PlannedPhase, ...]
    lacks: tuple[Lack, ...] = field(default=())

    @property
    def ends(self) -> date | None:
        """The last day of the last phase; None where something lacks, or nothing is asked for."""
        return self.phases[-1].ends if self.phases and not self.lacks else None


@dataclass(frozen=True)
class SlotChange:
    """A slot that says something else; None where nothing stands there."""

    slot: Slot
    before: Entry | None
    after: Entry | None


@dataclass(frozen=True)
class RuleChange:
    """How the rule for a category differs on a day. `slots` is empty where it is ended, or holds again."""

    category: PersonCategory
    before: Rule
    after: Rule
    slots: tuple[SlotChange, ...]


@dataclass(frozen=True)
class ChangeSpan:
    """Days of determination for which the same changes hold; `until` is the first day after them, None without end."""

    since: date
    until: date | None
    changes: tuple[RuleChange, ...]


class ReplanOutcome(StrEnum):
    """What a changed rule does to somebody's days.

    OTHERWISE: the last day stays, phases or tests differ. END_FOUND, END_LOST: an end follows where none did, or the
    other way round. RELEASED: the rule was ended.
    """

    SAME = "same"
    SHORTER = "shorter"
    LONGER = "longer"
    OTHERWISE = "otherwise"
    END_FOUND = "end_found"
    END_LOST = "end_lost"
    RELEASED = "released"


class BookState(StrEnum):
    """起草中, 待审核, 已审定, 停用待审核, 已停用, 已被新版替代, 已作废."""

    DRAFTED = "drafted"
    ASKED = "asked"
    ACCEPTED = "accepted"
    ENDING = "ending"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    DROPPED = "dropped"


OPEN = (BookState.DRAFTED, BookState.ASKED)
"""Not accepted yet."""
KEPT = (BookState.ACCEPTED, BookState.ENDING, BookState.WITHDRAWN)
"""Accepted, and still counted: what is withdrawn holds until its last day."""


class BookStepKind(StrEnum):
    """What was done to a version of a book."""

    DRAFTED = "drafted"
    CHANGED = "changed"
    ASKED = "asked"
    TAKEN_BACK = "taken_back"
    SENT_BACK = "sent_back"
    DROPPED = "dropped"
    ACCEPTED = "accepted"
    REPLACED = "replaced"
    END_ASKED = "end_asked"
    END_REFUSED = "end_refused"
    WITHDRAWN = "withdrawn"


DECISIVE = (BookStepKind.ACCEPTED, BookStepKind.WITHDRAWN)
"""What changes what holds: everybody of the service is told of it."""


class RuleBookAct(Act):
    """What people do with rule books."""

    DRAFTED = "rulebooks.drafted"
    CHANGED = "rulebooks.changed"
    ASKED = "rulebooks.asked"
    TAKEN_BACK = "rulebooks.taken_back"
    SENT_BACK = "rulebooks.sent_back"
    DROPPED = "rulebooks.dropped"
    ACCEPTED = "rulebooks.accepted"
    REPLACED = "rulebooks.replaced"
    END_ASKED = "rulebooks.end_asked"
    END_REFUSED = "rulebooks.end_refused"
    WITHDRAWN = "rulebooks.withdrawn"
    CHECKED = "rulebooks.checked"
    UNCHECKED = "rulebooks.unchecked"


@dataclass(frozen=True)
class FigureChecked:
    """Somebody compared a figure with the paper and found it as `value` says; another value is not covered."""

    book: str
    category: PersonCategory
    slot: Slot
    figure: str
    value: str


@dataclass(frozen=True)
class RulesChanged(Event):
    """A street's book was accepted or withdrawn, and with it what holds for somebody changed.

    `since` is the first day of determination that is touched, `until` the first one that no longer is, None without
    end. Whoever keeps what was derived from rules asks `queries.changes.books_around(step)` for the books before and
    after, and `rules.changing.replanned` for the days of each person. Nothing else follows by itself.
    """

    street: UUID
    step: UUID
    book: str
    since: date
    until: date | None
