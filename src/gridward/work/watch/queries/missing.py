"""Missing residents that an actor may see, and whether the street has somebody already."""

import json
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from gridward.ground.register.models import Household, Resident, ResidentPhone
from gridward.ground.territory.queries.rows import at_grids, found, with_grid
from gridward.kernel.access import Actor, Permission
from gridward.kernel.crypto.vault import vault
from gridward.work.watch.models import MissingResident


@dataclass(frozen=True)
class Sought:
    """By what somebody is found: the number of a document, or a name with a telephone."""

    street_id: UUID
    name: str
    document: str = ""
    phone: str = ""

    @property
    def document_index(self) -> bytes | None:
        """As the register keeps it."""
        return vault.index("document", self.document) if self.document else None

    @property
    def phone_index(self) -> bytes | None:
        """As the register keeps it."""
        return vault.index("phone", self.phone) if self.phone else None


@dataclass(frozen=True)
class MissingTold:
    """What somebody said who is not in the register; `move_in` is a day in ISO form."""

    name: str
    document: str = ""
    phone: str = ""
    address: str = ""
    move_in: str = ""


def visible_to(actor: Actor) -> QuerySet[MissingResident]:
    """Those at the actor's grids, for whoever may add them to the register."""
    return at_grids(MissingResident, actor.grids(Permission.REGISTER_CHANGE))


def missing(actor: Actor, order_id: UUID | None = None) -> QuerySet[MissingResident]:
    """Those that wait to be added, or that an order is about."""
    rows = named(visible_to(actor))
    return rows.filter(order=order_id) if order_id else rows.filter(settled_at=None)


def named(rows: QuerySet[MissingResident]) -> QuerySet[MissingResident]:
    """The rows with their grid, gate and order."""
    return with_grid(rows, "gate", "order__handler")


def missing_of(actor: Actor, missing_id: UUID) -> MissingResident:
    """One; raises NotFound."""
    return found(named(visible_to(actor)), missing_id)


def told_of(row: MissingResident) -> MissingTold:
    """What they said; raises SealBroken."""
    return MissingTold(**json.loads(row.open_sealed("said") or '{"name": ""}'))


def registered(sought: Sought) -> Household | None:
    """The household of somebody who lives in the street, as far as the database shows it here."""
    here = Resident.objects.filter(street=sought.street_id, left_on=None)
    person = None
    if sought.document_index is not None:
        person = here.filter(document_index=sought.document_index).first()
    if person is None and sought.phone_index is not None:
        phones = ResidentPhone.objects.filter(phone_index=sought.phone_index)
        own = here.filter(pk__in=phones.values("resident"), name=sought.name)
        person = own.order_by("id").first()
    if person is None:
        return None
    return with_grid(Household.objects.all()).get(pk=person.household_id)


def reported(sought: Sought) -> MissingResident | None:
    """Who was reported already and waits, as far as the database shows it here."""
    rows = named(MissingResident.objects.filter(street=sought.street_id, settled_at=None))
    if sought.document_index is not None:
        row = rows.filter(document_index=sought.document_index).order_by("at", "id").first()
        if row is not None:
            return row
    if sought.phone_index is None:
        return None
    alike = rows.filter(phone_index=sought.phone_index).order_by("at", "id")
    return next((row for row in alike if told_of(row).name == sought.name), None)
