"""Passages that an actor may see, and how they are looked for."""

import json
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import F, Q, QuerySet

from gridward.ground.territory.queries.rows import at_grids
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.masking import mask_name, mask_phone
from gridward.work.checkpoints.models import Pass
from gridward.work.passages.models import Passage
from gridward.work.passages.terms import Sought

AS_STORED = (
    *("id", "at", "told_at", "received_at", "lane", "direction", "subject", "decision", "verdict"),
    *("reasons", "noticed", "by", "temperature_c", "no_phone", "people"),
)
"""Columns of a passage that are shown as they are stored."""


def visible_to(actor: Actor) -> QuerySet[Passage]:
    """Passages at the actor's grids."""
    return at_grids(Passage, actor.grids(Permission.PASSAGE_SEARCH))


def passages(actor: Actor, sought: Sought) -> QuerySet[Passage]:
    """The newest first, with what is shown of them, `gate_name` and `keeper_name` beside it.

    By the days, only their partitions are looked at.
    """
    rows = visible_to(actor).filter(
        day__gte=clock.local_date(sought.since),
        day__lte=clock.local_date(sought.until),
        at__gte=sought.since,
        at__lt=sought.until,
    )
    rows = rows.filter(_meant(sought)).annotate(
        gate_name=F("gate__name"), keeper_name=F("keeper__name")
    )
    rows = rows.only(*AS_STORED, "gate_id", "pass_id", "pass_state", "words")
    return rows.order_by("-at", "-id")


def _meant(sought: Sought) -> Q:
    """At the gate, or by any of the entries; what was not asked for, PostgreSQL does not plan for."""
    if sought.gate_id is not None:
        return Q(gate=sought.gate_id)
    entries = {"person": sought.persons, "plate": sought.plates, "pass_id": sought.passes}
    by = [Q(**{f"{column}__among": given}) for column, given in entries.items() if given]
    return reduce(or_, by) if by else Q(pk__in=[])


def serials(ids: set[UUID]) -> dict[UUID, str]:
    """Serials of passes that the database shows."""
    return dict(Pass.objects.filter(pk__among=ids).values_list("id", "serial"))


def words_of(row: Passage) -> dict[str, str]:
    """What was written of a passage; name and telephone masked. Raises SealBroken."""
    words = row.open_sealed("words")
    if not words:
        return {}
    told: dict[str, str] = json.loads(words)
    if told.get("name"):
        told["name"] = mask_name(told["name"])
    if told.get("phone"):
        told["phone"] = mask_phone(told["phone"])
    return told
