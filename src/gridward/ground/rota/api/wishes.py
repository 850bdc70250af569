"""Doors of wishes: one's own, and those of whoever one plans for."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Status

from gridward.ground.rota.queries.wishes import (
    own_wishes,
    tallies,
    told_wishes,
    touching,
    wishes,
)
from gridward.ground.rota.rules.figures import wish_figures_on
from gridward.ground.rota.rules.spans import day_span
from gridward.ground.rota.rules.wishing import bounds
from gridward.ground.rota.schemas.places import DutyVersionIn
from gridward.ground.rota.schemas.shifts import ShiftDay
from gridward.ground.rota.schemas.wishes import OwnWishesOut, WishBookOut, WishChangeIn, WishIn
from gridward.ground.rota.services.wishing import change_wish, state_wish, withdraw_wish
from gridward.ground.staff.models import Member
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import actor_of, answers, door

router = door("rota")
me_router = door("me")


@router.get("", response=answers(WishBookOut))
def list_wishes(
    request: HttpRequest, first: ShiftDay | None = None, last: ShiftDay | None = None
) -> object:
    """Wishes about some days, today where none is named, of those for whom the caller plans."""
    actor, day = actor_of(request), first or clock.today()
    actor.require(Permission.ROTA_PLAN)
    last = last or day
    day_span(day, last)
    rows = wishes(actor)
    counts = tallies(rows, clock.today())
    told = told_wishes(list(touching(rows, day, last)), day, last)
    return WishBookOut.of(told, counts, Member.objects.in_bulk(list(counts)))


@me_router.get("", response=answers(OwnWishesOut))
def list_own_wishes(request: HttpRequest) -> object:
    """The caller's own wishes that are kept still, and what the house rules say about new ones."""
    return _own(actor_of(request))


@me_router.post("", response=answers(OwnWishesOut, 201))
def post_own_wish(request: HttpRequest, given: WishIn) -> object:
    """State a wish; answers all of one's own."""
    actor = actor_of(request)
    state_wish(actor, said=given.told())
    return Status(201, _own(actor))


@me_router.put("/{uuid:wish_id}", response=answers(OwnWishesOut))
def put_own_wish(request: HttpRequest, wish_id: UUID, given: WishChangeIn) -> object:
    """Wish something else instead; answers all of one's own."""
    actor = actor_of(request)
    change_wish(actor, wish_id=wish_id, version=given.version, said=given.told())
    return _own(actor)


@me_router.post("/{uuid:wish_id}/withdraw", response=answers(OwnWishesOut))
def post_own_wish_withdraw(request: HttpRequest, wish_id: UUID, given: DutyVersionIn) -> object:
    """Take a wish back; answers all of one's own."""
    actor = actor_of(request)
    withdraw_wish(actor, wish_id=wish_id, version=given.version)
    return _own(actor)


def _own(actor: Actor) -> OwnWishesOut:
    rows, figures = list(own_wishes(actor)), wish_figures_on(clock.today())
    days = [clock.today(), *(day for row in rows for day in (row.first, row.last))]
    told = told_wishes(rows, min(days), max(days))
    return OwnWishesOut.of(told, bounds(clock.today(), figures), figures)
