"""What each kind of command says, and how one is read."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import BaseModel, ValidationError

from gridward.exchange.sync.problems import CommandUnknown
from gridward.exchange.sync.schemas.checks import CheckStep, CheckTry
from gridward.exchange.sync.schemas.measures import (
    MeasureAsked,
    MeasureRead,
    MeasureResult,
    MeasureSampled,
)
from gridward.exchange.sync.schemas.orders import OrderOpen, OrderSeen, OrderStep
from gridward.exchange.sync.services.carrying import ACTS
from gridward.exchange.sync.terms import TOGETHER
from gridward.ground.register.schemas.organisations import (
    EmployeeIn,
    OrganisationIn,
    OrganisationSituationIn,
)
from gridward.ground.register.schemas.people import HouseholdChangeIn, Name, ResidentIn, Typed
from gridward.ground.register.terms.people import ContactRole
from gridward.ground.rota.schemas.wishes import WishChangeIn, WishIn
from gridward.kernel.problems import BadRequest, Problem
from gridward.work.handovers.schemas import GateHandoverIn, GateTakingIn
from gridward.work.patrols.schemas.papers import LogIn, SheetIn
from gridward.work.patrols.schemas.walked import PatrolIn
from gridward.work.rounds.schemas import VisitIn


class HouseholdAdd(HouseholdChangeIn):
    """A new household, with the id that the phone has given it."""

    id: UUID


class HouseholdEdit(HouseholdChangeIn):
    """What is left out stays; `after` is the phone's own command about this row before."""

    id: UUID
    version: int
    after: UUID | None = None


class ResidentAdd(ResidentIn):
    """A person entered into a household."""

    id: UUID
    household_id: UUID


class ResidentEdit(ResidentIn):
    """What is left out stays; phones and plates are whole lists."""

    id: UUID
    version: int
    after: UUID | None = None


class ContactSaid(Schema):
    """Who has a role at an organisation; what is left out stays, an empty number is none."""

    name: Name = ""
    phone: Typed = ""


class OrganisationSaid(OrganisationIn):
    """The whole head of Annex 4; of `contacts` the roles that are said."""

    contacts: dict[ContactRole, ContactSaid] = {}
    situation: OrganisationSituationIn | None = None


class OrganisationAdd(OrganisationSaid):
    """A new organisation, with the id that the phone has given it."""

    id: UUID


class OrganisationEdit(OrganisationSaid):
    """What is left out stays; plates and measures are whole lists."""

    id: UUID
    version: int
    after: UUID | None = None


class EmployeeAdd(EmployeeIn):
    """Somebody who works at an organisation."""

    id: UUID
    organisation_id: UUID


class EmployeeEdit(EmployeeIn):
    """What is left out stays."""

    id: UUID
    version: int
    after: UUID | None = None


class Gone(Schema):
    """Somebody lives or works here no more."""

    id: UUID
    version: int
    after: UUID | None = None


class WishInstead(WishChangeIn):
    """What is wished instead of a wish that the phone was told of."""

    id: UUID


class WishBack(Schema):
    """A wish that the phone was told of is taken back."""

    id: UUID
    version: int


SHAPES: Mapping[str, type[BaseModel]] = {
    "household.add": HouseholdAdd,
    "household.change": HouseholdEdit,
    "resident.add": ResidentAdd,
    "resident.change": ResidentEdit,
    "resident.leave": Gone,
    "organisation.add": OrganisationAdd,
    "organisation.change": OrganisationEdit,
    "employee.add": EmployeeAdd,
    "employee.change": EmployeeEdit,
    "employee.leave": Gone,
    "visit.record": VisitIn,
    "order.open": OrderOpen,
    "order.move": OrderStep,
    "order.read": OrderSeen,
    "measure.reading": MeasureRead,
    "measure.sample": MeasureSampled,
    "measure.result": MeasureResult,
    "measure.need": MeasureAsked,
    "check.answer": CheckStep,
    "check.contact": CheckTry,
    "patrol.record": PatrolIn,
    "log.sign": LogIn,
    "sheet.confirm": SheetIn,
    "handover.give": GateHandoverIn,
    "handover.take": GateTakingIn,
    "wish.state": WishIn,
    "wish.change": WishInstead,
    "wish.withdraw": WishBack,
}
assert SHAPES.keys() == ACTS.keys() | TOGETHER  # noqa: S101 - a kind without a shape or an act is a mistake of ours


def _plain(read: BaseModel) -> dict[str, Any]:
    """What was written, without what was left out; of a day's papers all of it, as the services take it."""
    if isinstance(read, PatrolIn | LogIn | SheetIn):
        return read.said()
    if isinstance(read, GateHandoverIn | GateTakingIn):
        return {"said": read.said()}
    if isinstance(read, WishInstead):
        return {"wish_id": read.id, "version": read.version, "said": read.told()}
    if isinstance(read, WishIn):
        return {"said": read.told()}
    return read.model_dump(exclude_unset=True)


def read(kind: str, content: Mapping[str, Any]) -> tuple[dict[str, Any], Problem | None]:
    """What a command says, or why it cannot be read."""
    shape = SHAPES.get(kind)
    if shape is None:
        return {}, CommandUnknown(kind=kind)
    try:
        return _plain(shape.model_validate(content)), None
    except ValidationError as error:
        fields = [".".join(str(step) for step in one["loc"]) for one in error.errors()]
        return {}, BadRequest(fields=", ".join(dict.fromkeys(fields)) or "-")
