"""Words of rule books. A *book* is a dated paper; a *slot* is one thing that it says of a category, such as a phase."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

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

    steps: tuple[str, ...]
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
    specimen: str = ""
    temperatures_a_day: int | None = None


@dataclass(frozen=True)
class Release:
    """What must be shown before a release, as words of the catalogue; `fails_to` is what somebody becomes else."""

    needs: tuple[str, ...]
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
