"""Doors of what an epidemic asks, for whoever keeps those facts alone: information officers of health stations."""

from uuid import UUID

from django.http import HttpRequest

from gridward.ground.register.api.shared import reader, said
from gridward.ground.register.queries.homes import resident_page
from gridward.ground.register.queries.organisations import employee_page, organisation_page
from gridward.ground.register.schemas.organisations import (
    EmployeeOut,
    EmployeeSituationIn,
    OrganisationOut,
    OrganisationSituationIn,
)
from gridward.ground.register.schemas.people import ResidentOut, ResidentSituationIn
from gridward.ground.register.services.situations import (
    change_employee_situation,
    change_organisation_situation,
    change_resident_situation,
)
from gridward.kernel.http import answers, door

router = door("register")


@router.patch("/residents/{resident_id}/situation", response=answers(ResidentOut))
def patch_resident_situation(
    request: HttpRequest, resident_id: UUID, given: ResidentSituationIn
) -> object:
    """Set what is given about a resident; what is left out stays."""
    actor = reader(request)
    change_resident_situation(actor, resident_id=resident_id, **said(given))
    return ResidentOut.of(resident_page(actor, resident_id), actor)


@router.patch("/employees/{employee_id}/situation", response=answers(EmployeeOut))
def patch_employee_situation(
    request: HttpRequest, employee_id: UUID, given: EmployeeSituationIn
) -> object:
    """Set what is given about an employee; what is left out stays."""
    actor = reader(request)
    change_employee_situation(actor, employee_id=employee_id, **said(given))
    return EmployeeOut.of(employee_page(actor, employee_id), actor)


@router.patch("/organisations/{organisation_id}/situation", response=answers(OrganisationOut))
def patch_organisation_situation(
    request: HttpRequest, organisation_id: UUID, given: OrganisationSituationIn
) -> object:
    """Set what is given about an organisation; `measures` is the whole new list."""
    actor = reader(request)
    change_organisation_situation(actor, organisation_id=organisation_id, **said(given))
    return OrganisationOut.of(organisation_page(actor, organisation_id), actor)
