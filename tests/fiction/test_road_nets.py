"""Invented roads of a community, as its street would upload them."""

import json

from shapely.geometry import shape

from gridward.fiction.layout import COMMUNITY_BLOCKS, make_layout
from gridward.fiction.road_nets import road_net
from gridward.fiction.terms import LABEL
from gridward.work.siting.rules.roads import read_roads

CODE = "360103005002"


def test_the_same_seed_gives_the_same_roads() -> None:
    assert road_net(1, CODE) == road_net(1, CODE)
    assert road_net(1, CODE) != road_net(2, CODE)


def test_every_community_has_roads_that_a_study_takes() -> None:
    for code in COMMUNITY_BLOCKS:
        net = road_net(1, code)
        assert net["name"] == LABEL
        assert len(read_roads(json.dumps(net).encode())["features"]) == len(net["features"])


def test_roads_leave_the_community_on_all_sides_and_lanes_stay_within() -> None:
    [grid] = [one for one in make_layout(1).communities if one.code.startswith(CODE)]
    land = shape(grid.boundary).buffer(1e-7)
    for one in road_net(1, CODE)["features"]:
        lane = one["properties"]["id"].endswith("号巷")
        assert land.covers(shape(one["geometry"])) is lane


def test_one_way_through_is_kept_free_for_the_fire_brigade() -> None:
    kept = [one for one in road_net(1, CODE)["features"] if one["properties"].get("fire_lane")]
    assert len(kept) == 1
