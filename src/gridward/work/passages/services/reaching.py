"""Whoever keeps a gate by a shift alone has no right at its grid: the house stores what they send of it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from gridward.ground.staff.access import operator
from gridward.kernel.access import Actor, Permission
from gridward.kernel.rows import beyond
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.terms import HOUSE


@contextmanager
def reaching(actor: Actor, gates: Iterable[Checkpoint]) -> Iterator[None]:
    """Inside, the database takes rows at gates that the actor was found to keep."""
    if all(actor.may(Permission.GATE_KEEP, one.grid_id) for one in gates):
        yield
        return
    with beyond(operator(HOUSE)):
        yield
