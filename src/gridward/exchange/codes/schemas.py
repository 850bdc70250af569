"""Shapes of code services, as gates use them."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import StringConstraints

from gridward.exchange.codes.terms import LONGEST_CODE, CodeDoubt, Told
from gridward.kernel.http import Shape
from gridward.kernel.texts import say
from gridward.work.checkpoints.terms import CodeKind, CodeResult, CodeSource


class CodeCheckIn(Schema):
    """What was shown: the text of a scanned code, or an identity number where there is none."""

    kind: CodeKind
    shown: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_CODE)]


class CodeCheckOut(Shape):
    """What it says. `at` is when the result is from; `note` says why it is unclear; `drill`: of somebody invented."""

    kind: CodeKind
    result: CodeResult
    at: datetime | None
    source: CodeSource
    doubt: CodeDoubt | None
    note: str
    drill: bool

    @classmethod
    def of(cls, kind: CodeKind, told: Told, language: str) -> "CodeCheckOut":
        """From what an answer came to."""
        note = say(f"word.codes.doubt.{told.doubt}", language) if told.doubt else ""
        return cls(
            kind=kind,
            result=told.result,
            at=told.at,
            source=CodeSource.PROVIDER,
            doubt=told.doubt,
            note=note,
            drill=told.drill,
        )


class CodeServiceOut(Shape):
    """Whether a code service may be asked; where it may not, all is seen by eye."""

    set_up: bool
