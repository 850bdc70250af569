"""Laying roads out as a network: what meets, what does not, what lies outside."""

import pytest

from gridward.planning.siting import Network, Question, Refused, Road
from gridward.planning.siting.network import lay
from gridward.planning.siting.terms import OUTSIDE
from tests.planning.siting.towns import cross, degrees, gate, home, road, square, town


def codes(network: Network) -> list[tuple[str, str]]:
    return [(one.code, one.key) for one in network.findings]


def crossings(network: Network) -> list[str]:
    return sorted(one.crossing for one in network.edges if one.crossing)


def degree(network: Network, node: int) -> int:
    return len(network.edges_at[node])


def busiest(network: Network) -> int:
    """How many roads meet in the busiest junction inside."""
    return max(degree(network, n) for n in range(1, len(network.places)))


def test_roads_that_cross_meet_and_leave_the_boundary_into_one_outside() -> None:
    network = lay(cross(dwellings=()))
    assert crossings(network) == ["ew/1", "ew/2", "ns/1", "ns/2"]
    assert len(network.places) == 2
    assert degree(network, OUTSIDE) == 4
    assert [one.length_m for one in network.edges] == pytest.approx([150.0] * 4, abs=0.1)
    assert codes(network) == []


def test_roads_that_share_a_vertex_meet() -> None:
    network = lay(
        town(
            road("a", (-20, 150), (150, 150), (350, 150)),
            road("b", (150, 150), (150, 350)),
        )
    )
    assert busiest(network) == 3


def test_an_end_within_the_tolerance_of_another_road_meets_it() -> None:
    side = road("side", (150, 150.6), (150, 350))
    main = road("main", (-20, 150), (350, 150))
    assert busiest(lay(town(main, side, snap_m=1.0))) == 3
    apart = lay(town(main, side, snap_m=0.3))
    assert crossings(apart) == ["side/1"]
    assert degree(apart, OUTSIDE) == 1


def test_a_bridge_passes_over_a_road_and_is_told_of() -> None:
    over = road("over", (150, -50), (150, 350), level=1)
    network = lay(
        town(road("below", (-50, 150), (350, 150)), over, dwellings=(home("a", 100, 152),))
    )
    assert codes(network) == [("levels_cross", "below")]
    assert all(len({one.start, one.end}) == 2 or one.road == 1 for one in network.edges)
    assert {network.roads[one.road].key for one in network.edges} == {"below"}


def test_a_bridge_meets_the_road_at_its_end() -> None:
    ramp = road("ramp", (150, 150), (150, 350), level=1)
    network = lay(town(road("below", (-50, 150), (350, 150)), ramp))
    assert busiest(network) == 3
    assert codes(network) == []


def test_a_road_that_ends_at_the_boundary_counts_as_a_way_out() -> None:
    network = lay(town(road("a", (0, 150), (150, 150))))
    assert crossings(network) == ["a/1"]


def test_a_road_along_the_boundary_counts_as_outside_and_is_told_of() -> None:
    network = lay(town(road("rim", (0.2, -50), (0.2, 350)), road("a", (0.2, 150), (150, 150))))
    assert codes(network) == [("along_boundary", "rim")]
    assert crossings(network) == ["a/1"]


def test_a_road_that_leaves_and_comes_back_leaves_twice() -> None:
    bend = road("bend", (50, 150), (150, 350), (250, 150), (50, 150))
    assert crossings(lay(town(bend))) == ["bend/1", "bend/2"]


def test_a_road_that_crosses_itself_has_a_junction_there() -> None:
    loop = road("loop", (-20, 150), (250, 150), (250, 250), (150, 250), (150, 50))
    network = lay(town(loop))
    assert len(network.places) == 3
    assert [one.start == one.end for one in network.edges] == [False, True, False]


def test_what_hangs_together_with_nothing_is_told_of() -> None:
    network = lay(town(road("a", (-50, 150), (350, 150)), road("lost", (50, 50), (90, 50))))
    assert codes(network) == [("unconnected", "lost")]


def test_an_end_just_before_the_boundary_is_told_of() -> None:
    network = lay(town(road("a", (-50, 150), (150, 150)), road("b", (150, 150), (150, 296))))
    assert codes(network) == [("ends_short", "b")]


def test_the_same_line_twice_counts_once_and_is_told_of() -> None:
    once = road("a", (-50, 150), (350, 150))
    twice = Road("b", (once.lines[0][::-1],))
    network = lay(town(once, twice, road("c", (100, 0), (100, 200))))
    assert codes(network) == [("road_twice", "b")]
    assert not any(one.crossing.startswith("b") for one in network.edges)


def test_roads_for_nobody_are_no_roads() -> None:
    closed = road("wall", (-50, 100), (350, 100), foot=False, car=False)
    network = lay(town(road("a", (-50, 150), (350, 150)), closed, dwellings=(home("h", 9, 150),)))
    assert codes(network) == [("road_for_nobody", "wall")]
    assert crossings(network) == ["a/1", "a/2"]


def test_a_building_stands_at_the_nearest_road_that_people_can_walk() -> None:
    motorway = road("motorway", (-50, 158), (350, 158), foot=False)
    network = lay(
        town(road("a", (-50, 140), (350, 140)), motorway, dwellings=(home("h", 100, 155),))
    )
    assert network.access_m[0] == pytest.approx(15, abs=0.1)
    assert len(network.edges_at[network.homes[0]]) == 2


def test_buildings_outside_and_far_from_roads_are_told_of() -> None:
    homes = (home("out", 400, 150), home("far", 150, 290))
    network = lay(town(road("a", (-50, 50), (350, 50)), dwellings=homes))
    assert codes(network) == [("dwelling_outside", "out"), ("dwelling_far", "far")]
    assert network.homes[0] == -1


def test_buildings_without_any_road_out_are_told_of() -> None:
    network = lay(town(road("in", (50, 50), (90, 50)), dwellings=(home("h", 60, 52),)))
    assert ("dwelling_cut_off", "h") in codes(network)


def test_areas_are_met_by_the_roads_through_them() -> None:
    area = (degrees([(40, 140), (60, 140), (60, 160), (40, 160), (40, 140)]),)
    empty = (degrees([(200, 20), (220, 20), (220, 40), (200, 20)]),)
    network = lay(town(road("a", (-50, 150), (350, 150)), areas=(area, empty)))
    assert len(network.within) == 1
    assert codes(network) == [("area_without_road", "2")]


def test_a_gate_is_put_on_its_road_as_a_piece_of_no_length() -> None:
    network = lay(cross(gates=(gate("east", 290, 153),)))
    found = [one for one in network.edges if one.gate == "east"]
    assert [one.length_m for one in found] == [0.0]
    assert network.places[found[0].start] == network.places[found[0].end]


def refusal(question: Question) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        lay(question)
    return refused.value.finding.code, refused.value.finding.key


def test_a_gate_on_no_road_is_refused() -> None:
    assert refusal(cross(gates=(gate("lost", 80, 80),))) == ("gate_far", "lost")


def test_a_boundary_that_crosses_itself_is_refused() -> None:
    bow = (degrees([(0, 0), (300, 300), (300, 0), (0, 300), (0, 0)]),)
    assert refusal(Question(cross().roads, bow)) == ("polygon_wrong", "")


def test_a_hole_in_the_boundary_is_outside() -> None:
    hole = degrees([(100, 100), (200, 100), (200, 200), (100, 200), (100, 100)])
    network = lay(Question(cross().roads, (square(300)[0], hole)))
    assert all({one.start, one.end} == {OUTSIDE} for one in network.edges)
