"""Buildings from a file, gathered and stored in few statements, each at its site's row in its grid."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from gridward.ground.territory.models import Building, Site, Unit
from gridward.ground.territory.problems import (
    NameMissing,
    SameAsEarlier,
    SiteAmbiguous,
    SiteUnknown,
)
from gridward.ground.territory.queries.book import names_of
from gridward.ground.territory.rules.address_words import number_key
from gridward.ground.territory.rules.coordinates import CoordinateSystem
from gridward.ground.territory.rules.feature_files import whole_number_in
from gridward.ground.territory.rules.shapes import place_of, split_names
from gridward.ground.territory.services.book import store_names
from gridward.ground.territory.services.buildings import rewrite_building
from gridward.ground.territory.services.finding import Found, Ground
from gridward.ground.territory.services.parts import part_of_site
from gridward.ground.territory.terms.book import NameSource
from gridward.ground.territory.terms.features import Outcome, RawFeature, TakenRow
from gridward.ground.territory.terms.places import Position
from gridward.kernel.access import Permission

MOST_UNITS = 40


class BuildingTaker:
    """Matches by the file's own key, else by site and number. A building stands where its position lies."""

    def __init__(self, ground: Ground, crs: CoordinateSystem) -> None:
        self._ground, self._crs = ground, crs
        self._sites: dict[str, list[Site]] = defaultdict(list)
        self._by_key: dict[str, Building] = {}
        self._by_number: dict[tuple[str, str, UUID], Building] = {}
        self._new: dict[UUID, tuple[Building, int]] = {}
        self._units: list[Unit] = []
        self._names: list[tuple[Site | Building, str]] = []
        here = {
            "street": ground.street,
            "grid_id__in": ground.actor.grids(Permission.TERRITORY_READ),
        }
        for site in Site.objects.filter(**here).annotate(names=names_of("site")).order_by("id"):
            for word in dict.fromkeys((site.name, *site.names, site.source_key)):
                self._sites[word].append(site)
        for building in Building.objects.filter(**here).select_related("site").order_by("id"):
            self._index(building)

    def take(self, feature: RawFeature) -> TakenRow:
        """Take one feature in; raises the problem that refuses it."""
        said, position = _said(feature, self._crs)
        site = self._site(feature)
        settled = self._ground.settle(feature, position)
        known = self._by_key.get(said.get("source_key", "")) or self._by_number.get(
            (site.name, said["number_key"], site.street_id)
        )
        if known is None:
            known, outcome = self._add(feature, site, said, settled), Outcome.ADDED
        else:
            outcome = self._change(known, said, settled)
        self._names += [(known, name) for name in split_names(feature.text("aliases"))]
        name = f"{site.name}{said['name']}"
        return TakenRow(feature.number, name, outcome, settled[1] if settled else ())

    def store(self) -> None:
        """Write the new buildings with their units, and what else buildings are called."""
        Building.objects.bulk_create([one for one, _ in self._new.values()], batch_size=1000)
        Unit.objects.bulk_create(self._units, batch_size=1000)
        store_names(self._ground.actor, self._names, NameSource.IMPORTED)

    def _add(
        self, feature: RawFeature, site: Site, said: dict[str, Any], settled: Found | None
    ) -> Building:
        grid_id = settled[0] if settled else site.grid_id
        self._ground.actor.require(Permission.TERRITORY_CHANGE, grid_id)
        part = part_of_site(site, grid_id)
        where = {"street": self._ground.street, "grid_id": grid_id}
        building = Building(site=part, **where, **said)
        self._new[building.pk] = building, feature.number
        self._index(building)
        count = whole_number_in(feature.text("units"), "units", MOST_UNITS)
        for number in range(1, (count or 0) + 1):
            self._units.append(Unit(building=building, number_key=str(number), **where))
        return building

    def _change(self, known: Building, said: dict[str, Any], settled: Found | None) -> Outcome:
        differs = {name: value for name, value in said.items() if getattr(known, name) != value}
        moves = settled is not None and settled[0] != known.grid_id
        if not differs and not moves:
            return Outcome.UNCHANGED
        if known.pk in self._new:
            raise SameAsEarlier(number=self._new[known.pk][1])
        grid = self._ground.grids[settled[0]] if settled and moves else None
        changed = rewrite_building(
            self._ground.actor, building=known, version=known.version, grid=grid, columns=differs
        )
        known.version, known.grid_id = changed.version, changed.grid_id
        return Outcome.UPDATED

    def _site(self, feature: RawFeature) -> Site:
        """The site by its name, alias or key; the rows of one compound in several grids count as one."""
        word = feature.text("site")
        found = self._sites.get(word, []) if word else []
        if community := feature.text("community"):
            wanted = self._ground.community(community).pk
            grids = self._ground.grids
            found = [one for one in found if grids[one.grid_id].community_id == wanted] or found
        if not found:
            raise SiteUnknown(name=word or "—")
        if len({(one.name, one.kind) for one in found}) > 1:
            raise SiteAmbiguous(name=word)
        return found[0]

    def _index(self, building: Building) -> None:
        if building.source_key:
            self._by_key[building.source_key] = building
        key = building.site.name, building.number_key, building.street_id
        self._by_number.setdefault(key, building)


def _said(feature: RawFeature, crs: CoordinateSystem) -> tuple[dict[str, Any], Position | None]:
    """The columns that the file gives, and the position."""
    name = feature.text("name")
    if not name:
        raise NameMissing
    said: dict[str, Any] = {"name": name, "number_key": number_key(name)}
    if feature.text("key"):
        said["source_key"] = feature.text("key")
    if (floors := whole_number_in(feature.text("floors"), "floors", 200)) is not None:
        said["floors"] = floors
    place = place_of(feature.geometry, crs)
    said |= place.columns()
    return said, place.position
