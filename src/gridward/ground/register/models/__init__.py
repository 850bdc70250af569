"""Tables of the register; `people` and `organisations` are the base register, `situations` what an epidemic adds."""

from gridward.ground.register.models.conflicts import Conflict
from gridward.ground.register.models.organisations import (
    Contact,
    Employee,
    Organisation,
)
from gridward.ground.register.models.people import (
    Household,
    Resident,
    ResidentPhone,
    Vehicle,
)
from gridward.ground.register.models.rosters import RosterBatch, RosterFile, RosterLayout, RosterRow
from gridward.ground.register.models.situations import (
    EmployeeSituation,
    OrganisationSituation,
    ResidentSituation,
)

__all__ = [
    "Conflict",
    "Contact",
    "Employee",
    "EmployeeSituation",
    "Household",
    "Organisation",
    "OrganisationSituation",
    "Resident",
    "ResidentPhone",
    "ResidentSituation",
    "RosterBatch",
    "RosterFile",
    "RosterLayout",
    "RosterRow",
    "Vehicle",
]
