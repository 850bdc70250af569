"""The ground: 49 base grids that partition the street, six communities, sites of every kind."""

from collections import Counter
from itertools import combinations

import pytest
from shapely.geometry import Polygon, shape
from shapely.ops import unary_union

from gridward.fiction.layout import make_layout
from gridward.fiction.terms import FictionalGrid, FictionalStreet
from gridward.ground.territory.terms.places import SiteKind

COMMUNITIES = {
    "360103005002": "朱紫巷社区",
    "360103005003": "算子桥社区",
    "360103005004": "康王庙社区",
    "360103005005": "梢瓜池社区",
    "360103005006": "孺子亭社区",
    "360103005008": "上渝亭社区",
}


def bases(street: FictionalStreet) -> dict[str, Polygon]:
    return {one.code: shape(one.boundary) for one in street.grids if one.kind == "base"}


def test_49_base_grids_lie_in_the_six_real_communities(street: FictionalStreet) -> None:
    found = {one.code: one.name for one in street.divisions if one.level == "community"}
    assert found == COMMUNITIES
    assert len(bases(street)) == 49
    assert Counter(code[:12] for code in bases(street)) == {
        code: 9 if code.endswith("002") else 8 for code in COMMUNITIES
    }


def test_codes_count_from_one_and_community_grids_have_000(street: FictionalStreet) -> None:
    for community in COMMUNITIES:
        serials = [int(code[-3:]) for code in bases(street) if code.startswith(community)]
        assert serials == list(range(1, len(serials) + 1))
    assert {one.code for one in street.grids if one.kind == "community"} == {
        f"{community}000" for community in COMMUNITIES
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_base_grids_partition_the_street_exactly(seed: int) -> None:
    layout = make_layout(seed)
    grids = [shape(grid.boundary) for grid, _ in layout.bases]
    outline = next(shape(one.boundary) for one in layout.divisions if one.level == "street")
    union = unary_union(grids)
    assert union.geom_type == "Polygon"
    assert not union.interiors
    assert union.equals(outline)
    assert sum(grid.area for grid in grids) == pytest.approx(outline.area, rel=1e-12)
    assert all(grid.is_valid for grid in grids)
    assert not any(one.intersection(other).area for one, other in combinations(grids, 2))


def test_a_community_grid_is_the_union_of_its_base_grids(street: FictionalStreet) -> None:
    for community in (one for one in street.grids if one.kind == "community"):
        parts = [grid for code, grid in bases(street).items() if code[:12] == community.code[:12]]
        assert unary_union(parts).equals(shape(community.boundary))


def test_grids_are_numbered_from_the_north_west(street: FictionalStreet) -> None:
    for community in COMMUNITIES:
        grids = [grid for code, grid in bases(street).items() if code.startswith(community)]
        assert grids[0].bounds[3] >= max(grid.bounds[3] for grid in grids) - 0.0005
        assert grids[0].bounds[0] <= min(grid.bounds[0] for grid in grids) + 0.0005


def test_the_four_bounds_are_roads_of_the_street(street: FictionalStreet) -> None:
    roads = {road.name for road in street.roads}
    for grid in street.grids:
        assert set(grid.bounds) == {"east", "south", "west", "north"}
        assert set(grid.bounds.values()) <= roads


def test_areas_are_in_square_metres(street: FictionalStreet) -> None:
    by_kind: Counter[str] = Counter()
    for grid in street.grids:
        by_kind[grid.kind] += round(grid.area_m2)
    assert by_kind["base"] == pytest.approx(1600 * 1440, rel=0.05)
    assert by_kind["community"] == pytest.approx(by_kind["base"], rel=1e-4)


def test_there_is_a_site_of_every_kind(street: FictionalStreet) -> None:
    assert {site.kind for site in street.sites} == {kind.value for kind in SiteKind}


def test_site_names_and_house_numbers_are_unique(street: FictionalStreet) -> None:
    assert len({site.name for site in street.sites}) == len(street.sites)
    assert len({(site.road, site.house_number) for site in street.sites}) == len(street.sites)


def test_sites_and_buildings_stand_inside_their_grid(street: FictionalStreet) -> None:
    grids = bases(street)
    assert all(grids[one.grid_code].contains(shape(one.outline)) for one in street.sites)
    assert all(grids[one.grid_code].contains(shape(one.outline)) for one in street.buildings)


def test_buildings_of_a_site_do_not_overlap(street: FictionalStreet) -> None:
    by_site: dict[str, list[Polygon]] = {}
    for building in street.buildings:
        by_site.setdefault(building.site_key, []).append(shape(building.outline))
    for outlines in by_site.values():
        assert not any(one.intersects(other) for one, other in combinations(outlines, 2))


def test_the_seed_moves_the_roads(street: FictionalStreet) -> None:
    def corners(seed: int) -> list[FictionalGrid]:
        return [grid for grid, _ in make_layout(seed).bases]

    assert corners(11) == [one for one in street.grids if one.kind == "base"]
    assert corners(12) != corners(11)
