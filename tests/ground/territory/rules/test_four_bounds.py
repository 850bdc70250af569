from shapely import LineString, box

from gridward.ground.territory.rules.bounds import Named, four_bounds, in_words

WEST, SOUTH, EAST, NORTH = 115.88, 28.66, 115.89, 28.67
GRID = box(WEST, SOUTH, EAST, NORTH)
ROADS = [
    Named("柳岸路", LineString([(EAST, SOUTH - 0.01), (EAST, NORTH + 0.01)])),
    Named("荷风街", LineString([(WEST - 0.01, SOUTH), (EAST + 0.01, SOUTH)])),
    Named("远方路", LineString([(WEST - 0.01, SOUTH), (WEST - 0.01, NORTH)])),
]
NEIGHBOURS = [Named("第二网格", box(WEST, NORTH, EAST, NORTH + 0.01))]


def test_each_side_is_named_by_its_road_else_by_the_neighbour() -> None:
    bounds = four_bounds(GRID, ROADS, NEIGHBOURS)
    assert bounds == {"east": "柳岸路", "south": "荷风街", "west": "", "north": "第二网格"}


def test_bounds_are_said_in_the_usual_order() -> None:
    words = in_words({"north": "北苑街", "east": "柳岸路", "south": "荷风街", "west": ""})
    assert words == "东至柳岸路，南至荷风街，北至北苑街"


def test_a_road_that_only_crosses_is_not_the_bound() -> None:
    middle = (WEST + EAST) / 2
    crossing = Named("望塔路", LineString([(middle, SOUTH - 0.01), (middle, NORTH + 0.01)]))
    assert four_bounds(GRID, [crossing, *ROADS])["south"] == "荷风街"
