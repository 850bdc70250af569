"""Who may read the territory at all."""

from django.http import HttpRequest

from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import actor_of


def reader(request: HttpRequest) -> Actor:
    """The actor, who may read the territory somewhere; raises NotAllowed."""
    actor = actor_of(request)
    actor.require(Permission.TERRITORY_READ)
    return actor
