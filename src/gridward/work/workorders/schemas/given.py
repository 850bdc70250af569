"""Shapes of what is said of work orders: a report, a move, one move of many."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from gridward.ground.staff.terms import Post
from gridward.work.workorders.terms import (
    MOST_PARTS,
    MOST_PHOTOS,
    MOST_TOGETHER,
    MoveSaid,
    OrderLink,
    OrderMove,
    OrderSaid,
    PartSaid,
)

Said = Annotated[str, StringConstraints(max_length=2000)]
Where = Annotated[str, StringConstraints(max_length=200)]
Code = Annotated[str, StringConstraints(max_length=40)]
Photos = Annotated[list[UUID], Field(max_length=MOST_PHOTOS)]
Answer = bool | int | float | Annotated[str, StringConstraints(max_length=500)] | None


class OrderIn(Schema):
    """A new order with the id that its sender gives it; `at` is when it was seen."""

    id: UUID
    kind: Code
    grid_id: UUID
    place: Where = ""
    text: Said = ""
    answers: Annotated[dict[Code, Answer], Field(max_length=40)] = {}
    links: dict[OrderLink, UUID] = {}
    photos: Photos = []
    at: AwareDatetime | None = None

    def said(self) -> OrderSaid:
        """As the services take it."""
        words = self.model_dump(exclude={"photos"})
        return OrderSaid(**words, photos=tuple(self.photos))


class OrderPartIn(Schema):
    """One part into which an order is split."""

    id: UUID
    text: Said
    post: Post | None = None
    member_id: UUID | None = None


class OrderMoveIn(Schema):
    """A move of an order as it was seen at a version; what a move does not need is left out."""

    id: UUID | None = None
    move: OrderMove
    version: int
    text: Said = ""
    photos: Photos = []
    post: Post | None = None
    member_id: UUID | None = None
    until: AwareDatetime | None = None
    rating: int | None = None
    other_id: UUID | None = None
    parts: Annotated[list[OrderPartIn], Field(max_length=MOST_PARTS)] = []
    at: AwareDatetime | None = None

    def said(self) -> MoveSaid:
        """As the services take it."""
        words = self.model_dump(exclude={"id", "move", "version", "photos", "parts"})
        parts = tuple(PartSaid(**one.model_dump()) for one in self.parts)
        return MoveSaid(**words, photos=tuple(self.photos), parts=parts)


class OrderSeenIn(Schema):
    """An order as it was seen."""

    id: UUID
    version: int


class OrdersMoveIn(Schema):
    """One move of many orders."""

    move: OrderMove
    orders: Annotated[list[OrderSeenIn], Field(min_length=1, max_length=MOST_TOGETHER)]
    text: Said = ""
    post: Post | None = None
    member_id: UUID | None = None

    def said(self) -> MoveSaid:
        """As the services take it."""
        return MoveSaid(text=self.text, post=self.post, member_id=self.member_id)
