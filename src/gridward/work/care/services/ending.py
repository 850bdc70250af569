"""A plan is over: it is deleted with its contacts, and an unnamed count stays."""

from uuid import UUID

from django.db import connection, transaction

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.care.models import CareContact, CarePlan
from gridward.work.care.queries.plans import plan_to_change
from gridward.work.care.services.shared import note_act
from gridward.work.care.terms import CareAct, CareEnd
from gridward.work.workorders.services.settling import settle_order


@transaction.atomic
def end_plan(actor: Actor, *, plan_id: UUID, reason: CareEnd) -> None:
    """Consent was withdrawn, or the help is not needed any more: the plan is gone. Raises NotFound."""
    end(actor, plan_to_change(actor, plan_id), reason)


def end(actor: Actor, row: CarePlan, reason: CareEnd) -> None:
    """Delete a plan that is locked, and settle what was overdue of it."""
    settled(actor, row)
    note_act(actor, CareAct.ENDED, row)
    delete(row, reason)


def delete(row: CarePlan, reason: CareEnd) -> None:
    """Delete a plan that is locked; the count says how many were over, and no day and no grid."""
    contacts, _ = CareContact.objects.filter(plan=row).delete()
    CarePlan.objects.filter(pk=row.pk).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO care_caretally (street_id, year, kind, reason, plans, contacts)"
            " VALUES (%s, %s, %s, %s, 1, %s) ON CONFLICT (street_id, year, kind, reason) DO UPDATE"
            " SET plans = care_caretally.plans + 1,"
            " contacts = care_caretally.contacts + excluded.contacts",
            [row.street_id, clock.today().year, row.kind, reason.value, contacts],
        )


def settled(actor: Actor, row: CarePlan) -> None:
    """The order of a contact that was overdue is done by what was recorded."""
    if row.order_id is not None:
        settle_order(actor, row.order_id)
        row.order = None
