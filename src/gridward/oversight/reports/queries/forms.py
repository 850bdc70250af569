"""The facts of Annex 3 and Annex 4: the rows an actor may see, as texts to be printed, masked unless asked in full.

Documents and phones of children stay masked in every form (PIPL art. 28 and 31, clause L4). What an epidemic asks is
left out where the actor may not read it; the form says so at its foot.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from gridward.ground.register.models import (
    Contact,
    Employee,
    Household,
    Organisation,
    Resident,
)
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.register.terms.people import DocumentKind, HouseholdState, Sex
from gridward.ground.territory.models import Grid, Placed
from gridward.ground.territory.queries import grid_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.codes import phone
from gridward.kernel.crypto.fields import Sealing
from gridward.kernel.masking import mask_document, mask_phone
from gridward.kernel.problems import NotFound, Problem
from gridward.kernel.texts import say
from gridward.oversight.reports.problems import NoFormChosen, TooManyForms
from gridward.oversight.reports.rules.forms import (
    MOST_FORMS,
    ContactFacts,
    EmployeeFacts,
    HouseholdFacts,
    OrganisationFacts,
    Place,
    ResidentFacts,
    is_child,
    natural,
)

P = TypeVar("P", bound=Placed)


@dataclass(frozen=True)
class Chosen:
    """Which rows: those named, or all of a grid."""

    ids: tuple[UUID, ...] = ()
    grid_id: UUID | None = None


@dataclass(frozen=True)
class Look:
    """How an actor sees values on paper: in full or masked. Official paper is Chinese whoever prints it."""

    actor: Actor
    full: bool

    def document(self, row: Resident | Employee) -> str:
        """The number; the kind before it unless it is an identity card; why there is none."""
        number = row.open_sealed("document") or ""
        if not number:
            missing = row.document_missing
            return say(f"word.register.document_missing.{missing}") if missing else ""
        shown = number if self._whole(row) else mask_document(number)
        if row.document_kind == DocumentKind.IDENTITY_CARD:
            return shown
        return f"{say(f'word.register.document_kind.{row.document_kind}')}\n{shown}"

    def phone(self, row: Sealing, of: Resident | Employee | None = None) -> str:
        """The number as people write it; a child's is masked."""
        number = row.open_sealed("phone") or ""
        whole = self.full and (of is None or self._whole(of))
        return _displayed(number) if whole else mask_phone(number) if number else ""

    def may_read_situation(self, grid_id: UUID) -> bool:
        """Whether the boxes that an epidemic asks may be ticked."""
        return self.actor.may(Permission.SITUATION_READ, grid_id)

    def _whole(self, person: Resident | Employee) -> bool:
        return self.full and not is_child(person.birth_date, clock.today())


def households_chosen(actor: Actor, chosen: Chosen) -> list[Household]:
    """Households with everybody in them, by address; of a grid those that are lived in. Raises NotFound, TooManyForms.

    Six queries however many there are.
    """
    residents = (
        Resident.objects.filter(left_on=None)
        .select_related("situation")
        .prefetch_related("phones", "vehicles")
        .order_by("created_at", "id")
    )
    rows = visible_to(actor, Household).prefetch_related(Prefetch("residents", queryset=residents))
    found = _chosen(rows, chosen, state=HouseholdState.LIVING)
    return sorted(found, key=lambda row: (row.grid.code, natural(row.address_text)))


def organisations_chosen(actor: Actor, chosen: Chosen) -> list[Organisation]:
    """Organisations with contacts and employees, by name; of a grid those not closed. Raises NotFound, TooManyForms."""
    employees = Employee.objects.filter(left_on=None).select_related("situation")
    rows = (
        visible_to(actor, Organisation)
        .select_related("situation")
        .prefetch_related(
            Prefetch("contacts", queryset=Contact.objects.order_by("role")),
            Prefetch("employees", queryset=employees.order_by("sort_key", "id")),
        )
    )
    found = _chosen(rows, chosen, closed_on=None)
    return sorted(found, key=lambda row: (row.grid.code, row.sort_key))


