"""Rows and findings in the shapes of the wire."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gridward.ground.territory.models import Building, Division, Grid, GridSuccession, Site
from gridward.ground.territory.queries.covers import Cover, CoverItem, Finding
from gridward.ground.territory.queries.lineage import heirs_of
from gridward.ground.territory.queries.places import Stairs, buildings_of, door_table
from gridward.ground.territory.queries.readings import NamedPlace, NamedReading
from gridward.ground.territory.queries.tree import (
    Branch,
    Days,
    Feature,
    bbox,
    counts_in,
    four_bounds_of,
    origins,
    past_boundaries,
    successors,
)
from gridward.ground.territory.rules.bounds import in_words
from gridward.ground.territory.terms.features import Outcome, Taken, TakenRow
from gridward.kernel.access import Actor, Permission
from gridward.kernel.texts import say

Answer = dict[str, Any]


def tree(actor: Actor, street: Division, branches: Sequence[Branch], days: Days) -> Answer:
    """The street as a tree."""
    mine = actor.grids(Permission.TERRITORY_READ)
    communities = [
        _division(branch.community)
        | {
            "street_name": branch.community.parent.name if branch.community.parent else "",
            "grids": [_reference(grid, grid.pk in mine) for grid in branch.grids],
        }
        for branch in branches
    ]
    fictional = any(grid.fictional for branch in branches for grid in branch.grids)
    told = {"street": _division(street), "fictional": fictional, **days._asdict()}
    return told | {"communities": communities}


def grid(actor: Actor, row: Grid) -> Answer:
    """One grid's page."""
    counts = counts_in(actor, row)
    bounds = four_bounds_of(row)
    return _reference(row, counts is not None) | {
        "version": row.version,
        "community_id": row.community_id,
        "community_name": row.community.name,
        "community_code": row.community.code,
        "boundary": row.boundary,
        "bounds": bounds,
        "bounds_text": in_words(bounds),
        "area_m2": row.area_m2,
        "fictional": row.fictional,
        "sites": counts and counts.sites,
        "buildings": counts and counts.buildings,
        "dwellings": counts and counts.dwellings,
        "successors": [_succession(one, one.new) for one in successors(row)],
        "origins": [_succession(one, one.old) for one in origins(row)],
        "heirs": list(heirs_of(row)) if row.valid_to else [],
        "past_boundaries": list(past_boundaries(row)),
    }


def site_row(row: Site) -> Answer:
    """A site in a list."""
    plain = ("id", "version", "kind", "name", "road", "house_number", "grid_id")
    return {name: getattr(row, name) for name in (*plain, "longitude", "latitude")} | {
        "aliases": getattr(row, "names", []),
        "grid_name": row.grid.name,
        "buildings": getattr(row, "building_count", 0),
    }


def site(actor: Actor, row: Site) -> Answer:
    """A site with its buildings."""
    buildings = [building_row(one) for one in buildings_of(actor, row)]
    return site_row(row) | {"outline": row.outline, "building_list": buildings}


def building_row(row: Building) -> Answer:
    """A building in a list."""
    plain = ("id", "version", "name", "number_key", "floors", "grid_id")
    return {name: getattr(row, name) for name in (*plain, "longitude", "latitude")} | {
        "aliases": getattr(row, "names", []),
        "units": getattr(row, "unit_count", 0),
        "dwellings": getattr(row, "door_count", 0),
    }


def building(row: Building) -> Answer:
    """A building as its table of doors."""
    return building_row(row) | {
        "site_id": row.site_id,
        "site_name": row.site.name,
        "grid_name": row.grid.name,
        "outline": row.outline,
        "unit_list": [_stairs(one) for one in door_table(row)],
    }


def cover(found: Cover, language: str) -> Answer:
    """The proof of cover as figures, list and map."""
    counts = {finding.value: found.count(finding) for finding in Finding}
    features = [_finding_feature(one) for one in found.items if one.geometry]
    return {
        "grids": found.report.grids,
        "gaps": counts["gap"],
        "overlaps": counts["overlap"],
        "outside": counts["outside"],
        "in_two": counts["in_two"],
        "disagree": counts["disagree"],
        "no_boundary": counts["no_boundary"],
        "not_placed": len(found.report.not_placed),
        "holds": found.holds,
        "by_kind": {
            finding.value: found.by_kind(finding)
            for finding in (Finding.OUTSIDE, Finding.IN_TWO, Finding.DISAGREE)
        },
        "items": [_finding(one, language) for one in found.items],
        "map": {"bbox": bbox(features), "features": features},
    }


