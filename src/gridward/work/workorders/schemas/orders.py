"""Shapes of work orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from gridward.ground.register.schemas.people import GridRef
from gridward.ground.staff.models import Member
from gridward.ground.staff.terms import Post
from gridward.kernel.http import Shape
from gridward.kernel.problems import Problem
from gridward.kernel.texts import say
from gridward.work.workorders.models import KindVersion, Move, Order
from gridward.work.workorders.queries.cases import OrderCase
from gridward.work.workorders.queries.kinds import kind_of
from gridward.work.workorders.queries.lists import ListedOrder
from gridward.work.workorders.queries.orders import column_of, said_of
from gridward.work.workorders.queries.standing import Step, Subject, ladder_of
from gridward.work.workorders.queries.told import sentence
from gridward.work.workorders.rules.files import classes
from gridward.work.workorders.rules.machine import running
from gridward.work.workorders.schemas.given import Answer
from gridward.work.workorders.services.preparing import needs
from gridward.work.workorders.terms import (
    Kind,
    Limit,
    OrderClock,
    OrderField,
    OrderFieldKind,
    OrderLink,
    OrderMove,
    OrderNeed,
    OrderState,
    Pace,
)

LOCAL = "local"


class OrderEndOut(Shape):
    """What became of one of many orders: its state, or a problem."""

    id: UUID
    version: int | None
    state: OrderState | None
    code: str
    sentence: str

    @classmethod
    def of(cls, order_id: UUID, end: Order | Problem, language: str) -> "OrderEndOut":
        """From how it ended."""
        if isinstance(end, Problem):
            words = {"code": end.code, "sentence": end.sentence(language)}
            return cls(id=order_id, version=None, state=None, **words)
        state = OrderState(end.state)
        return cls(id=order_id, version=end.version, state=state, code="", sentence="")


class OrderLimitOut(Shape):
    """A clock of a kind; `local` marks a local setting, which is not law."""

    clock: OrderClock
    title: str
    minutes: int
    pace: Pace
    source: str
    local: bool


class OrderOptionOut(Shape):
    """An answer to choose."""

    code: str
    title: str


class OrderFieldOut(Shape):
    """A field of a kind, in the caller's language."""

    code: str
    title: str
    answer: OrderFieldKind
    required: bool
    options: list[OrderOptionOut]

    @classmethod
    def of(cls, one: OrderField, language: str) -> "OrderFieldOut":
        """From a field."""
        return cls(
            code=one.code,
            title=one.text[language],
            answer=one.answer,
            required=one.required,
            options=[OrderOptionOut(code=o.code, title=o.text[language]) for o in one.options],
        )


class OrderKindOut(Shape):
    """A kind in force, in the caller's language; `links`: what it may be about, true where it must."""

    code: str
    version: int
    valid_from: date
    category: str
    classes: list[str]
    title: str
    note: str
    source: str
    urgent: bool
    confined: bool
    at_once: bool
    links: dict[str, bool]
    asked: list[OrderFieldOut]
    limits: list[OrderLimitOut]

    @classmethod
    def of(cls, row: KindVersion, language: str) -> "OrderKindOut":
        """From a version."""
        kind = kind_of(row.pk)
        same = ("category", "source", "urgent", "confined", "at_once")
        return cls(
            code=row.code,
            version=row.number,
            valid_from=row.valid_from,
            classes=[classes()[kind.category[:2]][language], classes()[kind.category][language]],
            title=kind.title[language],
            note=kind.note[language],
            links={one.value: kind.links[one] for one in OrderLink if one in kind.links},
            asked=[OrderFieldOut.of(one, language) for one in kind.fields],
            limits=limits_out(kind.limits, language),
            **{name: getattr(kind, name) for name in same},
        )


class OrderWhoOut(Shape):
    """Somebody of the service."""

    id: UUID
    name: str

    @classmethod
    def of(cls, member: Member | None) -> "OrderWhoOut | None":
        """From a member, if there is one."""
        return cls(id=member.pk, name=member.name) if member else None

    @classmethod
    def named(cls, member_id: UUID | None, name: str | None) -> "OrderWhoOut | None":
        """From the columns of a list."""
        return cls(id=member_id, name=name) if member_id and name else None


