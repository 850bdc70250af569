"""The duty of a second person: rule books of the street that wait for a review (H2)."""

from collections.abc import Iterator

from gridward.oversight.duties.queries.posts import Asked
from gridward.oversight.duties.queries.sources.waiting import waiting
from gridward.oversight.duties.terms import DutyItem, DutyState
from gridward.work.rulebooks.models import BookStep
from gridward.work.rulebooks.queries.versions import of_others, to_review
from gridward.work.rulebooks.terms import BookStepKind

_DONE = (
    *(BookStepKind.ACCEPTED, BookStepKind.SENT_BACK),
    *(BookStepKind.WITHDRAWN, BookStepKind.END_REFUSED),
)


def books_to_review(asked: Asked) -> Iterator[DutyItem]:
    """Versions that others wrote or asked to withdraw; those reviewed today are done. Two queries."""
    rows = to_review(asked.actor).filter(of_others(asked.account))
    yield from waiting(asked, rows, "books_to_review", moment="updated_at")
    done = BookStep.objects.filter(
        kind__in=_DONE, account_id=asked.account, at__gte=asked.midnight
    ).count()
    if done:
        yield DutyItem(DutyState.DONE, "books_reviewed", asked.duty.page, done)
