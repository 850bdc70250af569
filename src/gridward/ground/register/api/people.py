"""Doors of the register (roster import has its own)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema, Status

from gridward.ground.register.api.shared import once_by_key, reader, said
from gridward.ground.register.queries.homes import resident_page
from gridward.ground.register.queries.households import (
    HouseholdFilter,
    household_page,
    households,
    told_households,
)
from gridward.ground.register.queries.organisations import (
    OrganisationFilter,
    employee_page,
    organisation_page,
    organisations,
    told_organisations,
)
from gridward.ground.register.queries.search import search
from gridward.ground.register.schemas.looking import (
    HitOut,
    RevealIn,
    RevealOut,
)
from gridward.ground.register.schemas.organisations import (
    CloseIn,
    ContactChange,
    ContactIn,
    ContactOut,
    EmployeeChange,
    EmployeeIn,
    EmployeeOut,
    OrganisationChange,
    OrganisationIn,
    OrganisationOut,
    OrganisationRow,
)
from gridward.ground.register.schemas.people import (
    EnteredHouseholdOut,
    EnteredResidentOut,
    HouseholdChange,
    HouseholdIn,
    HouseholdOut,
    HouseholdRow,
    LeaveIn,
    ResidentChange,
    ResidentIn,
    ResidentOut,
)
from gridward.ground.register.services.contacts import change_contact, set_contact
from gridward.ground.register.services.employees import (
    add_employee,
    change_employee,
    remove_employee,
)
from gridward.ground.register.services.households import add_household, change_household
from gridward.ground.register.services.organisations import (
    add_organisation,
    change_organisation,
    close_organisation,
)
from gridward.ground.register.services.residents import (
    add_resident,
    change_resident,
)
from gridward.ground.register.services.reveal import reveal
from gridward.ground.register.terms.people import (
    HouseholdState,
    OrganisationKind,
    Tenure,
    Trading,
)
from gridward.kernel.access import Actor
from gridward.kernel.http import (
    PageOut,
    answers,
    door,
)
from gridward.kernel.paging import Page, page

router = door("register")


class HouseholdsWanted(Schema):
    """Which households; `after` is the cursor of the page before."""

    grid: UUID | None = None
    state: HouseholdState | None = None
    tenure: Tenure | None = None
    q: str = ""
    after: str | None = None


class OrganisationsWanted(Schema):
    """Which organisations; `after` is the cursor of the page before."""

    grid: UUID | None = None
    kind: OrganisationKind | None = None
    trading: Trading | None = None
    q: str = ""
    closed: bool = False
    after: str | None = None


@router.get("/search", response=answers(list[HitOut]))
def get_search(request: HttpRequest, q: str) -> object:
    """One box: name, pinyin, initials, phone, document, address, organisation, plate."""
    return search(reader(request), q)


@router.get("/households", response=answers(PageOut[HouseholdRow]))
def list_households(request: HttpRequest, wanted: Query[HouseholdsWanted]) -> object:
    """Households by grid and address."""
    chosen = HouseholdFilter(wanted.grid, wanted.state, wanted.q, wanted.tenure)
    rows = told_households(households(reader(request), chosen))
    one: Page[Any] = page(rows, ["grid_id", "address_text", "id"], wanted.after)
    return {"items": [HouseholdRow.of(row) for row in one.rows], "next": one.next}


@router.post("/households", response=answers(EnteredHouseholdOut, 201))
def post_household(request: HttpRequest, given: HouseholdIn) -> object:
    """Enter a household with its residents, all or nothing."""
    actor = reader(request)

    def act() -> Mapping[str, Any]:
        entered = add_household(actor, **said(given))
        return {"id": str(entered.household.pk), "conflicts": [str(x) for x in entered.conflicts]}

    answer = once_by_key(request, "register.add_household", given, act)
    household = household_page(actor, UUID(answer["id"]))
    shown = HouseholdOut.of(household, actor)
    return Status(201, {"household": shown, "conflicts": answer["conflicts"]})


@router.get("/households/{household_id}", response=answers(HouseholdOut))
def get_household(request: HttpRequest, household_id: UUID) -> object:
    """A household with everybody in it."""
    actor = reader(request)
    return HouseholdOut.of(household_page(actor, household_id), actor)


@router.patch("/households/{household_id}", response=answers(HouseholdOut))
def patch_household(request: HttpRequest, household_id: UUID, given: HouseholdChange) -> object:
    """Change a household; to a door of another grid everybody moves along."""
    actor = reader(request)
    change_household(actor, household_id=household_id, **said(given))
    return HouseholdOut.of(household_page(actor, household_id), actor)


@router.post("/households/{household_id}/residents", response=answers(EnteredResidentOut, 201))
def post_resident(request: HttpRequest, household_id: UUID, given: ResidentIn) -> object:
    """Enter a person; one who is registered elsewhere in the street becomes a conflict."""
    actor = reader(request)

    def act() -> Mapping[str, Any]:
        entered = add_resident(actor, household_id=household_id, **said(given))
        resident = str(entered.resident.pk) if entered.resident else None
        return {"id": resident, "conflict": str(entered.conflict) if entered.conflict else None}

    answer = once_by_key(request, f"register.add_resident:{household_id}", given, act)
    resident = resident_page(actor, UUID(answer["id"])) if answer["id"] else None
    shown = ResidentOut.of(resident, actor) if resident else None
    return Status(201, {"resident": shown, "conflict": answer["conflict"]})


@router.patch("/residents/{resident_id}", response=answers(ResidentOut))
def patch_resident(request: HttpRequest, resident_id: UUID, given: ResidentChange) -> object:
    """Change a resident."""
    actor = reader(request)
    change_resident(actor, resident_id=resident_id, **said(given))
    return ResidentOut.of(resident_page(actor, resident_id), actor)


@router.post("/reveal", response=answers(RevealOut))
def post_reveal(request: HttpRequest, given: RevealIn) -> object:
    """One personal value in full; the look is recorded with its reason."""
    value = reveal(
        reader(request), kind=given.kind, row_id=given.id, field=given.field, reason=given.reason
    )
    return {"value": value}


@router.get("/organisations", response=answers(PageOut[OrganisationRow]))
def list_organisations(request: HttpRequest, wanted: Query[OrganisationsWanted]) -> object:
    """Organisations by the pinyin of their names."""
    chosen = OrganisationFilter(wanted.grid, wanted.kind, wanted.trading, wanted.q, wanted.closed)
    rows = told_organisations(organisations(reader(request), chosen))
    one: Page[Any] = page(rows, ["sort_key", "id"], wanted.after)
    return {"items": [OrganisationRow.of(row) for row in one.rows], "next": one.next}


@router.post("/organisations", response=answers(OrganisationOut, 201))
def post_organisation(request: HttpRequest, given: OrganisationIn) -> object:
    """Enter an organisation."""
    actor = reader(request)
    answer = once_by_key(
        request,
        "register.add_organisation",
        given,
        lambda: {"id": str(add_organisation(actor, **said(given)).pk)},
    )
    return Status(201, _organisation(actor, UUID(answer["id"])))


@router.get("/organisations/{organisation_id}", response=answers(OrganisationOut))
def get_organisation(request: HttpRequest, organisation_id: UUID) -> object:
    """An organisation with contacts, employees, vehicles and measures."""
    return _organisation(reader(request), organisation_id)


@router.patch("/organisations/{organisation_id}", response=answers(OrganisationOut))
def patch_organisation(
    request: HttpRequest, organisation_id: UUID, given: OrganisationChange
) -> object:
    """Change an organisation, and the measures in place where `situation` is given."""
    actor = reader(request)
    change_organisation(actor, organisation_id=organisation_id, **said(given))
    return _organisation(actor, organisation_id)


@router.post("/organisations/{organisation_id}/close", response=answers(OrganisationOut))
def post_close(request: HttpRequest, organisation_id: UUID, given: CloseIn) -> object:
    """The organisation is no more."""
    actor = reader(request)
    close_organisation(actor, organisation_id=organisation_id, version=given.version)
    return _organisation(actor, organisation_id)


@router.post("/organisations/{organisation_id}/contacts", response=answers(ContactOut, 201))
def post_contact(request: HttpRequest, organisation_id: UUID, given: ContactIn) -> object:
    """Name who has a role, in place of whoever had it."""
    actor = reader(request)
    contact = set_contact(actor, organisation_id=organisation_id, **given.model_dump())
    return Status(201, ContactOut.of(contact))


@router.patch("/contacts/{contact_id}", response=answers(ContactOut))
def patch_contact(request: HttpRequest, contact_id: UUID, given: ContactChange) -> object:
    """Change a contact."""
    return ContactOut.of(change_contact(reader(request), contact_id=contact_id, **said(given)))


@router.post("/organisations/{organisation_id}/employees", response=answers(EmployeeOut, 201))
def post_employee(request: HttpRequest, organisation_id: UUID, given: EmployeeIn) -> object:
    """Enter an employee."""
    actor = reader(request)
    answer = once_by_key(
        request,
        f"register.add_employee:{organisation_id}",
        given,
        lambda: {"id": str(add_employee(actor, organisation_id=organisation_id, **said(given)).pk)},
    )
    shown = employee_page(actor, UUID(answer["id"]))
    return Status(201, EmployeeOut.of(shown, actor))


@router.patch("/employees/{employee_id}", response=answers(EmployeeOut))
def patch_employee(request: HttpRequest, employee_id: UUID, given: EmployeeChange) -> object:
    """Change an employee."""
    actor = reader(request)
    change_employee(actor, employee_id=employee_id, **said(given))
    return EmployeeOut.of(employee_page(actor, employee_id), actor)


@router.post("/employees/{employee_id}/leave", response=answers(EmployeeOut))
def post_employee_leave(request: HttpRequest, employee_id: UUID, given: LeaveIn) -> object:
    """A person works here no more."""
    actor = reader(request)
    remove_employee(actor, employee_id=employee_id, **given.model_dump())
    return EmployeeOut.of(employee_page(actor, employee_id), actor)


def _organisation(actor: Actor, organisation_id: UUID) -> OrganisationOut:
    return OrganisationOut.of(organisation_page(actor, organisation_id), actor)
