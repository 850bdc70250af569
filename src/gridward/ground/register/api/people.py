"""Doors of the register (roster import has its own)."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

import orjson
from django.http import HttpRequest
from ninja import Query, Schema, Status

from gridward.ground.register.models import Conflict
from gridward.ground.register.queries.conflicts import conflicts
from gridward.ground.register.queries.figures import figures
from gridward.ground.register.queries.history import household_history
from gridward.ground.register.queries.households import (
    HouseholdFilter,
    household_page,
    households,
    resident_page,
)
from gridward.ground.register.queries.organisations import (
    OrganisationFilter,
    employee_page,
    organisation_page,
    organisations,
)
from gridward.ground.register.queries.rows import found
from gridward.ground.register.queries.search import search
from gridward.ground.register.schemas.looking import (
    FiguresOut,
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
    ChangeOut,
    ConflictOut,
    EnteredHouseholdOut,
    EnteredResidentOut,
    HouseholdChange,
    HouseholdIn,
    HouseholdOut,
    HouseholdRow,
    LeaveIn,
    MoveIn,
    ResidentChange,
    ResidentIn,
    ResidentOut,
    SettleIn,
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
    move_resident,
    remove_resident,
)
from gridward.ground.register.services.reveal import reveal
from gridward.ground.register.services.settling import settle_conflict
from gridward.ground.register.services.situations import change_organisation_situation
from gridward.ground.register.terms.people import HouseholdState, OrganisationKind, Trading
from gridward.kernel.access import Actor, Permission
from gridward.kernel.commands import once
from gridward.kernel.http import (
    PageOut,
    actor_of,
    answers,
    command_id_of,
    door,
    language_of,
)
from gridward.kernel.paging import page
from gridward.kernel.texts import say

router = door("register")


class HouseholdsWanted(Schema):
    """Which households; `after` is the cursor of the page before."""

    grid: UUID | None = None
    state: HouseholdState | None = None
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
    return search(_reader(request), q)


@router.get("/figures", response=answers(FiguresOut))
def get_figures(request: HttpRequest) -> object:
    """How much the register holds at the caller's grids."""
    actor = _reader(request)
    grids = [asdict(one) for one in figures(actor)]
    names = ("households", "residents", "organisations", "employees")
    totals = {name: sum(one[name] for one in grids) for name in names}
    return {**totals, "open_conflicts": conflicts(actor).count(), "grids": grids}


@router.get("/households", response=answers(PageOut[HouseholdRow]))
def list_households(request: HttpRequest, wanted: Query[HouseholdsWanted]) -> object:
    """Households by grid and address."""
    rows = households(_reader(request), HouseholdFilter(wanted.grid, wanted.state, wanted.q))
    one = page(rows, ["grid_id", "address_text", "id"], wanted.after)
    return {"items": [HouseholdRow.of(row) for row in one.rows], "next": one.next}


@router.post("/households", response=answers(EnteredHouseholdOut, 201))
def post_household(request: HttpRequest, given: HouseholdIn) -> object:
    """Enter a household with its residents, all or nothing."""
    actor = _reader(request)

    def act() -> Mapping[str, Any]:
        entered = add_household(actor, **_said(given))
        return {"id": str(entered.household.pk), "conflicts": [str(x) for x in entered.conflicts]}

    answer = _once(request, "register.add_household", given, act)
    household = household_page(actor, UUID(answer["id"]))
    shown = HouseholdOut.of(household, actor)
    return Status(201, {"household": shown, "conflicts": answer["conflicts"]})


@router.get("/households/{household_id}", response=answers(HouseholdOut))
def get_household(request: HttpRequest, household_id: UUID) -> object:
    """A household with everybody in it."""
    actor = _reader(request)
    return HouseholdOut.of(household_page(actor, household_id), actor)


@router.patch("/households/{household_id}", response=answers(HouseholdOut))
def patch_household(request: HttpRequest, household_id: UUID, given: HouseholdChange) -> object:
    """Change a household; to a door of another grid everybody moves along."""
    actor = _reader(request)
    change_household(actor, household_id=household_id, **_said(given))
    return HouseholdOut.of(household_page(actor, household_id), actor)


