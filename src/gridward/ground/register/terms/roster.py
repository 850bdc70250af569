"""Words of roster import (R2): states of a batch, outcomes of its rows, the counts that sum to the file."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class BatchState(StrEnum):
    """Where a batch stands; a failed or undone one stays on the record."""

    UPLOADED = "uploaded"
    READING = "reading"
    READY = "ready"
    CHECKING = "checking"
    CHECKED = "checked"
    COMMITTING = "committing"
    COMMITTED = "committed"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"


class Outcome(StrEnum):
    """What became of a row of the file; each row has exactly one."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SAME = "same"
    CONFLICT = "conflict"
    REJECTED = "rejected"
    NOT_DATA = "not_data"


@dataclass
class Counts:
    """How many rows of the file came to each outcome, and how often each reason was given.

    `rows` are all physical rows; the seven outcomes sum to it.
    """

    rows: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    same: int = 0
    conflicts: int = 0
    rejected: int = 0
    not_data: int = 0
    reasons: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: int, outcomes: Mapping[Outcome, int], reasons: Mapping[str, int]) -> "Counts":
        """The counts of a file of so many rows."""
        return cls(
            rows,
            **{COUNTED_AS[outcome]: count for outcome, count in outcomes.items()},
            reasons=dict(Counter(reasons).most_common()),
        )

    def sum_up(self) -> bool:
        """Whether every row of the file is accounted for, once."""
        return bool(self.rows == sum(getattr(self, name) for name in COUNTED_AS.values()))

    def as_dict(self) -> dict[str, Any]:
        """Keys rows, added, updated, unchanged, same, conflicts, rejected, not_data, reasons."""
        return asdict(self)


COUNTED_AS = {outcome: outcome.value for outcome in Outcome} | {Outcome.CONFLICT: "conflicts"}
