"""Loading the fictional street into an empty installation, in bulk, in one transaction, as the owner of the tables."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from gridward.fiction.generate import grid_chunks, make_ground
from gridward.fiction.loading_service import load_handovers, load_service
from gridward.fiction.terms import (
    FictionalEmployee,
    FictionalOrganisation,
    FictionalPerson,
    FictionalStreet,
    GridChunk,
)
from gridward.ground.audit.services import record
from gridward.ground.audit.terms import Act
from gridward.ground.register.models import (
    Contact,
    Employee,
    EmployeeSituation,
    Household,
    Organisation,
    OrganisationSituation,
    Resident,
    ResidentPhone,
    ResidentSituation,
    Vehicle,
)
from gridward.ground.register.models.people import Reachable
from gridward.ground.territory.models import (
    Building,
    Division,
    Dwelling,
    Grid,
    PlaceName,
    Road,
    Site,
    Unit,
)
from gridward.ground.territory.queries.book import key_of
from gridward.ground.territory.terms.book import NameKind, NameSource
from gridward.kernel.access import Actor
from gridward.kernel.bulk import copy_model
from gridward.kernel.chinese import search_grams, sort_key
from gridward.kernel.codes import phone as phones
from gridward.kernel.crypto.vault import vault
from gridward.kernel.ids import new_id
from gridward.kernel.problems import Problem

Progress = Callable[[str, int], None]


class FictionAct(Act):
    """What is done with made-up data."""

    LOADED = "fiction.loaded"


class NotEmpty(Problem):
    """The fictional street goes only into an installation without grids of its own."""

    code = "fiction.not_empty"
    status = 409


@dataclass
class Ids:
    """Ids of what is loaded, by the generator's keys; `doors` and below are those of one grid at a time."""

    street: UUID
    grids: dict[str, UUID] = field(default_factory=dict)
    sites: dict[str, UUID] = field(default_factory=dict)
    rows: dict[str, UUID] = field(default_factory=dict)

    def placed(self, grid_code: str) -> tuple[UUID, UUID]:
        """Street and grid of a row."""
        return self.street, self.grids[grid_code]

    def new(self, key: str) -> UUID:
        """The id of a row of this grid, made now."""
        self.rows[key] = made = new_id()
        return made


@transaction.atomic
def load_street(persons: int, seed: int, today: date, progress: Progress) -> None:
    """Load the street with so many residents and tell the progress grid by grid; raises NotEmpty."""
    if Grid.objects.exists():
        raise NotEmpty
    ground = make_ground(seed, today)
    ids = _load_ground(ground, today)
    seals = Seals()
    for chunk in grid_chunks(ground, persons, seed, today):
        ids.rows = {}
        _load_doors(ids, chunk)
        load_people(ids, chunk, seals)
        _load_organisations(ids, chunk, seals)
        progress(chunk.grid_code, len(chunk.persons))
    load_handovers(ids.street)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    loader = Actor(account_id=None, name=ground.label)
    record(loader, FictionAct.LOADED, street=ids.street, persons=persons, seed=seed)


def _load_ground(ground: FictionalStreet, today: date) -> Ids:
    divisions: dict[str, Division] = {}
    for one in ground.divisions:
        parent = divisions.get(one.parent_code or "")
        divisions[one.code], _ = Division.objects.get_or_create(
            code=one.code, defaults={"name": one.name, "level": one.level, "parent": parent}
        )
    street = next(row for row in divisions.values() if row.level == "street")
    ids = Ids(street.pk)
    for grid in ground.grids:
        row = Grid.objects.create(
            code=grid.code,
            name=grid.name,
            kind=grid.kind,
            street=street,
            community=divisions[grid.community_code],
            boundary=grid.boundary,
            bounds=dict(grid.bounds),
            area_m2=grid.area_m2,
            valid_from=today.replace(month=1, day=1),
            fictional=True,
        )
        ids.grids[grid.code] = row.pk
    Road.objects.bulk_create(
        Road(street=street, name=road.name, line=road.line) for road in ground.roads
    )
    _load_sites(ids, ground)
    load_service(ids.street, ids.grids, ground)
    return ids


