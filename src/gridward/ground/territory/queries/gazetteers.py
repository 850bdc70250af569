"""The known places as a gazetteer, kept in the process until places change.

A gazetteer holds the places at the actor's grids and no others, so that reading an address tells nobody of places
beyond. Whether one that is kept still holds costs one query: how many sites, buildings, units and dwellings there
are and the sum of their versions.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, fields
from threading import Lock
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from gridward.ground.territory.models import Building, Division, Dwelling, Grid, Road, Site, Unit
from gridward.ground.territory.queries.book import book_of, former_names
from gridward.ground.territory.rules.address_reading import Gazetteer
from gridward.ground.territory.terms.addresses import (
    BookName,
    Id,
    KnownBuilding,
    KnownCommunity,
    KnownDivision,
    KnownDwelling,
    KnownPlaces,
    KnownRoad,
    KnownSite,
    KnownUnit,
)
from gridward.kernel.access import Actor, Grids, Permission

Stamp: TypeAlias = tuple[int, ...]
Inside = TypeVar("Inside", KnownUnit, KnownDwelling)
_PLAIN = frozenset({"id", "number_key", "floor", "room"})
KEPT = 8
"""How many gazetteers a process keeps; a street's workers mostly share those of their communities."""

_STAMP = " UNION ALL ".join(
    f"SELECT count(*), coalesce(sum(version), 0) FROM {table} WHERE grid_id = ANY (%(grids)s)"  # noqa: S608
    for table in ("territory_site", "territory_building", "territory_unit", "territory_dwelling")
)
_STAMP += (
    " UNION ALL SELECT count(*), coalesce(sum(version), 0) FROM territory_placename"
    " WHERE grid_id = ANY (%(grids)s) OR grid_id IS NULL"
)


@dataclass
class _Shelf:
    """The gazetteers kept, the one asked for last at the end."""

    kept: OrderedDict[tuple[Grids, Grids], tuple[Stamp, Gazetteer]] = field(
        default_factory=OrderedDict
    )
    lock: Lock = field(default_factory=Lock)


_shelf = _Shelf()


def gazetteer(actor: Actor, street: Division | None = None) -> Gazetteer:
    """What addresses of a street, or of all streets, are read against for the actor; built when places changed."""
    rows = Grid.objects.filter(street=street) if street else Grid.objects.all()
    streets = dict(rows.values_list("id", "street_id"))
    grids = frozenset(streets) & actor.grids(Permission.TERRITORY_READ)
    key, stamp = (frozenset(streets.values()), grids), _stamp(grids)
    with _shelf.lock:
        known = _shelf.kept.get(key)
        if known is None or known[0] != stamp:
            known = stamp, Gazetteer(known_places(set(streets.values()), grids))
        _shelf.kept[key] = known
        _shelf.kept.move_to_end(key)
        while len(_shelf.kept) > KEPT:
            _shelf.kept.popitem(last=False)
    return known[1]


def known_places(streets: Collection[UUID], grids: Grids) -> KnownPlaces:
    """The places at some grids of streets as plain data."""
    book = _Book(streets, grids)
    sites = tuple(_sites(grids, book))
    buildings = tuple(_buildings(grids, {site.id for site in sites}, book))
    standing = {building.id for building in buildings}
    return KnownPlaces(
        communities=tuple(_communities(streets, book)),
        sites=sites,
        buildings=buildings,
        units=tuple(_inside(Unit.objects.all(), KnownUnit, grids, standing)),
        dwellings=tuple(_inside(Dwelling.objects.all(), KnownDwelling, grids, standing)),
        roads=tuple(Road.objects.filter(street__in=streets).values_list("name", flat=True)),
        divisions=tuple(_above(streets)),
        road_names=tuple(KnownRoad(road, names) for road, names in book.of("road")),
    )


class _Book:
    """The names of the address book by sort of place and place."""

    def __init__(self, streets: Collection[UUID], grids: Grids) -> None:
        self._names: dict[str, dict[Any, list[BookName]]] = defaultdict(lambda: defaultdict(list))
        for subject, place, name in book_of(streets, grids):
            self._names[subject][place].append(name)

    def at(self, subject: str, place: object) -> tuple[BookName, ...]:
        """The names of one place."""
        return tuple(self._names[subject].get(place, ()))

    def of(self, subject: str) -> Iterator[tuple[Any, tuple[BookName, ...]]]:
        """Every place of a sort with its names."""
        return ((place, tuple(names)) for place, names in self._names[subject].items())


def _communities(streets: Collection[UUID], book: _Book) -> Iterator[KnownCommunity]:
    """The communities, each with the names of those that ended in it; those are none of their own any more."""
    former: dict[UUID, list[str]] = defaultdict(list)
    for heir, name in former_names():
        former[heir].append(name)
    rows = Division.objects.filter(parent__in=streets).order_by("code")
    for row in rows.exclude(valid_to__isnull=False, successor__isnull=False):
        names = tuple(dict.fromkeys(name for name in former[row.pk] if name != row.name))
        yield KnownCommunity(row.pk, row.name, names, book.at("community", row.pk))


def _stamp(grids: Grids) -> Stamp:
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, {"grids": list(grids)})
        return tuple(int(number) for row in cursor.fetchall() for number in row)


def _sites(grids: Grids, book: _Book) -> Iterator[KnownSite]:
    rows = Site.objects.filter(grid_id__in=grids).order_by("grid__code", "name", "id")
    for pk, name, community, grid, road, house_number in rows.values_list(
        *("id", "name", "grid__community_id", "grid_id", "road", "house_number")
    ):
        yield KnownSite(pk, name, community, grid, (), road, house_number, book.at("site", pk))


def _buildings(grids: Grids, sites: Collection[Id], book: _Book) -> Iterator[KnownBuilding]:
    rows = Building.objects.filter(grid_id__in=grids).order_by("id")
    for pk, site, number, grid, name in rows.values_list(
        *("id", "site_id", "number_key", "grid_id", "name")
    ):
        if site in sites:
            yield KnownBuilding(pk, site, number, grid, name, (), None, book.at("building", pk))


def _inside(
    rows: "QuerySet[Any]", known: type[Inside], grids: Grids, standing: Collection[Id]
) -> Iterator[Inside]:
    """Units or dwellings; the columns are those of the plain twin, the id first.

    Equal ids and rooms share one object: a street has 400,000 doors.
    """
    columns = [one.name if one.name in _PLAIN else f"{one.name}_id" for one in fields(known)]
    place = columns.index("building_id")
    shared: dict[Any, Any] = {}
    for row in rows.filter(grid_id__in=grids).order_by("id").values_list(*columns).iterator(5000):
        if row[place] in standing:
            yield known(row[0], *(shared.setdefault(value, value) for value in row[1:]))


def _above(streets: Collection[UUID]) -> Iterator[KnownDivision]:
    """The streets and the divisions over them, under the names of their successors and predecessors, too."""
    below = Division.objects.filter(pk__in=streets).values_list("code", flat=True)
    codes = {code[:width] for code in below for width in (2, 4, 6, 9)}
    rows = Division.objects.filter(code__in=codes).order_by("code")
    rows = rows.select_related("successor").prefetch_related("predecessors")
    for row in rows:
        yield KnownDivision(row.name)
        if row.successor:
            yield KnownDivision(row.successor.name)
        for former in row.predecessors.all():
            yield KnownDivision(former.name)
