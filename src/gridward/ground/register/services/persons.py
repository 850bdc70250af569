"""What residents and employees share when they are written: name, document, phones, vehicles."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from gridward.ground.register.models import Employee, Resident, ResidentPhone, Vehicle
from gridward.ground.register.models.people import PersonRow
from gridward.ground.register.rules.dates import check_day
from gridward.ground.register.rules.entries import (
    at,
    read_identity,
    read_name,
    read_phone,
    read_phones,
    read_plates,
)
from gridward.ground.register.terms.entries import EmployeeFields, PersonFields, ResidentFields
from gridward.ground.register.terms.people import DocumentKind, DocumentMissing, Sex
from gridward.ground.territory.models import Grid, Placed
from gridward.kernel import clock

P = TypeVar("P", bound=Placed)
_DOCUMENT = ("document_kind", "document", "birth_date", "sex")


def place(row: P, grid: Grid) -> P:
    """Put a row into a grid and its street."""
    row.grid, row.street_id = grid, grid.street_id
    return row


def turn(row: Placed) -> None:
    """A change of what hangs on a row is a change of it: who read it before is told (R1)."""
    row.version += 1
    row.save(update_fields=["version", "updated_at"])


def copy(row: object, given: Mapping[str, object], *names: str) -> None:
    """Set the named columns that were given; text loses its outer spaces."""
    for name in names:
        if name in given:
            value = given[name]
            setattr(row, name, value.strip() if type(value) is str else value)


def write_person(person: PersonRow, given: PersonFields) -> None:
    """Set name, document, birth and sex from what was given; nothing is saved yet."""
    if "name" in given or not person.name:
        person.set_name(read_name(given.get("name", "")))
    if any(name in given for name in _DOCUMENT):
        _write_document(person, given)
    copy(person, given, "document_missing")
    if person.document:
        person.document_missing = DocumentMissing.NOT_MISSING
    else:
        person.document_missing = person.document_missing or DocumentMissing.NOT_GIVEN


def write_resident(resident: Resident, given: ResidentFields) -> None:
    """Set a whole line from what was given, phones and plates read but not written; nothing is saved yet."""
    write_person(resident, given)
    copy(resident, given, "relation", "employer", "note", "came_on", "came_from")
    if "came_on" in given or "document" in given or "birth_date" in given:
        with at("came_on"):
            check_day(resident.came_on, today=clock.today(), birth=resident.birth_date)
    read_phones(given.get("phones", []))
    read_plates(given.get("plates", []))


def write_employee(employee: Employee, given: EmployeeFields) -> None:
    """Set a line of an employee from what was given; nothing is saved yet."""
    write_person(employee, given)
    copy(employee, given, "address_text")
    if "phone" in given:
        with at("phone"):
            text = given["phone"].strip()
            employee.set_phone(read_phone(text) if text else None)


def _write_document(person: PersonRow, given: PersonFields) -> None:
    """A new number replaces birth and sex unless they are entered beside it; an empty one stays."""
    fresh = "document" in given
    kept = person.open_sealed("document") or ""
    identity = read_identity(
        DocumentKind(given.get("document_kind", person.document_kind)),
        given.get("document", kept),
        sex=Sex(given.get("sex", Sex.UNKNOWN if fresh and given["document"] else person.sex)),
        birth_date=given.get(
            "birth_date", None if fresh and given["document"] else person.birth_date
        ),
        today=clock.today(),
    )
    copy(person, given, "document_kind")
    person.birth_date, person.sex = identity.birth_date, identity.sex
    if identity.number != kept:
        person.set_sealed("document", identity.number or None)


def write_phones(resident: Resident, texts: Sequence[str]) -> None:
    """Make the resident's numbers these: new ones are added, those left out are removed."""
    wanted = read_phones(texts)
    kept = {row.open_sealed("phone"): row for row in resident.phones.all()}
    for phone in wanted:
        row = place(ResidentPhone(resident=resident), resident.grid)
        row.set_phone(phone)
        if kept.pop(row.open_sealed("phone"), None) is None:
            row.save(force_insert=True)
    for gone in kept.values():
        gone.delete()


def write_plates(keeper: Placed, column: str, texts: Sequence[str]) -> None:
    """Make the vehicles of a resident or an organisation (`column`) these."""
    wanted = read_plates(texts)
    rows = Vehicle.objects.filter(**{column: keeper})
    kept = set(rows.values_list("plate", flat=True))
    rows.exclude(plate__in=wanted).delete()
    Vehicle.objects.bulk_create(
        place(Vehicle(plate=plate, **{column: keeper}), keeper.grid)
        for plate in wanted
        if plate not in kept
    )
