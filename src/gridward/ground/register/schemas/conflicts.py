"""Shapes of the conflict desk."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from gridward.ground.register.models import Conflict, Household, Resident
from gridward.ground.register.rules.shown import compared
from gridward.ground.register.schemas.people import GridRef, Reason
from gridward.ground.register.terms.entries import PLACE, SITUATION
from gridward.ground.register.terms.people import ConflictDecision, ConflictKind, Settlement
from gridward.kernel.masking import mask_document, mask_name, mask_phone

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
        return cls(
            id=row.pk,
            version=row.version,
            kind=ConflictKind(row.kind),
            grid=GridRef.of(row.grid),
            name=mask_name(stored.name if at_once and stored else values.get("name") or ""),
            document=mask_document(values.get("document") or ""),
            registered_at=home.address_text if home else "",
            registered_household_id=home.pk if home else None,
            claimed_at=claimed.address_text if claimed else values.get("address_text") or "",
            claimed_household_id=row.household_id,
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


def _at_once(row: Conflict, values: Mapping[str, Any]) -> list[ConflictFieldOut]:
    """The fields that two people wrote at once: what stands there now beside what came."""
    stored: Resident | Household | None = row.resident or row.household
    plain = {name: one for name, one in values.items() if name not in ("phones", "plates")}
    plain |= plain.pop("situation", None) or {}
    if plain.keys() & set(PLACE):
        plain = {name: one for name, one in plain.items() if name not in PLACE}
        plain["place"] = values.get("address_text") or ""
    told = [_beside(name, _now(stored, name), came) for name, came in plain.items()]
    lists = _lists(row.resident, values) if {"phones", "plates"} & values.keys() else []
    return told + [one for one in lists if one.field in values]


def _beside(field: str, here: Any, came: Any) -> ConflictFieldOut:
    return ConflictFieldOut(
        field=field,
        stored=compared(field, here),
        came=compared(field, came),
        differs=str(here) != str(came),
    )


def _now(stored: Resident | Household | None, name: str) -> Any:
    if name == "place":
        return stored.address_text if isinstance(stored, Household) else ""
    if isinstance(stored, Resident) and name in SITUATION:
        return getattr(getattr(stored, "situation", None), name, None)
    if isinstance(stored, Resident) and name == "document":
        return stored.open_sealed("document") or ""
    return getattr(stored, name, None)


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


def _lists(stored: Resident | None, values: Mapping[str, Any]) -> list[ConflictFieldOut]:
    phones = [one.open_sealed("phone") or "" for one in stored.phones.all()] if stored else []
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
