"""Words of siting: what a study is asked with, what is known of a place, states of a plan, acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypedDict

from gridward.ground.audit.terms import Act

MOST_BYTES = 4 * 1024 * 1024
MOST_ROADS = 4000
"""A file of roads as it is taken: larger ones are cut to the place first."""
MOST_PLANS = 20
"""Of one study: a person compares a few."""
MOST_OPENINGS = 60
MOST_CORNERS = 500
"""Of a boundary that somebody draws."""

Geometry = Mapping[str, Any]


class SitingState(StrEnum):
    """How far a plan is. REFUSED: nothing can be planned with what was given, and a finding says why."""

    WAITING = "waiting"
    WORKING = "working"
    READY = "ready"
    REFUSED = "refused"
    FAILED = "failed"


UNDONE = (SitingState.WAITING, SitingState.WORKING)


class GatesUse(StrEnum):
    """What becomes of gates that stand: each stays open, each may be chosen, or none is looked at."""

    KEEP = "keep"
    CONSIDER = "consider"
    LEAVE = "leave"


class SitingAct(Act):
    """What people do with studies."""

    STUDY_ADDED = "siting.study_added"
    STUDY_CHANGED = "siting.study_changed"
    STUDY_REMOVED = "siting.study_removed"
    ROADS_TAKEN = "siting.roads_taken"
    WORK_ASKED = "siting.work_asked"
    TRIED = "siting.tried"
    TRIAL_REMOVED = "siting.trial_removed"


class StudyFields(TypedDict, total=False):
    """What a study is given. `boundary` is a GeoJSON polygon, None for the grid's own; `openings` None for exactly the
    gates that stay; `capacity` is the most people of one gate; `costs` by the names of `planning.siting.Costs`."""

    name: str
    boundary: dict[str, Any] | None
    openings: int | None
    car: bool
    whole: bool
    capacity: int | None
    gates: GatesUse
    costs: dict[str, float]


@dataclass(frozen=True)
class KnownBuilding:
    """A building with the middle of where it stands in degrees, None where nobody says; and who lives there by the
    register, None where it knows nobody."""

    name: str
    place: tuple[float, float] | None
    people: int | None


@dataclass(frozen=True)
class KnownGate:
    """A gate that stands, in degrees."""

    name: str
    place: tuple[float, float]
    lanes: int


@dataclass(frozen=True)
class StudyFacts:
    """What a study asks, and what is known of its place when it is worked out."""

    roads: Geometry
    boundary: Geometry | None
    fields: StudyFields
    buildings: tuple[KnownBuilding, ...] = ()
    gates: tuple[KnownGate, ...] = ()
    grids: Mapping[str, Geometry] = field(default_factory=dict)
    """Boundaries of the base grids, by id: an opening that becomes a gate stands in one of them."""