def grid_chosen(actor: Actor, chosen: Chosen) -> Grid | None:
    """The grid whose whole register is asked for, None for named rows; raises NoFormChosen, NotFound, NotAllowed."""
    if bool(chosen.ids) == bool(chosen.grid_id):
        raise NoFormChosen
    actor.require(Permission.REGISTER_READ, chosen.grid_id)
    return grid_of(actor, chosen.grid_id) if chosen.grid_id else None


def household_facts(row: Household, look: Look) -> HouseholdFacts:
    """What Annex 3 says of a household."""
    return HouseholdFacts(
        place=place_of(row.grid),
        address=row.address_text,
        tenure=row.tenure,
        residents=[_resident(one, look) for one in row.residents.all()],
    )


def organisation_facts(row: Organisation, look: Look) -> OrganisationFacts:
    """What Annex 4 says of an organisation."""
    known = look.may_read_situation(row.grid_id)
    situation = getattr(row, "situation", None) if known else None
    return OrganisationFacts(
        place=place_of(row.grid),
        name=row.name,
        address=row.address_text,
        legal_representative=row.legal_representative,
        phone=look.phone(row),
        trading=row.trading,
        industry=say(f"word.register.industry.{row.industry}") if row.industry else "",
        contacts={one.role: ContactFacts(one.name, look.phone(one)) for one in row.contacts.all()},
        resumption_filed=situation.resumption_filed if situation else None,
        measures=tuple(situation.measures) if situation else (),
        employees=[_employee(one, look) for one in row.employees.all()],
    )


def place_of(grid: Grid) -> Place:
    """The names at the head of a form."""
    return Place(grid.street.name, grid.community.name, grid.name, grid.code)


def unread_situations(look: Look, grid_ids: Collection[UUID]) -> bool:
    """Whether some boxes stay empty because the actor may not read them."""
    return not all(look.may_read_situation(grid) for grid in grid_ids)


def _chosen(rows: QuerySet[P], chosen: Chosen, **of_a_grid: object) -> Sequence[P]:
    rows = rows.select_related("grid__street", "grid__community")
    if chosen.grid_id:
        wanted = rows.filter(grid_id=chosen.grid_id, **of_a_grid)
        return _few(wanted[: MOST_FORMS + 1])
    ids = set(chosen.ids)
    found = _few(rows.filter(pk__in=ids)[: MOST_FORMS + 1])
    if not ids or len(found) < len(ids):
        raise NotFound
    return found


def _few(rows: Iterable[P]) -> list[P]:
    found = list(rows)
    if len(found) > MOST_FORMS:
        raise TooManyForms(most=MOST_FORMS)
    return found


def _resident(row: Resident, look: Look) -> ResidentFacts:
    situation = getattr(row, "situation", None) if look.may_read_situation(row.grid_id) else None
    return ResidentFacts(
        name=row.name,
        sex=_sex(row, look),
        document=look.document(row),
        employer=row.employer,
        plates=[one.plate for one in row.vehicles.all()],
        phones=[look.phone(one, row) for one in row.phones.all()],
        tested=situation.tested if situation else None,
        from_key_area=situation.from_key_area if situation else None,
        away=situation.away if situation else "",
    )


def _employee(row: Employee, look: Look) -> EmployeeFacts:
    situation = getattr(row, "situation", None) if look.may_read_situation(row.grid_id) else None
    return EmployeeFacts(
        name=row.name,
        document=look.document(row),
        address=row.address_text,
        phone=look.phone(row, row),
        fever=situation.fever if situation else None,
        key_person=situation.key_person if situation else "",
    )


def _sex(row: Resident, look: Look) -> str:
    return "" if row.sex == Sex.UNKNOWN else say(f"word.register.sex.{row.sex}")


def _displayed(number: str) -> str:
    try:
        return phone.parse(number).display
    except Problem:
        return number
