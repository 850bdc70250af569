"""Wishes about duty: stated, changed and taken back by whoever has them, and forgotten when they are long over (G1)."""

from datetime import date
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.rota.models import Wish
from gridward.ground.rota.problems import WishDaysUnfit
from gridward.ground.rota.queries.wishes import oneself, own_wishes, wish_to_move
from gridward.ground.rota.rules.figures import wish_figures_on
from gridward.ground.rota.rules.spans import DAY
from gridward.ground.rota.rules.wishing import bounds, unfit
from gridward.ground.rota.terms import RotaAct, WishSaid
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.locks import each_at_a_time


@transaction.atomic
def state_wish(actor: Actor, *, said: WishSaid) -> Wish:
    """State a wish of one's own. Raises WishNotYours, WishDaysUnfit, WishTwice, WishesUsedUp."""
    row = Wish(member=oneself(actor))
    _say(actor, row, said)
    row.save(force_insert=True)
    _note(actor, RotaAct.WISH_STATED, row)
    return row


@transaction.atomic
def change_wish(actor: Actor, *, wish_id: UUID, version: int, said: WishSaid) -> Wish:
    """Wish something else instead, as long as the old wish is open too. Raises as `state_wish`, NotFound, Stale."""
    row = wish_to_move(actor, wish_id, version)
    earliest, latest = bounds(clock.today(), wish_figures_on(clock.today()))
    if row.first < earliest:
        raise WishDaysUnfit(first=str(earliest), last=str(latest))
    _say(actor, row, said)
    row.version += 1
    row.save()
    _note(actor, RotaAct.WISH_CHANGED, row)
    return row


@transaction.atomic
def withdraw_wish(actor: Actor, *, wish_id: UUID, version: int) -> Wish:
    """Take a wish back: what has not begun is gone at once, of a standing one the dates to come.

    Dates that are over stay until their time, for wishes that were granted count. Raises NotFound, Stale.
    """
    row = wish_to_move(actor, wish_id, version)
    _note(actor, RotaAct.WISH_WITHDRAWN, row)
    if row.first >= clock.today():
        Wish.objects.filter(pk=row.pk).delete()
        return row
    row.last = clock.today() - DAY
    row.version += 1
    row.save()
    return row


def forget_wishes(before: date) -> int:
    """Remove wishes whose last day lies before a date; answers how many."""
    gone, _ = Wish.objects.filter(last__lt=before).delete()
    return gone


def _say(actor: Actor, row: Wish, said: WishSaid) -> None:
    """Put what is said into the row, unless it cannot be beside the member's other wishes."""
    each_at_a_time("rota.wishes", [row.member_id])
    others = [one.told for one in own_wishes(actor).exclude(pk=row.pk)]
    problem = unfit(said, others, clock.today(), wish_figures_on(clock.today()))
    if problem is not None:
        raise problem
    row.wants, row.time = said.wants, said.time
    row.first, row.last, row.weekday = said.first, said.last, said.weekday
    row.set_sealed("said", said.said.strip() or None)


def _note(actor: Actor, act: RotaAct, row: Wish) -> None:
    """A line of the record without what is wished: those who read it do not plan."""
    record(actor, act, About(Wish._meta.db_table, row.pk), street=row.member.street_id)
