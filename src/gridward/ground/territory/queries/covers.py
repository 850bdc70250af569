"""Proof of cover (T1, T2) over the street's own rows.

The outline is what the community grids claim, and the base grids of communities whose own grid has no boundary;
holes in it are gaps. Dwellings stand where their building stands; a building without a position counts as declared.
Organisations live in a part above: whoever has them passes them as `things`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

import shapely
from django.db.models import Count
from shapely.geometry import mapping, shape

from gridward.ground.territory.models import Building, Division, Dwelling, Grid, Site
from gridward.ground.territory.queries.positions import current_base_grids
from gridward.ground.territory.rules.cover import prove_cover
from gridward.ground.territory.terms.cover import CoverReport, GridShape, Shape, Thing
from gridward.ground.territory.terms.places import GridKind


class Finding(StrEnum):
    """What can be wrong with the cover."""

    GAP = "gap"
    OVERLAP = "overlap"
    OUTSIDE = "outside"
    IN_TWO = "in_two"
    DISAGREE = "disagree"
    NO_BOUNDARY = "no_boundary"


@dataclass(frozen=True)
class CoverItem:
    """One finding: what it is about, the names of the grids concerned, and where it is (GeoJSON)."""

    finding: Finding
    what: str
    id: UUID | None
    name: str
    grids: tuple[str, ...]
    area_m2: float | None
    dwellings: int
    geometry: dict[str, Any] | None


@dataclass(frozen=True)
class Cover:
    """The report on a street with its findings by name; the dwellings of buildings are counted with them."""

    street: Division
    report: CoverReport
    items: list[CoverItem]

    def count(self, finding: Finding) -> int:
        """Gaps and overlaps by piece; the rest by site, building, dwelling and whatever else was passed."""
        return sum(1 + item.dwellings for item in self.items if item.finding is finding)

    def by_kind(self, finding: Finding) -> dict[str, int]:
        """The same by kind of thing: site, building, dwelling, organisation ..."""
        found = Counter(item.what for item in self.items if item.finding is finding)
        found["dwelling"] += sum(one.dwellings for one in self.items if one.finding is finding)
        return {kind: number for kind, number in found.items() if number}

    @property
    def holds(self) -> bool:
        """Whether nothing is left out and nothing is double."""
        return not self.items


def cover(
    street: Division, things: Iterable[Thing] = (), names: dict[Any, str] | None = None
) -> Cover:
    """Compare the base grids in force with the outline and with everything that stands in the street.

    Needs a view of the whole street: call it for whoever reads the whole street, else the figures are of the
    rows that the database shows. `things` and their `names` come from parts above.
    """
    grids = list(current_base_grids(street.pk))
    drawn = [GridShape(one.pk, one.code, shape(one.boundary)) for one in grids if one.boundary]
    named = {one.pk: one.name for one in grids} | (names or {})
    placed = [*_sites(street, named), *_buildings(street, named), *things]
    report = _prove(street, drawn, placed)
    return Cover(street, report, list(_items(report, grids, named)))


def _prove(street: Division, drawn: list[GridShape], placed: list[Thing]) -> CoverReport:
    if drawn:
        return prove_cover(_outline(street, drawn), drawn, placed)
    nowhere = [thing for thing in placed if thing.point or thing.polygon]
    unplaced = [thing for thing in placed if not (thing.point or thing.polygon)]
    return CoverReport(0, [], [], nowhere, [], [], unplaced)


def _outline(street: Division, drawn: list[GridShape]) -> Shape:
    """The ground that must be covered; without its holes, since a hole belongs to nobody."""
    communities = Grid.objects.filter(street=street, kind=GridKind.COMMUNITY, valid_to=None)
    claimed = {row.code[:12]: shape(row.boundary) for row in communities.exclude(boundary=None)}
    others = [one.polygon for one in drawn if one.code[:12] not in claimed]
    whole = shapely.union_all([*claimed.values(), *others])
    return shapely.union_all([shapely.Polygon(part.exterior) for part in shapely.get_parts(whole)])


def _sites(street: Division, named: dict[Any, str]) -> Iterator[Thing]:
    columns = ("id", "name", "longitude", "latitude", "grid_id")
    for pk, name, x, y, grid in Site.objects.filter(street=street).values_list(*columns):
        named[pk] = name
        yield Thing(pk, "site", None if x is None else (x, y), None, grid)


def _buildings(street: Division, named: dict[Any, str]) -> Iterator[Thing]:
    columns = ("id", "site__name", "name", "longitude", "latitude", "grid_id")
    for pk, site, name, x, y, grid in Building.objects.filter(street=street).values_list(*columns):
        named[pk] = f"{site}{name}"
        yield Thing(pk, "building", None if x is None else (x, y), None, grid)


def _items(report: CoverReport, grids: list[Grid], named: dict[Any, str]) -> Iterator[CoverItem]:
    for grid in grids:
        if not grid.boundary:
            names = (grid.name,)
            yield CoverItem(Finding.NO_BOUNDARY, "grid", grid.pk, grid.name, names, None, 0, None)
    for gap in report.gaps:
        where = _geojson(gap.polygon)
        yield CoverItem(Finding.GAP, "grid", None, "", (), gap.area_m2, 0, where)
    for one in report.overlaps:
        both, where = (named[one.a.id], named[one.b.id]), _geojson(one.polygon)
        yield CoverItem(Finding.OVERLAP, "grid", None, "、".join(both), both, one.area_m2, 0, where)
    yield from _astray(report, named)


def _astray(report: CoverReport, named: dict[Any, str]) -> Iterator[CoverItem]:
    """Things in no grid, in two, or in another than their own, buildings with their dwellings."""
    found = [
        *((Finding.OUTSIDE, thing, ()) for thing in report.outside),
        *((Finding.IN_TWO, one.thing, one.grids) for one in report.in_two),
        *((Finding.DISAGREE, one.thing, one.grids) for one in report.disagree),
    ]
    doors = _doors([thing.id for _, thing, _ in found if thing.kind == "building"])
    for finding, thing, grids in found:
        own = [] if thing.declared_grid is None else [named.get(thing.declared_grid, "")]
        told = [named[grid.id] for grid in grids]
        yield CoverItem(
            finding,
            thing.kind,
            thing.id if isinstance(thing.id, UUID) else None,
            named.get(thing.id, ""),
            tuple(dict.fromkeys(name for name in (*own, *told) if name)),
            None,
            doors.get(thing.id, 0),
            _geojson(thing.polygon or shapely.Point(thing.point)),
        )


def _doors(buildings: list[Any]) -> dict[Any, int]:
    rows = Dwelling.objects.filter(building__in=buildings).values("building")
    return dict(rows.annotate(n=Count("id")).values_list("building", "n").order_by())


def _geojson(given: Shape) -> dict[str, Any]:
    found: dict[str, Any] = mapping(given)
    return found
