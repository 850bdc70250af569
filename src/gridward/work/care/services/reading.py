"""One plan is read: who looked is on record, since it tells of somebody's health and life."""

from uuid import UUID

from django.db import transaction

from gridward.kernel.access import Actor
from gridward.work.care.models import CarePlan
from gridward.work.care.queries.plans import plan_of
from gridward.work.care.services.shared import note_act
from gridward.work.care.terms import CareAct


@transaction.atomic
def read_plan(actor: Actor, plan_id: UUID) -> CarePlan:
    """One plan with its names; raises NotFound."""
    row = plan_of(actor, plan_id)
    note_act(actor, CareAct.SEEN, row)
    return row
