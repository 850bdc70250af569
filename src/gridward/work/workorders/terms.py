"""Words of work orders."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.ground.staff.terms import Employer, Post
from gridward.kernel.events import Event

LANGUAGES = ("zh-Hans", "en")
MOST_PARTS = 20
"""Parts that one order is split into."""
MOST_PHOTOS = 9
MOST_TOGETHER = 500
"""Orders that are moved in one go."""


class OrderState(StrEnum):
    """已上报, 已受理, 不予受理, 重复, 已派遣, 已签收, 退回重办, 已处置, 已核查, 已拆分, 已结案, 已评价."""

    REPORTED = "reported"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    DISPATCHED = "dispatched"
    ACKNOWLEDGED = "acknowledged"
    REOPENED = "reopened"
    HANDLED = "handled"
    VERIFIED = "verified"
    SPLIT = "split"
    CLOSED = "closed"
    RATED = "rated"


WITH_DESK = frozenset({OrderState.REPORTED, OrderState.ACCEPTED})
WITH_HANDLER = frozenset({OrderState.DISPATCHED, OrderState.ACKNOWLEDGED, OrderState.REOPENED})
OVER = frozenset(
    {
        *(OrderState.REJECTED, OrderState.DUPLICATE, OrderState.SPLIT),
        *(OrderState.CLOSED, OrderState.RATED),
    }
)


class OrderMove(StrEnum):
    """What is done with an order; the last five are made by the clock or follow from changes elsewhere."""

    OPEN = "open"
    ACCEPT = "accept"
    REJECT = "reject"
    DUPLICATE = "duplicate"
    DISPATCH = "dispatch"
    READ = "read"
    ACKNOWLEDGE = "acknowledge"
    ARRIVE = "arrive"
    ASK = "ask"
    GRANT = "grant"
    REFUSE = "refuse"
    RAISE = "raise"
    HANDLE = "handle"
    VERIFY = "verify"
    REOPEN = "reopen"
    CLOSE = "close"
    RATE = "rate"
    REASSIGN = "reassign"
    SPLIT = "split"
    NOTE = "note"
    REPLY = "reply"
    ESCALATE = "escalate"
    LET_GO = "let_go"
    HAND_ON = "hand_on"
    RELOCATE = "relocate"
    TAKE_IN = "take_in"


class KindOrigin(StrEnum):
    """Whether a version of a kind came with the program, or was put in here."""

    REPOSITORY = "repository"
    HERE = "here"


class Relation(StrEnum):
    """What somebody is to an order. RUNG: a post that the order has risen to. SYSTEM: the clock, and what follows."""

    OPENER = "opener"
    DESK = "desk"
    HANDLER = "handler"
    RUNG = "rung"
    VERIFIER = "verifier"
    CONCERNED = "concerned"
    SYSTEM = "system"


class OrderClock(StrEnum):
    """What has to happen by a time: 受理, 签收, 到场, 处置, 核查, 结案."""

    ACCEPT = "accept"
    ACKNOWLEDGE = "acknowledge"
    ON_SCENE = "on_scene"
    HANDLE = "handle"
    VERIFY = "verify"
    CLOSE = "close"


class Pace(StrEnum):
    """RUNNING minutes pass day and night but for quiet hours, WORKING ones in working hours alone."""

    RUNNING = "running"
    WORKING = "working"


class OrderFieldKind(StrEnum):
    """What an answer to a field of a kind may be."""

    TEXT = "text"
    YES_NO = "yes_no"
    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"


class OrderLink(StrEnum):
    """What an order may be about, beside its place."""

    HOUSEHOLD = "household"
    RESIDENT = "resident"
    ORGANISATION = "organisation"
    SITE = "site"
    MEMBER = "member"


class OrderNeed(StrEnum):
    """What a move may need beside itself."""

    TEXT = "text"
    PHOTO = "photo"
    UNTIL = "until"
    RATING = "rating"
    OTHER = "other"
    PARTS = "parts"


Texts = Mapping[str, str]
"""A text by language."""


@dataclass(frozen=True)
class Limit:
    """How many minutes, at which pace; `source` names where the figure comes from ("local": our own, not law)."""

    minutes: int
    pace: Pace
    source: str


@dataclass(frozen=True)
class OrderOption:
    """One answer of a CHOICE."""

    code: str
    text: Texts


@dataclass(frozen=True)
class OrderField:
    """A field of a kind."""

    code: str
    text: Texts
    answer: OrderFieldKind
    required: bool = False
    options: tuple[OrderOption, ...] = ()


@dataclass(frozen=True)
class Rung:
    """A step of the ladder: posts that look on and may act, or that take the work over.

    `outside` names a body beyond the house to which the post passes the matter; `limits` replace those of the kind.
    """

    posts: tuple[Post, ...]
    takes_over: bool = False
    outside: Texts = field(default_factory=dict)
    limits: Mapping[OrderClock, Limit] = field(default_factory=dict)


@dataclass(frozen=True)
class Route:
    """Who handles first, and the ladder above; `employers` are those whose people the route is for, none: anybody."""

    code: str
    handler: Post
    ladder: tuple[Rung, ...]
    employers: frozenset[Employer] = frozenset()


@dataclass(frozen=True)
class Kind:
    """A kind of work order.

    `opens`: posts that may open it. `desk`: posts that accept, dispatch and close, the first filled one is asked.
    `at_once`: it goes to the handler without waiting for the desk. `urgent`: quiet hours do not stop its clocks.
    `confined`: only those concerned and `watchers` read it. `links`: what it may be about, True where it must.
    """

    code: str
    category: str
    title: Texts
    note: Texts
    source: str
    opens: frozenset[Post]
    desk: tuple[Post, ...]
    verifiers: tuple[Post, ...]
    routes: tuple[Route, ...]
    limits: Mapping[OrderClock, Limit]
    fields: tuple[OrderField, ...] = ()
    links: Mapping[OrderLink, bool] = field(default_factory=dict)
    needs: Mapping[OrderMove, frozenset[OrderNeed]] = field(default_factory=dict)
    watchers: tuple[Post, ...] = ()
    at_once: bool = False
    urgent: bool = False
    confined: bool = False

    def route(self, code: str) -> Route:
        """The route of this code."""
        return next(one for one in self.routes if one.code == code)


class Clocked(Protocol):
    """What tells which clocks of an order run."""

    @property
    def state(self) -> OrderState:
        """Where it stands."""

    @property
    def let_go(self) -> bool:
        """Whether it waits for somebody to take it over."""

    @property
    def on_scene_at(self) -> datetime | None:
        """When somebody came there."""

    @property
    def dues(self) -> Mapping[OrderClock, datetime]:
        """When its clocks run out."""


@dataclass(frozen=True)
class Facts:
    """Where an order stands, told from its moves alone.

    `at` is the instant of the last move: it never runs backwards. `rung` counts the steps of the ladder that were
    reached, `raised_at` is when the last was. `post` is whose work it is, `handler` the member where one is known.
    `let_go`: the handler's post has ended and nobody took the order over yet.
    """

    state: OrderState
    at: datetime
    route: str
    rung: int = 0
    post: Post | None = None
    handler: UUID | None = None
    let_go: bool = False
    raised_at: datetime | None = None
    dues: Mapping[OrderClock, datetime] = field(default_factory=dict)
    read_at: datetime | None = None
    acknowledged_at: datetime | None = None
    on_scene_at: datetime | None = None
    handled_at: datetime | None = None
    handled_by: UUID | None = None
    verified_at: datetime | None = None
    verified_by: UUID | None = None
    closed_at: datetime | None = None
    asked_until: datetime | None = None
    reworks: int = 0
    rating: int | None = None
    duplicate_of: UUID | None = None


@dataclass(frozen=True)
class Done:
    """A move as it was made: all that a replay needs. `dues` are the instants of the clocks that it sets."""

    move: OrderMove
    at: datetime
    by: UUID | None = None
    post: Post | None = None
    handler: UUID | None = None
    rung: int | None = None
    route: str = ""
    until: datetime | None = None
    rating: int | None = None
    other: UUID | None = None
    dues: Mapping[OrderClock, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class PartSaid:
    """One part into which an order is split: whose it is, what is to be done."""

    id: UUID
    text: str
    post: Post | None = None
    member_id: UUID | None = None


@dataclass(frozen=True)
class MoveSaid:
    """What somebody says with a move; `at` is by the sender's clock."""

    text: str = ""
    photos: tuple[UUID, ...] = ()
    post: Post | None = None
    member_id: UUID | None = None
    until: datetime | None = None
    rating: int | None = None
    other_id: UUID | None = None
    parts: tuple[PartSaid, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True)
class OrderSaid:
    """What somebody says of a new order; `at` is when it was seen, by the sender's clock.

    `version`: that of the kind which the sender saw; None for the one in force.
    Whoever dispatches may name the post that handles it, and until when (`handle_by`): it goes there at once.
    """

    id: UUID
    kind: str
    grid_id: UUID
    place: str = ""
    text: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    links: Mapping[OrderLink, UUID] = field(default_factory=dict)
    photos: tuple[UUID, ...] = ()
    at: datetime | None = None
    version: int | None = None
    post: Post | None = None
    handle_by: datetime | None = None


class OrderAct(Act):
    """What people do with work orders."""

    OPENED = "workorders.opened"
    MOVED = "workorders.moved"
    MOVED_TOGETHER = "workorders.moved_together"
    RISEN = "workorders.risen"
    PHOTO_SEEN = "workorders.photo_seen"
    KIND_PUT = "workorders.kind_put"


@dataclass(frozen=True)
class OrderEscalated(Event):
    """An order rose to a rung of its ladder."""

    order: UUID
    grid: UUID
    rung: int


@dataclass(frozen=True)
class OrderEnded(Event):
    """An order is over, in one of the states of OVER."""

    order: UUID
    grid: UUID
    state: str
