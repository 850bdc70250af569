"""A version is accepted by a second person, who has seen what it changes, or sent back with a reason."""

from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.ground.territory.queries.visible import street_of
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce
from gridward.kernel.models import store_next
from gridward.kernel.texts import LANGUAGES
from gridward.work.rulebooks.models import BookStep, StreetBook
from gridward.work.rulebooks.problems import BookEffectDiffers, BookSecondPerson
from gridward.work.rulebooks.queries.books import own_rows
from gridward.work.rulebooks.queries.changes import Effect, effect_of_version, placed
from gridward.work.rulebooks.queries.versions import signing
from gridward.work.rulebooks.rules.telling import effect_words
from gridward.work.rulebooks.services.shared import (
    locked,
    note,
    renew_shelf,
    said_reason,
)
from gridward.work.rulebooks.terms import (
    KEPT,
    BookState,
    BookStepKind,
    RulesChanged,
)

REVIEW = Permission.RULEBOOKS_REVIEW


@transaction.atomic
def send_back(actor: Actor, *, book_id: UUID, version: int, reason: str) -> StreetBook:
    """Send a version back to whoever wrote it. Raises NotAllowed, NotFound, Stale, BookNotSo, BookReasonMissing."""
    signing(actor, REVIEW)
    told = said_reason(reason)
    row = locked(actor, book_id, version, BookState.ASKED)
    store_next(row, state=BookState.DRAFTED)
    note(actor, row, BookStepKind.SENT_BACK, REVIEW, told)
    return row


@transaction.atomic
def accept_book(actor: Actor, *, book_id: UUID, version: int, digest: str) -> StreetBook:
    """Accept a version, which replaces the one before it; `digest` is the mark of the changes that were shown.

    Raises NotAllowed, NotFound, Stale, BookNotSo, BookSecondPerson for whoever wrote it, BookEffectDiffers.
    """
    account, _ = signing(actor, REVIEW)
    row = locked(actor, book_id, version, BookState.ASKED)
    if account in row.writers:
        raise BookSecondPerson
    effect = effect_of_version(street_of(actor), row)
    if effect.digest != digest:
        raise BookEffectDiffers
    before = placed(own_rows(row.street_id))
    _replace(actor, row)
    store_next(row, state=BookState.ACCEPTED, accepted_by=account)
    step = note(actor, row, BookStepKind.ACCEPTED, REVIEW, **shown(row, effect, before))
    tell_changed(row, step, effect)
    return row


def tell_changed(row: StreetBook, step: BookStep, effect: Effect) -> None:
    """From now on every process reads the books anew, and whoever listens is told what days are touched."""
    renew_shelf(row.street_id)
    if effect.spans:
        first, last = effect.spans[0], effect.spans[-1]
        announce(RulesChanged(row.street_id, step.pk, row.code, first.since, last.until))


def _replace(actor: Actor, row: StreetBook) -> None:
    for one in StreetBook.objects.filter(street_id=row.street_id, code=row.code, state__in=KEPT):
        store_next(one, state=BookState.REPLACED)
        note(actor, one, BookStepKind.REPLACED, REVIEW)


def shown(row: StreetBook, effect: Effect, before: list[dict[str, str]]) -> dict[str, Any]:
    """What the step keeps: the shelf before and after, and the changes in words as they were shown."""
    return {
        "before": before,
        "after": placed(own_rows(row.street_id)),
        "digest": effect.digest,
        "effect": {one: effect_words(effect.spans, one) for one in LANGUAGES},
    }
