"""A plan as others read it: GeoJSON for a map, figures, and what there is to say as keys of the catalogue.

Everything is plain data that JSON can hold; no way at all is null.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import floor, isinf
from typing import Any

from gridward.planning.siting.cutting import FEN
from gridward.planning.siting.enclosing import idle_openings
from gridward.planning.siting.plane import Plane
from gridward.planning.siting.planning import Difference, Plan, plan_faults
from gridward.planning.siting.terms import OUTSIDE, Edge, Line, Opening, Point
from gridward.planning.siting.walking import to_nearest, walkable

Answer = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """A sentence: its key below `word.siting.said` in the catalogue, and what stands in it."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


def answer(plan: Plan) -> Answer:
    """Closures, openings, ways and figures of a plan."""
    return {
        "enclosed": plan.enclosure is not None,
        "closures": _collection(_closures(plan)),
        "openings": _collection(_openings(plan)),
        "places": _collection(_places(plan)),
        "reach": _collection(_reach(plan)),
        "dwellings": _collection(_dwellings(plan)),
        "leak": _collection(_leak(plan)),
        "figures": figures(plan),
        "proof": proof(plan),
    }


def figures(plan: Plan) -> Answer:
    """Money in yuan over the period, ways in metres."""
    found = plan.enclosure
    known = [one for one in plan.metres if not isinf(one)]
    return {
        "closing": round(plan.sums.closing, 2),
        "gates": round(plan.sums.gates, 2),
        "walking": round(plan.sums.walking, 2),
        "total": round(plan.sums.total, 2),
        "closures": len(_closed(plan)),
        "openings": len(found.openings) if found else 0,
        "people": round(plan.people, 2),
        "mean_m": round(plan.mean_m, 1),
        "longest_m": round(max(known, default=0.0), 1),
        "without_way": sum(isinf(one) for one in plan.metres) if found else 0,
    }


def proof(plan: Plan) -> Answer:
    """What shows that the plan holds and how good it is; `faults` are those found by walking it again."""
    found = plan.enclosure
    if found is None:
        return {"faults": []}
    return {
        "flow": found.cut.cost / FEN,
        "closing_least": found.bound,
        "closing": found.cost,
        "closing_proven": found.proven,
        "bound": round(plan.bound, 2),
        "gap": round(plan.gap, 6),
        "chosen": plan.chosen,
        "faults": plan_faults(plan),
    }


def difference(found: Difference) -> Answer:
    """One plan beside another."""
    return {
        "closing": round(found.closing, 2),
        "gates": round(found.gates, 2),
        "walking": round(found.walking, 2),
        "opened": list(found.opened),
        "shut": list(found.shut),
        "people_farther": round(found.worse_off, 2),
        "walks": [
            {
                "id": one.key,
                "people": one.people,
                "before_m": _metres(one.before_m),
                "after_m": _metres(one.after_m),
                "more_m": _metres(one.more_m),
            }
            for one in found.walks
        ],
    }


# -- what there is to say ------------------------------------------------------------------------


def said(plan: Plan) -> Iterator[Said]:
    """The sentences about a plan, the most important first."""
    if plan.leak is not None:
        yield _said_leak(plan)
        return
    shown = figures(plan)
    yield Said("enclosed", shown)
    yield from _said_proof(plan)
    if plan.metres:
        told = {name: whole_metres(shown[name]) for name in ("mean_m", "longest_m")}
        yield Said("walking", {**shown, **told})
    if shown["without_way"]:
        lost = _keys(plan, (n for n, one in enumerate(plan.metres) if isinf(one)))
        yield Said("without_way", {"count": shown["without_way"], "dwellings": lost})
    idle = idle_openings(plan.ground, plan.enclosure) if plan.enclosure else []
    if idle:
        yield Said("gate_idle", {"openings": "、".join(one.key for one in idle)})
    if plan.enclosure and not any(one.car for one in plan.enclosure.openings):
        yield Said("no_car")


def said_difference(found: Difference) -> Iterator[Said]:
    """The sentences about a change."""
    yield Said(
        "difference",
        {
            "closing": f"{found.closing:+,.0f}",
            "gates": f"{found.gates:+,.0f}",
            "people": round(found.worse_off),
        },
    )
    if found.walks and found.walks[0].more_m > 0:
        worst = found.walks[0]
        if isinf(worst.more_m):
            yield Said("loses_way", {"dwelling": worst.key})
        else:
            values = {"dwelling": worst.key, "metres": whole_metres(worst.more_m)}
            yield Said("walks_most", values)


def whole_metres(metres: float) -> int:
    """A half is rounded up, as people and screens do it; `round` goes to the even number."""
    return floor(metres + 0.5)


def _said_leak(plan: Plan) -> Said:
    leak = plan.leak
    if leak and leak.apart:
        return Said("gate_apart", {"openings": "、".join(one.key for one in leak.apart)})
    if leak is None or not leak.edges:
        both = leak.both if leak else ()
        return Said("gate_within", {"openings": "、".join(one.key for one in both)})
    names = [_road_name(plan, plan.network.edges[one]) for one in leak.edges]
    return Said("leak", {"roads": " → ".join(dict.fromkeys(reversed(names)))})


