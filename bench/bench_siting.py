"""Siting: published p-median instances, and enclosing part of a real city centre.

    python -m bench.bench_siting [--seconds 60]

p-median: ours (cost, proven gap, seconds) beside a greedy choice with the first exchange that helps, on the fifteen
instances of OR-Library in the shared data and on San Francisco, plain and weighted by people; the optima stand in the
folders. Roads: the 1,078 of the Shanghai Bund; the least closures around the homes of some blocks, and a choice of
openings for those blocks, beside closing every road where it leaves. What-if is timed as a server would ask it.
"""

import argparse
import csv
import sys
from itertools import product
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
import orjson
import shapely
from tests.shared_data import shared

from gridward.planning.siting import Changes, read_question
from gridward.planning.siting.cutting import FEN, cut_faults, least_cut
from gridward.planning.siting.enclosing import cutting_of
from gridward.planning.siting.median import Median, best_sites, faults_of, median
from gridward.planning.siting.network import lay
from gridward.planning.siting.planning import Plan, compare, make_plan, plan_faults, what_if
from gridward.planning.siting.terms import OUTSIDE

WEST, SOUTH, EAST, NORTH = 121.4835, 31.2335, 121.4895, 31.2385
PEOPLE_A_BUILDING = 30
ANSWER_S = 1.0


class Instance(NamedTuple):
    """A question with what is published about it."""

    name: str
    asked: Median
    optimum: float


def or_library() -> list[Instance]:
    """The instances whose distances are in the folder, by number."""
    folder = shared("pmedian")
    with (folder / "optima.csv").open() as lines:
        optima = {row["instance"]: float(row["optimum_p_median"]) for row in csv.DictReader(lines)}
    found = []
    for file in sorted(folder.glob("pmed*.npz")):
        given = np.load(file)
        name = f"pmed{int(file.stem.removeprefix('pmed'))}"
        asked = median(given["dist"].astype(float), count=int(given["p"]))
        found.append(Instance(name, asked, optima[name]))
    return found


def san_francisco() -> list[Instance]:
    """Sixteen sites for 205 census tracts, two to six chosen, each tract once or by its people."""
    folder = shared("siting_sf")
    rows = _rows(folder / "SF_network_distance_candidateStore_16_censusTract_205_new.csv")
    tracts = sorted({row["DestinationName"] for row in rows})
    sites = sorted({row["name"] for row in rows})
    far = np.zeros((len(tracts), len(sites)))
    people = np.zeros(len(tracts))
    for row in rows:
        at = tracts.index(row["DestinationName"])
        far[at, sites.index(row["name"])] = float(row["distance"])
        people[at] = float(row["demand"])
    found = []
    for row in _rows(folder / "optimal_p_median_highs.csv"):
        weights = people if row["weights"] == "POP2000" else np.ones(len(tracts))
        asked = median(far, weights, count=int(row["p"]))
        name = f"sf p={row['p']} {row['weights']}"
        found.append(Instance(name, asked, float(row["p_median_total"])))
    return found


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open() as lines:
        return list(csv.DictReader(lines))


def first_exchange(asked: Median) -> float:
    """The baseline: greedy sites, then any exchange that helps until none does; answers the cost."""
    costs = asked.costs
    sites: list[int] = []
    nearest = costs.max(axis=1)
    while len(sites) < asked.count:
        price = np.minimum(costs, nearest[:, None]).sum(axis=0)
        price[sites] = np.inf
        sites.append(int(price.argmin()))
        nearest = costs[:, sites].min(axis=1)
    cost, helped = float(nearest.sum()), True
    while helped:
        helped = False
        for at, comes in product(range(len(sites)), range(costs.shape[1])):
            others = [*sites[:at], comes, *sites[at + 1 :]]
            tried = float(costs[:, others].min(axis=1).sum())
            if comes not in sites and tried < cost - 1e-9:
                sites, cost, helped = others, tried, True
    return cost


def measure(one: Instance, seconds: float) -> bool:
    """Print ours beside the baseline; whether the published optimum was reached and proven in time."""
    begin = perf_counter()
    found = best_sites(one.asked, seconds)
    took = perf_counter() - begin
    begin = perf_counter()
    baseline = first_exchange(one.asked)
    took_baseline = perf_counter() - begin
    reached = abs(found.cost - one.optimum) <= 1e-6 * one.optimum
    right = reached and not faults_of(one.asked, found) and took <= seconds
    print(
        f"  {one.name:16} optimum {one.optimum:16,.0f}  ours {found.cost:16,.0f} gap {100 * found.gap:.3f} %"
        f" {took:6.2f} s  greedy interchange {100 * abs(baseline / one.optimum - 1):.2f} % above {took_baseline:6.2f} s"
        f"  {'ok' if right else 'MISSED'}"
    )
    return right