@router.get("/households/{household_id}/history", response=answers(list[ChangeOut]))
def get_history(request: HttpRequest, household_id: UUID) -> object:
    """Who changed what when, in the household and of its people."""
    language = language_of(request)
    changes = household_history(_reader(request), household_id, language)
    return [
        {
            **asdict(change),
            "fields": [
                {**asdict(one), "name": say(f"word.register.field.{one.field}", language)}
                for one in change.fields
            ],
        }
        for change in changes
    ]


@router.post("/households/{household_id}/residents", response=answers(EnteredResidentOut, 201))
def post_resident(request: HttpRequest, household_id: UUID, given: ResidentIn) -> object:
    """Enter a person; one who is registered elsewhere in the street becomes a conflict."""
    actor = _reader(request)

    def act() -> Mapping[str, Any]:
        entered = add_resident(actor, household_id=household_id, **_said(given))
        resident = str(entered.resident.pk) if entered.resident else None
        return {"id": resident, "conflict": str(entered.conflict) if entered.conflict else None}

    answer = _once(request, f"register.add_resident:{household_id}", given, act)
    resident = resident_page(actor, UUID(answer["id"])) if answer["id"] else None
    shown = ResidentOut.of(resident, actor) if resident else None
    return Status(201, {"resident": shown, "conflict": answer["conflict"]})


@router.patch("/residents/{resident_id}", response=answers(ResidentOut))
def patch_resident(request: HttpRequest, resident_id: UUID, given: ResidentChange) -> object:
    """Change a resident."""
    actor = _reader(request)
    change_resident(actor, resident_id=resident_id, **_said(given))
    return ResidentOut.of(resident_page(actor, resident_id), actor)


@router.post("/residents/{resident_id}/move", response=answers(ResidentOut))
def post_move(request: HttpRequest, resident_id: UUID, given: MoveIn) -> object:
    """Move a person to another household."""
    actor = _reader(request)
    move_resident(actor, resident_id=resident_id, **given.dict())
    return ResidentOut.of(resident_page(actor, resident_id), actor)


@router.post("/residents/{resident_id}/leave", response=answers(ResidentOut))
def post_leave(request: HttpRequest, resident_id: UUID, given: LeaveIn) -> object:
    """A person lives here no more."""
    actor = _reader(request)
    remove_resident(actor, resident_id=resident_id, **given.dict())
    return ResidentOut.of(resident_page(actor, resident_id), actor)


@router.post("/reveal", response=answers(RevealOut))
def post_reveal(request: HttpRequest, given: RevealIn) -> object:
    """One personal value in full; the look is recorded with its reason."""
    value = reveal(
        _reader(request), kind=given.kind, row_id=given.id, field=given.field, reason=given.reason
    )
    return {"value": value}


@router.get("/organisations", response=answers(PageOut[OrganisationRow]))
def list_organisations(request: HttpRequest, wanted: Query[OrganisationsWanted]) -> object:
    """Organisations by the pinyin of their names."""
    chosen = OrganisationFilter(wanted.grid, wanted.kind, wanted.trading, wanted.q, wanted.closed)
    one = page(organisations(_reader(request), chosen), ["sort_key", "id"], wanted.after)
    return {"items": [OrganisationRow.of(row) for row in one.rows], "next": one.next}


@router.post("/organisations", response=answers(OrganisationOut, 201))
def post_organisation(request: HttpRequest, given: OrganisationIn) -> object:
    """Enter an organisation."""
    actor = _reader(request)
    answer = _once(
        request,
        "register.add_organisation",
        given,
        lambda: {"id": str(add_organisation(actor, **_said(given)).pk)},
    )
    return Status(201, _organisation(actor, UUID(answer["id"])))


@router.get("/organisations/{organisation_id}", response=answers(OrganisationOut))
def get_organisation(request: HttpRequest, organisation_id: UUID) -> object:
    """An organisation with contacts, employees, vehicles and measures."""
    return _organisation(_reader(request), organisation_id)


@router.patch("/organisations/{organisation_id}", response=answers(OrganisationOut))
def patch_organisation(
    request: HttpRequest, organisation_id: UUID, given: OrganisationChange
) -> object:
    """Change an organisation, and the measures in place where `situation` is given."""
    actor = _reader(request)
    said = _said(given)
    situation = said.pop("situation", None)
    change_organisation(actor, organisation_id=organisation_id, **said)
    if situation:
        change_organisation_situation(actor, organisation_id=organisation_id, **situation)
    return _organisation(actor, organisation_id)


