"""Shapes of return-to-work filings."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gridward.ground.register.schemas.people import GridRef
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.http import Shape
from gridward.kernel.texts import say
from gridward.work.inspections.models import Filing, FilingStep
from gridward.work.inspections.queries.filings import filing_moves, filing_number
from gridward.work.inspections.queries.rows import unsealed
from gridward.work.inspections.rules.filings import filing_rules
from gridward.work.inspections.schemas import Code, Day, Name, Said
from gridward.work.inspections.terms import (
    FiledBy,
    FilingMove,
    FilingRules,
    FilingSaid,
    FilingState,
)


class FilingIn(Schema):
    """A filing with the id that its sender gives it; `has` are codes of what is required and there."""

    id: UUID
    organisation_id: UUID
    filed_by: FiledBy
    resumes_on: Day
    persons: Annotated[int, Field(ge=1, le=1_000_000)]
    has: Annotated[list[Code], Field(max_length=40)]
    contact: Name = ""
    phone: Annotated[str, Field(max_length=20)] = ""
    note: Said = ""

    def said(self) -> FilingSaid:
        """As the services take it."""
        return FilingSaid(**self.model_dump(exclude={"has"}), has=frozenset(self.has))


class FilingMoveIn(Schema):
    """A step: conditions of a grant, the reason of a refusal, or what is replied."""

    move: FilingMove
    text: Said = ""


class FilingRequirementOut(Shape):
    """What a filing needs, in the caller's language."""

    code: str
    text: str
    basis: str


class FilingRulesOut(Shape):
    """What holds today."""

    requirements: list[FilingRequirementOut]
    reviewers: list[str]
    days: int

    @classmethod
    def of(cls, rules: FilingRules, language: str) -> "FilingRulesOut":
        """From the dated data."""
        return cls(
            requirements=[
                FilingRequirementOut(code=one.code, text=one.text[language], basis=one.basis)
                for one in rules.requirements
            ],
            reviewers=[say(f"word.staff.post.{one}", language) for one in sorted(rules.reviewers)],
            days=rules.days,
        )


class FilingStepOut(Shape):
    """A step as it was taken."""

    move: FilingMove
    number: str
    text: str
    by: str
    post: str
    at: datetime

    @classmethod
    def of(cls, row: Filing, step: FilingStep, language: str) -> "FilingStepOut":
        """From a row; raises SealBroken."""
        return cls(
            move=FilingMove(step.move),
            number=filing_number(row, step) if step.number else "",
            text=unsealed(step)["text"],
            by=step.account_name,
            post=say(f"word.staff.post.{step.post}", language) if step.post else "",
            at=step.at,
        )


class FilingRow(Shape):
    """A filing in a list."""

    id: UUID
    grid: GridRef
    organisation_id: UUID
    organisation: str
    filed_by: FiledBy
    filed_at: datetime
    resumes_on: date
    persons: int
    review_by: date
    late: bool
    state: FilingState

    @classmethod
    def of(cls, row: Filing) -> "FilingRow":
        """From a row with its steps."""
        return cls(**_plain(row))


class FilingOut(Shape):
    """One filing whole; `moves` are the steps that the caller may take now."""

    id: UUID
    grid: GridRef
    organisation_id: UUID
    organisation: str
    filed_by: FiledBy
    filed_at: datetime
    resumes_on: date
    persons: int
    review_by: date
    late: bool
    state: FilingState
    by: str
    contact: str
    phone: str
    note: str
    has: list[FilingRequirementOut]
    steps: list[FilingStepOut]
    moves: list[FilingMove]

    @classmethod
    def whole(cls, actor: Actor, row: Filing, language: str) -> "FilingOut":
        """From a row with its steps; raises SealBroken."""
        asked = filing_rules(clock.local_date(row.filed_at)).requirements
        return cls(
            **_plain(row),
            **unsealed(row),
            by=row.account_name,
            has=[
                FilingRequirementOut(code=one.code, text=one.text[language], basis=one.basis)
                for one in asked
                if one.code in row.has
            ],
            steps=[FilingStepOut.of(row, one, language) for one in row.steps.all()],
            moves=filing_moves(actor, row),
        )


def _plain(row: Filing) -> dict[str, Any]:
    state = row.state()
    same = ("organisation_id", "filed_at", "resumes_on", "persons", "review_by")
    return {
        "id": row.pk,
        "grid": GridRef.of(row.grid),
        "organisation": row.organisation.name,
        "filed_by": FiledBy(row.filed_by),
        "state": state,
        "late": state is FilingState.OPEN and row.review_by < clock.today(),
        **{name: getattr(row, name) for name in same},
    }
