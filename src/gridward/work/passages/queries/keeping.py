"""Gates that somebody keeps."""

from collections.abc import Iterable
from datetime import datetime

from gridward.kernel.access import Actor
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.queries.gates import rules_in_force
from gridward.work.checkpoints.queries.keepers import kept_by


def gates_kept(actor: Actor, ids: Iterable[str], now: datetime) -> dict[str, Checkpoint]:
    """Of these gates those that the actor keeps, by post or shift, by their ids as texts; one that was closed since
    tells of its past.
    """
    rows = Checkpoint.objects.filter(kept_by(actor, now), pk__among=list(ids))
    read = ("id", "name", "place", "lanes", "grid_id", "street_id", "lead_id", "police_id")
    return {str(row.pk): row for row in rows.only(*read)}


def minutes_apart(gate: Checkpoint, at: datetime) -> int:
    """How long after a passage the same pass at another gate is noticed, by the rules of that minute; 0 for never."""
    return rules_in_force(gate, at).rules.apart_minutes or 0
