"""Where people set out from for duty: said and deleted by whoever it is about, gone when they leave (G1, L1)."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.rota.models import Home
from gridward.ground.rota.queries.homes import homes_of_left, own_row, street_middle
from gridward.ground.rota.queries.wishes import oneself
from gridward.ground.rota.rules.figures import home_figures_on
from gridward.ground.rota.rules.homes import rounded, stored_point, unfit
from gridward.ground.rota.terms import Point, RotaAct
from gridward.ground.staff.models import Member
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.locks import each_at_a_time


@transaction.atomic
def say_home(actor: Actor, *, at: Point) -> None:
    """Say where one sets out from, in place of what was said before; only the rounded point is kept.

    Raises WishNotYours, HomeTooFar.
    """
    member = oneself(actor)
    problem = unfit(at, street_middle(member.street_id), home_figures_on(clock.today()))
    if problem is not None:
        raise problem
    each_at_a_time("rota.home", [member.pk])
    row = own_row(actor)
    if row is None:
        row = Home(member=member)
    else:
        row.version += 1
    row.set_sealed("at", stored_point(rounded(at)))
    row.save()
    _note(actor, RotaAct.HOME_SAID, row, member)


@transaction.atomic
def forget_home(actor: Actor) -> None:
    """Delete what one said; nothing where nothing is kept. Raises WishNotYours."""
    member = oneself(actor)
    row = own_row(actor)
    if row is None:
        return
    _note(actor, RotaAct.HOME_FORGOTTEN, row, member)
    Home.objects.filter(pk=row.pk).delete()


def forget_left(members: Iterable[UUID] | None = None) -> int:
    """Delete those of whoever has left the service, of some members or of all; answers how many."""
    gone, _ = homes_of_left(members).delete()
    return gone


def _note(actor: Actor, act: RotaAct, row: Home, member: Member) -> None:
    """A line of the record without the point."""
    record(actor, act, About(Home._meta.db_table, row.pk), street=member.street_id)
