"""Residents: entered into a household, changed, moved to another, taken off the register.

A person whose document is registered in another household of the street is no second row: the
entry is kept as a conflict, and whoever answers for both doors settles it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Unpack
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from gridward.ground.audit.services import record
from gridward.ground.register.models import (
    Household,
    Resident,
    ResidentPhone,
    ResidentSituation,
    Vehicle,
)
from gridward.ground.register.problems import (
    AlreadyInHousehold,
    LivesElsewhere,
    ResidentGone,
    SameHousehold,
)
from gridward.ground.register.queries.rows import Holder, holders, to_change
from gridward.ground.register.rules.entries import at, read_phones, read_plates
from gridward.ground.register.services.conflicts import open_conflict
from gridward.ground.register.services.lines import about, of_resident
from gridward.ground.register.services.persons import (
    copy,
    place,
    write_person,
    write_phones,
    write_plates,
)
from gridward.ground.register.services.situations import change_resident_situation
from gridward.ground.register.terms.entries import ResidentEntry, ResidentFields
from gridward.ground.register.terms.people import ConflictKind, HouseholdState, RegisterAct
from gridward.kernel import clock
from gridward.kernel.access import Actor


@dataclass(frozen=True)
class EnteredResident:
    """Either the new resident, or the conflict that stands for the entry."""

    resident: Resident | None = None
    conflict: UUID | None = None


@transaction.atomic
def add_resident(
    actor: Actor, *, household_id: UUID, **given: Unpack[ResidentEntry]
) -> EnteredResident:
    """Enter a person into a household.

    Raises AlreadyInHousehold, and for a wrong field its problem with `field` in the details.
    """
    household = to_change(actor, Household, household_id)
    resident = place(Resident(household=household), household.grid)
    _write(resident, given)
    if holder := _holder(resident):
        if holder.household == household.pk:
            raise AlreadyInHousehold
        kind, values = ConflictKind.TWO_HOUSEHOLDS, _canonical(resident, given)
        return EnteredResident(
            conflict=open_conflict(actor, kind, household, holder.resident, values).pk
        )
    _insert(resident)
    _write_lists(resident, given)
    Household.objects.filter(pk=household.pk).update(state=HouseholdState.LIVING)
    if situation := given.get("situation"):
        change_resident_situation(actor, resident_id=resident.pk, **situation)
    record(actor, RegisterAct.RESIDENT_ADDED, about(resident), **of_resident(resident))
    return EnteredResident(resident)


@transaction.atomic
def change_resident(
    actor: Actor, *, resident_id: UUID, version: int, **given: Unpack[ResidentEntry]
) -> Resident:
    """Change what is given; phones and plates as whole lists. Raises LivesElsewhere, Stale."""
    resident = _present(to_change(actor, Resident, resident_id, version))
    _write(resident, given)
    if _holder(resident):
        with at("document"):
            raise LivesElsewhere
    resident.version += 1
    resident.save()
    _write_lists(resident, given)
    if situation := given.get("situation"):
        change_resident_situation(actor, resident_id=resident.pk, **situation)
    record(actor, RegisterAct.RESIDENT_CHANGED, about(resident), **of_resident(resident))
    return resident


@transaction.atomic
def move_resident(actor: Actor, *, resident_id: UUID, version: int, household_id: UUID) -> Resident:
    """Move a person to another household; both grids are asked. Raises SameHousehold."""
    resident = _present(to_change(actor, Resident, resident_id, version))
    household = to_change(actor, Household, household_id)
    if household.pk == resident.household_id:
        raise SameHousehold
    before = of_resident(resident)
    bring([resident.pk], household)
    resident.refresh_from_db()
    record(
        actor,
        RegisterAct.RESIDENT_MOVED,
        about(resident),
        **of_resident(resident),
        from_door=before["door"],
    )
    return resident


@transaction.atomic
def remove_resident(
    actor: Actor, *, resident_id: UUID, version: int, on: date | None = None
) -> Resident:
    """A person lives here no more since a day (today); the row stays with its history."""
    resident = _present(to_change(actor, Resident, resident_id, version))
    resident.left_on = on or clock.today()
    resident.version += 1
    resident.save(update_fields=["left_on", "version", "updated_at"])
    record(actor, RegisterAct.RESIDENT_REMOVED, about(resident), **of_resident(resident))
    return resident


def bring(resident_ids: Sequence[UUID], household: Household) -> None:
    """Bring residents with all their rows to a household and its grid."""
    where = {"grid_id": household.grid_id, "street_id": household.street_id}
    rows = Resident.objects.filter(pk__in=resident_ids)
    rows.update(household=household, version=F("version") + 1, **where)
    for model in (ResidentPhone, Vehicle, ResidentSituation):
        model._default_manager.filter(resident_id__in=resident_ids).update(**where)


def _present(resident: Resident) -> Resident:
    if resident.left_on is not None:
        raise ResidentGone
    return resident


def _write(resident: Resident, given: ResidentFields) -> None:
    write_person(resident, given)
    copy(resident, given, "relation", "employer", "note")
    read_phones(given.get("phones", []))
    read_plates(given.get("plates", []))


def _write_lists(resident: Resident, given: ResidentFields) -> None:
    if "phones" in given:
        write_phones(resident, given["phones"])
    if "plates" in given:
        write_plates(resident, "resident", given["plates"])


def _holder(resident: Resident) -> Holder | None:
    """Another resident of the street with the same document."""
    if resident.document_index is None:
        return None
    index = bytes(resident.document_index)
    holder = holders(resident.street_id, [index]).get(index)
    return holder if holder and holder.resident != resident.pk else None


def _insert(resident: Resident) -> None:
    """Store the row; when somebody entered the same document a moment before, that one holds."""
    try:
        with transaction.atomic():
            resident.save(force_insert=True)
    except IntegrityError:
        raise LivesElsewhere from None


def _canonical(resident: Resident, given: ResidentFields) -> dict[str, object]:
    """The entry as it would have been stored."""
    return {
        "name": resident.name,
        "sex": resident.sex,
        "birth_date": resident.birth_date,
        "document_kind": resident.document_kind,
        "document": resident.open_sealed("document"),
        **{name: given[name] for name in ("relation", "employer", "note") if name in given},
        "phones": [phone.display for phone in read_phones(given.get("phones", []))],
        "plates": read_plates(given.get("plates", [])),
    }
