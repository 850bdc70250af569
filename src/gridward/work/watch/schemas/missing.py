"""Shapes of missing residents."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from gridward.ground.register.schemas.people import Address, GridRef, Name, Typed
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import Shape
from gridward.kernel.masking import mask_document, mask_name, mask_phone
from gridward.work.watch.models import MissingResident
from gridward.work.watch.queries.missing import told_of
from gridward.work.watch.services.missing import MissingFound
from gridward.work.watch.terms import MissingAnswer, MissingSaid
from gridward.work.workorders.schemas.linked import LinkedOrder

Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 1, 1))]


class MissingResidentIn(Schema):
    """Somebody at a gate who says that they live here: a name, and a document, telephone, address or door."""

    id: UUID
    gate_id: UUID
    name: Name
    at: AwareDatetime
    document: Typed = ""
    phone: Typed = ""
    address: Address = ""
    dwelling_id: UUID | None = None
    move_in: Day | None = None

    def said(self) -> MissingSaid:
        """As the services take it."""
        return MissingSaid(**self.model_dump())


class MissingAnswerOut(Shape):
    """What the keeper hears: where somebody is registered, with the door hidden, or where they were reported."""

    answer: MissingAnswer
    grid: str
    where: str
    order_number: str

    @classmethod
    def of(cls, found: MissingFound) -> "MissingAnswerOut":
        """From what was found."""
        return cls(**{name: getattr(found, name) for name in cls.model_fields})


class MissingOrderOut(LinkedOrder):
    """The order to add somebody."""


class MissingResidentRow(Shape):
    """Somebody who waits to be added; the name and the telephone are masked."""

    id: UUID
    grid: GridRef
    gate: str
    at: datetime
    name: str
    phone: str
    settled_at: datetime | None
    order: MissingOrderOut

    @classmethod
    def of(cls, row: MissingResident, language: str) -> "MissingResidentRow":
        """From a row read with its grid, gate and order; raises SealBroken."""
        told = told_of(row)
        return cls(
            id=row.pk,
            grid=GridRef.of(row.grid),
            gate=row.gate.name,
            at=row.at,
            name=mask_name(told.name),
            phone=mask_phone(told.phone) if told.phone else "",
            settled_at=row.settled_at,
            order=MissingOrderOut.of(row.order, language),
        )


class MissingResidentOut(MissingResidentRow):
    """What they said, in full; the document for those alone who may see numbers."""

    document: str
    address: str
    move_in: str

    @classmethod
    def whole(cls, row: MissingResident, actor: Actor, language: str) -> "MissingResidentOut":
        """From a row read with its grid, gate and order; raises SealBroken."""
        told, masked = told_of(row), MissingResidentRow.of(row, language)
        reveals = actor.may(Permission.REGISTER_REVEAL, row.grid_id)
        same = {name: getattr(masked, name) for name in MissingResidentRow.model_fields}
        return cls(
            **{**same, "name": told.name, "phone": told.phone},
            document=told.document if reveals else mask_document(told.document),
            address=told.address,
            move_in=told.move_in,
        )
