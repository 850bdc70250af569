"""Passages that an actor may see, and how they are looked for."""

import json
from uuid import UUID

from django.db.models import Q, QuerySet

from gridward.ground.territory.queries.rows import at_grids
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.masking import mask_name, mask_phone
from gridward.work.checkpoints.models import Pass
from gridward.work.passages.models import Passage
from gridward.work.passages.terms import Sought


def visible_to(actor: Actor) -> QuerySet[Passage]:
    """Passages at the actor's grids."""
    return at_grids(Passage, actor.grids(Permission.PASSAGE_SEARCH))


def passages(actor: Actor, sought: Sought) -> QuerySet[Passage]:
    """The newest first, with what is shown of them. By the days, only their partitions are looked at."""
    rows = visible_to(actor).filter(
        day__gte=clock.local_date(sought.since),
        day__lte=clock.local_date(sought.until),
        at__gte=sought.since,
        at__lt=sought.until,
    )
    if sought.gate_id is not None:
        rows = rows.filter(gate=sought.gate_id)
    else:
        rows = rows.filter(
            Q(person__among=sought.persons)
            | Q(plate__among=sought.plates)
            | Q(pass_id__among=sought.passes)
        )
    return rows.select_related("gate", "keeper").order_by("-at", "-id")


def serials(ids: set[UUID]) -> dict[UUID, str]:
    """Serials of passes that the database shows."""
    return dict(Pass.objects.filter(pk__among=ids).values_list("id", "serial"))


def words_of(row: Passage) -> dict[str, str]:
    """What was written of a passage; name and telephone masked. Raises SealBroken."""
    told: dict[str, str] = json.loads(row.open_sealed("words") or "{}")
    if told.get("name"):
        told["name"] = mask_name(told["name"])
    if told.get("phone"):
        told["phone"] = mask_phone(told["phone"])
    return told
