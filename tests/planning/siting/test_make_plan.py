"""Making a plan: the cheapest closures, the best places when only the number is wanted, what is never closed."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from gridward.planning.siting import NEVER, Costs, Question, Refused, Standing
from gridward.planning.siting.planning import Plan, make_plan, plan_faults, what_if
from gridward.planning.siting.terms import Changes
from tests.planning.siting.towns import cross, degrees, gate, home, road, town

OPEN = Standing.OPEN
WALKS = Costs(walking_km=5.0)


def opened(plan: Plan) -> list[str]:
    assert plan.enclosure is not None
    assert plan_faults(plan) == []
    return sorted(one.key for one in plan.enclosure.openings)


def closed(plan: Plan) -> list[str]:
    assert plan.enclosure is not None
    edges = (plan.network.edges[one] for one in plan.enclosure.closed)
    return sorted(one.crossing or one.gate for one in edges)


def refusal(question: Question) -> str:
    with pytest.raises(Refused) as refused:
        make_plan(question)
    return refused.value.finding.code


def test_all_ways_but_the_gate_are_closed_for_their_price() -> None:
    plan = make_plan(cross(gates=(gate("east", 299, 150, OPEN),)))
    assert opened(plan) == ["east"]
    assert closed(plan) == ["ew/1", "ns/1", "ns/2"]
    assert plan.sums.closing == 150 * (8 + 4 + 4)
    assert plan.sums.gates == 40 * 24 * 14
    assert plan.enclosure is not None
    assert plan.enclosure.bound == plan.enclosure.cost


def test_the_price_is_by_width_or_as_given_and_never_below_the_least() -> None:
    roads = (
        road("a", (-50, 150), (350, 150), width_m=1.0),
        road("b", (150, 150), (150, 350), closing=77.0),
    )
    plan = make_plan(
        town(*roads, dwellings=(home("h", 150, 150),), gates=(gate("w", 1, 150, OPEN),))
    )
    assert plan.sums.closing == 300 + 77


def test_the_widest_way_is_the_gate_when_walking_costs_nothing() -> None:
    plan = make_plan(cross(openings=1, gates=(gate("a", 150, 1), gate("b", 1, 150))))
    assert plan.chosen
    assert set(opened(plan)) <= {"b", "ew/2"}
    assert plan.sums.total == pytest.approx(plan.bound)


def test_when_walking_is_dear_the_gate_is_near_to_most_people() -> None:
    homes = (home("few", 160, 20, 1.0), home("many", 160, 280, 900.0))
    plan = make_plan(cross(openings=1, dwellings=homes, costs=Costs(walking_km=50.0)))
    assert opened(plan) == ["ns/2"]
    assert plan.metres[1] == pytest.approx(20 + 10, abs=1)
    assert plan.mean_m == pytest.approx((30 * 900 + 290) / 901, abs=1)


def test_people_go_to_the_nearest_of_several_gates() -> None:
    homes = (home("south", 152, 30), home("north", 152, 270))
    plan = make_plan(cross(openings=2, dwellings=homes, costs=Costs(walking_km=500.0)))
    assert opened(plan) == ["ns/1", "ns/2"]
    assert plan.enclosure is not None
    assert [plan.enclosure.openings[one].key for one in plan.serves] == ["ns/1", "ns/2"]


def test_gates_that_are_full_send_people_to_the_next() -> None:
    homes = (home("south", 152, 30), home("south-2", 152, 40), home("north", 152, 270))
    full = cross(openings=2, dwellings=homes, capacity=20.0, costs=Costs(walking_km=500.0))
    plan = make_plan(full)
    assert sorted(plan.serves.count(one) for one in (0, 1)) == [1, 2]
    far = replace(full, dwellings=(*homes, home("south-3", 152, 50)), openings=2)
    assert sorted(make_plan(far).serves.count(one) for one in (0, 1)) == [2, 2]
    assert refusal(replace(full, openings=1)) == "capacity_small"


def test_gates_that_stand_stay_and_the_others_are_chosen_beside_them() -> None:
    homes = (home("south", 152, 30), home("north", 152, 270))
    plan = make_plan(
        cross(openings=2, dwellings=homes, gates=(gate("west", 1, 150, OPEN),), costs=WALKS)
    )
    assert "west" in opened(plan)
    assert len(opened(plan)) == 2


def test_a_place_that_may_not_be_a_gate_is_closed() -> None:
    gates = (gate("west", 1, 150, Standing.SHUT), gate("east", 299, 150))
    plan = make_plan(cross(openings=3, gates=gates))
    assert opened(plan) == ["east", "ns/1", "ns/2"]
    assert len(closed(plan)) == 1


def test_a_vehicle_gets_through_at_least_one_opening() -> None:
    roads = (
        road("lane", (-50, 150), (350, 150), car=False, width_m=20.0),
        road("street", (150, -50), (150, 150), width_m=2.0),
    )
    question = town(*roads, openings=1, dwellings=(home("h", 100, 150),))
    assert opened(make_plan(question)) == ["street/1"]
    assert opened(make_plan(replace(question, car=False)))[0].startswith("lane/")
    no_cars = replace(question, roads=roads[:1])
    assert opened(make_plan(no_cars))[0].startswith("lane/")


def test_a_fire_lane_is_a_gate_or_nothing_encloses() -> None:
    lane = road("fire", (150, -50), (150, 150), closing=NEVER, name="消防通道")
    street = road("street", (-50, 150), (350, 150))
    question = town(lane, street, openings=1, dwellings=(home("h", 150, 160),))
    assert opened(make_plan(question)) == ["fire/1"]
    shut = what_if(make_plan(question), Changes(shut=("fire/1",)))
    assert shut.enclosure is None
    assert shut.leak is not None
    assert {shut.network.roads[shut.network.edges[n].road].key for n in shut.leak.edges} == {"fire"}
    assert shut.sums.total == 0


def test_two_fire_lanes_need_two_gates() -> None:
    lanes = (
        road("one", (150, -50), (150, 150), closing=NEVER),
        road("two", (150, 150), (150, 350), closing=NEVER),
        road("street", (-50, 150), (350, 150)),
    )
    question = town(*lanes, dwellings=(home("h", 150, 160),))
    assert make_plan(replace(question, openings=1)).leak is not None
    assert opened(make_plan(replace(question, openings=2))) == ["one/1", "two/1"]


def test_closing_once_inside_is_cheaper_than_closing_every_way_outside() -> None:
    """The homes hang on one lane; behind it lie three ways out."""
    roads = (
        road("lane", (-50, 150), (200, 150), width_m=3.0),
        *(road(f"out{y}", (200, 150), (350, y), width_m=9.0) for y in (60, 150, 240)),
    )
    question = town(*roads, dwellings=(home("h", 60, 150),), gates=(gate("w", 1, 150, OPEN),))
    plan = make_plan(question)
    assert plan.sums.closing == 450
    assert closed(plan) == [""]
    everything = make_plan(replace(question, everything=True))
    assert closed(everything) == ["out150/1", "out240/1", "out60/1"]


def test_homes_may_be_enclosed_apart_where_that_is_cheaper_and_together_when_asked() -> None:
    homes = (home("south", 152, 30), home("north", 152, 270))
    gates = (gate("s", 150, 1, OPEN), gate("n", 150, 299, OPEN))
    apart = make_plan(cross(dwellings=homes, gates=gates))
    assert closed(apart) == ["", ""]
    assert apart.sums.closing == 2 * 600
    together = make_plan(cross(dwellings=homes, gates=gates, everything=True))
    assert closed(together) == ["ew/1", "ew/2"]
    assert together.sums.closing == 2 * 1200


def test_areas_are_enclosed_as_homes_are() -> None:
    area = (degrees([(240, 140), (260, 140), (260, 160), (240, 160), (240, 140)]),)
    plan = make_plan(cross(dwellings=(), areas=(area,), gates=(gate("east", 299, 150, OPEN),)))
    assert closed(plan) == [""]
    assert plan.sums.closing == 8 * 150


def test_a_building_sealed_in_by_both_gates_elsewhere_is_shown() -> None:
    """The through road has no junction inside: whoever lives there has only its own two ends."""
    through = road("through", (-50, 40), (350, 40))
    homes = (home("alone", 100, 42), home("h", 150, 200))
    question = cross(openings=1, gates=(gate("n", 150, 299, OPEN),), dwellings=homes)
    apart = replace(question, roads=(road("ns", (150, 100), (150, 350)), through))
    plan = make_plan(apart)
    assert plan.enclosure is not None
    assert [one == -1 for one in plan.serves] == [True, False]
    assert len(plan.enclosure.pockets) == 1
    both = make_plan(replace(apart, openings=2))
    assert -1 not in both.serves


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "openings_none"),
        ({"openings": 5}, "openings_count"),
        ({"openings": 1, "gates": (gate("off", 50, 50),)}, "gate_far"),
    ],
)
def test_what_cannot_be_asked_is_refused(given: dict[str, object], code: str) -> None:
    assert refusal(cross(**given)) == code


@st.composite
def towns(draw: st.DrawFn) -> Question:
    """A lattice of roads with some missing, homes anywhere, prices of all kinds."""
    lines = [50.0, 150.0, 250.0]
    roads = []
    for at in lines:
        for kind, place in (("ew", lambda v, at=at: (v, at)), ("ns", lambda v, at=at: (at, v))):
            begin, end = draw(st.sampled_from([(-50, 350), (-50, 150), (150, 350), (50, 250)]))
            closing = draw(st.sampled_from([None, None, 100.0, 5000.0, NEVER]))
            width = draw(st.sampled_from([2.0, 5.0, 9.0]))
            points = (place(begin), place(end))
            roads.append(road(f"{kind}{at:.0f}", *points, closing=closing, width_m=width))
    spot = st.floats(20, 280)
    homes = draw(st.lists(st.tuples(spot, spot, st.integers(1, 60)), min_size=1, max_size=5))
    return town(
        *roads,
        dwellings=tuple(home(str(n), x, y, people) for n, (x, y, people) in enumerate(homes)),
        openings=draw(st.integers(1, 2)),
        costs=Costs(walking_km=draw(st.sampled_from([0.0, 5.0, 500.0]))),
        car=False,
    )


def planned(question: Question) -> Plan | str:
    """The plan, or the code of the refusal."""
    try:
        return make_plan(question)
    except Refused as refused:
        return refused.finding.code


@given(towns())
@bounded(max_examples=25, deadline=None)
def test_no_choice_comes_below_the_bound_and_no_exchange_is_cheaper(question: Question) -> None:
    plan = planned(question)
    if not isinstance(plan, Plan):
        assert plan == "openings_count"
        return
    each = {
        one: what_if(plan, Changes(open=one, count=len(one)))
        for one in combinations(sorted(plan.places), question.openings or 0)
    }
    totals = {one: tried.sums.total for one, tried in each.items() if not refused_or_faulty(tried)}
    if plan.enclosure is None:
        assert plan.leak is not None
        return
    assert plan_faults(plan) == []
    assert plan.bound <= min(totals.values()) + 0.01
    assert plan.bound <= plan.sums.total
    for one, total in totals.items():
        if len(set(one) & set(opened(plan))) >= len(one) - 1:
            assert plan.sums.total <= total * 1.0011


def refused_or_faulty(plan: Plan) -> bool:
    return plan.enclosure is None or bool(plan_faults(plan))
