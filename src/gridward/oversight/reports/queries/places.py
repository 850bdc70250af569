"""The rows of Annex 5 with what is known of each: base grids, who waits, sums of communities and of the street."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from gridward.ground.staff.terms import LEVEL, SINGLE, Post, PostLevel
from gridward.ground.territory.models import Division
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.oversight.reports.queries.counts import Counts, counts
from gridward.oversight.reports.queries.grids import (
    GridState,
    gates_at,
    grids_at,
    holders_on,
    team_people_on,
)
from gridward.oversight.reports.queries.health import COLLECTED, PROVIDERS
from gridward.oversight.reports.queries.provided import merged, provided
from gridward.oversight.reports.rules.briefs import BriefGate
from gridward.oversight.reports.rules.sums import joined
from gridward.oversight.reports.terms import GATE_LEADS, Facts, Held, Level, Place, PlaceKind

Holders = Mapping[UUID, Mapping[str, tuple[Held, ...]]]
Teams = Mapping[UUID | None, Mapping[str, int]]
Gates = Mapping[UUID, tuple[BriefGate, ...]]
_COMMUNITY_POSTS = tuple(post for post in Post if LEVEL[post] is PostLevel.COMMUNITY)
_BASE_POSTS = tuple(post for post in Post if LEVEL[post] is PostLevel.BASE)


def places(
    actor: Actor,
    street: Division,
    moment: datetime | None,
    level: Level,
    community: Division | None = None,
    wanted: frozenset[str] = frozenset(),
) -> list[Place]:
    """The rows that the actor may see, down to a level, of a street or of one of its communities; eight queries.

    And those of the providers that `wanted` figures ask for: their figures are of now alone, the past has none.
    A sum over a community or the street stands only where the actor reads all of it; else what is seen is summed.
    """
    held = actor.grids(Permission.REPORT_READ)
    states = grids_at(street, moment)
    if community is not None:
        states = [one for one in states if one.community_id == community.pk]
    seen = [one for one in states if one.id in held]
    ids = [one.id for one in seen]
    found = counts(ids, moment)
    given = frozenset() if moment else COLLECTED & wanted
    if given:
        found = merged(found, provided(PROVIDERS, given, ids, clock.today()))
    day = clock.local_date(moment) if moment else clock.today()
    teams = team_people_on(street, day)
    gates = gates_at(street, moment)
    made = _Maker(found, holders_on(street, day), teams, gates, states, given)
    rows: list[Place] = []
    parts: list[_Part] = []
    for code in dict.fromkeys(one.community_code for one in seen):
        mine = [one for one in seen if one.community_code == code]
        base = [row for one in mine if (row := made.place(one))]
        whole = all(one.id in held for one in states if one.community_code == code and one.current)
        part = _Part(
            joined(PlaceKind.COMMUNITY, made.facts_of_community(mine, base)), len(base), whole
        )
        parts.append(part)
        rows += base if level is Level.GRID else []
        if whole and level is not Level.STREET:
            rows.append(_sum_of_community(mine, part.total))
    everything = all(one.id in held for one in states if one.current)
    if kind := _kind_of_total(parts, everything and community is None, level):
        own = Facts(kind, counts=teams.get(None, {}) if kind is PlaceKind.STREET else {})
        facts = joined(kind, [*(part.total for part in parts), own])
        name, unit = (street.name, street.code) if kind is PlaceKind.STREET else ("", "")
        rows.append(Place(kind, name, unit, "", "", None, facts))
    return rows


@dataclass(frozen=True)
class _Part:
    """A community's sum, of how many rows, and whether the actor reads all of it."""

    total: Facts
    rows: int
    whole: bool


def _kind_of_total(parts: list[_Part], everything: bool, level: Level) -> PlaceKind | None:
    """What the last row sums up; None where it would repeat the row above."""
    if not parts:
        return None
    if everything:
        return PlaceKind.STREET
    if level is Level.STREET:
        return PlaceKind.READABLE
    alone = len(parts) == 1 and (parts[0].whole or parts[0].rows < 2)
    return None if alone else PlaceKind.READABLE


