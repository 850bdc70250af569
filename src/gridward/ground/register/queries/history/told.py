"""A change as it is told, and which changes somebody wants to read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from gridward.kernel import clock


@dataclass(frozen=True)
class FieldChange:
    """One field by its key (`word.register.field.<key>`) before and after, in words."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Change:
    """One act on one row. `what` is added, changed or removed; `subject` a masked name or empty.

    Both clocks: `at` is when it was recorded, `on` the day on which it happened, where somebody said. `act` is the
    act of the record that did it; a `correction` says that the value before was wrong, and `reason` how.
    """

    at: datetime
    by: str
    what: str
    kind: str
    subject: str
    fields: tuple[FieldChange, ...]
    subject_id: UUID | None = None
    act: str = ""
    on: date | None = None
    correction: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Wanted:
    """Which changes: of a field (its key), of a person, recorded on days from and to, corrections alone."""

    field: str = ""
    person: UUID | None = None
    since: date | None = None
    until: date | None = None
    corrections: bool = False

    def of(self, changes: Iterable[Change]) -> list[Change]:
        """The changes wanted; of a field, only that field is told."""
        told = [self._narrowed(change) for change in changes if self._fits(change)]
        return [change for change in told if change.fields or not self.field]

    def _fits(self, change: Change) -> bool:
        day = clock.local_date(change.at)
        return (
            self.person in (None, change.subject_id)
            and (self.since is None or day >= self.since)
            and (self.until is None or day <= self.until)
            and (change.correction or not self.corrections)
        )

    def _narrowed(self, change: Change) -> Change:
        if not self.field:
            return change
        return replace(change, fields=tuple(x for x in change.fields if x.field == self.field))
