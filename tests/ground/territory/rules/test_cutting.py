"""Dividing a grid on the map leaves no gap and no overlap, and cuts no building."""

from collections.abc import Sequence
from math import cos, pi, sin
from typing import Any

import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as some
from shapely.geometry import LineString, Point, Polygon, box

from gridward.ground.territory.rules.cutting import (
    RASTER,
    CutProblem,
    Footprint,
    LineMissesGrid,
    LineStopsInside,
    LineTooShort,
    NothingChosen,
    cut_by_area,
    cut_by_buildings,
    cut_by_line,
    given_to,
    touching,
)
from gridward.ground.territory.rules.local_plane import area_m2

WEST, SOUTH, SIZE = 115.884, 28.68, 0.004
GRID = box(WEST, SOUTH, WEST + SIZE, SOUTH + SIZE)
MIDDLE = WEST + SIZE / 2
UPRIGHT = [(MIDDLE, SOUTH - 0.001), (MIDDLE, SOUTH + SIZE + 0.001)]


def house(west: float, south: float, size: float = 0.0002) -> Polygon:
    return box(west, south, west + size, south + size)


def star(radii: Sequence[float]) -> Polygon:
    """A grid with as many corners as radii, around the middle of GRID."""
    turns = [2 * pi * n / len(radii) for n in range(len(radii))]
    corners = [
        (
            round(MIDDLE + r * SIZE * cos(a), 7),
            round(SOUTH + SIZE / 2 + r * SIZE * sin(a), 7),
        )
        for r, a in zip(radii, turns, strict=True)
    ]
    return Polygon(corners)


def partition(grid: Any, pieces: Sequence[Any]) -> None:
    """The pieces are the grid, once."""
    assert all(piece.is_valid and piece.area > 0 for piece in pieces)
    assert shapely.coverage_is_valid(list(pieces))
    for n, piece in enumerate(pieces):
        for other in pieces[n + 1 :]:
            assert piece.intersection(other).area < 1e-15
    moved = shapely.union_all(list(pieces)).symmetric_difference(grid).area
    assert moved <= RASTER * grid.length  # new corners on old borders lie within a centimetre


radii = some.lists(some.floats(0.2, 0.5), min_size=3, max_size=9)
places = some.tuples(some.floats(-0.7, 0.7), some.floats(-0.7, 0.7))


def at(place: tuple[float, float]) -> tuple[float, float]:
    return MIDDLE + place[0] * SIZE, SOUTH + SIZE / 2 + place[1] * SIZE


@settings(max_examples=150, deadline=None)
@given(radii, some.lists(places, min_size=2, max_size=5), some.lists(places, max_size=4))
def test_any_line_gives_a_partition_or_a_refusal(
    corners: list[float], line: list[tuple[float, float]], homes: list[tuple[float, float]]
) -> None:
    grid = star(corners)
    assume(grid.is_valid)
    inside = [house(*at(home), 0.0001) for home in homes]
    prints = [Footprint(str(n), one) for n, one in enumerate(inside) if grid.contains(one)]
    try:
        found = cut_by_line(grid, [at(point) for point in line], prints)
    except CutProblem:
        return
    partition(grid, found.pieces)
    for one in prints:
        alone = not any(o.shape.intersects(one.shape) for o in prints if o is not one)
        held = [p for p in found.pieces if p.intersection(one.shape).area > 0.02 * one.shape.area]
        assert len(held) == 1 or not alone


@settings(max_examples=60, deadline=None)
@given(
    some.lists(places, min_size=2, max_size=12, unique=True),
    some.sets(some.integers(0, 11), min_size=1),
)
def test_chosen_buildings_take_the_ground_around_them(
    homes: list[tuple[float, float]], picked: set[int]
) -> None:
    points = [Footprint(n, Point(at((x * 0.7, y * 0.7)))) for n, (x, y) in enumerate(homes)]
    apart = min(a.shape.distance(b.shape) for n, a in enumerate(points) for b in points[n + 1 :])
    assume(apart > 0.00005)
    try:
        rest, taken = cut_by_buildings(GRID, points, picked).pieces
    except NothingChosen:
        assert not picked & set(range(len(homes))) or picked >= set(range(len(homes)))
        return
    partition(GRID, [rest, taken])
    for one in points:
        assert (taken if one.id in picked else rest).contains(one.shape)


