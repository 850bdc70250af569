"""A reviewer compares figures with the paper."""

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.queries.visible import street_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.work.rulebooks.models import FigureCheck
from gridward.work.rulebooks.problems import FigureUnfit
from gridward.work.rulebooks.queries.books import all_books, checks_of
from gridward.work.rulebooks.queries.versions import signing
from gridward.work.rulebooks.rules.checking import figure_value
from gridward.work.rulebooks.services.shared import MOST_LETTERS, renew_shelf
from gridward.work.rulebooks.terms import FigureChecked, PersonCategory, RuleBookAct, Slot

MOST_PAPER = MOST_LETTERS // 2


@transaction.atomic
def check_figure(actor: Actor, *, said: FigureChecked, paper: str) -> FigureCheck:
    """Say that an unconfirmed figure of a book stands so in the paper that is named; in this street it is confirmed.

    Raises NotAllowed, BookNotYours, FigureUnfit, also where the figure is no longer what was shown.
    """
    actor.require(Permission.RULEBOOKS_REVIEW)
    told = paper.strip()
    if not told or len(told) > MOST_PAPER or not _is_open(actor, said):
        raise FigureUnfit
    return _note(actor, said, told, holds=True)


@transaction.atomic
def uncheck_figure(actor: Actor, *, said: FigureChecked) -> FigureCheck:
    """Take such a word back. Raises NotAllowed, BookNotYours, FigureUnfit where nobody gave it."""
    actor.require(Permission.RULEBOOKS_REVIEW)
    before = checks_of(street_of(actor).pk).get(said)
    if before is None:
        raise FigureUnfit
    return _note(actor, said, before.paper, holds=False)


def _is_open(actor: Actor, said: FigureChecked) -> bool:
    books = {one.code: one for one in all_books(street_of(actor).pk)}
    book = books.get(said.book)
    entry = book.entries.get(said.category, {}).get(said.slot) if book else None
    known = entry is not None and said.figure in entry.unconfirmed
    return known and entry is not None and figure_value(entry, said.figure) == said.value


def _note(actor: Actor, said: FigureChecked, paper: str, holds: bool) -> FigureCheck:
    account, post = signing(actor, Permission.RULEBOOKS_REVIEW)
    street = street_of(actor)
    one_at_a_time("rulebooks.street", street.pk)
    row = FigureCheck.objects.create(
        street_id=street.pk,
        book=said.book,
        category=said.category,
        slot=said.slot,
        figure=said.figure,
        value=said.value,
        paper=paper,
        holds=holds,
        account_id=account,
        account_name=actor.name,
        post=post.value,
        at=clock.now(),
    )
    renew_shelf(street.pk)
    _record(actor, row)
    return row


def _record(actor: Actor, row: FigureCheck) -> None:
    record(
        actor,
        RuleBookAct.CHECKED if row.holds else RuleBookAct.UNCHECKED,
        About("rulebooks_figurecheck", row.pk),
        book=row.book,
        category=f"word.rulebooks.category.{PersonCategory(row.category)}",
        slot=f"word.rulebooks.slot.{Slot(row.slot)}",
        figure=f"word.rulebooks.figure.{row.figure}",
        paper=row.paper[:120],
    )
