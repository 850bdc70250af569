"""What a visit says of who is away, written into the register: one entry, every report (W2)."""

from collections.abc import Sequence

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
    _gone(actor, [one for one in may if one.outcome == VisitOutcome.AWAY and one.away])
    _back(actor, [one for one in may if one.outcome == VisitOutcome.MET])


def _gone(actor: Actor, visits: Sequence[Visit]) -> None:
    gone = [one for one in visits if one.away != Away.NONE]
    by_household = {one.household_id: one for one in gone if one.household_id}
    people = Resident.objects.filter(household_id__in=by_household, left_on=None)
    for resident in people.select_related("situation").order_by("id"):
        visit = by_household[resident.household_id]
        known = getattr(resident, "situation", None)
        if known is None or (known.away != visit.away and known.updated_at < visit.at):
            change_resident_situation(actor, resident_id=resident.pk, away=Away(visit.away))


def _back(actor: Actor, visits: Sequence[Visit]) -> None:
    met = {one.household_id: one for one in visits if one.household_id}
    away = ResidentSituation.objects.filter(
        resident__household_id__in=met, resident__left_on=None
    ).exclude(away=Away.NONE)
    for row in away.select_related("resident").order_by("id"):
        visit = met[row.resident.household_id]
        here = Resident.objects.filter(household=visit.household_id, left_on=None).count()
        if row.updated_at < visit.at and visit.persons_met >= here:
            change_resident_situation(actor, resident_id=row.resident_id, away=Away.NONE)
