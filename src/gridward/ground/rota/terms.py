"""Words of duty: places, shifts, swaps, what is lacking, what is warned of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.ground.staff.terms import Post
from gridward.kernel.events import Event

MOST_ROWS = 10_000
"""Shifts that are planned at once: thirty gates over four weeks with three people each are some 7,600."""
LONGEST_DRAFT = 28
"""Days of one draft; a place of three roles over four weeks is seen on one board still."""
MOST_DRAFTED = 60
"""Places of one draft."""
LONGEST_HOURS = 24
"""Of one shift."""
MOST_DAYS = 62
"""Days that one question about shifts reaches over."""


class DutyPlaceKind(StrEnum):
    """卡口, 值班室, 值守点位."""

    GATE = "gate"
    DESK = "desk"
    POINT = "point"


class ShiftRole(StrEnum):
    """值守, 带班, 医护, 民警, 备勤."""

    KEEPER = "keeper"
    LEAD = "lead"
    MEDIC = "medic"
    POLICE = "police"
    RESERVE = "reserve"


class ShiftState(StrEnum):
    """A shift holds until it is cancelled; who has it, if anybody, is its member."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


class SwapState(StrEnum):
    """Where a swap stands; `overtaken`: one of its shifts went another way meanwhile."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    OVERTAKEN = "overtaken"


OPEN_SWAPS = frozenset({SwapState.PROPOSED, SwapState.AGREED})
"""States in which a swap waits for somebody."""


class WishWants(StrEnum):
    """想休, 想值: what somebody would rather have."""

    FREE = "free"
    DUTY = "duty"


class WishTime(StrEnum):
    """Which duties a wish for a date is about: all that touch the date, those by day, the night that begins on it."""

    ANY = "any"
    DAY = "day"
    NIGHT = "night"


class DraftWay(StrEnum):
    """Everything anew, or only what lacks somebody, with few changes of what stands."""

    ANEW = "anew"
    MEND = "mend"


class DraftState(StrEnum):
    """Where a draft stands: a person takes it over as shifts, or drops it."""

    WAITING = "waiting"
    WORKING = "working"
    READY = "ready"
    FAILED = "failed"
    TAKEN = "taken"
    DROPPED = "dropped"


OPEN_DRAFTS = frozenset({DraftState.WAITING, DraftState.WORKING})
"""States in which the program is not done yet."""


class CoverKind(StrEnum):
    """Fewer than demanded are there, or more."""

    GAP = "gap"
    OVERLAP = "overlap"


class RotaWarning(StrEnum):
    """What is told when shifts are planned or swaps approved; none of them refuses anything."""

    REST = "rest"
    HOURS = "hours"
    DAYS = "days"
    OUT = "out"
    SKILL = "skill"


@dataclass(frozen=True)
class Span:
    """From an instant until another, which it does not reach; both aware."""

    begins_at: datetime
    ends_at: datetime

    def meets(self, other: "Span") -> bool:
        """Whether they have a moment in common."""
        return self.begins_at < other.ends_at and other.begins_at < self.ends_at

    @property
    def minutes(self) -> int:
        """How long it is."""
        return int((self.ends_at - self.begins_at).total_seconds() // 60)


@dataclass(frozen=True)
class PlanRow:
    """A shift to plan: plain values, as a form or the optimiser gives them. Without a member it is vacant."""

    place_id: UUID
    role: ShiftRole
    member_id: UUID | None
    begins_at: datetime
    ends_at: datetime

    @property
    def span(self) -> Span:
        """When it is."""
        return Span(self.begins_at, self.ends_at)


@dataclass(frozen=True)
class ShiftPattern:
    """The same shift on many days, by local times; one that ends no later than it begins ends the next day.

    From `first` to `last` on each `every`-th day, and of those on `weekdays` (1 Monday to 7 Sunday; all where none is
    named).
    """

    place_id: UUID
    role: ShiftRole
    member_id: UUID | None
    begins: time
    ends: time
    first: date
    last: date
    every: int = 1
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True)
class RowRefused:
    """A row of a plan that cannot be: its position from 0, the code of a problem, and what the sentence names."""

    row: int
    code: str
    details: Mapping[str, str]


@dataclass(frozen=True)
class DemandHours:
    """So many of a role on a weekday (1 Monday to 7 Sunday) from a local time until another; past midnight where
    `until` is no later than `since`.
    """

    weekday: int
    since: time
    until: time
    role: ShiftRole
    number: int


@dataclass(frozen=True)
class Need:
    """So many of a role are wanted in a span."""

    role: ShiftRole
    number: int
    span: Span


@dataclass(frozen=True)
class Held:
    """Somebody has a duty in a span."""

    role: ShiftRole
    span: Span


@dataclass(frozen=True)
class CoverSpan:
    """Where what is there differs from what is wanted."""

    kind: CoverKind
    role: ShiftRole
    span: Span
    wanted: int
    there: int


@dataclass(frozen=True)
class RestFigures:
    """The figures of a day, each with its source: hours between two shifts, hours of a day, days in a row with duty,
    and from which hour to which hour of the clock it is night.
    """

    rest_hours: int
    most_hours_a_day: int
    most_days_in_a_row: int
    night_from: int
    night_to: int
    sources: Mapping[str, str]


@dataclass(frozen=True)
class WishFigures:
    """House rules of wishes, each with its source: dates with a wish that a person has in a month of the calendar, how
    many days ahead a wish may reach, and how many days before a date a wish about it is stated at the latest.
    """

    days_a_month: int
    days_ahead: int
    closes_days: int
    sources: Mapping[str, str]


Point = tuple[float, float]
"""Longitude and latitude in degrees."""


@dataclass(frozen=True)
class HomeFigures:
    """House rules of where people set out from, each with its source: how many kilometres from the middle of the
    street it lies at most, and in a draft of how many people with a duty what they said is used at the least.
    """

    furthest_km: int
    fewest_together: int
    sources: Mapping[str, str]


@dataclass(frozen=True)
class HomeChoice:
    """A grid or compound that somebody may name instead of a point; `at` is its middle."""

    name: str
    at: Point


@dataclass(frozen=True)
class WishSaid:
    """What somebody wishes: from a date to a date each day, or with `weekday` (1 Monday) that one of each week.

    `said` is why, if they tell.
    """

    wants: WishWants
    time: WishTime
    first: date
    last: date
    weekday: int | None = None
    said: str = ""


@dataclass(frozen=True)
class WishDay:
    """A wish about one date: these are granted or not, and counted."""

    wish_id: UUID
    member_id: UUID
    wants: WishWants
    time: WishTime
    day: date


@dataclass(frozen=True)
class WishGoing:
    """How a wish about a date goes: whether as wished, and the shifts of the member that it is about."""

    wish: WishDay
    granted: bool
    touched: tuple[Span, ...]


@dataclass(frozen=True)
class WishTally:
    """How many dates somebody had a wish about, and how many of them went as wished."""

    asked: int
    granted: int

    @property
    def refused(self) -> int:
        """Those that did not."""
        return self.asked - self.granted


NO_WISHES = WishTally(0, 0)


@dataclass(frozen=True)
class Watched:
    """A warning about a member on a day: the figure found, and the figure of the rules (0 where there is none)."""

    kind: RotaWarning
    member_id: UUID
    day: date
    figure: int = 0
    limit: int = 0


@dataclass(frozen=True)
class Served:
    """What a shift comes to: minutes, of those at night, and whether it began on a Saturday or Sunday."""

    day: date
    minutes: int
    night_minutes: int
    is_weekend: bool


@dataclass(frozen=True)
class DraftPattern:
    """A shift as a draft may cut it: when it begins by the local clock, and how many minutes it takes."""

    begins: time
    minutes: int


@dataclass(frozen=True)
class DraftSaid:
    """What is asked of a draft: places, days from `first` on, how shifts are cut, and who takes part, by posts.

    Without patterns shifts are as each place demands its hours.
    """

    places: tuple[UUID, ...]
    first: date
    days: int
    way: DraftWay
    patterns: tuple[DraftPattern, ...]
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class Drafted:
    """A shift of a draft; `stood` tells that it is planned so already."""

    row: PlanRow
    stood: bool


@dataclass(frozen=True)
class DutyHours:
    """A member's shifts that are over, summed: evidence for meals and insurance (O4), never a rank."""

    member_id: UUID
    shifts: int
    minutes: int
    nights: int
    night_minutes: int
    weekends: int
    days: int