def _sum_of_community(grids: Iterable[GridState], total: Facts) -> Place:
    own = next((one for one in grids if one.kind == GridKind.COMMUNITY), None)
    first = own or next(iter(grids))
    return Place(
        PlaceKind.COMMUNITY,
        first.community_name,
        first.community_code,
        first.community_code,
        first.community_name,
        own.id if own else None,
        total,
    )


class _Maker:
    """Makes places from counts and posts."""

    def __init__(
        self,
        found: Counts,
        holders: Holders,
        teams: Teams,
        gates: Gates,
        states: list[GridState],
        given: frozenset[str],
    ) -> None:
        self._found = found
        self._given = given
        self._teams = teams
        self._gates = gates
        self._holders = holders
        self._community_grid = {
            one.community_id: one.id
            for one in states
            if one.kind == GridKind.COMMUNITY and one.current
        }

    def place(self, grid: GridState) -> Place | None:
        """A row for a base grid; for others only while something is counted there."""
        kind = self._kind(grid)
        if kind is not PlaceKind.GRID and not any(self._found.get(grid.id, {}).values()):
            return None
        return Place(
            kind,
            grid.name,
            grid.code,
            grid.community_code,
            grid.community_name,
            grid.id,
            self._facts(grid, kind),
        )

    def facts_of_community(self, grids: list[GridState], base: list[Place]) -> Iterator[Facts]:
        """What a community adds up from: its rows, and the posts held at its own grid."""
        yield from (row.facts for row in base)
        for grid in grids:
            if grid.kind == GridKind.COMMUNITY and grid.current:
                held = self._held(grid.id, _COMMUNITY_POSTS)
                vacant = sum(not held.get(post) for post in _COMMUNITY_POSTS if post in SINGLE)
                yield Facts(
                    PlaceKind.COMMUNITY,
                    counts=self._beside(grid.id),
                    holders={**held, **self._leads(grid.id)},
                    vacancies=vacant,
                )

    def _facts(self, grid: GridState, kind: PlaceKind) -> Facts:
        facts = Facts(kind, counts=self._found.get(grid.id, {}), given=self._given)
        if kind is not PlaceKind.GRID:
            return facts
        held = self._held(grid.id, _BASE_POSTS)
        above = self._community_grid.get(grid.community_id)
        return replace(
            facts,
            counts={**facts.counts, **self._beside(grid.id)},
            holders={**held, **self._leads(grid.id)},
            shared_holders=self._held(above, _COMMUNITY_POSTS) if above else {},
            grids=1,
            vacancies=sum(not held.get(post) for post in _BASE_POSTS),
            area_m2=grid.area_m2,
            bounds=grid.bounds,
        )

    def _beside(self, grid_id: UUID) -> dict[str, int]:
        """What is counted without a counter: people in teams, gates."""
        return {**self._teams.get(grid_id, {}), "checkpoints": len(self._gates.get(grid_id, ()))}

    def _leads(self, grid_id: UUID) -> dict[str, tuple[Held, ...]]:
        """Who leads gates there, each once."""
        names = dict.fromkeys(one.lead for one in self._gates.get(grid_id, ()) if one.lead)
        return {GATE_LEADS: tuple(Held(name) for name in names)}

    def _held(self, grid_id: UUID, posts: Iterable[Post]) -> dict[str, tuple[Held, ...]]:
        held = self._holders.get(grid_id, {})
        return {post.value: held[post.value] for post in posts if post.value in held}

    def _kind(self, grid: GridState) -> PlaceKind:
        if not grid.current:
            return PlaceKind.RETIRED
        return PlaceKind.WAITING if grid.kind == GridKind.COMMUNITY else PlaceKind.GRID
