"""What the writes share."""

from typing import Any
from uuid import UUID

from django.utils.text import Truncator

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import new_id
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.problems import Stale
from gridward.work.rulebooks.models import BookStep, RuleShelf, StreetBook
from gridward.work.rulebooks.problems import BookNotSo, BookReasonMissing
from gridward.work.rulebooks.queries.versions import signing, version_of
from gridward.work.rulebooks.terms import BookState, BookStepKind, RuleBookAct

MOST_LETTERS = 400


def locked(actor: Actor, book_id: UUID, version: int, *states: BookState) -> StreetBook:
    """A version as it was seen, for whoever changes it; of two at once the second waits and is told.

    Raises NotFound, Stale, BookNotSo.
    """
    one_at_a_time("rulebooks.street", actor.street_id)
    row = version_of(actor, book_id)
    if BookState(row.state) not in states:
        raise BookNotSo(state=f"word.rulebooks.state.{row.state}")
    if row.version != version:
        raise Stale
    return row


def note(
    actor: Actor,
    row: StreetBook,
    kind: BookStepKind,
    permission: Permission,
    reason: str = "",
    **content: Any,
) -> BookStep:
    """A step of a version, and its line of the record."""
    account, post = signing(actor, permission)
    step = BookStep.objects.create(
        book=row,
        kind=kind,
        account_id=account,
        account_name=actor.name,
        post=post.value,
        at=clock.now(),
        reason=reason,
        content=content,
    )
    record(
        actor,
        RuleBookAct(f"rulebooks.{kind}"),
        About("rulebooks_streetbook", row.pk),
        reason=reason,
        book=row.code,
        number=row.number,
    )
    return step


def renew_shelf(street_id: UUID) -> None:
    """Another token: every process reads the street's books anew."""
    RuleShelf.objects.update_or_create(street_id=street_id, defaults={"token": new_id()})


def said_reason(reason: str) -> str:
    """A reason in words; raises BookReasonMissing."""
    told = Truncator(reason.strip()).chars(MOST_LETTERS)
    if not told:
        raise BookReasonMissing
    return told
