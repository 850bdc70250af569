"""When land is divided its places go where they stand: sites with their buildings, then what is inside."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from gridward.ground.territory.models import Building, Dwelling, Grid, Site, Unit
from gridward.ground.territory.rules.locating import GridMap
from gridward.ground.territory.services.parts import part_of_site
from gridward.kernel.models import touched

Chooser = Callable[[float | None, float | None], UUID]
PLACES = (Site, Building, Unit, Dwelling)


def deal_out(old: Grid, choose: Chooser, forced: Mapping[UUID, UUID] | None = None) -> None:
    """Send the places of a grid to the grids that `choose` names for their positions; who stays is not touched.

    A building without a position goes with its site, a site without one with its buildings' majority. `forced`
    decides for buildings by id before their position does.
    """
    told = forced or {}
    buildings: dict[UUID, list[tuple[Building, UUID]]] = defaultdict(list)
    for building in Building.objects.filter(grid=old).select_related("site"):
        place = building if building.longitude is not None else building.site
        target = told.get(building.pk) or choose(place.longitude, place.latitude)
        buildings[building.site_id].append((building, target))
    for site in Site.objects.filter(grid=old):
        _send_site(site, buildings[site.pk], choose)
    home = Building.objects.filter(pk=OuterRef("building")).values("grid")
    for inside in (Unit, Dwelling):
        moved = inside.objects.filter(grid=old).exclude(building__grid=F("grid"))
        moved.update(grid=Subquery(home), **touched())


def chooser(new: Sequence[Grid], otherwise: Grid | None = None) -> Chooser:
    """The grid under a position, the nearest one beside all; without a position `otherwise`, else the largest."""
    pieces = GridMap({one.pk: one.boundary or {} for one in new})
    largest = (otherwise or max(new, key=lambda one: one.area_m2 or 0.0)).pk

    def choose(longitude: float | None, latitude: float | None) -> UUID:
        if longitude is None or latitude is None:
            return largest
        inside = pieces.at(longitude, latitude)
        return inside[0] if inside else pieces.nearest(longitude, latitude) or largest

    return choose


def send_all(olds: Sequence[Grid], new: Grid) -> None:
    """Every place of some grids goes to one grid and its street."""
    for rows in PLACES:
        _send(rows.objects.filter(grid__in=olds), new)


def _send_site(site: Site, buildings: Sequence[tuple[Building, UUID]], choose: Chooser) -> None:
    """A compound cut by the new border becomes one site row on each side (see `services.parts`)."""
    majority = Counter(target for _, target in buildings).most_common(1)
    old = site.grid_id
    if site.longitude is None and majority:
        site.grid_id = majority[0][0]
    else:
        site.grid_id = choose(site.longitude, site.latitude)
    if site.grid_id != old:
        Site.objects.filter(pk=site.pk).update(grid_id=site.grid_id, **touched())
    groups: dict[UUID, list[UUID]] = defaultdict(list)
    for building, target in buildings:
        groups[target].append(building.pk)
    for target, ids in groups.items():
        if target != old or site.grid_id != target:
            rows = Building.objects.filter(pk__in=ids)
            rows.update(site=part_of_site(site, target), grid_id=target, **touched())


def _send(rows: "QuerySet[Any]", new: Grid) -> None:
    rows.update(grid_id=new.pk, street_id=new.street_id, **touched())
