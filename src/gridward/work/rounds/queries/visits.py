"""Visits of a target, opened."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson

from gridward.ground.territory.queries.rows import found
from gridward.kernel.access import Actor
from gridward.work.rounds.models import Target, Visit
from gridward.work.rounds.queries.rows import visible_to


def visits_of(actor: Actor, target_id: UUID) -> list[tuple[Visit, Mapping[str, Any]]]:
    """At most 200, the latest first, with answers and note; raises NotFound."""
    target = found(visible_to(actor, Target), target_id)
    rows = Visit.objects.filter(target=target).order_by("-at", "-id")[:200]
    return [(row, orjson.loads(row.open_sealed("said") or "{}")) for row in rows]
