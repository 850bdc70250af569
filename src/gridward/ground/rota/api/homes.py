"""Doors of where one sets out from for duty: one's own alone, there is none for anybody else's."""

from django.http import HttpRequest

from gridward.ground.rota.queries.homes import choices, own_home
from gridward.ground.rota.queries.wishes import oneself
from gridward.ground.rota.rules.figures import home_figures_on
from gridward.ground.rota.schemas.homes import HomeIn, OwnHomeOut
from gridward.ground.rota.services.homes import forget_home, say_home
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.http import actor_of, answers, door

me_router = door("me")


@me_router.get("", response=answers(OwnHomeOut))
def get_own_home(request: HttpRequest) -> object:
    """Where the caller sets out from, and what may be said."""
    return _own(actor_of(request))


@me_router.put("", response=answers(OwnHomeOut))
def put_own_home(request: HttpRequest, given: HomeIn) -> object:
    """Say where one sets out from; answers what is kept of it."""
    actor = actor_of(request)
    say_home(actor, at=given.told())
    return _own(actor)


@me_router.delete("", response=answers(OwnHomeOut))
def delete_own_home(request: HttpRequest) -> object:
    """Delete what one said."""
    actor = actor_of(request)
    forget_home(actor)
    return _own(actor)


def _own(actor: Actor) -> OwnHomeOut:
    places = choices(oneself(actor).street_id)
    return OwnHomeOut.of(own_home(actor), places, home_figures_on(clock.today()))
