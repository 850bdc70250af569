"""What the doors of the register share."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from ninja import Schema

from gridward.ground.register.services.marks import Why
from gridward.ground.register.services.rebasing.merged import Decided
from gridward.kernel.access import Actor, Permission
from gridward.kernel.commands import once
from gridward.kernel.http import actor_of, command_id_of


def reader(request: HttpRequest) -> Actor:
    """The actor, who may read the register somewhere; raises NotAllowed."""
    actor = actor_of(request)
    actor.require(Permission.REGISTER_READ)
    return actor


def said(given: Schema) -> dict[str, Any]:
    """What the sender wrote, without what was left out; `why` and `decided` as the services take them."""
    words = given.model_dump(exclude_unset=True)
    for name, make in (("why", Why), ("decided", Decided)):
        if isinstance(words.get(name), dict):
            words[name] = make(**words[name])
    return words


def once_by_key(
    request: HttpRequest, name: str, given: Schema, act: Callable[[], Mapping[str, Any]]
) -> Mapping[str, Any]:
    """Carry an act out once per `Idempotency-Key`; its stored answer holds ids alone."""
    account_id = actor_of(request).account_id
    if account_id is None:
        return act()
    content = given.model_dump(mode="json", exclude_unset=True)
    return once(command_id_of(request), account_id, name, content, act)
