"""Work orders as phones keep them: codes, names and texts in both languages, of which the phone makes sentences."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, field_validator

from gridward.exchange.sync.queries.orders import KindsHere, WholeOrder
from gridward.exchange.sync.terms import ON_PHONES
from gridward.ground.staff.terms import Post
from gridward.kernel.http import Shape
from gridward.work.workorders.models import KindVersion, Move
from gridward.work.workorders.queries.kinds import kind_of
from gridward.work.workorders.queries.orders import said_of
from gridward.work.workorders.queries.told import which
from gridward.work.workorders.rules.files import classes
from gridward.work.workorders.rules.machine import running
from gridward.work.workorders.schemas.given import Answer, OrderIn, Photos, Said
from gridward.work.workorders.schemas.orders import OrderWhoOut
from gridward.work.workorders.services.preparing import needs
from gridward.work.workorders.terms import (
    OrderClock,
    OrderField,
    OrderFieldKind,
    OrderLink,
    OrderMove,
    OrderNeed,
    OrderState,
)

TextByLanguage = dict[str, str]


class OrderOpen(OrderIn):
    """A new order with the id that the phone gives it; `version` is that of the kind which was on the phone."""

    version: int


class OrderStep(Schema):
    """A move of the order `id` as it was seen at a version; `after` is the phone's own command about it before."""

    id: UUID
    move_id: UUID
    move: OrderMove
    version: int
    after: UUID | None = None
    text: Said = ""
    photos: Photos = []
    until: AwareDatetime | None = None
    rating: int | None = None

    @field_validator("move")
    @classmethod
    def on_phones(cls, move: OrderMove) -> OrderMove:
        """Others name people or orders, and are made at a desk."""
        if move not in ON_PHONES:
            raise ValueError(move)
        return move


class OrderSeen(Schema):
    """The order was read on the phone."""

    id: UUID
    version: int
    after: UUID | None = None


class PhoneOrderAnswer(Shape):
    """An answer to a field of the kind: the field's name, and the answer as people read it where it is a choice."""

    title: TextByLanguage
    answer: Answer
    text: TextByLanguage


class PhoneTold(Shape):
    """What the sentence of a move says beside who made it."""

    post: Post | None
    to: str
    posts: list[Post]
    outside: TextByLanguage
    clock: OrderClock | None
    number: str
    rating: int | None
    until: datetime | None
    grid: str

    @classmethod
    def of(cls, row: Move) -> "PhoneTold":
        """From a move as it is stored."""
        done, told = row.done, row.told
        return cls(
            post=done.get("post"),
            to=told.get("to", ""),
            posts=told.get("posts", []),
            outside=told.get("outside", {}),
            clock=told.get("clock"),
            number=told.get("number", ""),
            rating=done.get("rating"),
            until=done.get("until"),
            grid=told.get("grid", ""),
        )


class PhoneOrderMove(Shape):
    """A move of the timeline with both clocks; `sentence` is its key under `order.told` of the catalogues."""

    id: UUID
    move: OrderMove
    sentence: str
    told: PhoneTold
    text: str
    by: str
    at: datetime
    said_at: datetime | None
    photos: list[UUID]

    @classmethod
    def of(cls, row: Move) -> "PhoneOrderMove":
        """From a move; raises SealBroken."""
        return cls(
            id=row.pk,
            move=OrderMove(row.move),
            sentence=which(row),
            told=PhoneTold.of(row),
            text=row.open_sealed("said") or "",
            by=row.account_name,
            at=row.at,
            said_at=row.said_at,
            photos=row.photos,
        )


class PhoneOrderNow(Shape):
    """A move that the phone's owner may make now, and what it needs."""

    move: OrderMove
    needs: list[OrderNeed]


