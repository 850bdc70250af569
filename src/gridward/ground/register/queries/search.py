"""The one search box: names, phones, documents, addresses, organisations and plates.

Each kind is asked only for what the query can mean for it, and answers at most 20 hits, the best
first: the whole name, then its beginning, then the rest by pinyin.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from gridward.ground.register.models import (
    Contact,
    Employee,
    Household,
    Organisation,
    Resident,
    ResidentPhone,
    Vehicle,
)
from gridward.ground.register.models.people import Reachable
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.register.rules.entries import LOCAL_AREA_CODE
from gridward.ground.register.rules.searching import (
    TAIL,
    Wanted,
    plate_pieces,
    read_address,
    read_query,
)
from gridward.ground.territory.models import Placed
from gridward.kernel.access import Actor, Permission
from gridward.kernel.crypto.vault import vault
from gridward.kernel.masking import mask_phone, mask_plate

HitKind = Literal["resident", "household", "organisation", "employee"]
Why = Literal["name", "phone", "document", "address", "plate", "credit_code", "contact"]
MOST = 20
RESIDENT = ("name", "grid__name", "household__address_text")
ORGANISATION = ("name", "address_text", "phone", "grid__name")
"""What a hit tells of these rows."""
R = TypeVar("R", Resident, Employee, Organisation)
T = TypeVar("T", bound=Placed)
F = TypeVar("F", Resident, Employee, Organisation, Household, Vehicle)
P = TypeVar("P", Resident, Employee)


@dataclass(frozen=True)
class Hit:
    """A row that answers the query; `opens` is the household or organisation whose page shows it.

    `subtitle` is masked: an address, an employer, the tail of a phone. `why` says what fitted.
    """

    kind: HitKind
    id: UUID
    title: str
    subtitle: str
    grid_id: UUID
    grid_name: str
    opens: UUID
    why: Why


def search(actor: Actor, text: str) -> list[Hit]:
    """Hits of all kinds at the actor's grids, residents first."""
    wanted = read_query(text, LOCAL_AREA_CODE)
    vehicles = _keepers(actor, wanted)
    kinds = (
        _residents(actor, wanted, vehicles),
        _households(actor, wanted),
        _organisations(actor, wanted, vehicles),
        _employees(actor, wanted),
    )
    return [hit for hits in kinds for hit in islice(_each_once(hits), MOST)]


def _residents(actor: Actor, wanted: Wanted, vehicles: list[Vehicle]) -> Iterator[Hit]:
    rows = _told(visible_to(actor, Resident).filter(left_on=None), *RESIDENT)
    if wanted.documents:
        yield from (_resident(row, "document") for row in _held(rows, wanted))
    if wanted.phone or wanted.tail:
        phones = visible_to(actor, ResidentPhone).filter(resident__left_on=None)
        phones = _told(phones, "phone", *(f"resident__{name}" for name in RESIDENT))
        for phone in _reached(phones, wanted):
            yield _resident(phone.resident, "phone", mask_phone(phone.open_sealed("phone") or ""))
    for vehicle in vehicles:
        if vehicle.resident and vehicle.resident.left_on is None:
            yield _resident(vehicle.resident, "plate", mask_plate(vehicle.plate))
    if wanted.grams:
        yield from (_resident(row, "name") for row in _ranked(actor, rows, wanted))


def _households(actor: Actor, wanted: Wanted) -> Iterator[Hit]:
    address = read_address(wanted.address)
    if address.entries:
        rows = _told(
            visible_to(actor, Household).filter(merged_into=None), "address_text", "grid__name"
        )
        for row in _found(actor, rows, "at", list(address.entries), address.pattern, MOST):
            yield Hit(
                *("household", row.pk, row.address_text, ""),
                *(row.grid_id, row.grid.name, row.pk, "address"),
            )


def _organisations(actor: Actor, wanted: Wanted, vehicles: list[Vehicle]) -> Iterator[Hit]:
    rows = _told(visible_to(actor, Organisation).filter(closed_on=None), *ORGANISATION)
    if wanted.credit_code:
        exact = rows.filter(credit_code=wanted.credit_code)[:MOST]
        yield from (_organisation(row, "credit_code") for row in exact)
    if wanted.phone or wanted.tail:
        yield from (_organisation(row, "phone") for row in _reached(rows, wanted))
        contacts = visible_to(actor, Contact).filter(organisation__in=rows)
        contacts = _told(contacts, "phone", *(f"organisation__{name}" for name in ORGANISATION))
        for contact in _reached(contacts, wanted):
            yield _organisation(contact.organisation, "contact")
    for vehicle in vehicles:
        if vehicle.organisation and vehicle.organisation.closed_on is None:
            yield _organisation(vehicle.organisation, "plate")
    yield from _organisations_by_text(actor, rows, wanted)


