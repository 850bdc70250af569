"""Words of meetings and bulletins."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.ground.staff.terms import Post, PostLevel

MOST_ITEMS, MOST_DECISIONS = 60, 60
Texts = Mapping[str, str]
"""A text by language."""


class MeetingState(StrEnum):
    """已召集, 进行中, 已结束, 未召开."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    ENDED = "ended"
    CANCELLED = "cancelled"


class AttendanceState(StrEnum):
    """到会, 请假, 缺席, 代会."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"
    STAND_IN = "stand_in"


class FigureKind(StrEnum):
    """PERIOD: what happened between two meetings, counted again by a revision. STATE: how it stood at a moment."""

    PERIOD = "period"
    STATE = "state"


@dataclass(frozen=True)
class MeetingRule:
    """How meetings of a level are held: who calls them (stand-ins after the first), who attends, when.

    `hour` is local, as "17:30"; `back_days`: how far figures reach back where no meeting was held before.
    """

    level: PostLevel
    conveners: tuple[Post, ...]
    attend: frozenset[Post]
    hour: str
    back_days: int
    source: str
    hour_source: str


@dataclass(frozen=True)
class AgendaPlace:
    """A section of the agenda: its code, and where in the founding document it stands."""

    code: str
    source: str


@dataclass(frozen=True)
class MeetingFigure:
    """What a source counted. `total` is of how many; `grids` the parts of it by grid, whose sum it is.

    `words` name it where the catalogue does not (`meeting.figure.<section>.<code>`).
    """

    code: str
    kind: FigureKind
    value: int
    total: int | None = None
    grids: Mapping[UUID, int] = field(default_factory=dict)
    words: Mapping[str, Texts] = field(default_factory=dict)


@dataclass(frozen=True)
class Unit:
    """A community grid, or the street (without one); `grids` are those below it that are in force, itself among them.

    `attending` are those whose posts take part in its meetings.
    """

    street_id: UUID
    grid_id: UUID | None
    name: str
    grids: frozenset[UUID]
    attending: frozenset[UUID]

    @property
    def level(self) -> PostLevel:
        """Where its convener serves."""
        return PostLevel.COMMUNITY if self.grid_id else PostLevel.STREET


@dataclass(frozen=True)
class Expected:
    """Somebody whose posts attend."""

    member_id: UUID
    name: str
    posts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AttendanceSaid:
    """How somebody attended: excused for a reason, or by a stand-in."""

    member_id: UUID
    state: AttendanceState
    reason: str = ""
    stand_in_id: UUID | None = None


@dataclass(frozen=True)
class DecisionSaid:
    """What was decided, with the id that its sender gives it, and the work order that it becomes."""

    id: UUID
    text: str
    kind: str
    grid_id: UUID
    post: Post | None = None
    handle_by: datetime | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)


class MeetingAct(Act):
    """What people do with meetings and bulletins."""

    CALLED = "meetings.called"
    CANCELLED = "meetings.cancelled"
    ITEM_ADDED = "meetings.item_added"
    ITEM_WITHDRAWN = "meetings.item_withdrawn"
    BEGUN = "meetings.begun"
    ATTENDANCE_NOTED = "meetings.attendance_noted"
    DECIDED = "meetings.decided"
    ENDED = "meetings.ended"
    MINUTES_TAKEN = "meetings.minutes_taken"
    BULLETIN_SIGNED = "meetings.bulletin_signed"
    BULLETIN_REVISED = "meetings.bulletin_revised"
    BULLETIN_TAKEN = "meetings.bulletin_taken"
