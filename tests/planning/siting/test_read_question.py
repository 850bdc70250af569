"""Reading a question: what a file may say, and sentences that name feature and field when it says something else."""

import copy
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from gridward.planning.siting import (
    NEVER,
    Changes,
    Costs,
    Refused,
    Standing,
    read_changes,
    read_question,
)
from gridward.planning.siting.planning import make_plan
from tests.planning.siting.towns import (
    collection,
    cross_document,
    degrees,
    feature,
    line_feature,
)


def refusal(document: object) -> tuple[str, str, str, str]:
    with pytest.raises(Refused) as refused:
        read_question(document)
    one = refused.value.finding
    return one.code, one.part, one.key, one.name


def with_road(**properties: Any) -> dict[str, Any]:
    return cross_document(roads=collection(line_feature("r", (-9, 9), (99, 9), **properties)))


def the_road(**properties: Any) -> Any:
    return read_question(with_road(**properties)).roads[0]


def test_a_document_is_read_as_it_stands() -> None:
    read = read_question(
        cross_document(
            costs={"lane_hour": 50}, openings={"count": 2, "capacity": 500, "car": False}
        )
    )
    assert [(one.key, one.width_m) for one in read.roads] == [("ew", 8.0), ("ns", 4.0)]
    assert [(one.key, one.people) for one in read.dwellings] == [("a", 10.0), ("b", 10.0)]
    assert (read.openings, read.capacity, read.car) == (2, 500.0, False)
    assert read.costs == Costs(lane_hour=50.0)
    assert read.boundary[0][0] == read.boundary[0][-1]
    assert read.findings == ()


def test_what_a_road_does_not_say_is_assumed_by_its_kind() -> None:
    lane, motorway, plain = the_road(kind="footway"), the_road(highway="motorway"), the_road()
    assert (lane.foot, lane.car, lane.width_m) == (True, False, 2.0)
    assert (motorway.foot, motorway.car, motorway.width_m) == (False, True, 15.0)
    assert (plain.foot, plain.car, plain.width_m, plain.level) == (True, True, 5.0, 0)
    said = the_road(kind="footway", car="是", foot="no", width="3.5")
    assert (said.foot, said.car, said.width_m) == (False, True, 3.5)


def test_levels_are_by_layer_else_by_bridge_and_tunnel() -> None:
    assert the_road(bridge="yes").level == 1
    assert the_road(tunnel=True).level == -1
    assert the_road(bridge="viaduct", layer=2).level == 2
    assert the_road(bridge="no", tunnel=False).level == 0


def test_fire_lanes_and_never_cost_more_than_anything() -> None:
    assert the_road(fire_lane=True).closing == NEVER
    assert the_road(closing="never").closing == NEVER
    assert the_road(closing="不可封闭").closing == NEVER
    assert the_road(closing="120").closing == 120.0
    assert the_road().closing is None


def test_a_road_without_length_is_told_and_left_out() -> None:
    roads = collection(
        line_feature("dot", (5, 5), (5, 5)),
        {"type": "Feature", "properties": {"id": "none"}, "geometry": None},
        line_feature("ok", (0, 5), (9, 5)),
    )
    read = read_question(cross_document(roads=roads))
    assert [one.key for one in read.roads] == ["ok"]
    assert [(one.code, one.key) for one in read.findings] == [
        ("road_empty", "dot"),
        ("road_empty", "none"),
    ]


def test_features_without_an_id_are_numbered_as_people_count() -> None:
    document = cross_document()
    for one in document["roads"]["features"]:
        del one["properties"]["id"]
    document["roads"]["features"][1]["id"] = 77
    assert [one.key for one in read_question(document).roads] == ["1", "77"]


def test_buildings_may_be_outlines() -> None:
    ring = [list(one) for one in degrees([(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)])]
    read = read_question(cross_document(dwellings=collection(feature("Polygon", [ring]))))
    assert read.dwellings[0].place == pytest.approx(degrees([(5, 5)])[0], abs=1e-6)


def test_gates_say_their_standing_and_lanes() -> None:
    place = list(degrees([(299, 150)])[0])
    gates = collection(feature("Point", place, id="east", standing="open", lanes=2))
    found = read_question(cross_document(gates=gates)).gates[0]
    assert (found.key, found.standing, found.lanes) == ("east", Standing.OPEN, 2)