def _organisations_by_text(
    actor: Actor, rows: QuerySet[Organisation], wanted: Wanted
) -> Iterator[Hit]:
    if wanted.grams:
        yield from (_organisation(row, "name") for row in _ranked(actor, rows, wanted))
    if wanted.address:
        there = rows.filter(address_text__contains=wanted.address).order_by("sort_key", "id")
        yield from (_organisation(row, "address") for row in there[:MOST])


def _employees(actor: Actor, wanted: Wanted) -> Iterator[Hit]:
    rows = visible_to(actor, Employee).filter(left_on=None, organisation__closed_on=None)
    rows = _told(rows, "name", "phone", "grid__name", "organisation__name")
    if wanted.documents:
        yield from (_employee(row, "document") for row in _held(rows, wanted))
    if wanted.phone or wanted.tail:
        yield from (_employee(row, "phone") for row in _reached(rows, wanted))
    if wanted.grams:
        yield from (_employee(row, "name") for row in _ranked(actor, rows, wanted))


def _held(rows: QuerySet[P], wanted: Wanted) -> Iterable[P]:
    index = vault.indexer("document")
    return rows.filter(document_index__in=[index(number) for number in wanted.documents])[:MOST]


def _told(rows: QuerySet[T], *columns: str) -> QuerySet[T]:
    """The rows with these columns alone, their own and, by `__`, those of the rows they point to."""
    above = {name.rpartition("__")[0] for name in columns}
    keys = {name.split("__")[0] + "_id" for name in above if name}
    keys |= {f"{name}_id" for name in above if "__" in name}
    return rows.select_related(*filter(None, above)).only("id", *columns, *keys)


def _reached(rows: QuerySet[Any], wanted: Wanted) -> Iterator[Any]:
    """Rows with the whole number, or whose number ends with the digits (compared after opening)."""
    condition = Q(pk=None)
    if wanted.phone:
        condition |= Q(phone_index=vault.index("phone", wanted.phone))
    if wanted.tail:
        condition |= Q(phone_tail_index=vault.index("phone_tail", wanted.tail[-TAIL:]))
    found = rows.filter(condition)
    if wanted.tail and len(wanted.tail) > TAIL:
        return (row for row in found if _ends(row, wanted))
    return iter(found[: 2 * MOST])  # the index is of just these digits


def _ends(row: Reachable, wanted: Wanted) -> bool:
    number = (row.open_sealed("phone") or "").partition("转")[0]
    return number == wanted.phone or number.endswith(wanted.tail)


def _keepers(actor: Actor, wanted: Wanted) -> list[Vehicle]:
    """The vehicles that a whole plate or a part of one means, with whose they are."""
    keepers = [f"resident__{name}" for name in (*RESIDENT, "left_on")]
    keepers += [f"organisation__{name}" for name in (*ORGANISATION, "closed_on")]
    rows = _told(visible_to(actor, Vehicle), "plate", *keepers)
    if wanted.plate:
        return list(rows.filter(plate=wanted.plate).order_by("plate", "id")[: 2 * MOST])
    if wanted.plate_part:
        part = wanted.plate_part
        return _found(actor, rows, "with", plate_pieces(part), part, 2 * MOST)
    return []


def _ranked(actor: Actor, rows: QuerySet[R], wanted: Wanted) -> Iterable[R]:
    """By the pieces of the name: the whole name first, then its beginning, then by pinyin."""
    return _found(actor, rows, "named", list(wanted.grams), wanted.text, MOST)


def _found(
    actor: Actor, rows: QuerySet[F], way: str, wanted: list[str], text: str, most: int
) -> list[F]:
    """The rows that the database finds in one of its own ways, in its order.

    `way` is a function of the table (migration 0005_search_at_scale), which holds what it finds to the
    actor's grids; `rows` does so once more.
    """
    grids = list(actor.grids(Permission.REGISTER_READ))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {rows.model._meta.db_table}_{way}(%s, %s, %s, %s)", [wanted, text, grids, most]
        )
        ids = [row[0] for row in cursor.fetchall()]
    found = rows.in_bulk(ids) if ids else {}
    return [found[one] for one in ids if one in found]


def _each_once(hits: Iterable[Hit]) -> Iterator[Hit]:
    seen: set[UUID] = set()
    for hit in hits:
        if hit.id not in seen:
            seen.add(hit.id)
            yield hit


def _resident(row: Resident, why: Why, shown: str = "") -> Hit:
    subtitle = " · ".join(filter(None, (row.household.address_text, shown)))
    return Hit(
        *("resident", row.pk, row.name, subtitle),
        *(row.grid_id, row.grid.name, row.household_id, why),
    )


def _organisation(row: Organisation, why: Why) -> Hit:
    return Hit(
        *("organisation", row.pk, row.name, row.address_text),
        *(row.grid_id, row.grid.name, row.pk, why),
    )


def _employee(row: Employee, why: Why) -> Hit:
    return Hit(
        *("employee", row.pk, row.name, row.organisation.name),
        *(row.grid_id, row.grid.name, row.organisation_id, why),
    )
