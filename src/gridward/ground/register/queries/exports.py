"""Rows of the lists that leave the house, as they come from the database: a chunk in memory at a time.

A transaction holds the cursor open (`QuerySet.iterator`); what belongs to a row (phones, plates) is read once a chunk.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gridward.ground.register.models import (
    Employee,
    Household,
    Organisation,
    Resident,
    ResidentPhone,
    Vehicle,
)
from gridward.ground.register.queries.households import HouseholdFilter, households
from gridward.ground.register.queries.organisations import OrganisationFilter, organisations
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.register.queries.search import search
from gridward.ground.register.terms.exports import (
    ExportKind,
    HitLine,
    HouseholdLine,
    Line,
    OrganisationLine,
    PersonLine,
    Wanted,
)
from gridward.kernel.access import Actor
from gridward.kernel.crypto.vault import Place, vault

CHUNK = 1000
Grids = Collection[UUID]
_RESIDENT = (
    *("id", "grid__name", "household__address_text", "name", "sex", "birth_date"),
    *("document_kind", "document", "relation", "employer", "note"),
)
_ORGANISATION = (
    *("id", "phone", "grid__name", "kind", "name", "address_text", "legal_representative"),
    *("credit_code", "industry", "trading", "employee_count", "note"),
)
_EMPLOYEE = (
    *("id", "document", "phone", "grid__name", "organisation__name", "name", "sex"),
    *("birth_date", "document_kind", "address_text"),
)


def lines(actor: Actor, kind: ExportKind, wanted: Wanted, grids: Grids) -> Iterator[Line]:
    """The lines of a list at these grids, in the order of doors or of names. Needs a transaction."""
    return _READERS[kind](actor, wanted, grids)


def count(actor: Actor, kind: ExportKind, wanted: Wanted, grids: Grids) -> int:
    """How many lines the list has now."""
    if kind is ExportKind.SEARCH:
        return len(list(_hits(actor, wanted, grids)))
    return _ROWS[kind](actor, wanted, grids).count()


def _households(actor: Actor, wanted: Wanted, grids: Grids) -> QuerySet[Household]:
    return households(actor, _household_filter(wanted)).filter(grid_id__in=grids)


def _residents(actor: Actor, wanted: Wanted, grids: Grids) -> QuerySet[Resident]:
    rows = visible_to(actor, Resident).filter(left_on=None, grid_id__in=grids)
    if wanted.state or wanted.q.strip():
        homes = households(actor, _household_filter(wanted)).filter(grid_id__in=grids)
        rows = rows.filter(household__in=homes.values("pk"))
    return rows


def _organisations(actor: Actor, wanted: Wanted, grids: Grids) -> QuerySet[Organisation]:
    return organisations(actor, _organisation_filter(wanted)).filter(grid_id__in=grids)


def _employees(actor: Actor, wanted: Wanted, grids: Grids) -> QuerySet[Employee]:
    rows = visible_to(actor, Employee).filter(left_on=None, grid_id__in=grids)
    places = organisations(actor, _organisation_filter(wanted)).filter(grid_id__in=grids)
    return rows.filter(organisation__in=places.values("pk"))


_ROWS: dict[ExportKind, Callable[[Actor, Wanted, Grids], QuerySet[Any]]] = {
    ExportKind.HOUSEHOLDS: _households,
    ExportKind.RESIDENTS: _residents,
    ExportKind.ORGANISATIONS: _organisations,
    ExportKind.EMPLOYEES: _employees,
}


def _household_lines(actor: Actor, wanted: Wanted, grids: Grids) -> Iterator[Line]:
    columns = ("grid__name", "address_text", "tenure", "state", "resident_count", "note")
    rows = _households(actor, wanted, grids).order_by("grid__code", "address_text", "id")
    for row in rows.values_list(*columns).iterator(CHUNK):
        yield HouseholdLine(*row)


def _resident_lines(actor: Actor, wanted: Wanted, grids: Grids) -> Iterator[Line]:
    order = ("grid__code", "household__address_text", "household_id", "created_at", "id")
    rows = _residents(actor, wanted, grids).order_by(*order).values_list(*_RESIDENT)
    for chunk in _chunks(rows):
        ids = [row[0] for row in chunk]
        phones, plates = _phones_of(ids), _plates_of(ids)
        for pk, grid, place, name, sex, birth, kind, document, relation, employer, note in chunk:
            yield PersonLine(
                *(grid, place, name, sex, birth, kind),
                document=_opened(document, "register_resident", "document", pk),
                phones=phones[pk],
                plates=plates[pk],
                relation=relation,
                employer=employer,
                note=note,
            )


def _organisation_lines(actor: Actor, wanted: Wanted, grids: Grids) -> Iterator[Line]:
    rows = _organisations(actor, wanted, grids).order_by("grid__code", "sort_key", "id")
    found = rows.values_list(*_ORGANISATION).iterator(CHUNK)
    for pk, phone, grid, kind, name, address, representative, *rest in found:
        number = _opened(phone, "register_organisation", "phone", pk)
        yield OrganisationLine(grid, kind, name, address, representative, number, *rest)


def _employee_lines(actor: Actor, wanted: Wanted, grids: Grids) -> Iterator[Line]:
    order = ("grid__code", "organisation__sort_key", "organisation_id", "sort_key", "id")
    rows = _employees(actor, wanted, grids).order_by(*order).values_list(*_EMPLOYEE)
    for pk, document, phone, grid, place, name, sex, birth, kind, address in rows.iterator(CHUNK):
        number = _opened(phone, "register_employee", "phone", pk)
        yield PersonLine(
            *(grid, place, name, sex, birth, kind),
            document=_opened(document, "register_employee", "document", pk),
            phones=[number] if number else [],
            address=address,
        )


def _hits(actor: Actor, wanted: Wanted, grids: Grids) -> Iterator[Line]:
    for hit in search(actor, wanted.q):
        if hit.grid_id in grids:
            yield HitLine(hit.kind, hit.title, hit.subtitle, hit.grid_name, hit.why)


_READERS: dict[ExportKind, Callable[[Actor, Wanted, Grids], Iterator[Line]]] = {
    ExportKind.HOUSEHOLDS: _household_lines,
    ExportKind.RESIDENTS: _resident_lines,
    ExportKind.ORGANISATIONS: _organisation_lines,
    ExportKind.EMPLOYEES: _employee_lines,
    ExportKind.SEARCH: _hits,
}


def _chunks(rows: "QuerySet[Any, tuple[Any, ...]]") -> Iterator[list[tuple[Any, ...]]]:
    found = rows.iterator(CHUNK)
    while chunk := list(islice(found, CHUNK)):
        yield chunk


def _phones_of(residents: Iterable[UUID]) -> dict[UUID, list[str]]:
    rows = ResidentPhone.objects.filter(resident_id__in=residents).order_by("id")
    found: dict[UUID, list[str]] = defaultdict(list)
    for resident, pk, phone in rows.values_list("resident_id", "id", "phone"):
        found[resident].append(_opened(phone, "register_residentphone", "phone", pk))
    return found


def _plates_of(residents: Iterable[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Vehicle.objects.filter(resident_id__in=residents).order_by("id")
    for resident, plate in rows.values_list("resident_id", "plate"):
        if resident is not None:
            found[resident].append(plate)
    return found


def _opened(sealed: bytes | memoryview | None, table: str, column: str, row: UUID) -> str:
    return vault.open(bytes(sealed), Place(table, column, row)) if sealed else ""


def _household_filter(wanted: Wanted) -> HouseholdFilter:
    return HouseholdFilter(wanted.grid, wanted.state, wanted.q)


def _organisation_filter(wanted: Wanted) -> OrganisationFilter:
    return OrganisationFilter(
        wanted.grid, wanted.kind, wanted.trading, wanted.q, closed=wanted.closed
    )