def _said_proof(plan: Plan) -> Iterator[Said]:
    found = plan.enclosure
    if found is None:
        return
    if found.cost <= found.bound:
        yield Said("cut_proven", {"flow": f"{found.bound:,.0f}"})
    else:
        key = "pockets_proven" if found.proven else "pockets_open"
        more = f"{found.cost - found.bound:,.0f}"
        yield Said(key, {"flow": f"{found.bound:,.0f}", "more": more})
    if plan.chosen:
        yield Said("gap", {"gap": f"{100 * plan.gap:.1f}", "bound": f"{plan.bound:,.0f}"})


def _keys(plan: Plan, numbers: Iterable[int], most: int = 8) -> str:
    keys = [plan.question.dwellings[one].key for one in numbers]
    return "、".join(keys[:most]) + ("…" if len(keys) > most else "")


# -- the map -------------------------------------------------------------------------------------


def _closed(plan: Plan) -> tuple[int, ...]:
    return (*plan.enclosure.closed, *plan.forced) if plan.enclosure else ()


def _closures(plan: Plan) -> Iterator[Answer]:
    for number in _closed(plan):
        edge = plan.network.edges[number]
        road = plan.network.roads[edge.road]
        properties = {
            "road": road.key,
            "name": road.name,
            "place": edge.crossing or edge.gate,
            "cost": plan.ground.costs[number],
            "width_m": road.width_m,
            "wished": number in plan.forced,
        }
        yield _feature("Point", _one(plan, _standing(edge)), properties)


def _openings(plan: Plan) -> Iterator[Answer]:
    if plan.enclosure is None:
        return
    for number, one in enumerate(plan.enclosure.openings):
        edge = plan.network.edges[one.edge]
        served = [n for n, serves in enumerate(plan.serves) if serves == number]
        properties = {
            "id": one.key,
            "road": plan.network.roads[edge.road].key,
            "name": plan.network.roads[edge.road].name,
            "gate": bool(edge.gate),
            "car": one.car,
            "lanes": one.lanes,
            "cost": one.cost,
            "people": sum(plan.question.dwellings[n].people for n in served),
        }
        yield _feature("Point", _one(plan, _standing(edge)), properties)


def _places(plan: Plan) -> Iterator[Answer]:
    """Where an opening may be, those that are open included, by key."""
    for key, one in sorted(plan.places.items()):
        edge = plan.network.edges[one.edge]
        road = plan.network.roads[edge.road]
        properties = {"id": key, "road": road.key, "name": road.name, "car": one.car}
        yield _feature("Point", _one(plan, _standing(edge)), properties)


def _standing(edge: Edge) -> Point:
    """Where a closure or a gate stands: at the boundary, else in the middle of the piece."""
    if edge.end == OUTSIDE:
        return edge.line[-1]
    if edge.start == OUTSIDE:
        return edge.line[0]
    first, last = edge.line[(len(edge.line) - 1) // 2], edge.line[len(edge.line) // 2]
    return ((first[0] + last[0]) / 2, (first[1] + last[1]) / 2)


def _reach(plan: Plan) -> Iterator[Answer]:
    """Each piece of road within, with the gate that is nearest and how far it is from its nearer end."""
    if plan.enclosure is None:
        return
    closed = {*plan.enclosure.closed, *plan.ground.shut}
    openings = plan.enclosure.openings
    metres, whose = to_nearest(plan.network, openings, walkable(plan.network, closed))
    for number, edge in enumerate(plan.network.edges):
        ends = [one for one in (edge.start, edge.end) if one in plan.enclosure.side]
        if number in closed or not ends or edge.length_m == 0:
            continue
        near = min(ends, key=lambda node: metres[node])
        properties = {
            "road": plan.network.roads[edge.road].key,
            "opening": _opening_key(openings, whose[near]),
            "metres": _metres(metres[near]),
        }
        yield _feature("LineString", _degrees(plan, edge.line), properties)


def _opening_key(openings: tuple[Opening, ...], number: int) -> str | None:
    return openings[number].key if number >= 0 else None


def _dwellings(plan: Plan) -> Iterator[Answer]:
    if plan.enclosure is None:
        return
    for one, metres, serves in zip(plan.question.dwellings, plan.metres, plan.serves, strict=True):
        properties = {
            "id": one.key,
            "people": one.people,
            "opening": _opening_key(plan.enclosure.openings, serves),
            "metres": _metres(metres),
        }
        yield _feature("Point", list(one.place), properties)


def _leak(plan: Plan) -> Iterator[Answer]:
    for number in plan.leak.edges if plan.leak else ():
        edge = plan.network.edges[number]
        road = plan.network.roads[edge.road]
        properties = {"road": road.key, "name": road.name, "place": edge.crossing or edge.gate}
        yield _feature("LineString", _degrees(plan, edge.line), properties)


def _road_name(plan: Plan, edge: Edge) -> str:
    road = plan.network.roads[edge.road]
    return f"{road.name}（{road.key}）" if road.name else road.key


def _metres(metres: float) -> float | None:
    return None if isinf(metres) else round(metres, 1)


def _one(plan: Plan, place: Point) -> list[float]:
    return _degrees(plan, (place,))[0]


def _degrees(plan: Plan, line: Line) -> list[list[float]]:
    return [list(one) for one in Plane(plan.network.latitude).degrees(line)]


def _feature(kind: str, coordinates: object, properties: Mapping[str, object]) -> Answer:
    return {
        "type": "Feature",
        "properties": dict(properties),
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def _collection(features: Iterable[Answer]) -> Answer:
    return {"type": "FeatureCollection", "features": list(features)}
