"""Looking at one personal value in full: allowed by post and place, with a reason, and recorded."""

from enum import StrEnum
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record, watch_reveals
from gridward.ground.register.models import (
    Contact,
    Employee,
    Organisation,
    Resident,
    ResidentPhone,
)
from gridward.ground.register.problems import LookReasonMissing, NotRevealable
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.register.services.lines import about
from gridward.ground.register.terms.people import RegisterAct
from gridward.ground.territory.models import Placed
from gridward.ground.territory.queries.rows import found
from gridward.kernel.access import Actor, Permission
from gridward.kernel.crypto.fields import Sealing
from gridward.kernel.masking import mask_name

SHORTEST_REASON = 2


class RevealKind(StrEnum):
    """Kinds of rows with personal values that are masked otherwise."""

    RESIDENT = "resident"
    PHONE = "phone"
    ORGANISATION = "organisation"
    CONTACT = "contact"
    EMPLOYEE = "employee"


MODELS: dict[RevealKind, type[Placed]] = {
    RevealKind.RESIDENT: Resident,
    RevealKind.PHONE: ResidentPhone,
    RevealKind.ORGANISATION: Organisation,
    RevealKind.CONTACT: Contact,
    RevealKind.EMPLOYEE: Employee,
}
FIELDS: dict[RevealKind, frozenset[str]] = {
    RevealKind.RESIDENT: frozenset({"document", "birth_date"}),
    RevealKind.PHONE: frozenset({"phone"}),
    RevealKind.ORGANISATION: frozenset({"phone"}),
    RevealKind.CONTACT: frozenset({"phone"}),
    RevealKind.EMPLOYEE: frozenset({"document", "birth_date", "phone"}),
}
"""Birth dates are masked too: beside a masked identity number they would tell most of it."""


@transaction.atomic
def reveal(actor: Actor, *, kind: RevealKind, row_id: UUID, field: str, reason: str) -> str | None:
    """The value in full, None where there is none; raises LookReasonMissing, NotRevealable."""
    if field not in FIELDS[kind]:
        raise NotRevealable(kind=kind.value, field=field)
    row = found(visible_to(actor, MODELS[kind]), row_id)
    actor.require(Permission.REGISTER_REVEAL, row.grid_id)
    if len(reason.strip()) < SHORTEST_REASON:
        raise LookReasonMissing(field="reason")
    watch_reveals(actor, [RegisterAct.REVEALED], row.grid_id)
    record(
        actor,
        RegisterAct.REVEALED,
        about(row),
        reason=reason.strip(),
        subject=_subject(row),
        what=f"word.register.field.{field}",
    )
    return _value(row, field)


def _subject(row: Placed) -> str:
    if isinstance(row, Organisation):
        return row.name
    person = row.resident if isinstance(row, ResidentPhone) else row
    return mask_name(str(getattr(person, "name", "")))


def _value(row: Placed, field: str) -> str | None:
    if field == "birth_date":
        day = getattr(row, field)
        return day.isoformat() if day else None
    return row.open_sealed(field) if isinstance(row, Sealing) else None
