"""Files of boundaries, sites and buildings: their rows, and what became of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from gridward.kernel.problems import Problem


class FeatureKind(StrEnum):
    """What a file speaks of."""

    GRIDS = "grids"
    SITES = "sites"
    BUILDINGS = "buildings"


class Outcome(StrEnum):
    """What became of a feature."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True)
class RawFeature:
    """A row of a file: `number` as people count it, texts by our column names, geometry as GeoJSON."""

    number: int
    texts: Mapping[str, str]
    geometry: Mapping[str, Any] | None

    def text(self, column: str) -> str:
        """The text of a column, "" where there is none."""
        return self.texts.get(column, "")


@dataclass(frozen=True)
class TakenRow:
    """The outcome of a feature; `reasons` say why it was rejected or what a person should look at."""

    number: int
    name: str
    outcome: Outcome
    reasons: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Taken:
    """The outcome of a file: every feature has its row."""

    kind: FeatureKind
    rows: list[TakenRow] = field(default_factory=list)

    def count(self, outcome: Outcome) -> int:
        """How many features had this outcome."""
        return sum(row.outcome is outcome for row in self.rows)

    def noted(self) -> int:
        """How many were taken in with something to look at."""
        return sum(bool(row.reasons) and row.outcome is not Outcome.REJECTED for row in self.rows)
