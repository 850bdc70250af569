"""Words of supplies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from gridward.ground.audit.terms import Act

MOST_LINES = 40
"""Articles of one entry, of one request."""
MOST_AMOUNT = 1_000_000
Texts = Mapping[str, str]
"""A text by language."""


class SupplyCategory(StrEnum):
    """防护用品, 消杀用品, 检测用品, 药品, 生活物资, 设施器材, 其他."""

    PROTECTION = "protection"
    DISINFECTION = "disinfection"
    TESTING = "testing"
    MEDICINE = "medicine"
    FOOD = "food"
    EQUIPMENT = "equipment"
    OTHER = "other"


class StoreLevel(StrEnum):
    """Whose a store is: 街道, 社区, 网格."""

    STREET = "street"
    COMMUNITY = "community"
    GRID = "grid"


class StockMove(StrEnum):
    """入库, 发放, 收货, 领用, 报损, 盘点, 退回更正, 随网格移交."""

    RECEIVE = "receive"
    ISSUE = "issue"
    DELIVER = "deliver"
    USE = "use"
    SPOIL = "spoil"
    COUNT = "count"
    RETURN = "return"
    HAND_OVER = "hand_over"


BY_HAND: Mapping[StockMove, int] = {StockMove.RECEIVE: 1, StockMove.USE: -1, StockMove.SPOIL: -1}
"""Movements that a keeper enters, with the sign of their amounts; a count is entered as what was found."""


class SupplyState(StrEnum):
    """待审批, 待发放, 未批准, 已撤回, 已取消, 配送中, 已签收, 有差异, 差异已说明, 差异已了结."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    ON_THE_WAY = "on_the_way"
    RECEIVED = "received"
    DIFFERS = "differs"
    EXPLAINED = "explained"
    SETTLED = "settled"


class SupplyStepKind(StrEnum):
    """批准, 不批准, 撤回, 取消发放, 发放, 签收, 说明差异, 认可, 不认可."""

    GRANT = "grant"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"
    ISSUE = "issue"
    RECEIVE = "receive"
    EXPLAIN = "explain"
    ACCEPT = "accept"
    OBJECT = "object"


class DifferenceCause(StrEnum):
    """途中遗失, 途中损坏, 未装车、已退回, 发放时点数有误."""

    LOST = "lost"
    DAMAGED = "damaged"
    RETURNED = "returned"
    MISCOUNTED = "miscounted"


class ShelfLife(StrEnum):
    """正常, 临期, 过期."""

    GOOD = "good"
    EXPIRING = "expiring"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Article:
    """What stores hold. `expires`: each batch has a last day. `minimum`: below it a store of that level is short."""

    code: str
    category: SupplyCategory
    title: Texts
    unit: Texts
    expires: bool
    minimum: Mapping[StoreLevel, int]
    in_use: bool = True


@dataclass(frozen=True, order=True)
class Batch:
    """An article by its lot and last day; either may be unknown."""

    article: str
    lot: str = ""
    expires_on: date | None = None


@dataclass(frozen=True)
class Held:
    """How much of a batch there is."""

    batch: Batch
    amount: int


@dataclass(frozen=True)
class Received:
    """How much of a batch was issued, and how much of it arrived."""

    batch: Batch
    issued: int
    amount: int


@dataclass(frozen=True)
class EntrySaid:
    """What a keeper enters: the id that the sender gives it, what happened, how much of which batches, why, when."""

    id: UUID
    grid_id: UUID | None
    move: StockMove
    lines: tuple[Held, ...]
    text: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class RequestSaid:
    """What a grid asks for: amounts by article, why, until when."""

    id: UUID
    grid_id: UUID
    asked: Mapping[str, int]
    text: str
    until: date
    urgent: bool = False
    at: datetime | None = None


@dataclass(frozen=True)
class StepSaid:
    """What somebody says with a step. `amounts` go with a grant, `issued` with an issue; `arrived` are those of a
    receipt, in the order of what was issued. `store`: whose store the grant names.
    """

    id: UUID
    kind: SupplyStepKind
    text: str = ""
    amounts: Mapping[str, int] | None = None
    store: StoreLevel | None = None
    issued: tuple[Held, ...] = ()
    carrier: str = ""
    arrived: tuple[int, ...] = ()
    cause: DifferenceCause | None = None
    at: datetime | None = None


class SupplyAct(Act):
    """What people do with supplies."""

    ARTICLE_PUT = "supplies.article_put"
    ENTERED = "supplies.entered"
    COUNTED = "supplies.counted"
    HANDED_OVER = "supplies.handed_over"
    ASKED = "supplies.asked"
    STEPPED = "supplies.stepped"