def reading(found: NamedReading, language: str) -> Answer:
    """What an address means."""
    plain = found.reading
    doors = plain.parts.doors[0] if plain.parts.doors else None
    parts = {name: value for name, value in plain.parts._asdict().items() if isinstance(value, str)}
    candidates = [
        {"place": _place(named), "score": one.score, "evidence": one.evidence, "doubt": one.doubt}
        for one, named in zip(plain.candidates, found.candidates, strict=True)
    ]
    return {
        "best": _place(found.best) if found.best else None,
        "score": plain.score,
        "candidates": candidates,
        "parts": parts | (doors._asdict() if doors else {}),
        "not_understood": plain.not_understood,
        "doubt": plain.doubt,
        "sentence": say(f"word.territory.doubt.{plain.doubt.value}", language)
        if plain.doubt
        else "",
    }


def taken(found: Taken, language: str) -> Answer:
    """What became of a file."""
    counts = {outcome.value: found.count(outcome) for outcome in Outcome}
    rows = [_taken_row(row, language) for row in found.rows]
    totals = {"kind": found.kind.value, "features": len(rows), "noted": found.noted()}
    return counts | totals | {"rows": rows}


def _division(row: Division) -> Answer:
    plain = ("id", "code", "name", "level", "valid_from", "valid_to")
    successor = f"{row.successor.name} {row.successor.code}" if row.successor else ""
    return {name: getattr(row, name) for name in plain} | {"successor": successor}


def _reference(row: Grid, mine: bool) -> Answer:
    plain = ("id", "code", "name", "kind", "valid_from", "valid_to")
    return {name: getattr(row, name) for name in plain} | {"mine": mine}


def _succession(row: GridSuccession, other: Grid) -> Answer:
    grid = {"grid_id": other.pk, "code": other.code, "name": other.name}
    return grid | {"on": row.on, "share": row.share}


def _stairs(one: Stairs) -> Answer:
    floors: Iterable[Any] = ({"floor": floor, "doors": doors} for floor, doors in one.floors)
    return {
        "id": one.unit.pk if one.unit else None,
        "number_key": one.unit.number_key if one.unit else "",
        "floors": list(floors),
    }


def _finding(one: CoverItem, language: str) -> Answer:
    said: Mapping[str, Any] = {
        "what": say(f"word.territory.cover_thing.{one.what}", language),
        "name": one.name,
        "grids": "、".join(one.grids) if language == "zh-Hans" else ", ".join(one.grids),
        "area": round(one.area_m2 or 0),
        "dwellings": one.dwellings,
    }
    return {
        "reason": one.finding.value,
        "what": one.what,
        "id": one.id,
        "name": one.name,
        "grids": list(one.grids),
        "area_m2": one.area_m2,
        "dwellings": one.dwellings,
        "sentence": say(f"word.territory.finding.{one.finding.value}", language, **said),
    }


def _finding_feature(one: CoverItem) -> Feature:
    told = {"reason": one.finding.value, "what": one.what, "name": one.name}
    return Feature(one.id, one.geometry or {}, told)


def _place(named: NamedPlace) -> Answer:
    place = named.place
    return {
        "community": _named(named.community),
        "grid": _named(named.grid),
        "site": _named(named.site),
        "building": _named(named.building) if named.building else None,
        "unit": place.unit_key,
        "floor": place.floor,
        "room": place.room,
        "dwelling_id": place.dwelling,
        "label": _label(named),
    }


def _named(row: Division | Grid | Site | Building) -> Answer:
    return {"id": row.pk, "name": row.name, "code": getattr(row, "code", "")}


def _label(named: NamedPlace) -> str:
    building = named.building.name if named.building else ""
    return f"{named.site.name}{building}{named.place.door_label}"


def _taken_row(row: TakenRow, language: str) -> Answer:
    return {
        "number": row.number,
        "name": row.name,
        "outcome": row.outcome.value,
        "reasons": [problem.sentence(language) for problem in row.reasons],
        "codes": [problem.code for problem in row.reasons],
    }
