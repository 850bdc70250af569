"""Help in the demo's street: contacts due today and later, one that became an order, one that is over."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from gridward.ground.register.models import Resident
from gridward.ground.staff.access import actor_named, operator
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import new_id
from gridward.kernel.rows import tell_database
from gridward.work.care.models import CarePlan
from gridward.work.care.services.contacting import record_contact
from gridward.work.care.services.ending import end_plan
from gridward.work.care.services.planning import begin_plan
from gridward.work.care.services.rising import raise_overdue
from gridward.work.care.terms import (
    CareEnd,
    CareWay,
    ConsentBy,
    ConsentWay,
    ContactOutcome,
    ContactSaid,
    PlanSaid,
)

WANTED = (
    ("alone_old", "腿脚不便，先打电话再上门。", 0),
    ("medicine", "降压药，社区卫生服务站配药。", 0),
    ("dialysis", "每周二、四、六到区医院透析。", 1),
    ("disabled", "听力不好，请发短信给女儿。", 5),
    ("living_hard", "", 9),
)
"""Kind, note, and in how many days the next contact is due."""


@transaction.atomic
def help_some_households() -> None:
    """As the demo's worker keeps it; once, and not where too few live in the grid."""
    if CarePlan.objects.exists():
        return
    worker = actor_named("wangge")
    tell_database(worker)
    people = _oldest(worker, len(WANTED) + 1)
    if len(people) <= len(WANTED):
        return
    made = [_begun(worker, who, *what) for who, what in zip(people[:-1], WANTED, strict=True)]
    _contacted(worker, made[2], "透析后精神尚可，药够用。")
    over = _begun(worker, people[-1], "living_hard", "", 3)
    end_plan(worker, plan_id=over.pk, reason=CareEnd.NO_NEED)
    _let_pass(made[1])


def _oldest(worker: Actor, count: int) -> list[Resident]:
    """The oldest of as many households of the worker's grid."""
    grids = worker.grids(Permission.CARE_KEEP)
    found: dict[UUID, Resident] = {}
    rows = Resident.objects.filter(grid_id__in=grids, left_on=None, birth_date__isnull=False)
    for row in rows.order_by("birth_date", "id"):
        found.setdefault(row.household_id, row)
        if len(found) == count:
            break
    return list(found.values())


def _begun(worker: Actor, resident: Resident, kind: str, note: str, days: int) -> CarePlan:
    today = clock.today()
    said = PlanSaid(
        id=new_id(),
        household_id=resident.household_id,
        resident_id=resident.pk,
        kind=kind,
        consent_by=ConsentBy.ONESELF,
        consent_way=ConsentWay.SPOKEN,
        consent_on=today,
        note=note,
        next_on=today + timedelta(days=days),
    )
    return begin_plan(worker, said=said)


def _contacted(worker: Actor, row: CarePlan, note: str) -> None:
    said = ContactSaid(new_id(), ContactOutcome.FINE, CareWay.TELEPHONE, note)
    record_contact(worker, plan_id=row.pk, said=said)


def _let_pass(row: CarePlan) -> None:
    """Two days went by without a contact: a demo has no yesterday of its own."""
    today = clock.today()
    begun = {"began_on": today - timedelta(days=9), "next_on": today - timedelta(days=2)}
    CarePlan.objects.filter(pk=row.pk).update(**begun)
    everywhere = operator("schedule")
    tell_database(everywhere)
    raise_overdue(everywhere, today)