def _load_sites(ids: Ids, ground: FictionalStreet) -> None:
    names = ("id", "street_id", "grid_id", "kind", "name", "road", "house_number")
    rows, called = [], []
    for site in ground.sites:
        ids.sites[site.key] = made = new_id()
        door = (site.kind, site.name, site.road, site.house_number)
        called += [(*ids.placed(site.grid_code), made, alias) for alias in site.aliases]
        where = (site.longitude, site.latitude, site.outline, site.key)
        rows.append((made, *ids.placed(site.grid_code), *door, *where))
    copy_model(Site, (*names, "longitude", "latitude", "outline", "source_key"), rows)
    copy_model(
        PlaceName,
        ("id", "street_id", "grid_id", "site_id", "name", "key", "kind", "source", "entered_by"),
        (
            (new_id(), *place, name, key_of(name), NameKind.NICKNAME, NameSource.IMPORTED, "")
            for *place, name in called
        ),
    )


def _load_doors(ids: Ids, chunk: GridChunk) -> None:
    copy_model(
        Building,
        ("id", "street_id", "grid_id", "site_id", "name", "number_key", "floors")
        + ("longitude", "latitude", "outline", "source_key"),
        (
            (ids.new(one.key), *ids.placed(one.grid_code), ids.sites[one.site_key], one.name)
            + (one.number_key, one.floors)
            + (one.longitude, one.latitude, one.outline, one.key)
            for one in chunk.buildings
        ),
    )
    copy_model(
        Unit,
        ("id", "street_id", "grid_id", "building_id", "number_key"),
        (
            (
                ids.new(one.key),
                *ids.placed(one.grid_code),
                ids.rows[one.building_key],
                one.number_key,
            )
            for one in chunk.units
        ),
    )
    copy_model(
        Dwelling,
        ("id", "street_id", "grid_id", "building_id", "unit_id", "floor", "room", "label")
        + ("residential",),
        (
            (ids.new(one.key), *ids.placed(one.grid_code), ids.rows[one.building_key])
            + (ids.rows[one.unit_key] if one.unit_key else None, one.floor, one.room, one.label)
            + (one.residential,)
            for one in chunk.dwellings
        ),
    )
    copy_model(
        Household,
        ("id", "street_id", "grid_id", "dwelling_id", "address_text", "tenure", "state", "note"),
        (
            (ids.new(one.key), *ids.placed(one.grid_code), ids.rows[one.dwelling_key])
            + (one.address_text, one.tenure, one.state, one.note)
            for one in chunk.households
        ),
    )


class Seals:
    """Sealing and indexing of the loaded columns, looked up once."""

    def __init__(self) -> None:
        self.document = vault.sealer("identity", Resident._meta.db_table, "document")
        self.job_document = vault.sealer("identity", Employee._meta.db_table, "document")
        self.document_index = vault.indexer("document")
        self._phone_index = vault.indexer("phone")
        self._tail_index = vault.indexer("phone_tail")
        self._phones: dict[type[Reachable], Callable[[str, UUID], bytes]] = {
            model: vault.sealer("contact", model._meta.db_table, "phone")
            for model in (ResidentPhone, Organisation, Contact, Employee)
        }

    def phone(self, model: type[Reachable], row: UUID, number: str) -> tuple[bytes | None, ...]:
        """The three columns of a phone number, in the form that the register keeps."""
        if not number:
            return None, None, None
        number = phones.parse(number).e164
        return (
            self._phones[model](number, row),
            self._phone_index(number),
            self._tail_index(number[-4:]),
        )


PHONE = ("phone", "phone_index", "phone_tail_index")
PERSON = ("name", "sort_key", "grams", "sex", "birth_date", "document_kind")
DOCUMENT = ("document", "document_index", "document_missing")


def load_people(ids: Ids, chunk: GridChunk, seals: Seals) -> None:
    """The people of a grid's households, whose ids are known, with phones, vehicles and what an epidemic adds."""
    copy_model(
        Resident,
        ("id", "street_id", "grid_id", "household_id", "relation", "employer", "note")
        + PERSON
        + DOCUMENT,
        (_resident(ids, one, seals) for one in chunk.persons),
    )
    copy_model(
        ResidentPhone,
        ("id", "street_id", "grid_id", "resident_id", *PHONE),
        _phones(ids, chunk.persons, seals),
    )
    copy_model(
        Vehicle,
        ("id", "street_id", "grid_id", "resident_id", "plate"),
        (
            (new_id(), *ids.placed(one.grid_code), ids.rows[one.person_key], one.plate)
            for one in chunk.vehicles
        ),
    )
    copy_model(
        ResidentSituation,
        ("id", "street_id", "grid_id", "resident_id", "tested", "from_key_area", "away"),
        (
            (new_id(), *ids.placed(one.grid_code), ids.rows[one.key])
            + (one.tested, one.from_key_area, one.away)
            for one in chunk.persons
            if one.tested is not None or one.from_key_area is not None or one.away != "none"
        ),
    )


