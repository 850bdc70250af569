"""Plans follow whom they are of, and are forgotten when their time is over.

With whoever moves a plan goes along at once, by a trigger (migration 0001): whoever moves them need not see that there
is one. What needs a decision is done by the clock.
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from gridward.ground.territory.queries.rows import with_grid
from gridward.kernel.access import Actor
from gridward.kernel.models import touched
from gridward.work.care.models import CareContact, CarePlan, CareTally
from gridward.work.care.queries.plans import HERE
from gridward.work.care.services.ending import delete, settled
from gridward.work.care.services.shared import note_counts
from gridward.work.care.terms import CareAct, CareEnd


@transaction.atomic
def follow_street(old_street: UUID, new_street: UUID) -> int:
    """The counts of a street are its heir's; where both have one they are added."""
    rows = CareTally.objects.filter(street=old_street)
    for row in rows:
        heir, _ = CareTally.objects.get_or_create(
            street_id=new_street, year=row.year, kind=row.kind, reason=row.reason
        )
        heir.plans, heir.contacts = heir.plans + row.plans, heir.contacts + row.contacts
        heir.save()
    return rows.delete()[0]


@transaction.atomic
def forget_over(actor: Actor, day: date) -> int:
    """Plans whose end has passed, or of whom nobody lives there, are deleted; answers how many."""
    _follow_merged()
    _take_orders_along(actor)
    rows = with_grid(CarePlan.objects.all(), "household", "resident")
    over = rows.filter(~HERE | Q(ends_on__lt=day)).select_for_update(of=("self",))
    ended = list(over.order_by("id"))
    for row in ended:
        settled(actor, row)
        delete(row, CareEnd.EXPIRED if row.ends_on < day else CareEnd.GONE)
    note_counts(actor, CareAct.FORGOTTEN, ended)
    return len(ended)


def _follow_merged() -> None:
    """Households that were merged into another have its plans, unless there is one of the kind already."""
    rows = CarePlan.objects.filter(resident=None, household__merged_into__isnull=False)
    for row in rows.select_related("household__merged_into").order_by("id"):
        home = row.household.merged_into
        taken = CarePlan.objects.filter(household=home, resident=None, kind=row.kind)
        if home is None or taken.exists():
            continue
        place = {"grid_id": home.grid_id, "street_id": home.street_id}
        CareContact.objects.filter(plan=row).update(**place)
        CarePlan.objects.filter(pk=row.pk).update(household=home, **place, **touched())


def _take_orders_along(actor: Actor) -> None:
    """Whoever moved is contacted by the new grid: the order of the old one is done, another is opened there."""
    rows = CarePlan.objects.exclude(order=None).exclude(order__grid=F("grid"))
    for row in rows.select_for_update(of=("self",)).order_by("id"):
        settled(actor, row)
        row.save(update_fields=["order", "updated_at"])
