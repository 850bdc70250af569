"""Sites from a file, gathered and stored in few statements."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from gridward.ground.territory.models import Building, PlaceName, Site
from gridward.ground.territory.problems import (
    GridMissing,
    NameMissing,
    SameAsEarlier,
    SiteAmbiguous,
    WrongKind,
)
from gridward.ground.territory.queries.book import key_of
from gridward.ground.territory.rules.coordinates import CoordinateSystem
from gridward.ground.territory.rules.shapes import place_of, split_names
from gridward.ground.territory.services.book import store_names
from gridward.ground.territory.services.finding import Found, Ground
from gridward.ground.territory.services.sites import rewrite_site
from gridward.ground.territory.terms.book import NameSource
from gridward.ground.territory.terms.features import Outcome, RawFeature, TakenRow
from gridward.ground.territory.terms.places import Position, SiteKind
from gridward.kernel.access import Permission
from gridward.kernel.texts import LANGUAGES, say


class SiteTaker:
    """Matches by the file's own key, else by name in the same grid, else by a name that is single in the street."""

    def __init__(self, ground: Ground, crs: CoordinateSystem) -> None:
        self._ground, self._crs = ground, crs
        self._by_key: dict[str, Site] = {}
        self._by_name: dict[str, list[Site]] = defaultdict(list)
        self._new: dict[Any, tuple[Site, int]] = {}
        self._called: dict[Any, set[str]] = defaultdict(set)
        self._names: list[tuple[Site | Building, str]] = []
        grids = ground.actor.grids(Permission.TERRITORY_READ)
        rows = Site.objects.filter(street=ground.street, grid_id__in=grids)
        for site in rows.select_related("grid").order_by("id"):
            self._index(site)
        entered = PlaceName.objects.filter(street=ground.street, site__isnull=False)
        for site_id, key in entered.values_list("site_id", "key"):
            self._called[site_id].add(key)

    def take(self, feature: RawFeature) -> TakenRow:
        """Take one feature in; raises the problem that refuses it."""
        said, position = _said(feature, self._crs)
        names = split_names(feature.text("aliases"))
        settled = self._ground.settle(feature, position)
        known = self._known(said, settled)
        outcome = self._add(feature, said, settled) if known is None else None
        if known is not None:
            outcome = self._change(known, said, settled)
        site = known or self._by_name[said["name"]][-1]
        outcome = self._call(site, names) or outcome
        reasons = settled[1] if settled else ()
        return TakenRow(feature.number, said["name"], outcome or Outcome.ADDED, reasons)

    def store(self) -> None:
        """Write the new sites and what else they are called."""
        Site.objects.bulk_create([site for site, _ in self._new.values()], batch_size=1000)
        store_names(self._ground.actor, self._names, NameSource.IMPORTED)

    def _call(self, site: Site, names: Iterable[str]) -> Outcome | None:
        """Gather the names that are new. Those left out stay, since people typed them; retired ones stay retired."""
        fresh = [name for name in names if key_of(name) not in self._called[site.pk]]
        self._called[site.pk].update(map(key_of, fresh))
        self._names += [(site, name) for name in fresh]
        return Outcome.UPDATED if fresh and site.pk not in self._new else None

    def _add(self, feature: RawFeature, said: dict[str, Any], settled: Found | None) -> Outcome:
        if settled is None:
            raise GridMissing
        site = Site(
            street=self._ground.street, grid_id=settled[0], **{"kind": SiteKind.OTHER, **said}
        )
        self._new[site.pk] = site, feature.number
        self._index(site)
        return Outcome.ADDED

    def _change(self, known: Site, said: dict[str, Any], settled: Found | None) -> Outcome:
        differs = {name: value for name, value in said.items() if getattr(known, name) != value}
        moves = settled is not None and settled[0] != known.grid_id
        if not differs and not moves:
            return Outcome.UNCHANGED
        if known.pk in self._new:
            raise SameAsEarlier(number=self._new[known.pk][1])
        grid = self._ground.grids[settled[0]] if settled and moves else None
        changed = rewrite_site(
            self._ground.actor, site=known, version=known.version, grid=grid, columns=differs
        )
        known.version = changed.version
        return Outcome.UPDATED

    def _known(self, said: dict[str, Any], settled: Found | None) -> Site | None:
        if said.get("source_key") in self._by_key:
            return self._by_key[said["source_key"]]
        same = [
            site
            for site in self._by_name[said["name"]]
            if not (site.source_key and said.get("source_key"))
        ]
        here = [site for site in same if settled and site.grid_id == settled[0]]
        found = here or same
        if len(found) > 1:
            raise SiteAmbiguous(name=said["name"])
        return found[0] if found else None

    def _index(self, site: Site) -> None:
        if site.source_key:
            self._by_key[site.source_key] = site
        self._by_name[site.name].append(site)


def _said(feature: RawFeature, crs: CoordinateSystem) -> tuple[dict[str, Any], Position | None]:
    """The columns that the file gives, and the position."""
    if not feature.text("name"):
        raise NameMissing
    said: dict[str, Any] = {"name": feature.text("name")}
    for ours, column in (("road", "road"), ("house_number", "house_number"), ("source_key", "key")):
        if feature.text(column):
            said[ours] = feature.text(column)
    if feature.text("kind"):
        said["kind"] = _kind(feature.text("kind"))
    place = place_of(feature.geometry, crs)
    said |= place.columns()
    return said, place.position


def _kind(word: str) -> SiteKind:
    for kind in SiteKind:
        names = [say(f"word.territory.site_kind.{kind.value}", language) for language in LANGUAGES]
        if word.lower() in {kind.value, *(name.lower() for name in names)}:
            return kind
    raise WrongKind(column="kind", value=word)
