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
from gridward.ground.register.rules.dates import check_day, check_leaving
from gridward.ground.register.rules.entries import at, read_phones, read_plates
from gridward.ground.register.services.conflicts import open_conflict
from gridward.ground.register.services.lines import about, of_resident
from gridward.ground.register.services.marks import Why, telling
from gridward.ground.register.services.persons import (
    place,
    write_phones,
    write_plates,
    write_resident,
)
from gridward.ground.register.services.rebasing.merged import Decided
from gridward.ground.register.services.rebasing.people import lists_of, rebase_resident
from gridward.ground.register.services.situations import change_resident_situation
from gridward.ground.register.services.standing import nobody_left, open_to_all, somebody_lives
from gridward.ground.register.terms.entries import ResidentEntry, ResidentFields
from gridward.ground.register.terms.people import (
    CameFrom,
    ConflictKind,
    Departure,
    LeftWhy,
    RegisterAct,
)
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.models import touched


@dataclass(frozen=True)
class EnteredResident:
    """Either the new resident, or the conflict that stands for the entry."""

    resident: Resident | None = None
    conflict: UUID | None = None


@transaction.atomic
def add_resident(
    actor: Actor,
    *,
    household_id: UUID,
    resident_id: UUID | None = None,
    **given: Unpack[ResidentEntry],
) -> EnteredResident:
    """Enter a person into a household; with the id that a phone has given them.

    Raises AlreadyInHousehold, and for a wrong field its problem with `field` in the details.
    """
    household = open_to_all(to_change(actor, Household, household_id))
    resident = place(Resident(pk=resident_id or new_id(), household=household), household.grid)
    write_resident(resident, given)
    if holder := _holder(resident):
        if holder.household == household.pk:
            raise AlreadyInHousehold
        kind, values = ConflictKind.TWO_HOUSEHOLDS, _canonical(resident, given)
        return EnteredResident(
            conflict=open_conflict(actor, kind, household, holder.resident, values).pk
        )
    _insert(resident)
    _write_lists(resident, given)
    with telling(RegisterAct.RESIDENT_ADDED):
        somebody_lives(household.pk)
    if situation := given.get("situation"):
        change_resident_situation(actor, resident_id=resident.pk, **situation)
    record(actor, RegisterAct.RESIDENT_ADDED, about(resident), **of_resident(resident))
    return EnteredResident(resident)


@transaction.atomic
def change_resident(
    actor: Actor,
    *,
    resident_id: UUID,
    version: int,
    why: Why | None = None,
    decided: Decided | None = None,
    **given: Unpack[ResidentEntry],
) -> Resident:
    """Change what is given; phones and plates as whole lists. `why` says that it happened, or is a correction.

    Fields that somebody else changed since `version` are merged; ChangedMeanwhile where both changed the same
    and it is not `decided` yet. Raises LivesElsewhere, and Stale where nothing is known of that version.
    """
    resident = present(to_change(actor, Resident, resident_id))
    if resident.version != version:
        given = rebase_resident(actor, resident, version, given, decided)
    before = lists_of(resident, given)
    write_resident(resident, given)
    if _holder(resident):
        with at("document"):
            raise LivesElsewhere
    corrected = why is not None and why.correction
    act = RegisterAct.RESIDENT_CORRECTED if corrected else RegisterAct.RESIDENT_CHANGED
    with telling(act, why, **before):
        _save_changed(actor, resident, given)
    reason = why.reason if why else ""
    record(actor, act, about(resident), reason=reason, **of_resident(resident))
    return resident


@transaction.atomic
def move_resident(
    actor: Actor,
    *,
    resident_id: UUID,
    version: int,
    household_id: UUID,
    on: date | None = None,
) -> Resident:
    """Move a person to another household since a day; both grids are asked. Raises SameHousehold."""
    resident = present(to_change(actor, Resident, resident_id, version))
    household = open_to_all(to_change(actor, Household, household_id))
    if household.pk == resident.household_id:
        raise SameHousehold
    check_day(on, today=clock.today(), birth=resident.birth_date)
    before, left = of_resident(resident), resident.household_id
    with telling(RegisterAct.RESIDENT_MOVED, Why(on=on)):
        bring([resident.pk], household, on)
        somebody_lives(household.pk)
        nobody_left(left)
    resident.refresh_from_db()
    record(
        actor,
        RegisterAct.RESIDENT_MOVED,
        about(resident),
        also=[household.pk, left],
        **of_resident(resident),
        from_door=before["door"],
    )
    return resident


@transaction.atomic
def remove_resident(
    actor: Actor,
    *,
    resident_id: UUID,
    version: int,
    on: date | None = None,
    why: Departure = LeftWhy.UNKNOWN,
    to: str = "",
) -> Resident:
    """A person lives here no more since a day (today); the row stays with its history.

    Raises DayToCome, DayBeforeBirth, LeftBeforeComing.
    """
    resident = present(to_change(actor, Resident, resident_id, version))
    with telling(RegisterAct.RESIDENT_REMOVED, Why(on=on)):
        leave([resident], on or clock.today(), why, to)
        nobody_left(resident.household_id)
    resident.refresh_from_db()
    record(
        actor,
        RegisterAct.RESIDENT_REMOVED,
        about(resident),
        also=[resident.household_id],
        **of_resident(resident),
    )
    return resident


def leave(residents: Sequence[Resident], day: date, why: LeftWhy, to: str = "") -> None:
    """Take residents off the current register; the words of the act stand around the call."""
    for resident in residents:
        with at("on"):
            born, came_on = resident.birth_date, resident.came_on
            check_leaving(day, today=clock.today(), birth=born, came_on=came_on)
    rows = Resident.objects.filter(pk__in=[one.pk for one in residents])
    rows.update(left_on=day, left_why=why, left_to=to.strip(), **touched())


def bring(resident_ids: Sequence[UUID], household: Household, on: date | None = None) -> None:
    """Bring residents with all their rows to a household and its grid; with a day, since then they live there."""
    where = {"grid_id": household.grid_id, "street_id": household.street_id}
    rows = Resident.objects.filter(pk__in=resident_ids)
    since = {"came_on": on, "came_from": CameFrom.SAME_STREET} if on else {}
    rows.update(household=household, **touched(), **since, **where)
    for model in (ResidentPhone, Vehicle, ResidentSituation):
        model._default_manager.filter(resident_id__in=resident_ids).update(**where)


def present(resident: Resident) -> Resident:
    """The resident, unless they have left: ResidentGone."""
    if resident.left_on is not None:
        raise ResidentGone
    return resident


def _save_changed(actor: Actor, resident: Resident, given: ResidentEntry) -> None:
    resident.version += 1
    resident.save()
    _write_lists(resident, given)
    if situation := given.get("situation"):
        change_resident_situation(actor, resident_id=resident.pk, **situation)


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
