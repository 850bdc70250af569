"""What the doors share."""

from django.http import HttpRequest

from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import actor_of, language_of
from gridward.kernel.texts import DEFAULT_LANGUAGE, LANGUAGES


def reader(request: HttpRequest) -> Actor:
    """The actor, who may read the work somewhere; raises NotAllowed."""
    actor = actor_of(request)
    actor.require(Permission.WORK_READ)
    return actor


def spoken(request: HttpRequest) -> str:
    """The language of the answer, one that every dated text has."""
    asked = language_of(request)
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE
