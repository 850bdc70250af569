"""Shapes of the conflict desk."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from gridward.ground.register.models import Conflict, Organisation, Resident
from gridward.ground.register.rules.shown import CONTACTS, compared
from gridward.ground.register.schemas.people import GridRef, Reason
from gridward.ground.register.terms.entries import (
    HEALTH,
    MEASURES_TAKEN,
    ORGANISATION_PLACE,
    PLACE,
    SITUATION,
)
from gridward.ground.register.terms.people import ConflictDecision, ConflictKind, Settlement
from gridward.kernel.masking import mask_document, mask_name, mask_phone

_PLACES = {*PLACE, *ORGANISATION_PLACE}
_SAID = {*SITUATION, *MEASURES_TAKEN, *HEALTH}
_SEALED = {"document", "phone"}
_LISTS = {"phones", "plates"}
_FIELDS = ("name", "document", "sex", "birth_date", "relation", "employer", "note")


class ConflictFieldOut(Schema):
    """One field side by side, masked where personal; `differs` where both sides say something else."""

    field: str
    stored: str | None
    came: str | None
    differs: bool


class ConflictOut(Schema):
    """Two sources beside each other. `registered_at` is empty beyond the actor's grids."""

    id: UUID
    version: int
    kind: ConflictKind
    grid: GridRef
    name: str
    document: str
    registered_at: str
    registered_household_id: UUID | None
    claimed_at: str
    claimed_household_id: UUID | None
    organisation_id: UUID | None
    fields: list[ConflictFieldOut]
    source: str
    created_at: datetime
    decision: ConflictDecision
    decided_by: str
    decided_at: datetime | None
    reason: str

    @classmethod
    def of(cls, row: Conflict, values: dict[str, Any]) -> "ConflictOut":
        """From a row and the values that came."""
        stored, claimed = row.resident, row.household
        at_once = row.kind == ConflictKind.SAME_FIELD
        home = stored.household if stored else claimed if at_once else None
        here = home.address_text if home else _work_words(row)
        return cls(
            id=row.pk,
            version=row.version,
            kind=ConflictKind(row.kind),
            grid=GridRef.of(row.grid),
            name=_name_at_once(row) if at_once else mask_name(values.get("name") or ""),
            document=mask_document(values.get("document") or ""),
            registered_at=here,
            registered_household_id=home.pk if home else None,
            claimed_at=_claimed_at(row, values),
            claimed_household_id=row.household_id,
            organisation_id=row.organisation_id,
            fields=_at_once(row, values) if at_once else _fields(stored, values),
            source=row.source,
            created_at=row.created_at,
            decision=ConflictDecision(row.decision),
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            reason=row.reason,
        )


class SettleIn(Schema):
    """Keep what is registered or take what came, and why."""

    decision: Settlement
    reason: Reason


class ConflictCountsOut(Schema):
    """How many wait: all, by kind; and where they came from."""

    open: int
    kinds: dict[str, int]
    sources: list[str]


def _name_at_once(row: Conflict) -> str:
    person = row.resident or row.employee
    return mask_name(person.name) if person else ""


def _work_words(row: Conflict) -> str:
    """Where an organisation stands, its name first."""
    one = row.organisation
    return " ".join(filter(None, (one.name, one.address_text))) if one else ""


def _claimed_at(row: Conflict, values: Mapping[str, Any]) -> str:
    if row.organisation:
        return _work_words(row)
    return row.household.address_text if row.household else values.get("address_text") or ""


def _at_once(row: Conflict, values: Mapping[str, Any]) -> list[ConflictFieldOut]:
    """The fields that two people wrote at once: what stands there now beside what came."""
    stored = row.resident or row.household or row.employee or row.organisation
    plain = {name: one for name, one in values.items() if name not in ("phones", "plates")}
    for inner in ("situation", "contacts"):
        plain |= plain.pop(inner, None) or {}
    if not row.employee and plain.keys() & _PLACES:
        plain = {name: one for name, one in plain.items() if name not in _PLACES}
        plain["place"] = values.get("address_text") or ""
    told = [
        _beside(name, _now(stored, name), _came(stored, name, came)) for name, came in plain.items()
    ]
    lists = _lists(row.resident or row.organisation, values) if _LISTS & values.keys() else []
    return told + [one for one in lists if one.field in values]


def _beside(field: str, here: Any, came: Any) -> ConflictFieldOut:
    return ConflictFieldOut(
        field=field,
        stored=compared(field, here),
        came=compared(field, came),
        differs=str(here) != str(came),
    )


def _now(stored: Any, name: str) -> Any:
    """What stands there now, as `compared` takes it."""
    if name == "place":
        return getattr(stored, "address_text", "")
    if name in _SAID:
        value = getattr(getattr(stored, "situation", None), name, None)
        return tuple(value) if isinstance(value, list) else value
    if name in _SEALED:
        return stored.open_sealed(name) or ""
    if name in CONTACTS:
        return _contact(stored, name)
    return getattr(stored, name, None)


def _came(stored: Any, name: str, value: Any) -> Any:
    """What came, of a contact with what was left as it stands."""
    if name in CONTACTS:
        here, _, phone = _contact(stored, name).partition("\x1f")
        return f"{value.get('name', here)}\x1f{value.get('phone', phone)}"
    return tuple(value) if isinstance(value, list) else value


def _contact(stored: Any, role: str) -> str:
    row = next((one for one in stored.contacts.all() if one.role == role), None)
    return f"{row.name}\x1f{row.open_sealed('phone') or ''}" if row else ""


def _fields(stored: Resident | None, values: Mapping[str, Any]) -> list[ConflictFieldOut]:
    """Every field that either side fills; what did not come differs from nothing."""
    told = [_plain(stored, values, name) for name in _FIELDS] + _lists(stored, values)
    return [one for one in told if one.stored or one.came]


def _plain(stored: Resident | None, values: Mapping[str, Any], name: str) -> ConflictFieldOut:
    here = _stored(stored, name)
    came = str(values.get(name) or "")
    return ConflictFieldOut(
        field=name,
        stored=compared(name, here),
        came=compared(name, came),
        differs=bool(came) and stored is not None and came != here,
    )


def _stored(stored: Resident | None, name: str) -> str:
    if stored is None:
        return ""
    if name == "document":
        return stored.open_sealed("document") or ""
    return str(getattr(stored, name) or "")


def _lists(
    stored: Resident | Organisation | None, values: Mapping[str, Any]
) -> list[ConflictFieldOut]:
    rows = stored.phones.all() if isinstance(stored, Resident) else ()
    phones = [one.open_sealed("phone") or "" for one in rows]
    plates = [one.plate for one in stored.vehicles.all()] if stored else []
    return [
        _list(
            "phones",
            [mask_phone(one) for one in phones],
            [mask_phone(one) for one in values.get("phones") or ()],
        ),
        _list("plates", plates, list(values.get("plates") or ())),
    ]


def _list(name: str, here: list[str], came: list[str]) -> ConflictFieldOut:
    new = bool(set(came) - set(here))
    return ConflictFieldOut(
        field=name, stored="、".join(here) or None, came="、".join(came) or None, differs=new
    )
