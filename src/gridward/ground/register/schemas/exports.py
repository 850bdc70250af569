"""Shapes of lists that leave the house."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import StringConstraints

from gridward.ground.audit.terms import ExportState
from gridward.ground.register.terms.exports import ExportFormat, ExportKind, Wanted
from gridward.ground.register.terms.people import HouseholdState, OrganisationKind, Trading

Query = Annotated[str, StringConstraints(max_length=200)]


class ListFilter(Schema):
    """Which rows, as the list on the screen was filtered."""

    grid: UUID | None = None
    state: HouseholdState | None = None
    kind: OrganisationKind | None = None
    trading: Trading | None = None
    q: Query = ""
    closed: bool = False

    def wanted(self) -> Wanted:
        """For the service."""
        return Wanted(self.grid, self.state, self.kind, self.trading, self.q, self.closed)


class ExportPlanIn(ListFilter):
    """Which list, filtered how."""

    list: ExportKind


class ExportPlanOut(Schema):
    """Rows now; whether they may leave in full, and how many at most do (null: any number)."""

    rows: int
    grids: int
    may_full: bool
    most_in_full: int | None


class ExportIn(Schema):
    """What to take out. `children`: in full also for those under 14; `prepare`: make it ready in the background."""

    list: ExportKind
    format: ExportFormat = ExportFormat.XLSX
    filter: ListFilter = ListFilter()
    masked: bool = True
    children: bool = False
    reason: Annotated[str, StringConstraints(max_length=300)] = ""
    prepare: bool = False


class ExportStartedOut(Schema):
    """A released export: taken under `/register/exports/{id}/file` until it expires."""

    id: UUID
    number: str
    rows: int | None
    state: ExportState
    expires_at: datetime
    watermark: str
