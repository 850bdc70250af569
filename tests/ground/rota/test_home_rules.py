"""Where people set out from: rounded, bounded, and weighed so that it says at which gate and never how often."""

from hypothesis import given
from hypothesis import strategies as st

from gridward.ground.rota.problems import HomeTooFar
from gridward.ground.rota.rules.drawing import nearest
from gridward.ground.rota.rules.homes import middle_of, read_point, rounded, stored_point, unfit
from gridward.ground.rota.terms import HomeFigures
from gridward.planning.earth import great_circle
from gridward.planning.rosters import Keeper, Post
from gridward.planning.rosters.days import counted_metres
from gridward.planning.routes.terms import Place

FIGURES = HomeFigures(furthest_km=60, fewest_together=5, sources={})
MIDDLE = (115.88, 28.68)
in_china = st.tuples(st.floats(73, 135), st.floats(18, 54))


@given(in_china)
def test_a_point_is_kept_to_about_a_hundred_metres_and_no_better(at: tuple[float, float]) -> None:
    kept = rounded(at)
    assert great_circle(*at, *kept) < 80
    assert rounded((kept[0] + 0.0004, kept[1] - 0.0004)) == kept
    assert read_point(stored_point(kept)) == kept


def test_a_point_lies_in_the_city() -> None:
    assert unfit((115.3, 28.68), MIDDLE, FIGURES) is None
    problem = unfit((115.2, 28.68), MIDDLE, FIGURES)
    assert isinstance(problem, HomeTooFar)
    assert problem.details == {"km": 60}
    assert unfit((116.4, 39.9), None, FIGURES) is None


def test_the_middle_is_that_of_the_box_around_all_polygons() -> None:
    square = {"type": "Polygon", "coordinates": [[[0.0, 0.0], [2.0, 0.0], [2.0, 4.0], [0.0, 0.0]]]}
    far = {"type": "MultiPolygon", "coordinates": [[[[8.0, 0.0], [10.0, 8.0], [8.0, 0.0]]]]}
    assert middle_of([square]) == (1.0, 2.0)
    assert middle_of([square, far]) == (5.0, 4.0)
    assert middle_of([]) is None


@given(in_china, st.lists(in_china, min_size=1, max_size=5))
def test_of_somebodys_ways_the_nearest_costs_nothing_and_others_what_is_further(
    home: tuple[float, float], places: list[tuple[float, float]]
) -> None:
    spared = nearest(home, places)
    keeper = Keeper("a", place=Place(*home), spared=spared)
    ways = [counted_metres(keeper, Place(*one)) for one in places]
    assert min(ways) == 0
    whole = [counted_metres(Keeper("a", place=Place(*home)), Place(*one)) for one in places]
    assert [one + spared for one in ways] == whole


def test_without_a_point_there_is_no_way() -> None:
    assert nearest(None, [MIDDLE]) == 0
    assert nearest(MIDDLE, [None]) == 0
    assert counted_metres(Keeper("a"), Post("east", "东门").place) == 0
