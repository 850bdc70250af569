"""A change that began at an older version: what of it is still to be written, what two people must agree on (R1).

The version that the writer read tells the state from which they began; history keeps it. Phones, plates and the
situation stand in tables of their own: the act that changed them left word of what they were before.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from copy import copy as twin
from dataclasses import dataclass
from typing import Any, cast

from gridward.ground.register.models import (
    Household,
    Resident,
    ResidentPhone,
    ResidentSituation,
    Vehicle,
)
from gridward.ground.register.problems import ChangedMeanwhile
from gridward.ground.register.queries.states import State, as_row, kept_of, states_since
from gridward.ground.register.rules.entries import read_phones, read_plates
from gridward.ground.register.rules.merging import Clash, merge
from gridward.ground.register.rules.shown import compared
from gridward.ground.register.services.persons import copy, write_resident
from gridward.ground.register.terms.entries import PLACE, SITUATION, ResidentEntry
from gridward.ground.register.terms.people import Away
from gridward.kernel.access import Actor, Permission
from gridward.kernel.crypto.vault import vault
from gridward.kernel.problems import Stale

PERSON = (
    *("name", "sex", "birth_date", "document_kind", "document", "document_missing"),
    *("relation", "employer", "note", "came_on", "came_from"),
)
FOLLOWS_DOCUMENT = frozenset({"document_kind", "document_missing", "birth_date", "sex"})
_HOME = ("tenure", "state", "note", "persons_said")
_UNSAID: dict[str, Hashable] = {"tested": None, "from_key_area": None, "away": Away.NONE}


def lists_of(resident: Resident, given: ResidentEntry) -> dict[str, Any]:
    """What an act that changes them leaves word of: keyed indexes of phones, plates, that no situation was there."""
    return {
        "phones": list(_phones_of(resident)) if "phones" in given else None,
        "plates": _plates_of(resident) if "plates" in given else None,
        "unsaid": True if given.get("situation") and not _situation(resident) else None,
    }


@dataclass(frozen=True)
class Decided:
    """A person saw both sides at a version, and wants theirs over the other's in these fields."""

    version: int
    fields: Collection[str]


def rebase_resident(
    actor: Actor,
    resident: Resident,
    version: int,
    given: ResidentEntry,
    decided: Decided | None = None,
) -> ResidentEntry:
    """What of an entry is left to write over the present state. Raises ChangedMeanwhile, Stale."""
    states = states_since(resident, version)
    if not states:
        raise Stale
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
    merged = merge(before, mine, theirs)
    values = {**merged.values, **_decided(resident, merged.clashes, decided)}
    asked = [one for one in _independent(merged.clashes) if one.field not in values]
    _refuse(resident, asked, states)
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
    states = states_since(household, version)
    if not states:
        raise Stale
    old = states[0].row
    mine = twin(old)
    copy(mine, columns, *_HOME, *PLACE)
    merged = merge(_home(old), _home(mine), _home(household))
    values = {**merged.values, **_decided(household, merged.clashes, decided)}
    _refuse(household, [one for one in merged.clashes if one.field not in values], states)
    return frozenset(values)


def _home(row: Household) -> dict[str, Hashable]:
    place = "\x1f".join(str(getattr(row, name) or "") for name in PLACE)
    return {**{name: getattr(row, name) for name in _HOME}, "place": place}


def _person(row: Resident) -> dict[str, Hashable]:
    plain = {name: getattr(row, name) for name in PERSON if name != "document"}
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


def _lists_now(resident: Resident) -> dict[str, Hashable]:
    row = _situation(resident)
    return {
        "phones": tuple(_phones_of(resident)),
        "plates": tuple(_plates_of(resident)),
        **_said(row),
    }


def _said(row: ResidentSituation | None) -> dict[str, Hashable]:
    return {name: getattr(row, name) for name in SITUATION} if row else dict(_UNSAID)


def _lists_before(resident: Resident, states: Sequence[State[Resident]]) -> dict[str, Hashable]:
    """The first act since that left word of a list says what it was; rows of a roster came with the roster."""
    batches = [state.word("batch") for state in states if state.word("batch")]
    phones = {str(row.pk): index for index, row in _phones_of(resident).items()}
    old = resident.phones.exclude(batch_id__in=batches).values_list("pk", flat=True)
    plates = resident.vehicles.exclude(batch_id__in=batches).values_list("plate", flat=True)
    return {
        "phones": _told_before(states, "phones", [phones[str(pk)] for pk in old]),
        "plates": _told_before(states, "plates", list(plates)),
        **_situation_before(resident, states),
    }


def _told_before(
    states: Sequence[State[Resident]], name: str, otherwise: Sequence[str]
) -> tuple[Hashable, ...]:
    told = next((state.word(name) for state in states if state.word(name) is not None), otherwise)
    return tuple(told)


def _situation_before(resident: Resident, states: Sequence[State[Resident]]) -> dict[str, Hashable]:
    events = kept_of(ResidentSituation).objects.filter(resident_id=resident.pk).order_by("pgh_id")
    kept = {_act(event.pgh_context or {}): event for event in reversed(list(events))}
    for state in states:
        if state.word("unsaid"):
            return dict(_UNSAID)
        if event := kept.get(_act(state.words or {})):
            return _said(as_row(ResidentSituation, event))
    return _said(_situation(resident))


def _act(words: Mapping[str, Any]) -> object:
    return words.get("id") or words.get("batch") or object()


def _decided(
    row: Resident | Household, clashes: Sequence[Clash], decided: Decided | None
) -> dict[str, Hashable]:
    """The fields that the writer wants over what the other wrote, if nobody wrote again since they saw it."""
    if decided is None or decided.version != row.version:
        return {}
    wanted = set(decided.fields)
    if "document" in wanted:
        wanted |= FOLLOWS_DOCUMENT
    return {clash.field: clash.mine for clash in clashes if clash.field in wanted}


def _independent(clashes: Sequence[Clash]) -> list[Clash]:
    """Birth and sex follow from a number: where the number is asked, they are not asked too."""
    asked = {clash.field for clash in clashes}
    follows = FOLLOWS_DOCUMENT if "document" in asked else frozenset()
    return [clash for clash in clashes if clash.field not in follows]


def _refuse(row: Resident | Household, clashes: Sequence[Clash], states: Sequence[Any]) -> None:
    if clashes:
        fields = [_told(clash, states) for clash in clashes]
        raise ChangedMeanwhile(version=row.version, fields=fields)


def _told(clash: Clash, states: Sequence[Any]) -> dict[str, Any]:
    state = _changed_by(clash.field, states)
    return {
        "field": clash.field,
        **{
            name: compared(clash.field, getattr(clash, name))
            for name in ("before", "mine", "theirs")
        },
        "by": state.word("name") or "",
        "at": state.ended_at.isoformat() if state.ended_at else "",
        "version": state.row.version + 1,
    }


def _changed_by(field: str, states: Sequence[Any]) -> Any:
    """The state whose end changed the field last; the situation's stand elsewhere, then the last act of all."""
    for state, after in zip(reversed(states[:-1]), reversed(states[1:]), strict=True):
        if _field(state.row, field) != _field(after.row, field):
            return state
    return states[-2]


def _field(row: Any, field: str) -> object:
    if field == "place":
        return _home(row)["place"]
    if field == "document":
        return row.open_sealed("document")
    return getattr(row, field, None)


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
