"""Lists and pages of sites and buildings at the actor's grids."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gridward.ground.territory.models import Building, Dwelling, PlaceName, Site, Unit
from gridward.ground.territory.queries.book import key_of, names_of
from gridward.ground.territory.queries.visible import buildings_visible_to, sites_visible_to
from gridward.ground.territory.terms.places import SiteKind
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotFound


@dataclass(frozen=True)
class Stairs:
    """A unit, or the doors outside units (`unit` None), floor by floor, the highest first."""

    unit: Unit | None
    floors: list[tuple[int | None, list[Dwelling]]]


def sites_of(
    actor: Actor, *, grid: UUID | None = None, kind: SiteKind | None = None, text: str = ""
) -> QuerySet[Site]:
    """Sites by grid, kind, and text in name, alias or road."""
    rows = sites_visible_to(actor).select_related("grid")
    if grid:
        rows = rows.filter(grid_id=grid)
    if kind:
        rows = rows.filter(kind=kind)
    if text := text.strip():
        said = Q(name__icontains=text) | Q(road__icontains=text)
        called = PlaceName.objects.filter(
            site=OuterRef("pk"), retired_on=None, key__icontains=key_of(text)
        )
        rows = rows.filter(said | Exists(called))
    return rows.annotate(building_count=Count("buildings"), names=names_of("site"))


def site_of(actor: Actor, site_id: UUID) -> Site:
    """One site; raises NotFound."""
    found = sites_of(actor).filter(pk=site_id).first()
    if found is None:
        raise NotFound
    return found


def buildings_of(actor: Actor, site: Site) -> Sequence[Building]:
    """The buildings of a site with the counts of their units and doors, 2 before 10."""
    rows = counted(buildings_visible_to(actor).filter(site=site).select_related("grid"))
    return sorted(rows, key=lambda row: (len(row.number_key), row.number_key))


def building_of(actor: Actor, building_id: UUID) -> Building:
    """One building with its counts; raises NotFound."""
    rows = counted(buildings_visible_to(actor).select_related("site", "grid"))
    found = rows.filter(pk=building_id).first()
    if found is None:
        raise NotFound
    return found


def counted(rows: QuerySet[Building]) -> QuerySet[Building]:
    """Buildings with `unit_count`, `door_count` and what else they are called as `names`."""
    return rows.annotate(
        unit_count=_how_many(Unit), door_count=_how_many(Dwelling), names=names_of("building")
    )


def door_table(building: Building) -> list[Stairs]:
    """Every door of a building by unit and floor; two queries whatever its size."""
    doors = list(Dwelling.objects.filter(building=building))
    units: list[Unit | None] = [*sorted(Unit.objects.filter(building=building), key=_number)]
    if not units or any(door.unit_id is None for door in doors):
        units.append(None)
    return [
        Stairs(unit, _floors([one for one in doors if one.unit_id == (unit.pk if unit else None)]))
        for unit in units
    ]


def _floors(doors: Sequence[Dwelling]) -> list[tuple[int | None, list[Dwelling]]]:
    told = sorted({one.floor for one in doors if one.floor is not None}, reverse=True)
    levels: list[int | None] = [*told, *([None] if any(one.floor is None for one in doors) else [])]
    return [
        (level, sorted((one for one in doors if one.floor == level), key=_room)) for level in levels
    ]


def _number(unit: Unit) -> tuple[int, str]:
    return len(unit.number_key), unit.number_key


def _room(door: Dwelling) -> tuple[int, str]:
    return len(door.room), door.room


def _how_many(rows: "type[Unit] | type[Dwelling]") -> Coalesce:
    inside = rows.objects.filter(building=OuterRef("pk")).order_by().values("building")
    counted = inside.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
