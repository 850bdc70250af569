"""The known places of a street, indexed for reading addresses: plain data in, dictionaries out."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from gridward.ground.territory.rules.address_words import (
    door_label,
    house_number_key,
    is_words,
    number_key,
    tidy,
    unit_key,
)
from gridward.ground.territory.rules.known_names import Named, NameIndex, short_name
from gridward.ground.territory.terms.addresses import (
    BookName,
    Evidence,
    Id,
    KnownBuilding,
    KnownCommunity,
    KnownDwelling,
    KnownPlaces,
    KnownSite,
    Place,
)


class Doors(NamedTuple):
    """The inside of a building: units by key; the places of its dwellings by unit key and room."""

    building: KnownBuilding
    units: dict[str, Id]
    dwellings: dict[tuple[str, str], Place]
    by_room: dict[str, list[Place]]


class SiteDoors(NamedTuple):
    """A site with its buildings by every key that addresses use."""

    site: KnownSite
    house_number: str
    buildings: dict[str, Doors]
    all: list[Doors]


class PlaceIndex:
    """Dictionaries over the known places; built once, read by many."""

    def __init__(self, places: KnownPlaces) -> None:
        self.sites = {
            site.id: SiteDoors(site, house_number_key(site.house_number), {}, [])
            for site in places.sites
        }
        self.buildings: dict[Id, Doors] = {}
        self.by_building_key: dict[str, list[Id]] = defaultdict(list)
        self._add_buildings(places)
        self._add_dwellings(places)
        self.numbered: dict[tuple[str, str], list[Id]] = defaultdict(list)
        self._add_house_numbers()
        self.by_building_key.default_factory = self.numbered.default_factory = None
        self.divisions = tuple(division.name for division in places.divisions)
        self.official = frozenset(_official(places))
        self.names = NameIndex(_names(places, self.sites, self.official))

    def _add_buildings(self, places: KnownPlaces) -> None:
        for building in places.buildings:
            doors = Doors(building, {}, {}, {})
            self.buildings[building.id] = doors
            here = self.sites[building.site]
            here.all.append(doors)
            said = (one.name for one in building.book)
            names = (building.number_key, building.name, *building.aliases, *said)
            for key in dict.fromkeys(number_key(name) for name in names if name):
                here.buildings.setdefault(key, doors)
                self.by_building_key[key].append(building.site)

    def _add_dwellings(self, places: KnownPlaces) -> None:
        unit_keys: dict[Id | None, str] = {None: ""}
        for unit in places.units:
            unit_keys[unit.id] = unit_key(unit.number_key)
            self.buildings[unit.building].units[unit_keys[unit.id]] = unit.id
        for dwelling in places.dwellings:
            doors = self.buildings[dwelling.building]
            site = self.sites[doors.building.site].site
            place = _door_place(site, dwelling, unit_keys[dwelling.unit])
            doors.dwellings[place.unit_key, place.room] = place
            doors.by_room.setdefault(place.room, []).append(place)

    def _add_house_numbers(self) -> None:
        for known in self.sites.values():
            if known.site.road and known.house_number:
                self.numbered[known.site.road, known.house_number].append(known.site.id)


def _door_place(site: KnownSite, dwelling: KnownDwelling, unit: str) -> Place:
    return Place(
        site.community,
        site.id,
        dwelling.grid,
        dwelling.building,
        dwelling.unit,
        dwelling.id,
        unit,
        dwelling.floor,
        dwelling.room,
        door_label(unit, dwelling.room),
    )


def _official(places: KnownPlaces) -> Iterator[str]:
    """What is written in the rows of places themselves, tidied: no learned name stands in for it."""
    for site in places.sites:
        yield tidy(site.name)
    for road in _roads(places):
        yield tidy(road)
    for community in places.communities:
        yield from map(tidy, _community_spellings((community.name,)))
    for division in places.divisions:
        yield tidy(division.name)


def _roads(places: KnownPlaces) -> set[str]:
    return {*places.roads, *(site.road for site in places.sites)} - {""}


def _names(
    places: KnownPlaces, sites: dict[Id, SiteDoors], official: Container[str]
) -> Iterator[Named]:
    """Every name of a road, community, division or site, with what it can mean."""
    yield from _road_names(places, official)
    for community in places.communities:
        yield from _community_names(community, official)
    for division in places.divisions:
        for spelling in (division.name, *_division_stem(division.name)):
            yield Named(spelling, "n")
    for known in sites.values():
        yield from _site_names(known, official)
        for doors in known.all:
            yield from _building_names(known.site, doors.building, official)


def _road_names(places: KnownPlaces, official: Container[str]) -> Iterator[Named]:
    for road in _roads(places):
        yield Named(road, "r", road=road)
    for known in places.road_names:
        for one in _read(known.book, official):
            yield Named(one.name, "r", road=known.name, entry=one.id, exact=one.exact)


def _read(book: Iterable[BookName], official: Container[str]) -> Iterator[BookName]:
    """The names of the book that are read: none that was learned where an official name is written so."""
    return (one for one in book if not (one.exact and tidy(one.name) in official))


def _community_names(community: KnownCommunity, official: Container[str]) -> Iterator[Named]:
    for spelling in _community_spellings((community.name, *community.aliases)):
        yield Named(spelling, "v", community=community.id)
    for one in _read(community.book, official):
        for spelling in _community_spellings((one.name,)):
            yield Named(spelling, "v", community.id, entry=one.id, exact=one.exact)


def _site_names(known: SiteDoors, official: Container[str]) -> Iterator[Named]:
    site, sort = known.site, "s" if len(known.all) > 1 else "m"
    for name in (site.name, *site.aliases):
        yield Named(name, sort, site=site.id)
    for one in _read(site.book, official):
        yield Named(one.name, sort, site=site.id, entry=one.id, exact=one.exact)
    if short := short_name(site.name):
        yield Named(short, sort, site=site.id, evidence=Evidence.SHORT_NAME)


def _building_names(
    site: KnownSite, building: KnownBuilding, official: Container[str]
) -> Iterator[Named]:
    """Names that the grammar does not take for a building's number: 红楼, 老干部楼."""
    for one in _read(building.book, official):
        if is_words(one.name):
            yield Named(
                one.name, "m", None, site.id, "", Evidence.NAMED, building.id, one.id, one.exact
            )


def _community_spellings(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from {name, f"{name}居委会", name.removesuffix("社区")}


def _division_stem(name: str) -> Iterator[str]:
    """江西 for 江西省; the stem of a street or a name of two characters would be ambiguous."""
    if name.endswith(("省", "市", "区", "县")) and len(name) > len("西湖"):
        yield name[:-1]
