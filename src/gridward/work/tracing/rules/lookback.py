"""How far back contacts of a case are looked for: by the rule book of the day, else by a person who says why."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from gridward.kernel import clock
from gridward.work.rulebooks.terms import (
    Book,
    BookStatus,
    Lack,
    Lookback,
    PersonCategory,
    Rule,
    Slot,
)
from gridward.work.tracing.problems import (
    TracingLookbackMissing,
    TracingLookbackReasonMissing,
    TracingLookbackUnfit,
)
from gridward.work.tracing.terms import MOST_DAYS, LookbackTold


def category_of(*, symptomatic: bool) -> PersonCategory:
    """Whose rule says it: contacts of a confirmed case, or of somebody without symptoms."""
    return PersonCategory.CLOSE_CONTACT if symptomatic else PersonCategory.ASYMPTOMATIC


def lookback_of(rule: Rule, books: Iterable[Book]) -> LookbackTold:
    """What a rule says of the days; silent where it was ended, contradicts itself or gives no figure."""
    if rule.ended_by:
        return LookbackTold(rule.category, None, lack=Lack.ENDED, ended_by=rule.ended_by)
    if any(one.slot is Slot.LOOKBACK for one in rule.contradictions):
        return LookbackTold(rule.category, None, lack=Lack.CONTRADICTION)
    entry = rule.entries.get(Slot.LOOKBACK)
    if entry is None or not isinstance(entry.said, Lookback) or entry.said.days is None:
        return LookbackTold(
            rule.category, None, lack=Lack.NO_DAYS if rule.entries else Lack.NO_RULE
        )
    book = next(one for one in books if one.code == entry.book)
    draft = "days" in entry.unconfirmed or book.status is BookStatus.DRAFT
    return LookbackTold(rule.category, entry.said.days, book.code, book.title, entry.source, draft)


def days_of(told: LookbackTold, stated: int | None, reason: str) -> int:
    """The days that hold: of the book, or another number that a person states with a reason.

    Raises TracingLookbackMissing, TracingLookbackReasonMissing, TracingLookbackUnfit.
    """
    if stated is None:
        if told.days is None:
            raise TracingLookbackMissing
        return told.days
    if not 0 <= stated <= MOST_DAYS:
        raise TracingLookbackUnfit(most=MOST_DAYS)
    if stated != told.days and not reason.strip():
        raise TracingLookbackReasonMissing
    return stated


def window_of(
    began_on: date, days: int, isolated_at: datetime | None, now: datetime
) -> tuple[datetime, datetime]:
    """The first midnight and the last moment in which a case could pass it on; both belong to the window."""
    begins = clock.midnight(began_on - timedelta(days=days))
    return begins, max(begins, min(isolated_at or now, now))
