"""Words of a change of boundaries: what is wanted, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from gridward.ground.territory.terms.cover import Position


class PlanKind(StrEnum):
    """Split one grid; merge neighbours; cede part of a grid to a neighbour; reassign a grid to another community."""

    SPLIT = "split"
    MERGE = "merge"
    CEDE = "cede"
    REASSIGN = "reassign"


@dataclass(frozen=True)
class Plan:
    """A change of boundaries as somebody wants it.

    `grids`: the one to split or reassign; those to merge; the giver and the taker of land. The border is a `line`,
    an `area` (GeoJSON) or half-way around chosen `buildings`. `ceded` names the pieces of the line that change
    hands, `names` the new grids in the order of the pieces (empty: named by their number). `wishes` puts a building
    that would be cut whole into a piece, `workers` sends an appointment of the old grid to some pieces.
    """

    kind: PlanKind
    grids: Sequence[UUID]
    line: Sequence[Position] = ()
    area: Mapping[str, Any] | None = None
    buildings: Sequence[UUID] = ()
    ceded: Sequence[int] = ()
    names: Sequence[str] = ()
    community: str = ""
    wishes: Mapping[UUID, int] = field(default_factory=dict)
    workers: Mapping[UUID, Sequence[int]] = field(default_factory=dict)
