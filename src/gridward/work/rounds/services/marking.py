"""What a visit says of who is away, written into the register: one entry, every report (W2)."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from gridward.ground.register.models import Resident, ResidentSituation
from gridward.ground.register.services.situations import change_resident_situation
from gridward.ground.register.terms.people import Away
from gridward.kernel.access import Actor, Permission
from gridward.work.rounds.models import Visit
from gridward.work.rounds.terms import VisitOutcome


def mark_away(actor: Actor, visits: Sequence[Visit]) -> None:
    """Who was found away is marked so, who was found at home is not any more.

    A visit that arrives late changes nothing that was written after it. Nothing is done for a worker who may not keep
    these facts.
    """
    may = [one for one in visits if actor.may(Permission.SITUATION_CHANGE, one.grid_id)]
    _gone(actor, _by_household(may, VisitOutcome.AWAY))
    _back(actor, _by_household(may, VisitOutcome.MET))


def _by_household(visits: Sequence[Visit], outcome: VisitOutcome) -> dict[UUID, Visit]:
    """The last visit of each household that ended so, those away being told where to."""
    ended = [one for one in visits if one.outcome == outcome]
    if outcome == VisitOutcome.AWAY:
        ended = [one for one in ended if one.away != Away.NONE]
    return {one.household_id: one for one in ended if one.household_id}


def _gone(actor: Actor, visits: Mapping[UUID, Visit]) -> None:
    if not visits:
        return
    people = Resident.objects.filter(household_id__among=list(visits), left_on=None)
    for resident in people.select_related("situation").order_by("id"):
        visit = visits[resident.household_id]
        known = getattr(resident, "situation", None)
        if known is None or (known.away != visit.away and known.updated_at < visit.at):
            change_resident_situation(actor, resident_id=resident.pk, away=Away(visit.away))


def _back(actor: Actor, visits: Mapping[UUID, Visit]) -> None:
    if not visits:
        return
    away = ResidentSituation.objects.filter(
        resident__household_id__among=list(visits), resident__left_on=None
    ).exclude(away=Away.NONE)
    for row in away.select_related("resident").order_by("id"):
        visit = visits[row.resident.household_id]
        here = Resident.objects.filter(household=visit.household_id, left_on=None).count()
        if row.updated_at < visit.at and visit.persons_met >= here:
            change_resident_situation(actor, resident_id=row.resident_id, away=Away.NONE)
