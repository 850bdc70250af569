"""Somebody has read what changed in a street's book."""

from uuid import UUID

from django.db import transaction

from gridward.kernel.access import Actor, Permission
from gridward.kernel.marks import mark_read
from gridward.work.rulebooks.queries.versions import version_of
from gridward.work.rulebooks.terms import DECISIVE


@transaction.atomic
def mark_book(actor: Actor, book_id: UUID) -> None:
    """The actor has read a version with what was decided of it; nobody else is told. Raises NotAllowed, NotFound."""
    actor.require(Permission.TERRITORY_READ)
    steps = version_of(actor, book_id).steps.filter(kind__in=DECISIVE)
    mark_read(actor, steps.values_list("pk", flat=True))
