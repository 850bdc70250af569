"""What is known of a place, as the question that the planner reads; and what people are to be told of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from gridward.planning.siting import Finding, Standing
from gridward.work.siting.terms import GatesUse, KnownBuilding, StudyFacts

SHOWN = 5
"""So many names stand in a sentence."""


def question_of(facts: StudyFacts) -> dict[str, Any]:
    """A document as `planning.siting.read_question` takes it."""
    said = facts.fields
    wanted = {
        "count": said.get("openings"),
        "car": said.get("car", True),
        "capacity": said.get("capacity"),
    }
    return {
        "roads": facts.roads,
        "boundary": facts.boundary,
        "dwellings": _collection(_buildings(facts.buildings)),
        "gates": _collection(_gates(facts)),
        "everything": said.get("whole", True),
        "openings": {name: value for name, value in wanted.items() if value is not None},
        "costs": dict(said.get("costs", {})),
    }


def findings_of(facts: StudyFacts) -> Iterator[Finding]:
    """What is not known, or not looked at."""
    lost = [one.name for one in facts.buildings if one.place is None]
    if lost:
        values = {"count": len(lost), "names": _names(lost)}
        yield Finding("buildings_unplaced", "dwellings", values=values)
    empty = [one.name for one in facts.buildings if one.place and one.people is None]
    if empty:
        values = {"count": len(empty), "names": _names(empty)}
        yield Finding("people_unknown", "dwellings", values=values)


def without_gate(question: dict[str, Any], key: str) -> dict[str, Any]:
    """The question without a gate that stands on no road."""
    kept = [one for one in question["gates"]["features"] if one["properties"]["id"] != key]
    return {**question, "gates": _collection(kept)}


def _buildings(buildings: Iterable[KnownBuilding]) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for one in buildings:
        if one.place is not None:
            people = 1 if one.people is None else one.people
            yield _point(_once(seen, one.name), one.place, people=people)


def _gates(facts: StudyFacts) -> Iterator[dict[str, Any]]:
    use = facts.fields.get("gates", GatesUse.KEEP)
    if use == GatesUse.LEAVE:
        return
    standing = Standing.OPEN if use == GatesUse.KEEP else Standing.POSSIBLE
    seen: Counter[str] = Counter()
    for one in facts.gates:
        lanes = max(1, one.lanes)
        yield _point(_once(seen, one.name), one.place, standing=standing.value, lanes=lanes)


def _once(seen: Counter[str], name: str) -> str:
    """The name, with a number where it came before."""
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}（{seen[name]}）"


def _names(names: list[str]) -> str:
    return "、".join(names[:SHOWN]) + ("…" if len(names) > SHOWN else "")


def _point(key: str, place: tuple[float, float], **properties: object) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"id": key, **properties},
        "geometry": {"type": "Point", "coordinates": list(place)},
    }


def _collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}