def medians(seconds: float) -> bool:
    """All instances; whether each is solved."""
    print("p-median: published optimum, ours with proven gap, baseline above the optimum")
    solved = [measure(one, seconds) for one in (*or_library(), *san_francisco())]
    return all(solved)


def bund() -> dict[str, Any]:
    """The question of the square: roads as they are, its buildings with as many people each."""
    folder = shared("urban_shanghai_bund")
    square = shapely.box(WEST, SOUTH, EAST, NORTH)
    homes = []
    for one in orjson.loads((folder / "buildings.geojson").read_bytes())["features"]:
        middle = shapely.geometry.shape(one["geometry"]).representative_point()
        if square.contains(middle):
            place = {"type": "Point", "coordinates": [middle.x, middle.y]}
            properties = {"id": one["properties"]["id"], "people": PEOPLE_A_BUILDING}
            homes.append({"type": "Feature", "properties": properties, "geometry": place})
    return {
        "roads": orjson.loads((folder / "roads.geojson").read_bytes()),
        "boundary": orjson.loads(shapely.to_geojson(square)),
        "dwellings": {"type": "FeatureCollection", "features": homes},
        "openings": {"count": 4},
    }


def whole(document: dict[str, Any]) -> bool:
    """All 1,078 roads in one network, cut between the homes of the blocks and the edge of the map."""
    west, south, east, north = shapely.geometry.shape(
        {
            "type": "GeometryCollection",
            "geometries": [f["geometry"] for f in document["roads"]["features"]],
        }
    ).bounds
    inset = shapely.box(west, south, east, north).buffer(-0.0005)
    begin = perf_counter()
    question = read_question({**document, "boundary": orjson.loads(shapely.to_geojson(inset))})
    network = lay(question)
    laid = perf_counter() - begin
    ends = [(one.start, one.end) for one in network.edges]
    costs = [question.costs.closing(network.roads[one.road]) for one in network.edges]
    homes = {one for one in network.homes if one > OUTSIDE}
    begin = perf_counter()
    cut = least_cut(len(network.places), ends, costs, homes, [OUTSIDE])
    took = perf_counter() - begin
    faults = cut_faults(len(network.places), ends, costs, homes, [OUTSIDE], cut)
    every = sum(costs[n] for n, one in enumerate(network.edges) if one.crossing)
    print(
        f"roads of the Bund: {len(network.roads):,} roads, {len(network.places):,} junctions,"
        f" {len(network.edges):,} pieces laid in {laid:.2f} s"
    )
    print(
        f"  least cut around {len(homes)} homes {took * 1000:.0f} ms: {len(cut.edges)} closures,"
        f" {cut.cost / FEN:,.0f} yuan; every way out {every:,.0f} yuan, ratio {every * FEN / cut.cost:.2f}"
    )
    return not faults


def planned(document: dict[str, Any]) -> bool:
    """One community with four openings, and changes to it."""
    question = read_question(document)
    begin = perf_counter()
    plan = make_plan(question)
    took = perf_counter() - begin
    begin = perf_counter()
    other = what_if(plan, Changes(count=3))
    asked = perf_counter() - begin
    change = compare(plan, other)
    every = _every_way_out(plan)
    print(
        f"one community: {len(question.dwellings)} buildings, {len(plan.places)} ways out, 4 openings:"
        f" plan {took:.2f} s, what-if {asked:.2f} s (target {ANSWER_S:.0f} s)"
    )
    print(
        f"  closing {plan.sums.closing:,.0f} yuan, every way out {every:,.0f} yuan; whole"
        f" {plan.sums.total:,.0f}, bound {plan.bound:,.0f}, gap {100 * plan.gap:.1f} %;"
        f" with 3: {change.worse_off:,.0f} people walk farther, {change.gates + change.closing:+,.0f} yuan"
    )
    faults = plan_faults(plan) + plan_faults(other)
    return not faults and plan.enclosure is not None and _proof_holds(plan)


def _every_way_out(plan: Plan) -> float:
    """The baseline: every road is closed where it leaves, save the openings."""
    gates = {one.edge for one in plan.enclosure.openings} if plan.enclosure else set()
    edges = enumerate(plan.network.edges)
    return sum(plan.ground.costs[n] for n, one in edges if one.crossing and n not in gates)


def _proof_holds(plan: Plan) -> bool:
    if plan.enclosure is None:
        return False
    ends, costs, sources, sinks = cutting_of(plan.ground, plan.enclosure.openings)
    count = len(plan.network.places)
    return not cut_faults(count, ends, costs, sources, sinks, plan.enclosure.cut)


def main() -> int:
    """Run all; exit code 1 when an optimum is missed or a plan has a fault."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args()
    document = bund()
    fine = [whole(document), planned(document), medians(given.seconds)]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
