"""The register follows the territory: when places change grids, who lives and works there changes with them (T1)."""

from collections.abc import Sequence
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
    RosterBatch,
    RosterFile,
    RosterLayout,
    RosterRow,
    Vehicle,
)
from gridward.ground.register.services.uniting import settle_documents
from gridward.ground.territory.models import Building, Dwelling, Grid, Site
from gridward.ground.territory.queries.positions import heir_among, took_over
from gridward.ground.territory.rules.locating import GridMap
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
    (Conflict, "organisation", Organisation),
)
"""Which rows stand where which others stand, in the order of following."""


@transaction.atomic
def follow_places(old_grid: UUID) -> int:
    """Bring every row of a grid to the grid and street of the place it belongs to; answers how many moved.

    Whoever has no place of their own goes where their position lies; with an address in words alone to the only
    new grid, to the community grid where there are several, or stays where no grid succeeded. A document number
    that is registered in the other street too becomes a conflict. Runs in the transaction that moved the places.
    """
    new = took_over(old_grid)
    heir = heir_among(new)
    moved = _by_position(old_grid, new)
    if heir:
        settle_documents(old_grid, heir)
        _send_rosters(old_grid, heir)
    for model, above, place in FOLLOWS:
        rows = model._default_manager.filter(grid=old_grid, **{f"{above}__isnull": False})
        home = place._default_manager.filter(pk=OuterRef(above)).exclude(grid=old_grid)
        placed = rows.filter(**{f"{above}__in": place._default_manager.exclude(grid=old_grid)})
        moved += placed.update(
            grid=Subquery(home.values("grid")), street=Subquery(home.values("street")), **touched()
        )
        if heir and model in (Household, Organisation) and above in ("dwelling", "site"):
            left = model._default_manager.filter(grid=old_grid, **{f"{above}__isnull": True})
            moved += left.update(grid=heir, street=heir.street_id, **touched())
    return moved


@transaction.atomic
def follow_door(dwelling: UUID, before: str, after: str) -> int:
    """Addresses in words that end with a door's old label end with its new one; answers how many were changed."""
    rows = Household.objects.filter(dwelling=dwelling, address_text__endswith=before)
    stem = Substr("address_text", 1, Length("address_text") - len(before))
    return rows.update(address_text=Concat(stem, Value(after)), **touched())


@transaction.atomic
def follow_land(old_grid: UUID, new_grid: UUID) -> int:
    """Part of a grid is its neighbour's now: rows at the places there follow, and whoever has a position there."""
    both = list(Grid.objects.filter(pk__in=(old_grid, new_grid)))
    return _by_position(old_grid, both) + follow_places(old_grid)


@transaction.atomic
def follow_street(old_street: UUID, new_street: UUID) -> int:
    """What people taught the import about a street's own layouts goes on where the new street knows none."""
    known = RosterLayout.objects.filter(street=new_street).values("layout_key")
    layouts = RosterLayout.objects.filter(street=old_street).exclude(layout_key__in=known)
    return layouts.update(street=new_street)


def _by_position(old_grid: UUID, grids: Sequence[Grid]) -> int:
    """Organisations that stand on their own, at no known building or site, go to the grid under their position."""
    drawn = {grid.pk: grid.boundary for grid in grids if grid.boundary}
    rows = Organisation.objects.filter(grid=old_grid, building=None, site=None)
    placed = rows.exclude(longitude=None).exclude(latitude=None) if len(drawn) > 1 else rows.none()
    land = GridMap(drawn)
    moved = 0
    for pk, x, y in placed.values_list("id", "longitude", "latitude"):
        under = land.at(x or 0.0, y or 0.0)
        if under and under[0] != old_grid:
            moved += Organisation.objects.filter(pk=pk).update(grid=under[0], **touched())
    return moved


def _send_rosters(old_grid: UUID, heir: Grid) -> None:
    """Imported rosters are a community's: they go with its grid, so that they can still be read and undone."""
    where = {"grid": heir, "street": heir.street_id}
    ids = list(RosterBatch.objects.filter(grid=old_grid).values_list("id", flat=True))
    batches = RosterBatch.objects.filter(pk__in=ids)
    batches.update(community=heir.community_id, **where, **touched())
    RosterFile.objects.filter(batch__in=ids).update(**where, **touched())
    RosterRow.objects.filter(batch__in=ids).update(grid_id=heir.pk)