def _resident(ids: Ids, one: FictionalPerson, seals: Seals) -> tuple[object, ...]:
    row = ids.new(one.key)
    household = ids.rows[one.household_key]
    return (
        *(row, *ids.placed(one.grid_code), household, one.relation, one.employer, one.note),
        *_person(one),
        seals.document(one.document, row) if one.document else None,
        seals.document_index(one.document) if one.document else None,
        one.document_missing,
    )


def _person(one: FictionalPerson | FictionalEmployee) -> tuple[object, ...]:
    named = (one.name, sort_key(one.name), search_grams(one.name))
    return (*named, one.sex, one.birth_date, one.document_kind)


def _phones(ids: Ids, persons: list[FictionalPerson], seals: Seals) -> Iterator[tuple[object, ...]]:
    for one in persons:
        for number in dict.fromkeys(one.phones):
            row = new_id()
            owner = ids.rows[one.key]
            yield (row, *ids.placed(one.grid_code), owner, *seals.phone(ResidentPhone, row, number))


def _load_organisations(ids: Ids, chunk: GridChunk, seals: Seals) -> None:
    copy_model(
        Organisation,
        ("id", "street_id", "grid_id", "kind", "name", "sort_key", "grams", "address_text")
        + ("site_id", "building_id", "longitude", "latitude", "legal_representative", "credit_code")
        + ("credit_code_status", "industry", "trading", *PHONE),
        (_organisation(ids, one, seals) for one in chunk.organisations),
    )
    copy_model(
        OrganisationSituation,
        ("id", "street_id", "grid_id", "organisation_id", "resumption_filed", "measures"),
        (
            (new_id(), *ids.placed(one.grid_code), ids.rows[one.key])
            + (one.resumption_filed, list(one.measures))
            for one in chunk.organisations
        ),
    )
    contacts = []
    for one in chunk.contacts:
        row, owner = new_id(), ids.rows[one.organisation_key]
        sealed = seals.phone(Contact, row, one.phone)
        contacts.append((row, *ids.placed(one.grid_code), owner, one.role, one.name, *sealed))
    copy_model(
        Contact, ("id", "street_id", "grid_id", "organisation_id", "role", "name", *PHONE), contacts
    )
    _load_employees(ids, chunk, seals)


def _organisation(ids: Ids, one: FictionalOrganisation, seals: Seals) -> tuple[object, ...]:
    row = ids.new(one.key)
    named = (one.kind, one.name, sort_key(one.name), search_grams(one.name), one.address_text)
    building = ids.rows[one.building_key] if one.building_key else None
    where = (ids.sites[one.site_key], building, one.longitude, one.latitude)
    business = (one.credit_code, one.credit_code_status, one.industry, one.trading)
    sealed = seals.phone(Organisation, row, one.phone)
    placed = ids.placed(one.grid_code)
    return (row, *placed, *named, *where, one.legal_representative, *business, *sealed)


def _load_employees(ids: Ids, chunk: GridChunk, seals: Seals) -> None:
    copy_model(
        Employee,
        ("id", "street_id", "grid_id", "organisation_id", "resident_id", "address_text")
        + PERSON
        + DOCUMENT
        + PHONE,
        (_employee(ids, one, seals) for one in chunk.employees),
    )
    copy_model(
        EmployeeSituation,
        ("id", "street_id", "grid_id", "employee_id", "fever", "key_person"),
        (
            (new_id(), *ids.placed(one.grid_code), ids.rows[one.key], one.fever, one.key_person)
            for one in chunk.employees
            if one.fever is not None or one.key_person
        ),
    )


def _employee(ids: Ids, one: FictionalEmployee, seals: Seals) -> tuple[object, ...]:
    row = ids.new(one.key)
    home = ids.rows.get(one.person_key or "")
    return (
        *(row, *ids.placed(one.grid_code), ids.rows[one.organisation_key], home, one.address_text),
        *_person(one),
        seals.job_document(one.document, row) if one.document else None,
        seals.document_index(one.document) if one.document else None,
        one.document_missing,
        *seals.phone(Employee, row, one.phone),
    )
