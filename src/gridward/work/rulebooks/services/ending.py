"""An accepted version is withdrawn from a day on: one person asks, another one decides."""

from datetime import date
from uuid import UUID

from django.db import transaction

from gridward.ground.territory.queries.visible import street_of
from gridward.kernel.access import Actor, Permission
from gridward.kernel.models import store_next
from gridward.work.rulebooks.models import StreetBook
from gridward.work.rulebooks.problems import BookEffectDiffers, BookEndUnfit, BookSecondPerson
from gridward.work.rulebooks.queries.books import own_book, own_rows
from gridward.work.rulebooks.queries.changes import effect_of_end, placed
from gridward.work.rulebooks.queries.versions import signing
from gridward.work.rulebooks.services.reviewing import shown, tell_changed
from gridward.work.rulebooks.services.shared import locked, note, said_reason
from gridward.work.rulebooks.terms import BookState, BookStepKind

WRITE, REVIEW = Permission.RULEBOOKS_WRITE, Permission.RULEBOOKS_REVIEW


@transaction.atomic
def ask_end(actor: Actor, *, book_id: UUID, version: int, day: date, reason: str) -> StreetBook:
    """Ask that a version holds no longer from a day on; until somebody else decides it holds.

    Raises NotAllowed, NotFound, Stale, BookNotSo, BookEndUnfit, BookReasonMissing.
    """
    account, _ = signing(actor, WRITE)
    told = said_reason(reason)
    row = locked(actor, book_id, version, BookState.ACCEPTED)
    book = own_book(row)
    if day < book.since or (book.until is not None and day >= book.until):
        raise BookEndUnfit(since=book.since, until=book.until or "–")
    store_next(row, state=BookState.ENDING, end_asked_by=account)
    note(actor, row, BookStepKind.END_ASKED, WRITE, told, day=day.isoformat())
    return row


@transaction.atomic
def refuse_end(actor: Actor, *, book_id: UUID, version: int, reason: str) -> StreetBook:
    """Leave a version in force. Raises NotAllowed, NotFound, Stale, BookNotSo, BookReasonMissing."""
    signing(actor, REVIEW)
    told = said_reason(reason)
    row = locked(actor, book_id, version, BookState.ENDING)
    store_next(row, state=BookState.ACCEPTED, end_asked_by=None)
    note(actor, row, BookStepKind.END_REFUSED, REVIEW, told)
    return row


@transaction.atomic
def withdraw_book(actor: Actor, *, book_id: UUID, version: int, digest: str) -> StreetBook:
    """Withdraw a version from the day that was asked for; `digest` is the mark of the changes that were shown.

    Raises NotAllowed, NotFound, Stale, BookNotSo, BookSecondPerson for whoever asked, BookEffectDiffers.
    """
    account, _ = signing(actor, REVIEW)
    row = locked(actor, book_id, version, BookState.ENDING)
    if account == row.end_asked_by:
        raise BookSecondPerson
    day = end_asked(row)
    effect = effect_of_end(street_of(actor), row, day)
    if effect.digest != digest:
        raise BookEffectDiffers
    before = placed(own_rows(row.street_id))
    store_next(row, state=BookState.WITHDRAWN, ended_on=day, ended_by=account)
    step = note(
        actor,
        row,
        BookStepKind.WITHDRAWN,
        REVIEW,
        day=day.isoformat(),
        **shown(row, effect, before),
    )
    tell_changed(row, step, effect)
    return row


def end_asked(row: StreetBook) -> date:
    """From which day on a version is asked to hold no longer."""
    step = row.steps.filter(kind=BookStepKind.END_ASKED).latest("at", "id")
    return date.fromisoformat(step.content["day"])