POINT = list(degrees([(9, 9)])[0])
SPOT = feature("Point", POINT, id="p")


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ([], ("not_object", "", "", "")),
        (cross_document(roads=None), ("not_collection", "roads", "", "")),
        (cross_document(roads=collection()), ("roads_missing", "roads", "", "")),
        (cross_document(roads=collection(SPOT)), ("geometry_wrong", "roads", "p", "geometry")),
        (cross_document(boundary=None), ("boundary_missing", "boundary", "", "")),
        (cross_document(boundary=SPOT), ("geometry_wrong", "boundary", "", "geometry")),
        (
            cross_document(boundary={"type": "Polygon", "coordinates": [[POINT, POINT]]}),
            ("polygon_small", "boundary", "", "geometry"),
        ),
        (
            cross_document(boundary={"type": "MultiPolygon", "coordinates": []}),
            ("one_polygon", "boundary", "", "geometry"),
        ),
        (with_road(width="wide"), ("number_wrong", "roads", "r", "width")),
        (with_road(width=-1), ("number_wrong", "roads", "r", "width")),
        (with_road(width=float("nan")), ("number_wrong", "roads", "r", "width")),
        (with_road(foot="perhaps"), ("yes_or_no", "roads", "r", "foot")),
        (with_road(closing="dear"), ("number_wrong", "roads", "r", "closing")),
        (
            cross_document(roads=collection(*[line_feature("r", (0, 0), (9, 9))] * 2)),
            ("key_twice", "roads", "r", "id"),
        ),
        (
            cross_document(roads=collection(feature("LineString", [[1, "x"], [2, 2]], id="r"))),
            ("coordinates_wrong", "roads", "r", "geometry"),
        ),
        (
            cross_document(roads=collection(feature("LineString", [[385000.0, 3e6]] * 2, id="r"))),
            ("not_degrees", "roads", "r", "geometry"),
        ),
        (
            cross_document(dwellings=collection(feature("Point", POINT, id="h", people="many"))),
            ("number_wrong", "dwellings", "h", "people"),
        ),
        (
            cross_document(gates=collection(feature("Point", POINT, id="g", standing="ajar"))),
            ("word_unknown", "gates", "g", "standing"),
        ),
        (cross_document(gates=collection(SPOT, SPOT)), ("key_twice", "gates", "p", "id")),
        (cross_document(costs={"lane_hours": 3}), ("word_unknown", "costs", "", "lane_hours")),
        (cross_document(costs=[]), ("not_object", "costs", "", "")),
        (cross_document(openings={"count": 1.5}), ("number_wrong", "openings", "", "count")),
        (cross_document(openings={"count": 0}), ("number_wrong", "openings", "", "count")),
        (cross_document(snap_m=0), ("number_wrong", "", "", "snap_m")),
    ],
)
def test_bad_input_is_refused_by_part_feature_and_field(
    document: object, told: tuple[str, str, str, str]
) -> None:
    assert refusal(document) == told


def test_changes_are_read_with_their_names() -> None:
    given = {"what_if": [{"name": "fewer", "count": 1, "close": ["ns"], "shut": [7]}, {}]}
    assert read_changes(given) == [
        ("fewer", Changes(close=("ns",), shut=("7",), count=1)),
        ("2", Changes()),
    ]
    for wrong in ({"what_if": 3}, {"what_if": [3]}, {"what_if": [{"open": "east"}]}):
        with pytest.raises(Refused):
            read_changes(wrong)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.data())
@bounded(max_examples=120, deadline=None)
def test_whatever_stands_in_a_document_is_planned_or_refused(data: st.DataObject) -> None:
    """One value anywhere in a good document is replaced by any JSON; what is read can be planned or is refused."""
    document: Any = copy.deepcopy(cross_document(costs={"days": 7}, gates=collection(SPOT)))
    at: Any = document
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(at[key], dict | list) or not at[key] or data.draw(st.booleans()):
            break
        at = at[key]
    at[key] = data.draw(JSON)
    with suppress(Refused):
        plan = make_plan(read_question(document))
        assert (plan.enclosure is None) is (plan.leak is not None)
