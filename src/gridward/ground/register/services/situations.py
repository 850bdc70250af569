"""What Annex 3 and 4 ask because of an epidemic, kept apart from the base register."""

from collections.abc import Mapping
from typing import TypeVar, Unpack
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import (
    Employee,
    EmployeeSituation,
    Organisation,
    OrganisationSituation,
    Resident,
    ResidentSituation,
)
from gridward.ground.register.queries.rows import to_change
from gridward.ground.register.services.lines import about
from gridward.ground.register.services.marks import telling
from gridward.ground.register.services.persons import copy, place, turn
from gridward.ground.register.terms.entries import (
    EmployeeSituationFields,
    OrganisationSituationFields,
    ResidentSituationFields,
)
from gridward.ground.register.terms.people import RegisterAct
from gridward.ground.territory.models import Placed
from gridward.kernel.access import Actor, Permission
from gridward.kernel.masking import mask_name

S = TypeVar("S", bound=Placed)


@transaction.atomic
def change_resident_situation(
    actor: Actor, *, resident_id: UUID, **given: Unpack[ResidentSituationFields]
) -> ResidentSituation:
    """Set what is given about a resident; raises NotAllowed without SITUATION_CHANGE."""
    resident = to_change(actor, Resident, resident_id, permission=Permission.SITUATION_CHANGE)
    row = ResidentSituation.objects.filter(resident=resident).first()
    row = _written(row or place(ResidentSituation(resident=resident), resident.grid), given)
    record(actor, RegisterAct.SITUATION_CHANGED, about(resident), subject=mask_name(resident.name))
    return row


@transaction.atomic
def change_employee_situation(
    actor: Actor, *, employee_id: UUID, **given: Unpack[EmployeeSituationFields]
) -> EmployeeSituation:
    """Set what is given about an employee, as a change of the employee."""
    employee = to_change(actor, Employee, employee_id, permission=Permission.SITUATION_CHANGE)
    with telling(RegisterAct.SITUATION_CHANGED, unsaid=nothing_said(EmployeeSituation, employee)):
        row = write_health(actor, employee, given)
        turn(employee)
    return row


@transaction.atomic
def change_organisation_situation(
    actor: Actor, *, organisation_id: UUID, **given: Unpack[OrganisationSituationFields]
) -> OrganisationSituation:
    """Set what is given about an organisation, as a change of it; `measures` is the whole new list."""
    organisation = to_change(
        actor, Organisation, organisation_id, permission=Permission.SITUATION_CHANGE
    )
    unsaid = nothing_said(OrganisationSituation, organisation)
    with telling(RegisterAct.SITUATION_CHANGED, unsaid=unsaid):
        row = write_measures(actor, organisation, given)
        turn(organisation)
    return row


def write_health(
    actor: Actor, employee: Employee, given: EmployeeSituationFields
) -> EmployeeSituation:
    """The row of an employee, within an act that turns the employee's version. Raises NotAllowed."""
    actor.require(Permission.SITUATION_CHANGE, employee.grid_id)
    row = EmployeeSituation.objects.filter(employee=employee).first()
    row = _written(row or place(EmployeeSituation(employee=employee), employee.grid), given)
    record(actor, RegisterAct.SITUATION_CHANGED, about(employee), subject=mask_name(employee.name))
    return row


def write_measures(
    actor: Actor, organisation: Organisation, given: OrganisationSituationFields
) -> OrganisationSituation:
    """The row of an organisation, within an act that turns the organisation's version. Raises NotAllowed."""
    actor.require(Permission.SITUATION_CHANGE, organisation.grid_id)
    row = OrganisationSituation.objects.filter(organisation=organisation).first()
    fresh = place(OrganisationSituation(organisation=organisation), organisation.grid)
    row = _written(row or fresh, given)
    record(actor, RegisterAct.SITUATION_CHANGED, about(organisation), subject=organisation.name)
    return row


def nothing_said(model: type[Placed], owner: Employee | Organisation) -> bool | None:
    """A word for history: that the act is the first to say something."""
    name = "employee" if isinstance(owner, Employee) else "organisation"
    return None if model._default_manager.filter(**{name: owner}).exists() else True


def _written(row: S, given: Mapping[str, object]) -> S:
    copy(row, given, *given)
    if not row._state.adding:
        row.version += 1
    row.save()
    return row
