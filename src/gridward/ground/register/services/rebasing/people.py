"""Households and residents: changes that began at an older version."""

from collections.abc import Mapping, Sequence
from copy import copy as twin
from typing import Any, cast

from gridward.ground.register.models import (
    Household,
    Resident,
    ResidentPhone,
    ResidentSituation,
    Vehicle,
)
from gridward.ground.register.queries.states import State
from gridward.ground.register.rules.entries import read_phones, read_plates
from gridward.ground.register.services.persons import copy, write_resident
from gridward.ground.register.services.rebasing.merged import (
    PERSON,
    Decided,
    Values,
    began_at,
    beside,
    left_over,
    place_text,
    told_before,
)
from gridward.ground.register.terms.entries import PLACE, SITUATION, ResidentEntry
from gridward.ground.register.terms.people import Away
from gridward.kernel.access import Actor, Permission
from gridward.kernel.crypto.vault import vault

_RESIDENT = (*PERSON, "relation", "employer", "note", "came_on", "came_from")
_HOME = ("tenure", "state", "note", "persons_said")
_UNSAID: Values = {"tested": None, "from_key_area": None, "away": Away.NONE}


def lists_of(resident: Resident, given: ResidentEntry) -> dict[str, Any]:
    """What an act that changes them leaves word of: keyed indexes of phones, plates, that no situation was there."""
    return {
        "phones": list(_phones_of(resident)) if "phones" in given else None,
        "plates": _plates_of(resident) if "plates" in given else None,
        "unsaid": True if given.get("situation") and not _situation(resident) else None,
    }


def rebase_resident(
    actor: Actor,
    resident: Resident,
    version: int,
    given: ResidentEntry,
    decided: Decided | None = None,
) -> ResidentEntry:
    """What of an entry is left to write over the present state. Raises ChangedMeanwhile, Stale."""
    states = began_at(resident, version)
    knows = actor.may(Permission.SITUATION_READ, resident.grid_id)
    before = _person(states[0].row) | _lists_before(resident, states)
    theirs = _person(resident) | _lists_now(resident)
    mine = before | _person(_with(states[0].row, given))
    phones = {_phone_index(one.e164): one.e164 for one in read_phones(given.get("phones", []))}
    if "phones" in given:
        mine["phones"] = tuple(phones)
    if "plates" in given:
        mine["plates"] = tuple(read_plates(given["plates"]))
    if knows and (said := given.get("situation")):
        mine |= {name: said[name] for name in SITUATION if name in said}  # type: ignore[literal-required]
    values = left_over(resident, states, (before, mine, theirs), decided)
    numbers = {index: row.open_sealed("phone") or "" for index, row in _phones_of(resident).items()}
    return _left_to_write(given, values, numbers | phones)


def rebase_household(
    household: Household,
    version: int,
    columns: Mapping[str, Any],
    decided: Decided | None = None,
) -> frozenset[str]:
    """The fields of a household's change that are left to write; `columns` are what the change sets.

    Raises ChangedMeanwhile, Stale. `place` stands for door, grid and address together.
    """
    states = began_at(household, version)
    old = states[0].row
    mine = twin(old)
    copy(mine, columns, *_HOME, *PLACE)
    sides = (_home(old), _home(mine), _home(household))
    return frozenset(left_over(household, states, sides, decided))


def _home(row: Household) -> Values:
    return {**{name: getattr(row, name) for name in _HOME}, "place": place_text(row)}


def _person(row: Resident) -> Values:
    plain = {name: getattr(row, name) for name in _RESIDENT}
    return {**plain, "document": row.open_sealed("document") or ""}


def _with(row: Resident, given: ResidentEntry) -> Resident:
    mine = twin(row)
    write_resident(mine, given)
    return mine


def _phone_index(e164: str) -> str:
    return vault.index("phone", e164).hex()


def _phones_of(resident: Resident) -> dict[str, ResidentPhone]:
    rows = ResidentPhone.objects.filter(resident=resident).order_by("created_at", "id")
    return {bytes(row.phone_index).hex(): row for row in rows if row.phone_index is not None}


def _plates_of(resident: Resident) -> list[str]:
    rows = Vehicle.objects.filter(resident=resident).order_by("created_at", "id")
    return list(rows.values_list("plate", flat=True))


def _situation(resident: Resident) -> ResidentSituation | None:
    return ResidentSituation.objects.filter(resident=resident).first()


def _lists_now(resident: Resident) -> Values:
    row = _situation(resident)
    return {
        "phones": tuple(_phones_of(resident)),
        "plates": tuple(_plates_of(resident)),
        **_said(row),
    }


def _said(row: ResidentSituation | None) -> Values:
    return {name: getattr(row, name) for name in SITUATION} if row else dict(_UNSAID)


def _lists_before(resident: Resident, states: Sequence[State[Resident]]) -> Values:
    """The first act since that left word of a list says what it was; rows of a roster came with the roster."""
    batches = [state.word("batch") for state in states if state.word("batch")]
    phones = {str(row.pk): index for index, row in _phones_of(resident).items()}
    old = resident.phones.exclude(batch_id__in=batches).values_list("pk", flat=True)
    plates = resident.vehicles.exclude(batch_id__in=batches).values_list("plate", flat=True)
    return {
        "phones": told_before(states, "phones", [phones[str(pk)] for pk in old]),
        "plates": told_before(states, "plates", list(plates)),
        **_situation_before(resident, states),
    }


def _situation_before(resident: Resident, states: Sequence[State[Resident]]) -> Values:
    wanted = {"resident_id": resident.pk}
    row = beside(ResidentSituation, wanted, states, lambda state: bool(state.word("unsaid")))
    return _said(row)


def _left_to_write(
    given: ResidentEntry, values: Mapping[str, Any], numbers: Mapping[str, str]
) -> ResidentEntry:
    said = cast(dict[str, Any], given)
    left = {name: said[name] for name in said if name in values}
    if "document" in left and "document_kind" in said:
        left["document_kind"] = said["document_kind"]
    if "phones" in left:
        left["phones"] = [numbers[index] for index in values["phones"]]
    if "plates" in left:
        left["plates"] = list(values["plates"])
    if situation := {name: values[name] for name in SITUATION if name in values}:
        left["situation"] = situation
    return cast(ResidentEntry, left)
