"""Doors of rule books."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema, Status

from gridward.ground.territory.queries.visible import street_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door, language_of
from gridward.kernel.paging import page
from gridward.work.rulebooks.models import StreetBook
from gridward.work.rulebooks.problems import RuleBookUnreadable
from gridward.work.rulebooks.queries.changes import (
    Effect,
    effect_of_end,
    effect_of_text,
    effect_of_version,
)
from gridward.work.rulebooks.queries.telling import day_told
from gridward.work.rulebooks.queries.versions import news, version_of, visible_to
from gridward.work.rulebooks.rules.writing import plain_of
from gridward.work.rulebooks.schemas import (
    BookChangeIn,
    BookDecideIn,
    BookEndIn,
    BookReasonIn,
    BookSeenIn,
    BookTextIn,
    BookTrialOut,
    BookVersionOut,
    BookVersionRow,
    FigureCheckIn,
    FigureIn,
    RuleBookOut,
    RuleDayOut,
    RuleEffectOut,
    RuleOut,
    RuleWordsOut,
)
from gridward.work.rulebooks.services import checks, drafting, ending, marking, reviewing
from gridward.work.rulebooks.terms import BookState

router = door("rulebooks")
READ, WRITE = Permission.TERRITORY_READ, Permission.RULEBOOKS_WRITE
REVIEW = Permission.RULEBOOKS_REVIEW


class RuleDayWanted(Schema):
    """As on which day; without one today."""

    day: date | None = None


class BooksWanted(Schema):
    """`after` is the cursor of the page before; `open`: those alone that wait to be written on or decided."""

    after: str | None = None
    open: bool = False


@router.get("/words", response=answers(RuleWordsOut))
def get_words(request: HttpRequest) -> object:
    """The words that books know."""
    actor_of(request).require(READ)
    return RuleWordsOut.told(language_of(request))


@router.get("/day", response=answers(RuleDayOut))
def get_day(request: HttpRequest, wanted: Query[RuleDayWanted]) -> object:
    """What holds in the caller's street on a day, for each category."""
    actor, language = actor_of(request), language_of(request)
    actor.require(READ)
    told = day_told(actor.street_id, wanted.day or clock.today())
    return RuleDayOut(
        day=told.day,
        division=told.division,
        books=[RuleBookOut.of(one, language) for one in told.books],
        rules=[RuleOut.of(one, told, language) for one in told.rules],
        writes=actor.may(WRITE),
        reviews=actor.may(REVIEW),
    )


@router.post("/trial", response=answers(BookTrialOut))
def post_trial(request: HttpRequest, given: BookTextIn) -> object:
    """A text or a form tried: what is wrong at which line, and what it would change. Nothing is stored."""
    actor, language = actor_of(request), language_of(request)
    actor.require(WRITE)
    text = given.yaml()
    try:
        book = drafting.read_for(actor, text)
    except RuleBookUnreadable as error:
        return _wrong(text, error, language)
    effect = effect_of_text(street_of(actor), text, book.code)
    return BookTrialOut(
        text=text,
        plain=plain_of(text),
        code=book.code,
        problem="",
        line=None,
        where="",
        effect=_told(effect, language),
    )


@router.get("/books", response=answers(PageOut[BookVersionRow]))
def list_books(request: HttpRequest, wanted: Query[BooksWanted]) -> object:
    """Versions of the street's books, the latest first."""
    actor, language = actor_of(request), language_of(request)
    actor.require(READ)
    rows = visible_to(actor)
    if wanted.open:
        states = (BookState.DRAFTED, BookState.ASKED, BookState.ENDING)
        rows = rows.filter(state__in=states)
    found: Any = page(rows, ["-created_at", "-id"], wanted.after)
    fresh = news(actor).filter(book__in=[row.pk for row in found.rows])
    new = set(fresh.values_list("book_id", flat=True))
    items = [BookVersionRow.of(row, language, new=row.pk in new) for row in found.rows]
    return PageOut[BookVersionRow](items=items, next=found.next)


@router.post("/books", response=answers(BookVersionOut, 201))
def post_book(request: HttpRequest, given: BookTextIn) -> object:
    """Draft a book, or the next version of one, by its code."""
    row = drafting.draft_book(actor_of(request), text=given.yaml())
    return Status(201, _whole(request, row))


@router.get("/books/{book_id}", response=answers(BookVersionOut))
def get_book(request: HttpRequest, book_id: UUID) -> object:
    """A version whole, with what deciding on it would change."""
    actor = actor_of(request)
    actor.require(READ)
    return _whole(request, version_of(actor, book_id))


@router.post("/books/{book_id}/read", response=answers(None, 204))
def post_book_read(request: HttpRequest, book_id: UUID) -> object:
    """The caller has read a version with what was decided of it; nobody else is told."""
    marking.mark_book(actor_of(request), book_id)
    return Status(204, None)


