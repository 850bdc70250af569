"""Plans that an actor may see: of whom who lives there still, at the grids of `care.keep` alone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from gridward.ground.register.models import ResidentPhone
from gridward.ground.register.terms.people import HouseholdState
from gridward.ground.territory.queries.rows import at_grids, found, with_grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import Stale
from gridward.work.care.models import CareContact, CarePlan, CareTally
from gridward.work.care.terms import CareView, PlanFilter

HERE = Q(resident=None, household__state=HouseholdState.LIVING) | Q(
    resident__isnull=False, resident__left_on=None
)
"""Of whom lives there; the plans of others are gone by the next morning, and are shown to nobody until then."""


@dataclass(frozen=True)
class PlanSaidOf:
    """What is sealed of a plan."""

    note: str
    agreed: str


def visible_to(actor: Actor, grid_id: UUID | None = None) -> QuerySet[CarePlan]:
    """Plans under way at the actor's grids, or at one of them."""
    rows = at_grids(CarePlan, actor.grids(Permission.CARE_KEEP), grid_id)
    return rows.filter(HERE, ends_on__gte=clock.today())


def plans(actor: Actor, wanted: PlanFilter, view: CareView, today: date) -> QuerySet[CarePlan]:
    """Plans with the names that a list shows, those of a view alone."""
    return named(_wanted(actor, wanted).filter(in_view(view, today)))


def in_view(view: CareView, today: date) -> Q:
    """What makes a plan due, overdue or coming."""
    match view:
        case CareView.DUE:
            return Q(next_on=today)
        case CareView.OVERDUE:
            return Q(next_on__lt=today)
        case CareView.COMING:
            return Q(next_on__gt=today)
        case CareView.ALL:
            return Q()


def counts(actor: Actor, wanted: PlanFilter, today: date) -> Mapping[CareView, int]:
    """How many there are in each view; one query."""
    told = {view.value: Count("pk", filter=in_view(view, today)) for view in CareView}
    found = _wanted(actor, wanted).aggregate(**told)
    return {view: found[view.value] for view in CareView}


def named(rows: QuerySet[CarePlan]) -> QuerySet[CarePlan]:
    """The rows with their household, resident, grid and order."""
    return with_grid(rows, "household", "resident", "order")


def plan_of(actor: Actor, plan_id: UUID) -> CarePlan:
    """One plan; raises NotFound."""
    return found(named(visible_to(actor)), plan_id)


def plan_to_change(actor: Actor, plan_id: UUID, version: int | None = None) -> CarePlan:
    """One plan, locked until the transaction ends; raises NotFound, Stale."""
    rows = with_grid(visible_to(actor), "household", "resident")
    row = found(rows.select_for_update(of=("self",)), plan_id)
    if version is not None and row.version != version:
        raise Stale
    return row


def contacts_of(row: CarePlan) -> list[CareContact]:
    """The contacts of a plan, the last first."""
    return list(row.contacts.select_related("order").order_by("-at", "-id"))


def phones_of(row: CarePlan) -> list[ResidentPhone]:
    """The telephones of whom it is of; of a household those of all who live there."""
    whose = (
        Q(resident=row.resident_id)
        if row.resident_id
        else Q(resident__household=row.household_id, resident__left_on=None)
    )
    return list(ResidentPhone.objects.filter(whose).select_related("resident").order_by("id"))


def said_of(row: CarePlan) -> PlanSaidOf:
    """The note, and who agreed."""
    return PlanSaidOf(**json.loads(row.open_sealed("said") or '{"note": "", "agreed": ""}'))


def tallies(actor: Actor, year: int) -> QuerySet[CareTally]:
    """How many plans were over in a year in the actor's street, by kind and reason."""
    actor.require(Permission.CARE_KEEP)
    return CareTally.objects.filter(street=actor.street_id, year=year).order_by("kind", "reason")


def _wanted(actor: Actor, wanted: PlanFilter) -> QuerySet[CarePlan]:
    rows = visible_to(actor, wanted.grid_id)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.household_id:
        rows = rows.filter(household=wanted.household_id)
    return rows