@router.post("/organisations/{organisation_id}/close", response=answers(OrganisationOut))
def post_close(request: HttpRequest, organisation_id: UUID, given: CloseIn) -> object:
    """The organisation is no more."""
    actor = _reader(request)
    close_organisation(actor, organisation_id=organisation_id, version=given.version)
    return _organisation(actor, organisation_id)


@router.post("/organisations/{organisation_id}/contacts", response=answers(ContactOut, 201))
def post_contact(request: HttpRequest, organisation_id: UUID, given: ContactIn) -> object:
    """Name who has a role, in place of whoever had it."""
    actor = _reader(request)
    contact = set_contact(actor, organisation_id=organisation_id, **given.dict())
    return Status(201, ContactOut.of(contact))


@router.patch("/contacts/{contact_id}", response=answers(ContactOut))
def patch_contact(request: HttpRequest, contact_id: UUID, given: ContactChange) -> object:
    """Change a contact."""
    return ContactOut.of(change_contact(_reader(request), contact_id=contact_id, **_said(given)))


@router.post("/organisations/{organisation_id}/employees", response=answers(EmployeeOut, 201))
def post_employee(request: HttpRequest, organisation_id: UUID, given: EmployeeIn) -> object:
    """Enter an employee."""
    actor = _reader(request)
    answer = _once(
        request,
        f"register.add_employee:{organisation_id}",
        given,
        lambda: {
            "id": str(add_employee(actor, organisation_id=organisation_id, **_said(given)).pk)
        },
    )
    shown = employee_page(actor, UUID(answer["id"]))
    return Status(201, EmployeeOut.of(shown, actor))


@router.patch("/employees/{employee_id}", response=answers(EmployeeOut))
def patch_employee(request: HttpRequest, employee_id: UUID, given: EmployeeChange) -> object:
    """Change an employee."""
    actor = _reader(request)
    change_employee(actor, employee_id=employee_id, **_said(given))
    return EmployeeOut.of(employee_page(actor, employee_id), actor)


@router.post("/employees/{employee_id}/leave", response=answers(EmployeeOut))
def post_employee_leave(request: HttpRequest, employee_id: UUID, given: LeaveIn) -> object:
    """A person works here no more."""
    actor = _reader(request)
    remove_employee(actor, employee_id=employee_id, **given.dict())
    return EmployeeOut.of(employee_page(actor, employee_id), actor)


@router.get("/conflicts", response=answers(PageOut[ConflictOut]))
def list_conflicts(request: HttpRequest, settled: bool = False, after: str | None = None) -> object:
    """Conflicts to settle, or those settled, the newest first."""
    one = page(conflicts(_reader(request), settled=settled), ["-id"], after)
    return {"items": [_conflict(row) for row in one.rows], "next": one.next}


@router.post("/conflicts/{conflict_id}/settle", response=answers(ConflictOut))
def post_settle(request: HttpRequest, conflict_id: UUID, given: SettleIn) -> object:
    """Settle a conflict, with a reason."""
    actor = _reader(request)
    settle_conflict(actor, conflict_id=conflict_id, decision=given.decision, reason=given.reason)
    return _conflict(found(conflicts(actor, settled=True), conflict_id))


def _reader(request: HttpRequest) -> Actor:
    """The actor, who may read the register somewhere; raises NotAllowed."""
    actor = actor_of(request)
    actor.require(Permission.REGISTER_READ)
    return actor


def _said(given: Schema) -> dict[str, Any]:
    """What the sender wrote, without what was left out."""
    return given.dict(exclude_unset=True)


def _once(
    request: HttpRequest, name: str, given: Schema, act: Callable[[], Mapping[str, Any]]
) -> Mapping[str, Any]:
    """Carry a creation out once per `Idempotency-Key`; its stored answer holds ids alone."""
    account_id = actor_of(request).account_id
    if account_id is None:
        return act()
    content = given.model_dump(mode="json", exclude_unset=True)
    return once(command_id_of(request), account_id, name, content, act)


def _organisation(actor: Actor, organisation_id: UUID) -> OrganisationOut:
    return OrganisationOut.of(organisation_page(actor, organisation_id), actor)


def _conflict(row: Conflict) -> ConflictOut:
    return ConflictOut.of(row, orjson.loads(row.open_sealed("proposal") or "{}"))
