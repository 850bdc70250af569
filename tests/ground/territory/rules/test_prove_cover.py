import json
from time import process_time

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box
from tests.shared_data import shared

from gridward.ground.territory.rules.boundary import parse_boundary
from gridward.ground.territory.rules.cover import prove_cover
from gridward.ground.territory.rules.local_plane import area_m2
from gridward.ground.territory.terms.cover import GridShape, Thing

LATITUDE, LONGITUDE, STEP = 28.66, 115.89, 0.01
A_METRE = 0.00001  # of latitude, in degrees; a little more than a metre


def square(column: int, row: int, *, shift: float = 0.0) -> Polygon:
    west, south = LONGITUDE + column * STEP + shift, LATITUDE + row * STEP
    return box(west, south, west + STEP, south + STEP)


def net(columns: int, rows: int) -> list[GridShape]:
    cells = [(column, row) for row in range(rows) for column in range(columns)]
    return [GridShape(f"id{n}", f"{n:03d}", square(*cell)) for n, cell in enumerate(cells)]


GRIDS = net(7, 7)
OUTLINE = box(LONGITUDE, LATITUDE, LONGITUDE + 7 * STEP, LATITUDE + 7 * STEP)


@pytest.fixture(scope="module")
def streets() -> list[GridShape]:
    """Twelve real streets that cover 余杭 without gap or overlap."""
    text = (shared("streets_yuhang") / "yuhang_streets.geojson").read_text(encoding="utf-8")
    features = json.loads(text)["features"]
    return [GridShape(f["properties"]["name"], "", parse_boundary(f)) for f in features]


def test_a_real_partition_has_no_gap_and_no_overlap(streets: list[GridShape]) -> None:
    union = shapely.union_all([street.polygon for street in streets])
    report = prove_cover(union, streets)
    assert (report.grids, report.gaps, report.overlaps) == (12, [], [])
    assert report.is_proved
    assert area_m2(union) == pytest.approx(947.5e6, rel=0.005)


def test_a_missing_street_is_a_gap_of_its_area(streets: list[GridShape]) -> None:
    union = shapely.union_all([street.polygon for street in streets])
    report = prove_cover(union, streets[1:])
    assert sum(gap.area_m2 for gap in report.gaps) == pytest.approx(
        area_m2(streets[0].polygon), rel=0.005
    )
    assert report.overlaps == []


def test_a_doubled_street_overlaps_its_twin_only(streets: list[GridShape]) -> None:
    twin = GridShape("twin", "", streets[0].polygon)
    union = shapely.union_all([street.polygon for street in streets])
    (overlap,) = prove_cover(union, [*streets, twin]).overlaps
    assert {overlap.a.id, overlap.b.id} == {streets[0].id, "twin"}
    assert overlap.area_m2 == pytest.approx(area_m2(streets[0].polygon), rel=0.005)


def test_a_shifted_grid_leaves_a_gap_and_makes_an_overlap() -> None:
    shifted = GRIDS[24]._replace(polygon=square(3, 3, shift=STEP / 10))
    report = prove_cover(OUTLINE, [*GRIDS[:24], shifted, *GRIDS[25:]])
    (gap,), (overlap,) = report.gaps, report.overlaps
    assert gap.area_m2 == pytest.approx(area_m2(square(3, 3)) / 10, rel=0.01)
    assert overlap.area_m2 == pytest.approx(gap.area_m2, rel=0.001)
    assert {overlap.a.code, overlap.b.code} == {"024", "025"}
    assert square(3, 3).buffer(A_METRE).contains(gap.polygon)


@pytest.mark.parametrize(("shift", "noise"), [(0.02, True), (5.0, False)])
def test_only_what_is_wider_than_the_tolerance_counts(shift: float, *, noise: bool) -> None:
    moved = GRIDS[24]._replace(polygon=square(3, 3, shift=shift * A_METRE))
    report = prove_cover(OUTLINE, [*GRIDS[:24], moved, *GRIDS[25:]])
    assert (not report.gaps and not report.overlaps) is noise


def test_a_thing_stands_in_no_grid_in_one_or_in_two() -> None:
    double = GridShape("double", "999", square(0, 0))
    things = [
        Thing("in", "site", point=(LONGITUDE + 1.5 * STEP, LATITUDE + STEP / 2)),
        Thing("out", "dwelling", point=(LONGITUDE - STEP, LATITUDE)),
        Thing("twice", "organisation", point=(LONGITUDE + STEP / 2, LATITUDE + STEP / 2)),
        Thing("nowhere", "site"),
    ]
    report = prove_cover(OUTLINE, [*GRIDS, double], things)
    assert [thing.id for thing in report.outside] == ["out"]
    assert [(s.thing.id, [g.id for g in s.grids]) for s in report.in_two] == [
        ("twice", ["id0", "double"])
    ]
    assert [thing.id for thing in report.not_placed] == ["nowhere"]


def test_a_point_on_a_common_border_stands_in_one_grid() -> None:
    corner = Thing("corner", "site", point=(LONGITUDE + STEP, LATITUDE + STEP))
    report = prove_cover(OUTLINE, GRIDS, [corner])
    assert report.in_two == []
    assert report.outside == []


def test_an_area_across_a_border_stands_in_two_but_one_that_touches_it_in_one() -> None:
    across = Thing("across", "building", polygon=square(0, 0, shift=STEP / 2))
    touching = Thing("touching", "building", polygon=square(0, 0))
    report = prove_cover(OUTLINE, GRIDS, [across, touching])
    assert [standing.thing.id for standing in report.in_two] == ["across"]


def test_a_thing_that_stands_elsewhere_than_declared_is_named() -> None:
    here = (LONGITUDE + STEP / 2, LATITUDE + STEP / 2)
    things = [Thing("right", "site", here, None, "id0"), Thing("wrong", "site", here, None, "id5")]
    report = prove_cover(OUTLINE, GRIDS, things)
    (standing,) = report.disagree
    assert (standing.thing.id, [grid.id for grid in standing.grids]) == ("wrong", ["id0"])
    assert not report.is_proved


def test_no_grid_at_all_leaves_the_whole_outline() -> None:
    report = prove_cover(OUTLINE, [], [Thing("a", "site", (LONGITUDE, LATITUDE))])
    (gap,) = report.gaps
    assert gap.area_m2 == pytest.approx(area_m2(OUTLINE))
    assert [thing.id for thing in report.outside] == ["a"]


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, 48), min_size=1, max_size=20))
def test_gaps_are_as_large_as_the_grids_taken_away(removed: set[int]) -> None:
    left = [grid for n, grid in enumerate(GRIDS) if n not in removed]
    report = prove_cover(OUTLINE, left)
    missing = sum(gap.area_m2 for gap in report.gaps)
    assert missing == pytest.approx(len(removed) * area_m2(OUTLINE) / 49, rel=0.002)
    assert report.overlaps == []


def test_a_hundred_thousand_points_are_proved_within_seconds() -> None:
    points = np.random.default_rng(1).uniform(0, 7 * STEP, (100_000, 2)) + (LONGITUDE, LATITUDE)
    things = [Thing(str(n), "dwelling", (x, y)) for n, (x, y) in enumerate(points.tolist())]
    begin = process_time()
    report = prove_cover(OUTLINE, GRIDS, things)
    assert process_time() - begin < 4
    assert report.is_proved
