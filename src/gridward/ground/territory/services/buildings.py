"""Buildings with their units; a building that moves takes its units and dwellings along."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.models import Building, Dwelling, Grid, Site, Unit
from gridward.ground.territory.problems import NameMissing, NumberTaken
from gridward.ground.territory.rules.address_words import number_key, unit_key
from gridward.ground.territory.services.book import follow_names, set_names
from gridward.ground.territory.services.parts import part_of_site
from gridward.ground.territory.services.placing import grid_for
from gridward.ground.territory.terms.places import BuildingMoved, Position, TerritoryAct
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce
from gridward.kernel.problems import NotFound, Stale


@transaction.atomic
def add_building(
    actor: Actor,
    *,
    site: Site,
    name: str,
    floors: int | None = None,
    grid: Grid | None = None,
    position: Position | None = None,
    units: int = 0,
) -> Building:
    """Enter a building of a site, with numbered units; without position and grid it lies where its site lies.

    Raises NameMissing, NumberTaken, NotAllowed, NotFound and what `grid_for` refuses.
    """
    key = _key(name)
    lies_in = grid_for(site.street_id, position, grid or (None if position else site.grid))
    actor.require(Permission.TERRITORY_CHANGE, lies_in.pk)
    site = part_of_site(site, lies_in.pk)
    if site.buildings.filter(number_key=key).exists():
        raise NumberTaken(name=name)
    building = Building(
        street_id=site.street_id,
        grid=lies_in,
        site=site,
        name=name.strip(),
        number_key=key,
        floors=floors,
    )
    if position:
        building.longitude, building.latitude = position.longitude, position.latitude
    building.save(force_insert=True)
    for number in range(1, units + 1):
        add_unit(actor, building=building, name=str(number), noted=False)
    _note(actor, TerritoryAct.PLACE_ADDED, building)
    return building


@transaction.atomic
def change_building(
    actor: Actor,
    *,
    building: Building,
    version: int,
    grid: Grid | None = None,
    position: Position | None = None,
    **given: Any,
) -> Building:
    """Change what is given of name, aliases and floors; a new position or grid may move the building.

    Raises Stale, NameMissing, NumberTaken, NotAllowed, NotFound and what `grid_for` refuses.
    """
    target = None
    if grid is not None or position is not None:
        target = grid_for(building.street_id, position or _position(building), grid)
    if position is not None:
        given |= {"longitude": position.longitude, "latitude": position.latitude}
    names = given.pop("aliases", None)
    building = rewrite_building(
        actor, building=building, version=version, grid=target, columns=given
    )
    if names is not None:
        set_names(actor, building, names)
    return building


@transaction.atomic
def rewrite_building(
    actor: Actor, *, building: Building, version: int, grid: Grid | None, columns: Mapping[str, Any]
) -> Building:
    """Write columns, and the grid if one is given, as decided before; units and dwellings follow the building.

    Raises Stale, NameMissing, NumberTaken, NotAllowed, NotFound.
    """
    building = _locked(actor, building)
    if building.version != version:
        raise Stale
    for column, value in columns.items():
        setattr(building, column, value)
    if "name" in columns:
        building.name, building.number_key = columns["name"].strip(), _key(columns["name"])
    old = building.grid_id
    if grid is not None and grid.pk != building.grid_id:
        _move(actor, building, grid)
    _require_single(building)
    building.version += 1
    building.save()
    if building.grid_id != old:
        follow_names(old)
    _note(actor, TerritoryAct.PLACE_CHANGED, building)
    return building


@transaction.atomic
def add_unit(actor: Actor, *, building: Building, name: str, noted: bool = True) -> Unit:
    """Enter a unit ("2单元", "东单元"); raises NameMissing, NumberTaken, NotAllowed, NotFound."""
    actor.require(Permission.TERRITORY_CHANGE, building.grid_id)
    key = unit_key(name)
    if not key:
        raise NameMissing
    unit, made = Unit.objects.get_or_create(
        building=building,
        number_key=key,
        defaults={"street_id": building.street_id, "grid_id": building.grid_id},
    )
    if not made:
        raise NumberTaken(name=name)
    if noted:
        _note(actor, TerritoryAct.PLACE_CHANGED, building)
    return unit


def _key(name: str) -> str:
    if not name.strip():
        raise NameMissing
    return number_key(name)


def _require_single(building: Building) -> None:
    others = Building.objects.filter(site_id=building.site_id, number_key=building.number_key)
    if others.exclude(pk=building.pk).exists():
        raise NumberTaken(name=building.name)


def _move(actor: Actor, building: Building, grid: Grid) -> None:
    actor.require(Permission.TERRITORY_CHANGE, grid.pk)
    old, building.grid = building.grid_id, grid
    building.site = part_of_site(building.site, grid.pk)
    for inside in (Unit, Dwelling):
        inside.objects.filter(building=building).update(
            grid=grid, version=F("version") + 1, updated_at=clock.now()
        )
    announce(BuildingMoved(building.pk, old, grid.pk))


def _locked(actor: Actor, building: Building) -> Building:
    rows = Building.objects.select_for_update(of=("self",)).select_related("grid", "site")
    row = rows.filter(pk=building.pk).first()
    if row is None:
        raise NotFound
    actor.require(Permission.TERRITORY_CHANGE, row.grid_id)
    return row


def _position(building: Building) -> Position | None:
    if building.longitude is None or building.latitude is None:
        return None
    return Position(building.longitude, building.latitude)


def _note(actor: Actor, act: TerritoryAct, building: Building) -> None:
    about = About("territory_building", building.pk, building.grid_id)
    record(actor, act, about, name=f"{building.site.name}{building.name}", grid=building.grid.name)
