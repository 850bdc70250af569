"""Words of arrivals. An *arrival* is one person who came from elsewhere on a day, with where they had been."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.work.riskareas.terms import Stay

MOST_STAYS = 20
AHEAD_DAYS = 7
"""By how many days an arrival may be told before it happens (报备): a bound of the program, not a rule."""


class CameBy(StrEnum):
    """火车, 飞机, 客车, 自驾, 其他."""

    TRAIN = "train"
    FLIGHT = "flight"
    COACH = "coach"
    CAR = "car"
    OTHER = "other"


class ToldBy(StrEnum):
    """自主申报, 上门发现, 卡口发现, 推送名单."""

    SELF = "self"
    WORKER = "worker"
    GATE = "gate"
    LIST = "list"


class ArrivalState(StrEnum):
    """待研判, 已提议措施, 不采取措施."""

    WAITING = "waiting"
    MEASURE = "measure"
    NONE = "none"


@dataclass(frozen=True)
class Named:
    """Somebody whom the register does not have."""

    name: str = field(repr=False)
    phone: str = field(default="", repr=False)
    document: str = field(default="", repr=False)
    address: str = field(default="", repr=False)


@dataclass(frozen=True)
class ArrivalSaid:
    """An arrival as it is told: of a resident, or at a grid of somebody who is named. `trip`: train, flight, plate."""

    id: UUID
    arrived_on: date
    came_by: CameBy
    told_by: ToldBy
    stays: Sequence[Stay]
    trip: str = ""
    resident_id: UUID | None = None
    grid_id: UUID | None = None
    person: Named | None = None


@dataclass(frozen=True)
class ArrivalRules:
    """Settings of the house on a day: for how many days an arrival counts, for how many it is kept."""

    counted_days: int
    kept_days: int


class ArrivalAct(Act):
    """What people do with arrivals."""

    RECORDED = "arrivals.recorded"
    SEEN = "arrivals.seen"
    JUDGED = "arrivals.judged"
    PROPOSED = "arrivals.proposed"
    NO_MEASURE = "arrivals.no_measure"
    FORGOTTEN = "arrivals.forgotten"
