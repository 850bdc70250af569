"""Organisations as lists and as a page with contacts, employees and vehicles."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gridward.ground.register.models import Contact, Employee, Organisation
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.register.terms.people import OrganisationKind, Trading
from gridward.ground.territory.queries.rows import found, with_grid
from gridward.kernel.access import Actor
from gridward.kernel.chinese import query_grams


@dataclass(frozen=True)
class OrganisationFilter:
    """Which organisations; closed ones are left out unless asked for."""

    grid_id: UUID | None = None
    kind: OrganisationKind | None = None
    trading: Trading | None = None
    text: str = ""
    closed: bool = False


def organisations(actor: Actor, wanted: OrganisationFilter) -> QuerySet[Organisation]:
    """The actor's organisations, with `employee_count`."""
    rows = visible_to(actor, Organisation, wanted.grid_id)
    rows = rows.filter(closed_on__isnull=not wanted.closed)
    for column in ("kind", "trading"):
        if value := getattr(wanted, column):
            rows = rows.filter(**{column: value})
    if wanted.text.strip():
        rows = rows.filter(named(wanted.text))
    here = Employee.objects.filter(organisation=OuterRef("pk"), left_on=None).order_by()
    count = here.values("organisation").annotate(n=Count("pk")).values("n")
    return rows.annotate(employee_count=Coalesce(Subquery(count), 0))


def told_organisations(rows: QuerySet[Organisation]) -> Any:
    """What a list tells of organisations, as named tuples."""
    return rows.values_list(
        *("id", "version", "kind", "name", "sort_key", "address_text", "trading", "industry"),
        *("grid_id", "grid__code", "grid__name", "employee_count"),
        named=True,
    )


def named(text: str) -> Q:
    """By the name, its pinyin or initials; digits alone are looked for in the name as written."""
    grams = query_grams(text)
    return Q(grams__contains=grams) if grams else Q(name__icontains=text.strip())


def organisation_page(actor: Actor, organisation_id: UUID) -> Organisation:
    """One organisation with all that belongs to it; five queries. Raises NotFound."""
    return found(whole_organisations(actor), organisation_id)


def whole_organisations(actor: Actor, grid_id: UUID | None = None) -> QuerySet[Organisation]:
    """The actor's organisations with everything that hangs on them."""
    employees = Employee.objects.filter(left_on=None).select_related("situation")
    rows = with_grid(visible_to(actor, Organisation, grid_id), "site", "building", "situation")
    return rows.prefetch_related(
        Prefetch("contacts", queryset=Contact.objects.order_by("role")),
        Prefetch("employees", queryset=employees.order_by("sort_key", "id")),
        "vehicles",
    )


def employee_page(actor: Actor, employee_id: UUID) -> Employee:
    """One employee as the page of the organisation shows them; raises NotFound."""
    return found(visible_to(actor, Employee).select_related("situation"), employee_id)
