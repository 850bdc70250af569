"""Asking for a right over the service of a whole street."""

from uuid import UUID

from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed


def require_street(actor: Actor, street_id: UUID) -> None:
    """Raise NotAllowed unless the actor may change the service of this street."""
    if not actor.may(Permission.STAFF_CHANGE) or not actor.serves(street_id):
        raise NotAllowed(permission=Permission.STAFF_CHANGE.value)
