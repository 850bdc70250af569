"""What a file of places stands on: the grids, communities and positions of a street, for one actor."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from gridward.ground.territory.models import Division, Grid
from gridward.ground.territory.problems import (
    CommunityUnknown,
    GridMissing,
    PositionElsewhere,
    PositionInTwo,
    PositionOutside,
    WrongKind,
)
from gridward.ground.territory.queries.positions import grid_map
from gridward.ground.territory.rules.locating import GridMap
from gridward.ground.territory.services.scope import reaching
from gridward.ground.territory.terms.features import RawFeature
from gridward.ground.territory.terms.places import GridKind, Position
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import Problem

Found = tuple[UUID, tuple[Problem, ...]]


@dataclass
class Ground:
    """The street as it stands when the file comes; read once."""

    actor: Actor
    street: Division

    @cached_property
    def map(self) -> GridMap:
        """Positions to grids."""
        return grid_map(self.street.pk)

    @cached_property
    def grids(self) -> dict[UUID, Grid]:
        """The grids in force."""
        rows = Grid.objects.filter(street=self.street, valid_to=None)
        return rows.defer("boundary").in_bulk()

    @cached_property
    def communities(self) -> dict[str, Division]:
        """Communities by code and by name, with and without 社区."""
        found: dict[str, Division] = {}
        for row in Division.objects.filter(parent=self.street).order_by("code"):
            stem = row.name.removesuffix("居委会").removesuffix("社区")
            for word in (row.code, row.name, stem, f"{stem}社区", f"{stem}社区居委会"):
                found.setdefault(word, row)
        return found

    def community(self, word: str) -> Division:
        """A community by code or name; raises CommunityUnknown."""
        if word not in self.communities:
            raise CommunityUnknown(name=word)
        return self.communities[word]

    def reach(self, community: Division) -> None:
        """After a grid was laid out in a community: the actor works on with the new grids."""
        grids = Grid.objects.filter(community=community, valid_to=None).defer("boundary")
        self.actor = reaching(self.actor, grids)

    def settle(self, feature: RawFeature, position: Position | None) -> Found | None:
        """The grid of a place with what a person should look at; None where the file says nothing of it.

        The position decides. Outside all grids, or in an overlap, the place stands at the grid that the file names,
        else at the grid of the community that it names or that is nearest, and waits there for a person.
        Raises GridMissing, CommunityUnknown, WrongKind (an unknown grid), NotAllowed, NotFound.
        """
        named = self._named_grid(feature.text("grid"))
        if position is None:
            return self._without_position(feature, named)
        found = self.map.at(position.longitude, position.latitude)
        if len(found) == 1:
            elsewhere = named is not None and named.pk != found[0]
            note = (
                PositionElsewhere(name=named.name, found=self.grids[found[0]].name)
                if named
                else None
            )
            return self._allowed(found[0], note if elsewhere else None)
        waiting = named or self._waiting_grid(feature, position)
        return self._allowed(waiting.pk, PositionInTwo() if found else PositionOutside())

    def _without_position(self, feature: RawFeature, named: Grid | None) -> Found | None:
        if named is not None:
            return self._allowed(named.pk)
        if community := feature.text("community"):
            return self._allowed(self._grid_of(self.community(community)).pk, GridMissing())
        return None

    def _waiting_grid(self, feature: RawFeature, position: Position) -> Grid:
        if community := feature.text("community"):
            return self._grid_of(self.community(community))
        nearest = self.map.nearest(position.longitude, position.latitude)
        if nearest is None:
            raise GridMissing
        return self._grid_of(self.grids[nearest].community)

    def _grid_of(self, community: Division) -> Grid:
        own = (grid for grid in self.grids.values() if grid.community_id == community.pk)
        found = next((grid for grid in own if grid.kind == GridKind.COMMUNITY), None)
        if found is None:
            raise GridMissing
        return found

    def _named_grid(self, word: str) -> Grid | None:
        if not word:
            return None
        found = [grid for grid in self.grids.values() if word in {grid.code, grid.name}]
        if len(found) != 1:
            raise WrongKind(column="grid", value=word)
        return found[0]

    def _allowed(self, grid_id: UUID, note: Problem | None = None) -> Found:
        self.actor.require(Permission.TERRITORY_CHANGE, grid_id)
        return grid_id, (note,) if note else ()
