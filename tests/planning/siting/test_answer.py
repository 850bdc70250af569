"""The answer as others read it: a map, figures, proof, sentences."""

import json
from math import inf

import pytest

from gridward.planning.siting import Changes, Costs, Standing
from gridward.planning.siting.answering import (
    answer,
    difference,
    said,
    said_difference,
    whole_metres,
)
from gridward.planning.siting.planning import Plan, compare, make_plan, what_if
from tests.planning.siting.towns import cross, degrees, gate, home, road, town

OPEN = Standing.OPEN


@pytest.fixture
def plan() -> Plan:
    homes = (home("south", 152, 30, 100.0), home("north", 152, 270, 40.0))
    prices = Costs(walking_km=500.0)
    return make_plan(cross(openings=2, dwellings=homes, everything=True, costs=prices))


def shown(answered: dict[str, object], name: str) -> list[dict[str, object]]:
    found = answered[name]
    assert isinstance(found, dict)
    return [one["properties"] for one in found["features"]]


def test_closures_and_openings_stand_on_the_map(plan: Plan) -> None:
    found = answer(plan)
    assert {one["place"]: one["cost"] for one in shown(found, "closures")} == {
        "ew/1": 1200.0,
        "ew/2": 1200.0,
    }
    assert {one["id"]: one["people"] for one in shown(found, "openings")} == {
        "ns/1": 100.0,
        "ns/2": 40.0,
    }
    places = {
        one["properties"]["place"]: one["geometry"]["coordinates"]
        for one in found["closures"]["features"]
    }
    assert places["ew/1"] == pytest.approx(degrees([(0, 150)])[0], abs=1e-6)


def test_each_piece_of_road_says_how_far_its_gate_is(plan: Plan) -> None:
    reach = shown(answer(plan), "reach")
    assert {one["opening"] for one in reach} == {"ns/1", "ns/2"}
    assert all(0 <= float(str(one["metres"])) <= 150.1 for one in reach)


def test_figures_add_up_and_the_proof_has_no_faults(plan: Plan) -> None:
    found = answer(plan)
    sums = found["figures"]
    assert sums["total"] == pytest.approx(sums["closing"] + sums["gates"] + sums["walking"])
    assert (sums["closures"], sums["openings"], sums["people"]) == (2, 2, 140)
    assert sums["mean_m"] == pytest.approx(32, abs=1)
    assert found["proof"]["flow"] == found["proof"]["closing"] == sums["closing"]
    assert found["proof"]["faults"] == []
    assert [one.key for one in said(plan)] == ["enclosed", "cut_proven", "gap", "walking"]


def test_a_leak_shows_the_way_that_may_not_be_closed() -> None:
    lane = road("fire", (150, -50), (150, 150), closing=inf, name="消防通道")
    street = road("street", (-50, 150), (350, 150))
    gates = (gate("w", 1, 150, OPEN),)
    plan = make_plan(town(lane, street, dwellings=(home("h", 150, 160),), gates=gates))
    found = answer(plan)
    assert found["enclosed"] is False
    assert [one["road"] for one in shown(found, "leak")] == ["fire"]
    assert shown(found, "closures") == shown(found, "reach") == shown(found, "dwellings") == []
    told = list(said(plan))
    assert [one.key for one in told] == ["leak"]
    assert told[0].values == {"roads": "消防通道（fire）"}


def test_whoever_has_no_way_is_told_and_not_given_a_number() -> None:
    through = road("through", (-50, 40), (350, 40), car=False)
    roads = (road("ns", (150, 100), (150, 350), car=False), through)
    homes = (home("alone", 100, 42), home("h", 150, 200))
    gates = (gate("n", 150, 299, OPEN),)
    plan = make_plan(town(*roads, gates=gates, dwellings=homes))
    found = answer(plan)
    assert {one["id"]: one["metres"] is None for one in shown(found, "dwellings")} == {
        "alone": True,
        "h": False,
    }
    assert found["figures"]["without_way"] == 1
    told = {one.key: one.values for one in said(plan)}
    assert told["without_way"]["dwellings"] == "alone"
    assert "no_car" in told


def test_a_gate_that_no_home_reaches_is_told() -> None:
    roads = (road("ns", (150, -50), (150, 350)), road("side", (250, 200), (250, 350)))
    gates = (gate("n", 150, 299, OPEN), gate("idle", 250, 299, OPEN))
    plan = make_plan(town(*roads, gates=gates, dwellings=(home("h", 150, 200),)))
    told = {one.key: one.values for one in said(plan)}
    assert told["gate_idle"] == {"openings": "idle"}
    assert answer(plan)["proof"]["faults"] == ["idle does not lead from within to the outside"]


def test_a_difference_names_whoever_walks_most_or_loses_the_way(plan: Plan) -> None:
    change = compare(plan, what_if(plan, Changes(count=1)))
    told = {one.key: one.values for one in said_difference(change)}
    assert told["walks_most"] == {"dwelling": "north", "metres": 240}
    assert told["difference"]["gates"] == "-13,440"
    shown_change = difference(change)
    assert shown_change["people_farther"] == 40
    lost = compare(plan, what_if(plan, Changes(close=("ns",), open=("ew/1",), count=1)))
    assert json.dumps(difference(lost), allow_nan=False)


def test_an_answer_is_json(plan: Plan) -> None:
    assert json.loads(json.dumps(answer(plan), allow_nan=False)) == answer(plan)


@pytest.mark.parametrize(("metres", "told"), [(348.5, 349), (349.5, 350), (348.4, 348), (0.0, 0)])
def test_half_a_metre_is_told_as_the_screen_rounds_it(metres: float, told: int) -> None:
    assert whole_metres(metres) == told