class PhoneOrder(Shape):
    """An order whole. `awaited`: whose move it is, a post, or null for the handler; `mine`: the owner's among them.

    `unread`: it is the owner's to handle, and was not read. `kept_until`: when the phone forgets it, once it is over.
    """

    id: UUID
    version: int
    number: str
    kind: str
    title: TextByLanguage
    urgent: bool
    confined: bool
    state: OrderState
    place: str
    text: str
    answers: list[PhoneOrderAnswer]
    links: dict[str, UUID]
    concerned: str
    post: Post | None
    handler: OrderWhoOut | None
    awaited: list[Post | None]
    mine: bool
    unread: bool
    rung: int
    opened_by: str
    opened_at: datetime
    seen_at: datetime
    dues: dict[str, datetime]
    clock: OrderClock | None
    late_after: datetime | None
    asked_until: datetime | None
    timeline: list[PhoneOrderMove]
    moves: list[PhoneOrderNow]
    kept_until: datetime | None

    @classmethod
    def of(cls, one: WholeOrder) -> "PhoneOrder":
        """From an order with its moves."""
        row, case, (text, answers) = one.row, one.case, said_of(one.row)
        clocks = running(case.facts)
        same = ("version", "number", "confined", "place", "rung", "opened_by", "opened_at")
        more = ("seen_at", "late_after", "asked_until")
        return cls(
            id=row.pk,
            kind=case.kind.code,
            title=dict(case.kind.title),
            urgent=case.kind.urgent,
            state=case.facts.state,
            text=text,
            answers=_answers(case.kind.fields, answers),
            links=_links(one),
            concerned=row.concerned.name if row.concerned else "",
            post=case.facts.post,
            handler=OrderWhoOut.of(row.handler),
            awaited=list(one.awaited),
            mine=one.mine,
            unread=one.unread,
            dues={clock.value: case.facts.dues[clock] for clock in clocks},
            clock=min(clocks, key=lambda clock: case.facts.dues[clock], default=None),
            timeline=[PhoneOrderMove.of(move) for move in one.timeline],
            moves=[PhoneOrderNow(move=m, needs=sorted(needs(case, m))) for m in one.moves],
            kept_until=one.kept_until,
            **{name: getattr(row, name) for name in (*same, *more)},
        )


class PhoneOrderOption(Shape):
    """An answer to choose."""

    code: str
    text: TextByLanguage


class PhoneOrderField(Shape):
    """A field of a kind."""

    code: str
    text: TextByLanguage
    answer: OrderFieldKind
    required: bool
    options: list[PhoneOrderOption]

    @classmethod
    def of(cls, one: OrderField) -> "PhoneOrderField":
        """From a field."""
        options = [PhoneOrderOption(code=o.code, text=dict(o.text)) for o in one.options]
        same = {name: getattr(one, name) for name in ("code", "answer", "required")}
        return cls(text=dict(one.text), options=options, **same)


class PhoneOrderKind(Shape):
    """A kind as the phone needs it to report something; `links`: what it may be about, true where it must."""

    code: str
    version: int
    valid_from: date
    group: TextByLanguage
    title: TextByLanguage
    note: TextByLanguage
    urgent: bool
    confined: bool
    links: dict[str, bool]
    asked: list[PhoneOrderField]

    @classmethod
    def of(cls, row: KindVersion) -> "PhoneOrderKind":
        """From a version."""
        kind = kind_of(row.pk)
        return cls(
            code=row.code,
            version=row.number,
            valid_from=row.valid_from,
            group=dict(classes()[kind.category[:2]]),
            title=dict(kind.title),
            note=dict(kind.note),
            urgent=kind.urgent,
            confined=kind.confined,
            links={link.value: must for link, must in kind.links.items()},
            asked=[PhoneOrderField.of(one) for one in kind.fields],
        )


class PhoneOrderKinds(Shape):
    """What may be reported at the grid `id` by the phone's owner; of a kind the last version that has begun counts."""

    id: UUID
    kinds: list[PhoneOrderKind]

    @classmethod
    def of(cls, one: KindsHere) -> "PhoneOrderKinds":
        """From the versions."""
        return cls(id=one.grid_id, kinds=[PhoneOrderKind.of(row) for row in one.versions])


def _answers(fields: tuple[OrderField, ...], answers: Mapping[str, Any]) -> list[PhoneOrderAnswer]:
    return [
        PhoneOrderAnswer(
            title=dict(one.text),
            answer=answers[one.code],
            text=next((dict(o.text) for o in one.options if o.code == answers[one.code]), {}),
        )
        for one in fields
        if answers.get(one.code) is not None
    ]


def _links(one: WholeOrder) -> dict[str, UUID]:
    """What it is about, but for somebody's conduct, whose name stands beside it."""
    found = {link.value: getattr(one.row, f"{link}_id", None) for link in OrderLink}
    return {link: target for link, target in found.items() if target}
