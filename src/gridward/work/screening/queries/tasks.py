"""Tasks that an actor may see, with the contacts that were made."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from gridward.ground.territory.queries.rows import at_grids, found, with_grid
from gridward.kernel.access import Actor, Permission
from gridward.kernel.texts import say
from gridward.work.screening.models import VerificationContact, VerificationTask
from gridward.work.screening.queries.lists import RowTold

EARLIER = timedelta(days=60)
"""For how long contacts made for other lists are shown before somebody dials again."""


def visible_to(actor: Actor) -> QuerySet[VerificationTask]:
    """Tasks at the actor's grids, for whoever verifies."""
    rows = at_grids(VerificationTask, actor.grids(Permission.SCREENING_ANSWER))
    return with_grid(rows, "order__handler", "resident")


def task_of(actor: Actor, task_id: UUID) -> VerificationTask:
    """One task; raises NotFound."""
    return found(visible_to(actor), task_id)


def task_to_change(actor: Actor, task_id: UUID) -> VerificationTask:
    """One task, locked until the transaction ends; raises NotFound."""
    return found(visible_to(actor).select_for_update(of=("self",)), task_id)


def told_of(task: VerificationTask) -> RowTold:
    """Whom it is about; raises SealBroken."""
    return RowTold.opened(task.open_sealed("said"))


def contacts_of(task: VerificationTask, now: datetime) -> list[VerificationContact]:
    """Contacts for this task and for earlier ones of the same person, the latest first."""
    found = contacts_before(task.street_id, [task.person_key], now)
    return found.get(task.person_key, [])[:30]


def earlier_of(task: VerificationTask) -> list[VerificationTask]:
    """What was found of the same person before, the latest first."""
    rows = VerificationTask.objects.filter(street=task.street_id, person_key=task.person_key)
    return list(rows.exclude(pk=task.pk).order_by("-created_at")[:5])


def contacts_before(
    street_id: UUID, person_keys: Collection[str], now: datetime
) -> Mapping[str, list[VerificationContact]]:
    """Contacts that were made with some persons for whatever list, the latest first; of persons without one nothing."""
    rows = VerificationContact.objects.filter(
        street_id=street_id, task__person_key__among=person_keys, at__gt=now - EARLIER
    )
    found: dict[str, list[VerificationContact]] = {}
    for one in rows.select_related("task").order_by("-at", "-id"):
        found.setdefault(one.task.person_key, []).append(one)
    return found


def contact_said(row: VerificationContact, text: str) -> str:
    """A contact as the order tells it: 电话，已接通：…"""
    what = say(f"screening.contact.{row.way}.{'reached' if row.reached else 'missed'}")
    return f"{what}{say('screening.contact.more', text=text.strip())}" if text.strip() else what