def test_pieces_are_numbered_west_to_east_or_north_to_south() -> None:
    west, east = cut_by_line(GRID, UPRIGHT).pieces
    assert west.centroid.x < east.centroid.x
    level = SOUTH + SIZE / 2
    north, south = cut_by_line(GRID, [(WEST - 1e-3, level), (WEST + SIZE + 1e-3, level)]).pieces
    assert north.centroid.y > south.centroid.y
    assert area_m2(west) == pytest.approx(area_m2(GRID) / 2, rel=1e-4)


def test_a_line_that_nearly_reaches_the_border_is_taken_to_it() -> None:
    short = 0.00003  # some three metres
    line = [(MIDDLE, SOUTH + short), (MIDDLE, SOUTH + SIZE - short)]
    partition(GRID, cut_by_line(GRID, line).pieces)


def test_a_line_between_two_corners_of_the_border_divides() -> None:
    partition(GRID, cut_by_line(GRID, [(WEST, SOUTH), (WEST + SIZE, SOUTH + SIZE)]).pieces)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ([], LineTooShort),
        ([(MIDDLE, SOUTH), (MIDDLE, SOUTH)], LineTooShort),
        ([(MIDDLE, SOUTH), (MIDDLE, SOUTH + SIZE / 2)], LineStopsInside),
        ([(115.0, 28.0), (115.0, 29.0)], LineMissesGrid),
    ],
)
def test_a_line_that_divides_nothing_is_refused(line: Any, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        cut_by_line(GRID, line)


def test_the_border_bends_around_a_building() -> None:
    astride = Footprint("1栋", house(MIDDLE - 0.00015, SOUTH + 0.001))
    aside = Footprint("2栋", house(WEST + 0.0005, SOUTH + 0.001))
    found = cut_by_line(GRID, UPRIGHT, [astride, aside])
    assert [one.id for one in found.astride] == ["1栋"]
    assert found.astride[0].suggested == 0
    assert found.astride[0].parts[0] == pytest.approx(0.75, abs=0.01)
    partition(GRID, found.pieces)
    assert found.pieces[0].intersection(astride.shape).area == pytest.approx(astride.shape.area)
    wished = cut_by_line(GRID, UPRIGHT, [astride, aside], {"1栋": 1})
    partition(GRID, wished.pieces)
    assert wished.pieces[1].intersection(astride.shape).area == pytest.approx(astride.shape.area)


def test_parts_that_the_line_misses_go_with_the_nearest_piece() -> None:
    island = box(WEST + SIZE + 0.001, SOUTH, WEST + SIZE + 0.002, SOUTH + 0.001)
    grid = shapely.MultiPolygon([GRID, island])
    west, east = cut_by_line(grid, UPRIGHT).pieces
    partition(grid, [west, east])
    assert east.contains(island.centroid)


def test_an_area_is_taken_out_whole_and_all_or_nothing_is_refused() -> None:
    rest, taken = cut_by_area(GRID, box(MIDDLE, SOUTH - 1, MIDDLE + 1, SOUTH + 1)).pieces
    partition(GRID, [rest, taken])
    for beside in (box(0, 0, 1, 1), box(100, 20, 120, 30)):
        with pytest.raises(NothingChosen):
            cut_by_area(GRID, beside)


def test_a_neighbour_takes_a_piece_without_a_hair_between() -> None:
    east = box(WEST + SIZE, SOUTH - 0.0010001, WEST + 2 * SIZE, SOUTH + SIZE)
    slant = [(WEST - 0.001, SOUTH + 0.0013337), (WEST + SIZE + 0.001, SOUTH + 0.0027771)]
    north, south = cut_by_line(GRID, slant).pieces
    larger = given_to(east, south)
    assert (larger.geom_type, len(larger.interiors)) == ("Polygon", 0)
    partition(shapely.union_all([GRID, east]), [north, larger])


def test_grids_hang_together_over_borders_not_corners() -> None:
    east = box(WEST + SIZE, SOUTH, WEST + 2 * SIZE, SOUTH + SIZE)
    corner = box(WEST + SIZE, SOUTH + SIZE, WEST + 2 * SIZE, SOUTH + 2 * SIZE)
    assert touching([GRID, east])
    assert touching([GRID, corner, east])
    assert not touching([GRID, corner])


def test_the_new_border_is_the_drawn_line() -> None:
    west, east = cut_by_line(GRID, UPRIGHT).pieces
    assert LineString(UPRIGHT).buffer(1e-6).contains(west.intersection(east))
