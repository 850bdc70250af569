"""What a phone sends, and what it is answered."""

from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from gridward.exchange.sync.schemas.commands import read
from gridward.exchange.sync.schemas.devices import Label
from gridward.exchange.sync.terms import CommandOutcome, Result, Sent
from gridward.kernel.http import Shape


class CommandIn(Shape):
    """One command; `at` is the moment by the phone's clock."""

    id: UUID
    kind: Annotated[str, StringConstraints(max_length=40)]
    at: AwareDatetime
    content: dict[str, Any]

    def sent(self) -> Sent:
        """As the service takes it; what is wrong with it is told when its turn comes."""
        said, problem = read(self.kind, self.content)
        return Sent(self.id, self.kind, self.at, self.content, said, problem)


class PushIn(Schema):
    """Commands in the order in which they were given; `now` is the phone's clock when it sends."""

    device: UUID
    label: Label = ""
    now: AwareDatetime
    commands: Annotated[list[CommandIn], Field(max_length=1000)]


class ResultOut(Shape):
    """What became of a command."""

    id: UUID
    outcome: CommandOutcome
    answer: dict[str, Any]
    code: str
    sentence: str
    details: dict[str, Any]

    @classmethod
    def of(cls, one: Result) -> "ResultOut":
        """From a result."""
        return cls(
            id=one.id,
            outcome=one.outcome,
            answer=one.answer,
            code=one.code,
            sentence=one.sentence,
            details=one.details,
        )


class PushOut(Shape):
    """The results in the order of the commands; `epoch` as in a pull."""

    epoch: int
    results: list[ResultOut]
