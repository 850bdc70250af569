"""What if: the same network asked again, and who is better or worse off."""

from math import inf

import pytest

from gridward.planning.siting import NEVER, Changes, Costs, Refused, Standing
from gridward.planning.siting.planning import Plan, compare, make_plan, plan_faults, what_if
from tests.planning.siting.towns import cross, gate, home, road, town

OPEN = Standing.OPEN


@pytest.fixture
def plan() -> Plan:
    homes = (home("south", 152, 30, 100.0), home("north", 152, 270, 40.0))
    prices = Costs(walking_km=500.0)
    return make_plan(cross(openings=2, dwellings=homes, everything=True, costs=prices))


def opened(plan: Plan) -> list[str]:
    assert plan.enclosure is not None
    assert plan_faults(plan) == []
    return sorted(one.key for one in plan.enclosure.openings)


def test_without_changes_the_plan_is_the_same(plan: Plan) -> None:
    assert opened(what_if(plan, Changes())) == opened(plan) == ["ns/1", "ns/2"]
    assert compare(plan, what_if(plan, Changes())).walks == ()


def test_one_gate_fewer_is_cheaper_and_some_walk_farther(plan: Plan) -> None:
    fewer = what_if(plan, Changes(count=1))
    assert opened(fewer) == ["ns/1"]
    change = compare(plan, fewer)
    assert change.shut == ("ns/2",)
    assert change.gates == -40 * 24 * 14
    assert change.closing == 600
    assert [(one.key, round(one.more_m, -1)) for one in change.walks] == [("north", 240)]
    assert change.worse_off == 40
    assert change.walking > 0
    back = compare(fewer, plan)
    assert back.worse_off == 0
    assert [one.more_m for one in back.walks] == [-one.more_m for one in change.walks]


def test_a_place_is_opened_or_shut_as_asked(plan: Plan) -> None:
    other = what_if(plan, Changes(open=("ew/1",), shut=("ns/1",)))
    assert opened(other) == ["ew/1", "ns/2"]


def test_more_places_opened_than_wanted_are_all_open(plan: Plan) -> None:
    assert len(opened(what_if(plan, Changes(open=("ew/1", "ew/2", "ns/1"))))) == 3


def test_a_road_closed_in_any_case_is_paid_for_and_lengthens_ways() -> None:
    homes = (home("h", 200, 152),)
    plan = make_plan(cross(dwellings=homes, gates=(gate("west", 1, 150, OPEN),)))
    closed = what_if(plan, Changes(close=("ns",)))
    assert opened(closed) == ["west"]
    assert len(closed.forced) == 2
    assert closed.sums.closing == plan.sums.closing
    assert closed.metres == plan.metres


def test_a_road_closed_inside_can_cut_homes_off() -> None:
    roads = (
        road("west", (-50, 150), (100, 150)),
        road("middle", (100, 150), (200, 150)),
        road("east", (200, 150), (350, 150)),
    )
    homes = (home("a", 60, 150), home("b", 240, 150))
    plan = make_plan(town(*roads, dwellings=homes, gates=(gate("w", 1, 150, OPEN),)))
    assert plan.metres[1] < inf
    cut = what_if(plan, Changes(close=("middle",)))
    assert cut.serves == (0, -1)
    change = compare(plan, cut)
    assert change.walks[0].key == "b"
    assert change.walks[0].more_m == inf
    assert cut.sums.closing == plan.sums.closing + 600


def test_a_road_kept_open_is_closed_nowhere() -> None:
    plan = make_plan(cross(openings=2))
    kept = what_if(plan, Changes(keep_open=("ns",)))
    assert opened(kept) == ["ns/1", "ns/2"]


def test_a_plan_that_encloses_nothing_is_not_compared(plan: Plan) -> None:
    leaky = what_if(plan, Changes(keep_open=("ew", "ns")))
    assert leaky.leak is not None
    with pytest.raises(ValueError, match="encloses nothing"):
        compare(plan, leaky)


@pytest.mark.parametrize(
    ("changes", "code", "key"),
    [
        (Changes(open=("gone",)), "opening_unknown", "gone"),
        (Changes(shut=("gone",)), "opening_unknown", "gone"),
        (Changes(close=("gone",)), "road_unknown", "gone"),
        (Changes(keep_open=("gone",)), "road_unknown", "gone"),
        (Changes(count=7), "openings_count", ""),
        (Changes(close=("fire",)), "close_never", "fire"),
    ],
)
def test_unknown_keys_and_impossible_wishes_are_refused(
    changes: Changes, code: str, key: str
) -> None:
    fire = road("fire", (-50, 200), (350, 200), closing=NEVER)
    question = cross(openings=3)
    plan = make_plan(town(*question.roads, fire, dwellings=question.dwellings, openings=3))
    with pytest.raises(Refused) as refused:
        what_if(plan, changes)
    assert (refused.value.finding.code, refused.value.finding.key) == (code, key)