@router.post("/books/{book_id}/text", response=answers(BookVersionOut))
def post_text(request: HttpRequest, book_id: UUID, given: BookChangeIn) -> object:
    """Write a draft anew."""
    actor = actor_of(request)
    row = drafting.change_book(actor, book_id=book_id, version=given.version, text=given.yaml())
    return _whole(request, row)


@router.post("/books/{book_id}/ask", response=answers(BookVersionOut))
def post_ask(request: HttpRequest, book_id: UUID, given: BookSeenIn) -> object:
    """Ask for a review."""
    row = drafting.ask_review(actor_of(request), book_id=book_id, version=given.version)
    return _whole(request, row)


@router.post("/books/{book_id}/take-back", response=answers(BookVersionOut))
def post_take_back(request: HttpRequest, book_id: UUID, given: BookSeenIn) -> object:
    """Take a version back from review."""
    row = drafting.take_back(actor_of(request), book_id=book_id, version=given.version)
    return _whole(request, row)


@router.post("/books/{book_id}/drop", response=answers(BookVersionOut))
def post_drop(request: HttpRequest, book_id: UUID, given: BookSeenIn) -> object:
    """Give a draft up."""
    row = drafting.drop_book(actor_of(request), book_id=book_id, version=given.version)
    return _whole(request, row)


@router.post("/books/{book_id}/send-back", response=answers(BookVersionOut))
def post_send_back(request: HttpRequest, book_id: UUID, given: BookReasonIn) -> object:
    """Send a version back to whoever wrote it."""
    row = reviewing.send_back(
        actor_of(request), book_id=book_id, version=given.version, reason=given.reason
    )
    return _whole(request, row)


@router.post("/books/{book_id}/accept", response=answers(BookVersionOut))
def post_accept(request: HttpRequest, book_id: UUID, given: BookDecideIn) -> object:
    """Accept a version, as a second person who saw what it changes."""
    row = reviewing.accept_book(
        actor_of(request), book_id=book_id, version=given.version, digest=given.digest
    )
    return _whole(request, row)


@router.post("/books/{book_id}/end", response=answers(BookVersionOut))
def post_end(request: HttpRequest, book_id: UUID, given: BookEndIn) -> object:
    """Ask that a version holds no longer from a day on."""
    row = ending.ask_end(
        actor_of(request),
        book_id=book_id,
        version=given.version,
        day=given.day,
        reason=given.reason,
    )
    return _whole(request, row)


@router.post("/books/{book_id}/refuse-end", response=answers(BookVersionOut))
def post_refuse_end(request: HttpRequest, book_id: UUID, given: BookReasonIn) -> object:
    """Leave a version in force."""
    row = ending.refuse_end(
        actor_of(request), book_id=book_id, version=given.version, reason=given.reason
    )
    return _whole(request, row)


@router.post("/books/{book_id}/withdraw", response=answers(BookVersionOut))
def post_withdraw(request: HttpRequest, book_id: UUID, given: BookDecideIn) -> object:
    """Withdraw a version, as a second person who saw what that changes."""
    row = ending.withdraw_book(
        actor_of(request), book_id=book_id, version=given.version, digest=given.digest
    )
    return _whole(request, row)


@router.post("/checks", response=answers(None, 204))
def post_check(request: HttpRequest, given: FigureCheckIn) -> object:
    """Say that a figure stands so in the paper that is named."""
    checks.check_figure(actor_of(request), said=given.said(), paper=given.paper)
    return Status(204, None)


@router.post("/checks/undo", response=answers(None, 204))
def post_uncheck(request: HttpRequest, given: FigureIn) -> object:
    """Take such a word back."""
    checks.uncheck_figure(actor_of(request), said=given.said())
    return Status(204, None)


def _whole(request: HttpRequest, row: StreetBook) -> BookVersionOut:
    actor, language = actor_of(request), language_of(request)
    effect = _open_effect(actor, row)
    return BookVersionOut.whole(row, actor, _told(effect, language) if effect else None, language)


def _open_effect(actor: Actor, row: StreetBook) -> Effect | None:
    """What the decision that is open would change."""
    if row.state in (BookState.DRAFTED, BookState.ASKED):
        return effect_of_version(street_of(actor), row)
    if row.state == BookState.ENDING:
        return effect_of_end(street_of(actor), row, ending.end_asked(row))
    return None


def _told(effect: Effect, language: str) -> RuleEffectOut:
    return RuleEffectOut.of(effect.spans, effect.digest, language)


def _wrong(text: str, error: RuleBookUnreadable, language: str) -> BookTrialOut:
    return BookTrialOut(
        text=text,
        plain=None,
        code="",
        problem=error.sentence(language),
        line=error.details["line"],
        where=str(error.details["where"]),
        effect=None,
    )
