"""Employees of an organisation (从业人员信息 of Annex 4)."""

from datetime import date
from typing import Unpack
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import Employee, EmployeeSituation, Organisation
from gridward.ground.register.problems import EmployeeExists, EmployeeGone
from gridward.ground.register.queries.rows import holders, to_change
from gridward.ground.register.rules.entries import at
from gridward.ground.register.services.lines import about, of_employee
from gridward.ground.register.services.marks import telling
from gridward.ground.register.services.persons import place, write_employee
from gridward.ground.register.services.premises import present
from gridward.ground.register.services.rebasing.merged import Decided
from gridward.ground.register.services.rebasing.organisations import rebase_employee
from gridward.ground.register.services.situations import nothing_said, write_health
from gridward.ground.register.terms.entries import EmployeeEntry, EmployeeFields
from gridward.ground.register.terms.people import RegisterAct
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id


@transaction.atomic
def add_employee(
    actor: Actor,
    *,
    organisation_id: UUID,
    employee_id: UUID | None = None,
    **given: Unpack[EmployeeEntry],
) -> Employee:
    """Enter an employee, linked to the resident of that document; with the id of a phone. Raises EmployeeExists."""
    organisation = present(to_change(actor, Organisation, organisation_id))
    row = Employee(pk=employee_id or new_id(), organisation=organisation)
    employee = place(row, organisation.grid)
    _write(employee, given)
    employee.save(force_insert=True)
    _write_situation(actor, employee, given)
    _tell(actor, RegisterAct.EMPLOYEE_ADDED, employee)
    return employee


@transaction.atomic
def change_employee(
    actor: Actor,
    *,
    employee_id: UUID,
    version: int,
    decided: Decided | None = None,
    **given: Unpack[EmployeeEntry],
) -> Employee:
    """Change what is given; merged and asked as `change_organisation`. Raises EmployeeExists, EmployeeGone, Stale."""
    employee = _present(to_change(actor, Employee, employee_id))
    if employee.version != version:
        given = rebase_employee(actor, employee, version, given, decided)
    _write(employee, given)
    said = given.get("situation")
    unsaid = nothing_said(EmployeeSituation, employee) if said else None
    with telling(RegisterAct.EMPLOYEE_CHANGED, unsaid=unsaid):
        employee.version += 1
        employee.save()
        _write_situation(actor, employee, given)
    _tell(actor, RegisterAct.EMPLOYEE_CHANGED, employee)
    return employee


@transaction.atomic
def remove_employee(
    actor: Actor, *, employee_id: UUID, version: int, on: date | None = None
) -> Employee:
    """The person works here no more since a day (today)."""
    employee = _present(to_change(actor, Employee, employee_id, version))
    employee.left_on = on or clock.today()
    employee.version += 1
    employee.save(update_fields=["left_on", "version", "updated_at"])
    _tell(actor, RegisterAct.EMPLOYEE_REMOVED, employee)
    return employee


def _present(employee: Employee) -> Employee:
    if employee.left_on is not None:
        raise EmployeeGone
    return employee


def _write(employee: Employee, given: EmployeeFields) -> None:
    write_employee(employee, given)
    _refuse_second(employee)
    _link(employee)


def _refuse_second(employee: Employee) -> None:
    same = Employee.objects.filter(
        organisation_id=employee.organisation_id,
        document_index=employee.document_index,
        left_on=None,
    )
    if employee.document_index is not None and same.exclude(pk=employee.pk).exists():
        with at("document"):
            raise EmployeeExists


def _link(employee: Employee) -> None:
    index = bytes(employee.document_index) if employee.document_index is not None else None
    holder = holders(employee.street_id, [index]).get(index) if index else None
    employee.resident_id = holder.resident if holder else None


def _write_situation(actor: Actor, employee: Employee, given: EmployeeEntry) -> None:
    if situation := given.get("situation"):
        write_health(actor, employee, situation)


def _tell(actor: Actor, act: RegisterAct, employee: Employee) -> None:
    record(actor, act, about(employee), **of_employee(employee))
