"""Shapes of search and of looking at a value in full."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import StringConstraints

from gridward.ground.register.queries.search import HitKind, Why
from gridward.ground.register.services.reveal import RevealKind
from gridward.kernel.http import Shape


class HitOut(Shape):
    """A row that answers a search; `opens` is the household or organisation whose page shows it."""

    kind: HitKind
    id: UUID
    title: str
    subtitle: str
    grid_id: UUID
    grid_name: str
    opens: UUID
    why: Why


class RevealIn(Schema):
    """Which value to show in full, and why."""

    kind: RevealKind
    id: UUID
    field: str
    reason: Annotated[str, StringConstraints(max_length=300)]


class RevealOut(Schema):
    """The value in full; null where there is none."""

    value: str | None