class OrderDueOut(Shape):
    """A clock that runs for an order, and when it runs out."""

    clock: OrderClock
    title: str
    due: datetime


class OrderRow(Shape):
    """An order in a list; `late_after` is the first of its clocks that runs, `running` all of them."""

    id: UUID
    version: int
    number: str
    kind: str
    title: str
    category: str
    urgent: bool
    confined: bool
    state: OrderState
    state_title: str
    grid: GridRef
    place: str
    post: Post | None
    handler: OrderWhoOut | None
    rung: int
    opened_by: str
    opened_at: datetime
    seen_at: datetime
    read_at: datetime | None
    late_after: datetime | None
    clock: OrderClock | None
    running: list[OrderDueOut]

    @classmethod
    def of(cls, row: ListedOrder, language: str) -> "OrderRow":
        """From a row of a list."""
        return cls(**_row(row, language))


class OrderRef(Shape):
    """Another order."""

    id: UUID
    number: str

    @classmethod
    def of(cls, row: Order | None) -> "OrderRef | None":
        """From a row, if there is one."""
        return cls(id=row.pk, number=row.number) if row else None


class OrderAnswerOut(Shape):
    """What was said to a field: as it is stored, and as people read it."""

    code: str
    title: str
    answer: Answer
    text: str


class OrderMoveOut(Shape):
    """A move of the timeline: the sentence, what was said with it, both clocks."""

    id: UUID
    serial: int
    move: OrderMove
    state: OrderState
    sentence: str
    text: str
    by: str
    at: datetime
    said_at: datetime | None
    photos: list[UUID]

    @classmethod
    def of(cls, row: Move, language: str) -> "OrderMoveOut":
        """From a move; raises SealBroken."""
        same = ("id", "serial", "state", "move", "at", "said_at", "photos")
        return cls(
            sentence=sentence(row, language),
            text=row.open_sealed("said") or "",
            by=row.account_name,
            **{name: getattr(row, name) for name in same},
        )


class OrderMoveNow(Shape):
    """A move that the caller may make now, and what it needs."""

    move: OrderMove
    title: str
    needs: list[OrderNeed]


class OrderStepOut(Shape):
    """A step of the ladder, 0 being the first handler's: posts, who holds them here, whether the order came there."""

    number: int
    posts: list[Post]
    holders: list[str]
    takes_over: bool
    outside: str
    reached: bool

    @classmethod
    def of(cls, one: Step, language: str) -> "OrderStepOut":
        """From a step."""
        return cls(
            number=one.number,
            posts=list(one.posts),
            holders=list(one.holders),
            takes_over=one.takes_over,
            outside=one.outside.get(language, ""),
            reached=one.reached,
        )


class OrderSubjectOut(Shape):
    """What an order is about, and the row whose page tells of it."""

    link: OrderLink
    title: str
    opens: UUID
    name: str

    @classmethod
    def of(cls, one: Subject, language: str) -> "OrderSubjectOut":
        """From a subject that the caller may read."""
        title = say(f"word.order.link.{one.link}", language)
        return cls(link=one.link, title=title, opens=one.opens, name=one.name)


@dataclass(frozen=True)
class OrderSurroundings:
    """What is read around an order for its page."""

    timeline: Sequence[Move]
    parts: Sequence[Order]
    subjects: Sequence[Subject]


