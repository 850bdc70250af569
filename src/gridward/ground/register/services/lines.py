"""What lines of the record say about a row: where it is, and masked words for the sentence."""

from typing import TypedDict

from gridward.ground.audit.terms import About
from gridward.ground.register.models import Employee, Household, Organisation, Resident
from gridward.ground.territory.models import Placed
from gridward.kernel.masking import mask_address, mask_name


class HouseholdWords(TypedDict):
    """Of a household: the grid's name and the door without its room."""

    grid: str
    door: str


class ResidentWords(HouseholdWords):
    """Of a resident: the masked name too."""

    name: str


class OrganisationWords(TypedDict):
    """Of an organisation: its name and the grid's."""

    organisation: str
    grid: str


class EmployeeWords(OrganisationWords):
    """Of an employee: the masked name too."""

    name: str


def about(row: Placed) -> About:
    """The row as the record names it."""
    return About(row._meta.db_table, row.pk, row.grid_id)


def of_household(household: Household) -> HouseholdWords:
    """The words for a household."""
    return {"grid": household.grid.name, "door": mask_address(household.address_text)}


def of_resident(resident: Resident) -> ResidentWords:
    """The words for a resident."""
    return {"name": mask_name(resident.name), **of_household(resident.household)}


def of_organisation(organisation: Organisation) -> OrganisationWords:
    """The words for an organisation."""
    return {"organisation": organisation.name, "grid": organisation.grid.name}


def of_employee(employee: Employee) -> EmployeeWords:
    """The words for an employee."""
    return {"name": mask_name(employee.name), **of_organisation(employee.organisation)}
