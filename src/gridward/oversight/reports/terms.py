"""Words of the reports: places that a row stands for, facts that figures are made from, layouts, acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from gridward.ground.audit.terms import Act


class PlaceKind(StrEnum):
    """What a row of Annex 5 stands for."""

    GRID = "grid"
    WAITING = "waiting"
    """Whoever is registered at the community grid and waits for a base grid."""
    RETIRED = "retired"
    """A retired grid at which somebody is still registered."""
    COMMUNITY = "community"
    STREET = "street"
    READABLE = "readable"
    """The sum of what the reader sees, where that is less than a whole unit."""


BASE_KINDS = frozenset({PlaceKind.GRID, PlaceKind.WAITING, PlaceKind.RETIRED})


class Level(StrEnum):
    """How far down the table goes."""

    GRID = "grid"
    COMMUNITY = "community"
    STREET = "street"


class Unit(StrEnum):
    """What a figure counts in."""

    NUMBER = "number"
    PERSONS = "persons"
    HOUSEHOLDS = "households"
    BUILDINGS = "buildings"
    DOORS = "doors"
    ORGANISATIONS = "organisations"
    POSTS = "posts"
    GRIDS = "grids"
    GATES = "gates"
    SQUARE_KM = "square_km"
    RATIO = "ratio"
    NAMES = "names"
    WORDS = "words"


class Source(StrEnum):
    """Where a figure comes from."""

    TERRITORY = "territory"
    STAFF = "staff"
    GATES = "gates"
    HOUSEHOLD_FORM = "household_form"
    ORGANISATION_FORM = "organisation_form"
    PUSHED_LISTS = "pushed_lists"
    MEASURES = "measures"
    GATES_SEEN = "gates_seen"
    ARRIVALS = "arrivals"
    DERIVED = "derived"
    NOT_YET = "not_yet"


class Owner(StrEnum):
    """Who answers for a figure being right."""

    STREET = "street_grid_chief"
    COMMUNITY = "community_grid_leader"
    WORKER = "grid_manager"
    HEALTH = "health_liaison"


class RowKind(StrEnum):
    """What stands behind a figure, row by row."""

    BUILDING = "building"
    DWELLING = "dwelling"
    HOUSEHOLD = "household"
    RESIDENT = "resident"
    ORGANISATION = "organisation"
    EMPLOYEE = "employee"
    CHECK = "check"
    """Somebody to be verified, on whatever lists."""
    MEASURE = "measure"
    """A measure on a person."""
    ARRIVAL = "arrival"
    """Somebody who came from elsewhere."""


ELSEWHERE = frozenset({RowKind.CHECK, RowKind.MEASURE, RowKind.ARRIVAL})
"""Rows of other parts, behind walls of their own."""


@dataclass(frozen=True)
class Held:
    """Who holds a post; `acting` for a deputy."""

    name: str
    acting: bool = False


GATE_LEADS = "gate_leads"


@dataclass(frozen=True)
class Facts:
    """What is known of a place: counts of rows, who holds which post, its grids and their land."""

    kind: PlaceKind
    counts: Mapping[str, int] = field(default_factory=dict)
    holders: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)
    """By post; those who lead gates by `GATE_LEADS`."""
    shared_holders: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)
    """Posts of the community, shown at each of its grids and counted once in its sum."""
    grids: int = 0
    vacancies: int = 0
    area_m2: float | None = None
    bounds: Mapping[str, str] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    """Figures of other parts that somebody collected."""

    def provided(self, key: str) -> int | None:
        """A figure that another part provides; None where nobody collects it."""
        return self.count(key) if key in self.given else None

    def count(self, key: str) -> int:
        """How many rows of a tally; nothing counted is 0."""
        return self.counts.get(key, 0)


@dataclass(frozen=True)
class Place:
    """A row of the table: what it stands for, where, and what is known of it."""

    kind: PlaceKind
    name: str
    code: str
    community_code: str
    community_name: str
    grid_id: UUID | None
    facts: Facts


Names = list[tuple[str, bool]]
Value = int | float | str | None | Names | dict[str, str]
"""A figure's value: a number; None where nothing is recorded; names with whether acting; the four bounds."""


@dataclass(frozen=True)
class Row:
    """A row as read or frozen: its place and the values of the layout's figures."""

    kind: PlaceKind
    name: str
    code: str
    community_code: str
    community_name: str
    grid_id: UUID | None
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Table:
    """Annex 5 of a street or a community at a moment; `live` when the moment is now, `snapshot` when it is frozen."""

    street_name: str
    community_name: str
    as_of: datetime
    live: bool
    level: Level
    layout: "Layout"
    rows: tuple[Row, ...]
    revision: int | None = None
    signers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of the layout: a figure, its own title where somebody renamed it, whether it is shown."""

    figure: str
    title: Mapping[str, str] = field(default_factory=dict)
    shown: bool = True


@dataclass(frozen=True)
class Group:
    """Columns under one head."""

    title: Mapping[str, str]
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Layout:
    """Groups of columns in their order; version 0 is the one of the repository."""

    version: int
    title: Mapping[str, str]
    groups: tuple[Group, ...]

    def shown(self) -> tuple[str, ...]:
        """The figures that are shown, in their order."""
        return tuple(one.figure for group in self.groups for one in group.columns if one.shown)


Format = Literal["xlsx", "pdf"]
Paper = Literal["a3", "a4"]


class ReportAct(Act):
    """What people do with reports."""

    SAVED = "reports.saved"
    LAYOUT_CHANGED = "reports.layout_changed"
    SNAPSHOT_TAKEN = "reports.snapshot_taken"
    SNAPSHOT_SIGNED = "reports.snapshot_signed"
    SNAPSHOT_DISCARDED = "reports.snapshot_discarded"
    RECOUNTED = "reports.recounted"
