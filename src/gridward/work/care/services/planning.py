"""Plans begin with somebody's consent, and are changed."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from gridward.ground.register.models import Household, Resident
from gridward.ground.register.queries.rows import visible_to as register_rows
from gridward.ground.register.terms.people import HouseholdState
from gridward.ground.territory.queries.rows import with_grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.calendar import calendar
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.problems import NotFound
from gridward.work.care.models import CarePlan
from gridward.work.care.problems import (
    CareAlreadyThere,
    CareConsentAhead,
    CareConsentUnnamed,
    CareIdTaken,
    CareKeeperUnfit,
    CareNobodyThere,
)
from gridward.work.care.queries.plans import plan_to_change, said_of
from gridward.work.care.rules.cadence import check_cadence, check_days, months_after, next_contact
from gridward.work.care.rules.needs import care_rules, check_may_agree, known_kind, need_kind
from gridward.work.care.services.shared import note_act, sealed
from gridward.work.care.terms import CareAct, ConsentBy, NeedKind, PlanSaid


@transaction.atomic
def begin_plan(actor: Actor, *, said: PlanSaid) -> CarePlan:
    """A plan for somebody who agreed to it, with the id that its sender has given it; sent again, it is there already.

    Raises NotFound, NotAllowed, CareKindUnknown, CareNobodyThere, CareConsentAhead, CareConsentUnnamed,
    CareGuardianAgrees, CareKeeperUnfit, CareCadenceUnfit, CareDaysUnfit, CareAlreadyThere, CareIdTaken.
    """
    one_at_a_time("care.id", said.id)
    household = _household(actor, said.household_id)
    known = CarePlan.objects.filter(pk=said.id).select_related("grid").first()
    if known is not None:
        return _begun_before(known, said)
    today = clock.today()
    kind = need_kind(said.kind, today)
    resident = _resident(household, said.resident_id)
    _check_consent(said, resident, today)
    row = _row(said, kind, household, today)
    _check(row, kind, today)
    row.set_sealed("said", sealed(said.note, said.agreed))
    _store(row)
    note_act(actor, CareAct.BEGUN, row)
    return row


@transaction.atomic
def change_plan(actor: Actor, *, plan_id: UUID, version: int, **given: Any) -> CarePlan:
    """Change cadence, way, post, days or note; what is left out stays. Raises as `begin_plan`, and Stale."""
    row = plan_to_change(actor, plan_id, version)
    note = given.pop("note", None)
    for name, value in given.items():
        setattr(row, name, value)
    dated = not given.keys().isdisjoint({"next_on", "ends_on"})
    _check(row, known_kind(row.kind), clock.today(), dated=dated)
    if note is not None:
        row.set_sealed("said", sealed(note, said_of(row).agreed))
    row.version += 1
    row.save()
    note_act(actor, CareAct.CHANGED, row)
    return row


def _household(actor: Actor, household_id: UUID) -> Household:
    """One where somebody lives; without the right there it is answered as if it were outside."""
    rows = with_grid(register_rows(actor, Household)).filter(pk=household_id)
    household = rows.select_for_update(of=("self",)).first()
    if household is None:
        raise NotFound
    actor.require(Permission.CARE_KEEP, household.grid_id)
    if household.state != HouseholdState.LIVING:
        raise CareNobodyThere
    return household


def _resident(household: Household, resident_id: UUID | None) -> Resident | None:
    if resident_id is None:
        return None
    found = Resident.objects.filter(pk=resident_id, household=household, left_on=None).first()
    if found is None:
        raise CareNobodyThere
    return found


def _begun_before(known: CarePlan, said: PlanSaid) -> CarePlan:
    if (known.household_id, known.resident_id, known.kind) != (
        *(said.household_id, said.resident_id, said.kind),
    ):
        raise CareIdTaken
    return known


def _check_consent(said: PlanSaid, resident: Resident | None, today: date) -> None:
    if said.consent_on > today:
        raise CareConsentAhead
    is_named = resident is not None and said.consent_by is ConsentBy.ONESELF
    if not is_named and not said.agreed.strip():
        raise CareConsentUnnamed
    check_may_agree(said.consent_by, resident.birth_date if resident else None, today)


def _row(said: PlanSaid, kind: NeedKind, household: Household, today: date) -> CarePlan:
    cadence = said.cadence or kind.cadence
    ends_on = said.ends_on or months_after(today, kind.months)
    first = next_contact(today, cadence, works=calendar().works, on_rest_days=kind.on_rest_days)
    return CarePlan(
        id=said.id,
        street_id=household.street_id,
        grid=household.grid,
        household=household,
        resident_id=said.resident_id,
        kind=kind.code,
        consent_by=said.consent_by,
        consent_way=said.consent_way,
        consent_on=said.consent_on,
        every=cadence.every,
        unit=cadence.unit,
        way=said.way or kind.way,
        post=said.post or care_rules(today).keepers[0],
        began_on=today,
        next_on=said.next_on or min(first, ends_on),
        ends_on=ends_on,
    )


def _check(row: CarePlan, kind: NeedKind, today: date, *, dated: bool = True) -> None:
    """`dated`: days are newly said; a contact that is overdue does not stand in the way of another change."""
    if row.post not in care_rules(today).keepers:
        raise CareKeeperUnfit
    check_cadence(row.cadence, row.began_on, row.ends_on)
    if dated:
        check_days(today, row.next_on, row.ends_on, kind.months)


def _store(row: CarePlan) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise CareAlreadyThere from None
