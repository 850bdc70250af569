"""Versions are drafted, changed, asked to be reviewed, taken back and dropped by whoever writes books."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from gridward.ground.territory.queries.visible import street_of
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.models import store_next
from gridward.work.rulebooks.models import StreetBook
from gridward.work.rulebooks.problems import BookCodeKept, BookCodeUnfit, BookOpenAlready
from gridward.work.rulebooks.queries.changes import effect_of_version
from gridward.work.rulebooks.queries.versions import signing
from gridward.work.rulebooks.rules.checking import check_street_book
from gridward.work.rulebooks.rules.reading import books_of_the_country, read_book
from gridward.work.rulebooks.services.shared import locked, note
from gridward.work.rulebooks.terms import OPEN, Book, BookState, BookStepKind

WRITE = Permission.RULEBOOKS_WRITE


@transaction.atomic
def draft_book(actor: Actor, *, text: str) -> StreetBook:
    """Draft a new book, or the next version of one, by its code.

    Raises NotAllowed, BookNotYours, RuleBookUnreadable, BookCodeUnfit, BookElsewhere, BookOpenAlready.
    """
    account, _ = signing(actor, WRITE)
    street = street_of(actor)
    book = read_for(actor, text)
    one_at_a_time("rulebooks.street", street.pk)
    rows = StreetBook.objects.filter(street_id=street.pk, code=book.code)
    if rows.filter(state__in=OPEN).exists():
        raise BookOpenAlready(book=book.code)
    if rows.filter(state=BookState.WITHDRAWN).exists():
        raise BookCodeUnfit(book=book.code)
    row = StreetBook.objects.create(
        street_id=street.pk,
        code=book.code,
        number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
        text=text,
        state=BookState.DRAFTED,
        writers=[account],
        writer_name=actor.name,
    )
    note(actor, row, BookStepKind.DRAFTED, WRITE)
    return row


@transaction.atomic
def change_book(actor: Actor, *, book_id: UUID, version: int, text: str) -> StreetBook:
    """Write a draft anew; whoever does so is one of its writers.

    Raises NotAllowed, NotFound, Stale, BookNotSo, BookCodeKept, and as `draft_book`.
    """
    account, _ = signing(actor, WRITE)
    row = locked(actor, book_id, version, BookState.DRAFTED)
    if read_for(actor, text).code != row.code:
        raise BookCodeKept(book=row.code)
    writers = list(dict.fromkeys((*row.writers, account)))
    store_next(row, text=text, writers=writers, writer_name=actor.name)
    note(actor, row, BookStepKind.CHANGED, WRITE)
    return row


@transaction.atomic
def ask_review(actor: Actor, *, book_id: UUID, version: int) -> StreetBook:
    """Ask for a review: from now on the text stays. Raises NotAllowed, NotFound, Stale, BookNotSo."""
    signing(actor, WRITE)
    row = locked(actor, book_id, version, BookState.DRAFTED)
    effect = effect_of_version(street_of(actor), row)
    store_next(row, state=BookState.ASKED)
    note(actor, row, BookStepKind.ASKED, WRITE, digest=effect.digest)
    return row


@transaction.atomic
def take_back(actor: Actor, *, book_id: UUID, version: int) -> StreetBook:
    """Take a version back from review, to write on. Raises NotAllowed, NotFound, Stale, BookNotSo."""
    signing(actor, WRITE)
    row = locked(actor, book_id, version, BookState.ASKED)
    store_next(row, state=BookState.DRAFTED)
    note(actor, row, BookStepKind.TAKEN_BACK, WRITE)
    return row


@transaction.atomic
def drop_book(actor: Actor, *, book_id: UUID, version: int) -> StreetBook:
    """Give a draft up; it stays to be read. Raises NotAllowed, NotFound, Stale, BookNotSo."""
    signing(actor, WRITE)
    row = locked(actor, book_id, version, BookState.DRAFTED)
    store_next(row, state=BookState.DROPPED)
    note(actor, row, BookStepKind.DROPPED, WRITE)
    return row


def read_for(actor: Actor, text: str) -> Book:
    """A text as a book that the actor's street may keep; raises RuleBookUnreadable, BookCodeUnfit, BookElsewhere."""
    book = read_book(text, "YAML")
    check_street_book(book, street_of(actor).code, {one.code for one in books_of_the_country()})
    return book