class OrderOut(OrderRow):
    """An order whole: what was said, its clocks, its timeline, and what the caller may do."""

    text: str
    answers: list[OrderAnswerOut]
    links: dict[str, UUID]
    concerned: OrderWhoOut | None
    dues: dict[str, datetime]
    raised_at: datetime | None
    acknowledged_at: datetime | None
    on_scene_at: datetime | None
    handled_at: datetime | None
    verified_at: datetime | None
    closed_at: datetime | None
    asked_until: datetime | None
    reworks: int
    rating: int | None
    duplicate_of: OrderRef | None
    parent: OrderRef | None
    parts: list[OrderRef]
    ladder: list[OrderStepOut]
    subjects: list[OrderSubjectOut]
    timeline: list[OrderMoveOut]
    moves: list[OrderMoveNow]

    @classmethod
    def whole(
        cls, case: OrderCase, around: OrderSurroundings, moves: Sequence[OrderMove], language: str
    ) -> "OrderOut":
        """From a case and what was read around it."""
        row, (text, answers) = case.row, said_of(case.row)
        same = ("raised_at", "acknowledged_at", "on_scene_at", "handled_at")
        more = ("verified_at", "closed_at", "asked_until", "reworks", "rating")
        return cls(
            **_row(ListedOrder.of(row), language),
            text=text,
            answers=_answers(case.kind, answers, language),
            links={one.value: found for one in OrderLink if (found := _linked(row, one))},
            concerned=OrderWhoOut.of(row.concerned),
            dues={one.value: at for one, at in case.facts.dues.items()},
            duplicate_of=OrderRef.of(row.duplicate_of),
            parent=OrderRef.of(row.parent),
            parts=[OrderRef(id=one.pk, number=one.number) for one in around.parts],
            ladder=[OrderStepOut.of(one, language) for one in ladder_of(case)],
            subjects=[OrderSubjectOut.of(one, language) for one in around.subjects],
            timeline=[OrderMoveOut.of(one, language) for one in around.timeline],
            moves=[
                OrderMoveNow(
                    move=one,
                    title=say(f"word.order.move.{one}", language),
                    needs=sorted(needs(case, one)),
                )
                for one in moves
            ],
            **{name: getattr(row, name) for name in (*same, *more)},
        )


class OrderHandlersOut(Shape):
    """A post that an order may be given to, and who holds it there."""

    post: Post
    title: str
    members: list[OrderWhoOut]

    @classmethod
    def of(cls, post: Post, members: Sequence[Member], language: str) -> "OrderHandlersOut":
        """From who holds a post."""
        return cls(
            post=post,
            title=say(f"word.staff.post.{post}", language),
            members=[OrderWhoOut(id=one.pk, name=one.name) for one in members],
        )


def _row(row: ListedOrder, language: str) -> dict[str, Any]:
    kind, clocks = kind_of(row.kind_id), running(row)
    same = ("id", "version", "number", "confined", "place", "rung", "opened_by", "opened_at")
    more = ("seen_at", "read_at", "late_after", "state")
    return {
        "kind": kind.code,
        "title": kind.title[language],
        "category": kind.category,
        "urgent": kind.urgent,
        "state_title": say(f"word.order.state.{row.state}", language),
        "grid": GridRef.of_line(row),
        "post": row.post or None,
        "handler": OrderWhoOut.named(row.handler_id, row.handler__name),
        "clock": min(clocks, key=lambda one: row.dues[one], default=None),
        "running": [
            OrderDueOut(
                clock=one, title=say(f"word.order.clock.{one}", language), due=row.dues[one]
            )
            for one in clocks
        ],
        **{name: getattr(row, name) for name in (*same, *more)},
    }


def limits_out(limits: Mapping[OrderClock, Limit], language: str) -> list[OrderLimitOut]:
    """Limits in the order in which their clocks run."""
    return [
        OrderLimitOut(
            clock=clock,
            title=say(f"word.order.clock.{clock}", language),
            minutes=limit.minutes,
            pace=limit.pace,
            source=limit.source,
            local=limit.source == LOCAL,
        )
        for clock in OrderClock
        if (limit := limits.get(clock))
    ]


def _answers(kind: Kind, answers: Mapping[str, Any], language: str) -> list[OrderAnswerOut]:
    return [
        OrderAnswerOut(
            code=one.code,
            title=one.text[language],
            answer=answers[one.code],
            text=_answered(one, answers[one.code], language),
        )
        for one in kind.fields
        if answers.get(one.code) is not None
    ]


def _answered(field: OrderField, answer: Any, language: str) -> str:
    if field.answer is OrderFieldKind.CHOICE:
        return next(one.text[language] for one in field.options if one.code == answer)
    if field.answer is OrderFieldKind.YES_NO:
        return say(f"word.order.answer.{'yes' if answer else 'no'}", language)
    return str(answer)


def _linked(row: Order, link: OrderLink) -> UUID | None:
    found: UUID | None = getattr(row, column_of(link))
    return found
