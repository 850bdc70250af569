"""Words of the record."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Act(StrEnum):
    """Base of the acts that parts declare; each member's sentence stands under `audit.<value>`."""


class AuditAct(Act):
    """Acts about the record itself."""

    VERIFIED = "audit.verified"


@dataclass(frozen=True)
class About:
    """The row that an act is about, and the grid whose people may read of it."""

    table: str
    row: UUID
    grid: UUID | None = None


@dataclass(frozen=True)
class ChainReport:
    """Outcome of a verification: how many lines hold, and the first place where the chain breaks."""

    lines: int
    broken_at: int | None
    what: str | None
    last_at: datetime | None
