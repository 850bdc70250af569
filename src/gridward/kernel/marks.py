"""What somebody has read: told to them alone, so that a list shows what is new to its reader."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.models import ReadMark

NEW_FOR = timedelta(days=14)
"""What is older is not called new to anybody."""


def mark_read(actor: Actor, things: Iterable[UUID]) -> None:
    """The actor has read these; read again, the first mark stays. Nobody without an account has read anything."""
    if actor.account_id is None:
        return
    rows = [ReadMark(account_id=actor.account_id, thing=one) for one in things]
    ReadMark.objects.bulk_create(rows, ignore_conflicts=True)


def is_new(actor: Actor, *, at: str = "at", by: str = "account_id") -> Q:
    """Rows that are new to the actor: of the last fortnight, not their own, and not read by them yet.

    Nothing is new to who has no account. `at` and `by` name the columns of when and by which account.
    """
    if actor.account_id is None:
        return Q(pk=None)
    marks = ReadMark.objects.filter(account_id=actor.account_id, thing=OuterRef("pk"))
    recent = Q(**{f"{at}__gt": clock.now() - NEW_FOR})
    return recent & ~Q(**{by: actor.account_id}) & ~Q(Exists(marks))
