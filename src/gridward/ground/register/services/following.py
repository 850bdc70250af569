"""The register follows the territory: when places change grids, who lives and works there changes with them (T1)."""

from uuid import UUID

from django.db import transaction
from django.db.models import Model, OuterRef, Subquery, Value
from django.db.models.functions import Concat, Length, Substr

from gridward.ground.register.models import (
    Conflict,
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
from gridward.ground.territory.models import Building, Dwelling, Grid, GridSuccession, Site
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel.models import touched

FOLLOWS: tuple[tuple[type[Model], str, type[Model]], ...] = (
    (Household, "dwelling", Dwelling),
    (Resident, "household", Household),
    (ResidentPhone, "resident", Resident),
    (Vehicle, "resident", Resident),
    (ResidentSituation, "resident", Resident),
    (Organisation, "building", Building),
    (Organisation, "site", Site),
    (Contact, "organisation", Organisation),
    (Employee, "organisation", Organisation),
    (Vehicle, "organisation", Organisation),
    (OrganisationSituation, "organisation", Organisation),
    (EmployeeSituation, "employee", Employee),
    (Conflict, "household", Household),
    (Conflict, "resident", Resident),
)
"""Which rows stand where which others stand, in the order of following."""


@transaction.atomic
def follow_places(old_grid: UUID) -> int:
    """Bring every row of a grid to the grid of the place it belongs to; answers how many moved.

    Whoever has no place of their own (an address in words alone) goes to the only new grid, to the community grid
    where there are several, or stays where no grid succeeded. Runs in the transaction that moved the places.
    """
    heir = _heir(old_grid)
    moved = 0
    for model, above, place in FOLLOWS:
        rows = model._default_manager.filter(grid=old_grid, **{f"{above}__isnull": False})
        home = place._default_manager.filter(pk=OuterRef(above)).exclude(grid=old_grid)
        placed = rows.filter(**{f"{above}__in": place._default_manager.exclude(grid=old_grid)})
        moved += placed.update(grid=Subquery(home.values("grid")), **touched())
        if heir and model in (Household, Organisation) and above in ("dwelling", "site"):
            left = model._default_manager.filter(grid=old_grid, **{f"{above}__isnull": True})
            moved += left.update(grid=heir, **touched())
    return moved


@transaction.atomic
def follow_door(dwelling: UUID, before: str, after: str) -> int:
    """Addresses in words that end with a door's old label end with its new one; answers how many were changed."""
    rows = Household.objects.filter(dwelling=dwelling, address_text__endswith=before)
    stem = Substr("address_text", 1, Length("address_text") - len(before))
    return rows.update(address_text=Concat(stem, Value(after)), **touched())


def _heir(old_grid: UUID) -> Grid | None:
    successions = GridSuccession.objects.filter(old=old_grid).select_related("new")
    new = [one.new for one in successions]
    if len(new) < 2:
        return new[0] if new else None
    return Grid.objects.filter(community_id=new[0].community_id, kind=GridKind.COMMUNITY).first()
