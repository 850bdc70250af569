"""Settling a conflict: a named person keeps what is registered or takes what came, and says why."""

from typing import Any
from uuid import UUID

import orjson
from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import Conflict, Household, Resident
from gridward.ground.register.problems import (
    AlreadySettled,
    ResidentGone,
    SettleHigher,
    SettleReasonMissing,
)
from gridward.ground.register.queries.rows import to_change, visible_to
from gridward.ground.register.rules.proposals import (
    person_to_take,
    place_to_take,
    to_take,
)
from gridward.ground.register.services.employees import change_employee
from gridward.ground.register.services.households import change_household
from gridward.ground.register.services.lines import about
from gridward.ground.register.services.marks import telling
from gridward.ground.register.services.organisations import change_organisation
from gridward.ground.register.services.residents import bring, change_resident
from gridward.ground.register.services.standing import nobody_left, open_to_all, somebody_lives
from gridward.ground.register.terms.people import (
    ConflictDecision,
    ConflictKind,
    RegisterAct,
    Settlement,
)
from gridward.ground.territory.terms.book import CorrectionOrigin
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission

SHORTEST_REASON = 2


@transaction.atomic
def settle_conflict(
    actor: Actor, *, conflict_id: UUID, decision: Settlement, reason: str
) -> Conflict:
    """Decide a conflict: KEEP changes nothing, TAKE brings the person or door to what came.

    Raises SettleReasonMissing, AlreadySettled, and SettleHigher when taking needs rights at a
    grid where the actor has none.
    """
    conflict = to_change(actor, Conflict, conflict_id)
    if len(reason.strip()) < SHORTEST_REASON:
        raise SettleReasonMissing(field="reason")
    if conflict.decision:
        raise AlreadySettled(by=conflict.decided_by)
    if decision is ConflictDecision.TAKE:
        _take(actor, conflict)
    conflict.decision, conflict.reason = decision, reason.strip()
    conflict.decided_by, conflict.decided_at = actor.name, clock.now()
    conflict.version += 1
    conflict.save()
    record(
        actor,
        RegisterAct.CONFLICT_SETTLED,
        about(conflict),
        reason=conflict.reason,
        kind=f"word.register.conflict_kind.{conflict.kind}",
        decision=f"word.register.conflict_decision.{conflict.decision}",
    )
    return conflict


def _take(actor: Actor, conflict: Conflict) -> None:
    values: dict[str, Any] = orjson.loads(conflict.open_sealed("proposal") or "{}")
    if conflict.kind == ConflictKind.DOUBTFUL_ADDRESS:
        if household := conflict.household:
            change_household(
                actor,
                household_id=household.pk,
                version=household.version,
                origin=CorrectionOrigin.CONFLICT,
                **place_to_take(values),
            )
        return
    if conflict.kind == ConflictKind.SAME_FIELD:
        _write_over(actor, conflict, values)
        return
    resident = _resident(actor, conflict)
    if conflict.kind == ConflictKind.TWO_HOUSEHOLDS:
        resident = _moved(actor, resident, conflict)
    change_resident(
        actor,
        resident_id=resident.pk,
        version=resident.version,
        **person_to_take(
            values,
            phones=[phone.open_sealed("phone") or "" for phone in resident.phones.all()],
            plates=[vehicle.plate for vehicle in resident.vehicles.all()],
        ),
    )


def _write_over(actor: Actor, conflict: Conflict, values: dict[str, Any]) -> None:
    """What came is written over what stands there now."""
    taken = to_take(values)
    if conflict.resident_id:
        resident = _resident(actor, conflict)
        change_resident(actor, resident_id=resident.pk, version=resident.version, **taken)
    elif employee := conflict.employee:
        change_employee(actor, employee_id=employee.pk, version=employee.version, **taken)
    elif organisation := conflict.organisation:
        pk, version = organisation.pk, organisation.version
        change_organisation(actor, organisation_id=pk, version=version, **taken)
    elif household := conflict.household:
        change_household(actor, household_id=household.pk, version=household.version, **taken)


def _resident(actor: Actor, conflict: Conflict) -> Resident:
    """The registered person, if the actor may change them where they are registered."""
    rows = visible_to(actor, Resident).select_for_update()
    resident = rows.filter(conflicts=conflict).first()
    if resident is None or not actor.may(Permission.REGISTER_CHANGE, resident.grid_id):
        raise SettleHigher
    if resident.left_on is not None:
        raise ResidentGone
    return resident


def _moved(actor: Actor, resident: Resident, conflict: Conflict) -> Resident:
    if conflict.household_id and conflict.household_id != resident.household_id:
        home = open_to_all(to_change(actor, Household, conflict.household_id))
        left = resident.household_id
        with telling(RegisterAct.CONFLICT_SETTLED):
            bring([resident.pk], home)
            somebody_lives(home.pk)
            nobody_left(left)
        resident.refresh_from_db()
    return resident
