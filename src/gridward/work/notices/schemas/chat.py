"""Shapes of pasted messages."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import StringConstraints

from gridward.kernel.http import Shape
from gridward.work.notices.queries.chat import ChatProposal
from gridward.work.notices.terms import ChatClaim, ChatRecord


class ChatIn(Schema):
    """A piece of a grid's chat; `site_id` says where doors without a name are."""

    grid_id: UUID
    text: Annotated[str, StringConstraints(max_length=20_000)]
    site_id: UUID | None = None


class ChatHouseholdOut(Shape):
    """A household that a message may name."""

    id: UUID
    label: str
    grid_id: UUID


class ChatProposalOut(Shape):
    """A message: what it may be recorded as, of which households, and what was not understood. Nothing is stored."""

    line: str
    claim: ChatClaim | None
    record: ChatRecord | None
    count: int | None
    households: list[ChatHouseholdOut]
    chosen: list[UUID]
    order_kind: str
    order_answers: dict[str, str]
    rest: str

    @classmethod
    def of(cls, one: ChatProposal) -> "ChatProposalOut":
        """From a proposal."""
        return cls(
            line=one.reading.line,
            claim=one.reading.claim,
            record=one.record,
            count=one.reading.households,
            households=[
                ChatHouseholdOut(id=home.id, label=home.label, grid_id=home.grid)
                for home in one.households
            ],
            chosen=list(one.chosen),
            order_kind=one.order.kind if one.order else "",
            order_answers=dict(one.order.answers) if one.order else {},
            rest=one.reading.rest,
        )
