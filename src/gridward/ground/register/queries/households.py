"""Households as lists and as a page with everybody in them."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gridward.ground.register.models import Household, Resident
from gridward.ground.register.queries.homes import Home, homes
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.register.rules.searching import read_address
from gridward.ground.register.terms.people import HouseholdState, Tenure
from gridward.ground.territory.queries.rows import found
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound

_LETTER = re.compile("[a-zA-Z]")


@dataclass(frozen=True)
class HouseholdFilter:
    """Which households: of a grid, in a state, of a tenure, whose address has a text."""

    grid_id: UUID | None = None
    state: HouseholdState | None = None
    text: str = ""
    tenure: Tenure | None = None


def households(actor: Actor, wanted: HouseholdFilter) -> QuerySet[Household]:
    """The actor's households, with `resident_count`; those that another took in are left out."""
    rows = visible_to(actor, Household, wanted.grid_id).filter(merged_into=None)
    if wanted.tenure:
        rows = rows.filter(tenure=wanted.tenure)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.text.strip():
        rows = rows.filter(at_address(wanted.text))
    return with_count(rows)


def told_households(rows: QuerySet[Household]) -> Any:
    """What a list tells of households, as named tuples."""
    return rows.values_list(
        *("id", "version", "address_text", "dwelling_id", "tenure", "state"),
        *("grid_id", "grid__code", "grid__name", "resident_count"),
        named=True,
    )


def with_count(rows: QuerySet[Household]) -> QuerySet[Household]:
    """How many live in each household, as `resident_count`; counted for the rows of a page, not for the list."""
    here = Resident.objects.filter(household=OuterRef("pk"), left_on=None).order_by()
    count = here.values("household").annotate(n=Count("pk")).values("n")
    return rows.annotate(resident_count=Coalesce(Subquery(count), 0))


def at_address(text: str) -> Q:
    """Addresses that hold the words of a text in this order: 3-2-501 finds 3栋2单元501室."""
    wanted = read_address(text)
    condition = Q() if wanted.words else Q(pk=None)
    for word in wanted.words:
        condition &= Q(**{f"address_text__{_lookup(word, 'contains')}": word})
    if any(word.isdecimal() for word in wanted.words):
        condition &= Q(**{f"address_text__{_lookup(wanted.pattern, 'regex')}": wanted.pattern})
    return condition


def _lookup(text: str, name: str) -> str:
    """Letters are compared in any case; where there are none, PostgreSQL is spared the folding."""
    return f"i{name}" if _LETTER.search(text) else name


def household_page(actor: Actor, household_id: UUID) -> Home:
    """One household with everybody in it; raises NotFound."""
    for home in homes(actor, [household_id]):
        return home
    raise NotFound


def past_residents(actor: Actor, household_id: UUID) -> list[Resident]:
    """Who left the household and the register, the latest first; to whoever may change them, deaths being among it."""
    household = found(visible_to(actor, Household), household_id)
    actor.require(Permission.REGISTER_CHANGE, household.grid_id)
    rows = visible_to(actor, Resident).filter(household=household, left_on__isnull=False)
    return list(rows.order_by("-left_on", "-updated_at", "id"))
