"""What people of these tests do: homes, plans, contacts."""

from datetime import date
from typing import Any

from gridward.ground.register.models import Household, Resident
from gridward.ground.register.services.households import add_household
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.work.care.models import CarePlan
from gridward.work.care.services.contacting import record_contact
from gridward.work.care.services.planning import begin_plan
from gridward.work.care.terms import (
    CareWay,
    ConsentBy,
    ConsentWay,
    ContactMade,
    ContactOutcome,
    ContactSaid,
    PlanSaid,
)
from tests.world import World

TODAY = date(2026, 3, 2)


def home(world: World, actor: Actor, door: str = "a1-1-101", *names: str) -> Household:
    """A household behind a door of the world, with people of these names."""
    residents: list[Any] = [
        {"name": one, "document_missing": "refused", "phones": ["13800138000"]}
        for one in names or ("张三",)
    ]
    dwelling = world.dwellings[door].pk
    return add_household(actor, dwelling_id=dwelling, residents=residents).household


def somebody(row: Household, name: str = "张三") -> Resident:
    return Resident.objects.get(household=row, name=name)


def said_of(row: Household, resident: Resident | None, **given: Any) -> PlanSaid:
    words: dict[str, Any] = {
        "id": new_id(),
        "household_id": row.pk,
        "resident_id": resident.pk if resident else None,
        "kind": "medicine",
        "consent_by": ConsentBy.ONESELF,
        "consent_way": ConsentWay.SPOKEN,
        "consent_on": TODAY,
        "agreed": "" if resident else "李四",
        "note": "降压药，每周一次",
    }
    return PlanSaid(**{**words, **given})


def plan(actor: Actor, row: Household, name: str | None = "张三", **given: Any) -> CarePlan:
    """A plan of a resident of the household, or of all of it."""
    resident = somebody(row, name) if name else None
    return begin_plan(actor, said=said_of(row, resident, **given))


def contact(
    actor: Actor, row: CarePlan, outcome: ContactOutcome = ContactOutcome.FINE, **given: Any
) -> ContactMade:
    words: dict[str, Any] = {"id": new_id(), "way": CareWay.TELEPHONE, **given}
    return record_contact(actor, plan_id=row.pk, said=ContactSaid(outcome=outcome, **words))
