"""Doors entered where people see them: who lives behind one, in one act, against what the enterer saw there.

Two people may fill in one building at once, so each entry says which households it saw behind the door, with their
versions; when they are others by now, nothing is written and DoorChanged tells so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import Conflict, Household, Resident
from gridward.ground.register.problems import (
    DoorChanged,
    DoorLivedIn,
    HasDoor,
    HouseholdInUse,
    NobodyToMoveOut,
)
from gridward.ground.register.queries.rows import to_change, visible_to
from gridward.ground.register.rules.doors import HEADS, head_first
from gridward.ground.register.rules.entries import at
from gridward.ground.register.services.departing import move_out
from gridward.ground.register.services.households import add_household, change_household
from gridward.ground.register.services.lines import about, of_household
from gridward.ground.register.services.residents import add_resident, change_resident
from gridward.ground.register.services.settling import settle_conflict
from gridward.ground.register.terms.entries import HouseholdFields, ResidentEntry
from gridward.ground.register.terms.people import (
    ConflictDecision,
    ConflictKind,
    HouseholdState,
    RegisterAct,
    Tenure,
)
from gridward.ground.territory.models import Dwelling
from gridward.ground.territory.queries import dwellings_visible_to
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound
from gridward.kernel.texts import say


class DoorEntry(TypedDict, total=False):
    """What is entered at a door; what is left out stays. `head` is a line of Annex 3, mostly name and phone."""

    state: HouseholdState
    tenure: Tenure
    persons_said: int | None
    head: ResidentEntry


@dataclass(frozen=True)
class EnteredDoor:
    """The household that was written, whether it is new, and the conflict if its head is registered elsewhere."""

    household: Household
    made: bool
    conflict: UUID | None = None


@transaction.atomic
def enter_door(
    actor: Actor,
    *,
    dwelling_id: UUID,
    seen: Mapping[UUID, int],
    household_id: UUID | None = None,
    **given: Unpack[DoorEntry],
) -> EnteredDoor:
    """Enter or correct who lives behind a door (R1). `seen` are the households seen there, with their versions.

    Without `household_id` a household is added, beside others that may be there. MOVED_OUT takes everybody of the
    household off the register today. Raises DoorChanged, DoorLivedIn, NobodyToMoveOut, NotAllowed, NotFound, and
    what adding and changing households and residents refuses, the head's fields as `head.name`.
    """
    dwelling = _locked(actor, dwelling_id)
    if _behind(actor, dwelling) != dict(seen):
        raise DoorChanged
    fields = _fields(given)
    if household_id is None:
        if given.get("state") is HouseholdState.MOVED_OUT:
            raise NobodyToMoveOut
        fields["dwelling_id"] = dwelling.pk
        household, made = add_household(actor, **fields).household, True
    elif household_id in seen:
        household = _changed(actor, household_id, fields)
        made = False
    else:
        raise DoorChanged
    conflict = _enter_head(actor, household, given["head"]) if given.get("head") else None
    household.refresh_from_db()
    return EnteredDoor(household, made, conflict)


@transaction.atomic
def assign_household(
    actor: Actor, *, dwelling_id: UUID, seen: Mapping[UUID, int], household_id: UUID, version: int
) -> Household:
    """Bring a household that waits without a door to this one; the question about its address is settled by that.

    Raises DoorChanged, HasDoor, Stale, NotAllowed, NotFound.
    """
    dwelling = _locked(actor, dwelling_id)
    if _behind(actor, dwelling) != dict(seen):
        raise DoorChanged
    household = to_change(actor, Household, household_id, version)
    if household.dwelling_id is not None:
        raise HasDoor
    household = change_household(
        actor, household_id=household_id, version=version, dwelling_id=dwelling.pk
    )
    for question in Conflict.objects.filter(
        household=household, kind=ConflictKind.DOUBTFUL_ADDRESS, decision=""
    ):
        settle_conflict(
            actor,
            conflict_id=question.pk,
            decision=ConflictDecision.KEEP,
            reason=say("word.register.door_assigned"),
        )
    return household


@transaction.atomic
def withdraw_household(actor: Actor, *, household_id: UUID, version: int) -> None:
    """Take back a household entered by mistake; only while nobody was ever entered in it.

    Raises HouseholdInUse, Stale, NotAllowed, NotFound.
    """
    household = to_change(actor, Household, household_id, version)
    if Resident.objects.filter(household=household).exists():
        raise HouseholdInUse
    if Conflict.objects.filter(household=household).exists():
        raise HouseholdInUse
    line, words = about(household), of_household(household)
    household.delete()
    record(actor, RegisterAct.HOUSEHOLD_WITHDRAWN, line, **words)


def _locked(actor: Actor, dwelling_id: UUID) -> Dwelling:
    """The door, locked so that of two who enter it at once the second sees what the first wrote."""
    rows = dwellings_visible_to(actor).select_for_update(of=("self",))
    dwelling = rows.filter(pk=dwelling_id).first()
    if dwelling is None:
        raise NotFound
    actor.require(Permission.REGISTER_CHANGE, dwelling.grid_id)
    return dwelling


def _behind(actor: Actor, dwelling: Dwelling) -> dict[UUID, int]:
    rows = visible_to(actor, Household).filter(dwelling=dwelling, merged_into=None)
    return dict(rows.values_list("id", "version"))


def _fields(given: DoorEntry) -> HouseholdFields:
    fields = HouseholdFields()
    if "state" in given:
        fields["state"] = given["state"]
    if "tenure" in given:
        fields["tenure"] = given["tenure"]
    if "persons_said" in given:
        fields["persons_said"] = given["persons_said"]
    return fields


def _changed(actor: Actor, household_id: UUID, fields: HouseholdFields) -> Household:
    household = to_change(actor, Household, household_id)
    state = fields.get("state")
    if state is HouseholdState.EMPTY and (people := len(_present(actor, household))):
        raise DoorLivedIn(count=people)
    if state is HouseholdState.MOVED_OUT and household.state != state:
        household = move_out(actor, household_id=household.pk, version=household.version)
    if all(getattr(household, name) == value for name, value in fields.items()):
        return household
    return change_household(actor, household_id=household.pk, version=household.version, **fields)


def _enter_head(actor: Actor, household: Household, head: ResidentEntry) -> UUID | None:
    """Enter the head, or correct the one who is there; answers the conflict that stands for the entry."""
    residents = _present(actor, household)
    with at("head"):
        if residents:
            known = residents[head_first(one.relation for one in residents)]
            if "phones" in head:  # a number told at the door is added, none is lost
                numbers = [row.open_sealed("phone") or "" for row in known.phones.all()]
                head = {**head, "phones": [*numbers, *head["phones"]]}
            change_resident(actor, resident_id=known.pk, version=known.version, **head)
            return None
        entry = ResidentEntry(**{"relation": HEADS[0], **head})
        return add_resident(actor, household_id=household.pk, **entry).conflict


def _present(actor: Actor, household: Household) -> list[Resident]:
    rows = visible_to(actor, Resident).filter(household=household, left_on=None)
    return list(rows.order_by("created_at", "id"))
