"""Shapes of the conflict desk."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from gridward.ground.register.models import Conflict, Resident
from gridward.ground.register.rules.shown import compared
from gridward.ground.register.schemas.people import GridRef, Reason
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
        return cls(
            id=row.pk,
            version=row.version,
            kind=ConflictKind(row.kind),
            grid=GridRef.of(row.grid),
            name=mask_name(values.get("name") or ""),
            document=mask_document(values.get("document") or ""),
            registered_at=stored.household.address_text if stored else "",
            registered_household_id=stored.household_id if stored else None,
            claimed_at=claimed.address_text if claimed else values.get("address_text") or "",
            claimed_household_id=row.household_id,
            fields=_fields(stored, values),
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
