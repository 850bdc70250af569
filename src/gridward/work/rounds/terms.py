"""Words of survey rounds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.ground.register.terms.people import Away

MOST_QUESTIONS, MOST_OPTIONS, MOST_GRIDS = 40, 30, 400
MOST_VISITS = 500
"""Visits recorded in one go: one transaction, for which all phones wait (`kernel/feeding.py`)."""


class TargetKind(StrEnum):
    """What is visited: 户, 单位."""

    HOUSEHOLD = "household"
    ORGANISATION = "organisation"


class RoundState(StrEnum):
    """A draft can be changed; an open round is walked; a closed one is not."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class QuestionAbout(StrEnum):
    """Asked once a door, or of each person."""

    HOUSEHOLD = "household"
    PERSON = "person"


class AnswerKind(StrEnum):
    """What an answer may be; a date is ISO 8601."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"


class VisitOutcome(StrEnum):
    """What came of a visit: 见到, 无人应答, 拒绝, 外出, 已搬走, 空户, 地址有误, 发现新住户."""

    MET = "met"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    AWAY = "away"
    MOVED_OUT = "moved_out"
    EMPTY = "empty"
    WRONG_ADDRESS = "wrong_address"
    NEW_PEOPLE = "new_people"


class VisitWay(StrEnum):
    """At the door, by telephone, entered from paper, or declared by the household itself (自主申报)."""

    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    PAPER = "paper"
    SELF = "self"


EnteredWay = Literal[VisitWay.IN_PERSON, VisitWay.TELEPHONE, VisitWay.PAPER]
"""The ways of whoever enters a visit; that a household declared itself is known by its declaration alone."""


@dataclass(frozen=True)
class Question:
    """A question beyond Annex 3 and 4; `code` is the same in every round that asks the same."""

    code: str
    text: str
    about: QuestionAbout
    answer: AnswerKind
    options: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Known:
    """An answer that still holds, and the day on which it was given."""

    answer: Any
    on: date


@dataclass(frozen=True)
class Hours:
    """Whole hours of the day by the street's clock, `to` not included."""

    start: int
    to: int


@dataclass(frozen=True)
class Said:
    """What a worker says of a visit; `at` is when it was, `persons_met` None when everybody was."""

    id: UUID
    target_id: UUID
    outcome: VisitOutcome
    at: datetime
    way: VisitWay = VisitWay.IN_PERSON
    unchanged: bool = False
    away: Away = Away.NONE
    persons_met: int | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    photos: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Coverage:
    """What has been reached of some targets.

    `done` have an outcome, `settled` need no visit more; persons are those of households when they became targets.
    """

    targets: int = 0
    done: int = 0
    settled: int = 0
    persons: int = 0
    persons_met: int = 0
    late_added: int = 0
    visits: int = 0
    asked_again: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "Coverage") -> "Coverage":
        """Both together."""
        sums = {
            name: getattr(self, name) + getattr(other, name)
            for name in self.__dataclass_fields__
            if name != "outcomes"
        }
        both = {
            name: self.outcomes.get(name, 0) + other.outcomes.get(name, 0)
            for name in {*self.outcomes, *other.outcomes}
        }
        return Coverage(**sums, outcomes=both)


class RoundAct(Act):
    """What people do with rounds."""

    ROUND_DRAFTED = "rounds.drafted"
    ROUND_CHANGED = "rounds.changed"
    ROUND_OPENED = "rounds.opened"
    ROUND_CLOSED = "rounds.closed"
    VISITS_RECORDED = "rounds.visits_recorded"
    PHOTO_SEEN = "rounds.photo_seen"
