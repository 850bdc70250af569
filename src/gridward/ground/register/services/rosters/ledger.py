"""The account of a file: one outcome with its reasons for every physical row."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

import orjson

from gridward.ground.register.rules.roster.matching import Ref
from gridward.ground.register.rules.roster.reasons import Reason
from gridward.ground.register.terms.roster import Counts, Outcome

_BY_NEED: Final = (
    *(Outcome.CONFLICT, Outcome.REJECTED, Outcome.ADDED, Outcome.UPDATED),
    *(Outcome.UNCHANGED, Outcome.SAME, Outcome.NOT_DATA),
)
"""A row with several people gets the outcome that most needs somebody."""

_RANK: Final = {outcome: rank for rank, outcome in enumerate(_BY_NEED)}
_NO_REASONS: Final[tuple[Reason, ...]] = ()


@dataclass(slots=True)
class Entry:
    """What became of a row."""

    outcome: Outcome
    reasons: Sequence[Reason] = _NO_REASONS
    resident: UUID | None = None
    household: UUID | None = None


@dataclass(slots=True)
class Ledger:
    """Entries by (sheet, row)."""

    entries: dict[tuple[int, int], Entry] = field(default_factory=dict)

    def enter(
        self,
        ref: Ref,
        outcome: Outcome,
        reasons: Sequence[Reason] = _NO_REASONS,
        resident: UUID | None = None,
        household: UUID | None = None,
    ) -> None:
        """Enter one person's outcome; a row of several people keeps the outcome that most needs somebody."""
        place = (ref.sheet, ref.number)
        other = self.entries.get(place)
        if other is None:
            self.entries[place] = Entry(outcome, reasons or _NO_REASONS, resident, household)
            return
        if _RANK[outcome] < _RANK[other.outcome]:
            other.outcome, other.resident = outcome, resident or other.resident
        other.reasons = [*other.reasons, *(_of_member(ref.member, reason) for reason in reasons)]

    def counts(self, rows: int) -> Counts:
        """The counts beside the number of physical rows of the file."""
        outcomes: Counter[Outcome] = Counter()
        reasons: Counter[str] = Counter()
        for entry in self.entries.values():
            outcomes[entry.outcome] += 1
            reasons.update(reason.code for reason in entry.reasons)
        return Counts.of(rows, outcomes, reasons)

    def in_order(self) -> Iterator[tuple[int, int, Entry]]:
        """Rows by sheet and number."""
        for (sheet, number), entry in sorted(self.entries.items(), key=lambda item: item[0]):
            yield sheet, number, entry


def _of_member(member: int, reason: Reason) -> Reason:
    return Reason(reason.code, {**reason.details, "member": member + 1})


def reasons_json(reasons: Sequence[Reason]) -> str:
    """Pairs of code and details."""
    return orjson.dumps([[reason.code, dict(reason.details)] for reason in reasons]).decode()
