"""A household that declared itself and waits for its worker."""

from dataclasses import replace

from django.db import transaction

from gridward.exchange.portal.services.declaring import declare
from gridward.exchange.portal.services.printing import make_slips
from gridward.exchange.portal.terms import Declared, Member
from gridward.fiction.rounds import HELP, LEADER
from gridward.ground.register.models import Resident
from gridward.ground.staff.access import operator
from gridward.kernel.ids import new_id
from gridward.kernel.rows import tell_database
from gridward.work.rounds.models import Target
from gridward.work.rounds.terms import RoundState, TargetKind, VisitOutcome


@transaction.atomic
def declare_at_a_closed_door() -> None:
    """Somebody of two or more at a door that nobody opened tells of all of them, a new phone and a child."""
    target = (
        Target.objects.filter(
            round__state=RoundState.OPEN,
            kind=TargetKind.HOUSEHOLD,
            outcome=VisitOutcome.NO_ANSWER,
            persons__gt=1,
        )
        .select_related("household")
        .order_by("grid__code", "household__address_text")
        .first()
    )
    if target is None:
        return
    leader = replace(operator(LEADER), street_id=target.street_id)
    tell_database(leader)
    [token] = make_slips(leader, [target])
    declare(token, sending_id=new_id(), said=_said(target))


def _said(target: Target) -> Declared:
    people = Resident.objects.filter(household=target.household_id, left_on=None)
    known = [Member(one.name, one.relation) for one in people.order_by("created_at", "id")]
    first, *others = known
    return Declared(
        members=(replace(first, phone="13800138000"), *others, Member("小宝", "孙子")),
        needs="白天都在上班，晚上七点以后在家。",
        answers={HELP: False},
    )