@dataclass(frozen=True)
class ShiftFilter:
    """Which shifts: that touch a span, of a place, a grid, a member; `cancelled` ones too."""

    span: Span
    place_id: UUID | None = None
    grid_id: UUID | None = None
    community: str = ""
    member_id: UUID | None = None
    cancelled: bool = False
    vacant: bool = False


class RotaAct(Act):
    """What people do with duty."""

    PLACE_ADDED = "rota.place_added"
    PLACE_CHANGED = "rota.place_changed"
    PLACE_CLOSED = "rota.place_closed"
    DEMAND_SET = "rota.demand_set"
    PLANNED = "rota.planned"
    SHIFT_CHANGED = "rota.shift_changed"
    SHIFT_CANCELLED = "rota.shift_cancelled"
    MEMBER_OUT = "rota.member_out"
    MEMBER_BACK = "rota.member_back"
    SHIFTS_VACATED = "rota.shifts_vacated"
    SWAP_PROPOSED = "rota.swap_proposed"
    SWAP_AGREED = "rota.swap_agreed"
    SWAP_APPROVED = "rota.swap_approved"
    SWAP_WITHDRAWN = "rota.swap_withdrawn"
    SWAP_REFUSED = "rota.swap_refused"
    SWAP_OVERTAKEN = "rota.swap_overtaken"
    SHEET_TAKEN = "rota.sheet_taken"
    WISH_STATED = "rota.wish_stated"
    WISH_CHANGED = "rota.wish_changed"
    WISH_WITHDRAWN = "rota.wish_withdrawn"
    HOME_SAID = "rota.home_said"
    HOME_FORGOTTEN = "rota.home_forgotten"
    DRAFT_ASKED = "rota.draft_asked"
    DRAFT_TAKEN = "rota.draft_taken"
    DRAFT_DROPPED = "rota.draft_dropped"


@dataclass(frozen=True)
class ShiftsChanged(Event):
    """Shifts of a place were planned, changed, cancelled, left vacant or taken over, from a local day to a day."""

    place_id: UUID
    first: date
    last: date
