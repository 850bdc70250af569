"""Shapes of the reports on the wire."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.kernel.http import Shape
from gridward.oversight.reports.terms import Level, Owner, PlaceKind, RowKind, Source, Unit

Reason = Annotated[str, StringConstraints(max_length=200)]
Key = Annotated[str, StringConstraints(max_length=40)]


class GridFiguresOut(Shape):
    """Counts of one grid."""

    grid_id: UUID
    households: int
    residents: int
    organisations: int
    employees: int


class OverviewOut(Shape):
    """Counts of all the actor's grids, and of each."""

    households: int
    residents: int
    organisations: int
    employees: int
    open_conflicts: int
    grids: list[GridFiguresOut]


class TitleShape(Schema):
    """A title in both languages."""

    zh: Annotated[str, StringConstraints(max_length=60)] = ""
    en: Annotated[str, StringConstraints(max_length=60)] = ""


class FigureOut(Schema):
    """A figure with its definition in the reader's language; `rows` when its rows can be listed."""

    key: str
    title: str
    titles: TitleShape
    definition: str
    unit: Unit
    unit_name: str
    source: Source
    source_name: str
    owner: Owner
    owner_name: str
    rows: RowKind | None
    recorded: bool


class ColumnShape(Schema):
    """A column of the layout."""

    figure: Key
    title: TitleShape = TitleShape()
    shown: bool = True


class GroupShape(Schema):
    """Columns under one head."""

    title: TitleShape
    columns: Annotated[list[ColumnShape], Field(max_length=80)]


class ReportLayoutIn(Schema):
    """A layout to save over the version that was read."""

    based_on: int
    title: TitleShape
    groups: Annotated[list[GroupShape], Field(max_length=30)]
    note: Reason = ""


class ReportLayoutOut(Schema):
    """A layout with its version; 0 is the one of the repository."""

    version: int
    title: TitleShape
    groups: list[GroupShape]


class ReportLayoutVersionOut(Schema):
    """A version of the street's layout."""

    number: int
    note: str
    by: str
    at: datetime | None


class TableRowOut(Schema):
    """A row: numbers, null where nothing is recorded, names as [name, acting], "<5" and "*" for hidden numbers.

    `rows_open`: whether rows of the register and the territory can be listed; `elsewhere_open`: which kinds of others.
    """

    kind: PlaceKind
    name: str
    label: str
    code: str
    community_code: str
    community_name: str
    grid_id: UUID | None
    values: dict[str, Any]
    rows_open: bool
    elsewhere_open: list[RowKind]


class TableOut(Schema):
    """Annex 5."""

    title: str
    as_of: datetime
    as_of_text: str
    live: bool
    level: Level
    layout: ReportLayoutOut
    recorded_since: datetime | None
    rows: list[TableRowOut]


class BehindOut(Schema):
    """A row behind a figure; names are masked."""

    id: UUID
    kind: RowKind
    title: str
    place: str
    grid_id: UUID
    grid_name: str
    detail: str
    page_id: UUID | None


class SignatureOut(Schema):
    """Who signed when."""

    name: str
    post: str
    at: datetime


class SnapshotOut(Schema):
    """A frozen table without its rows."""

    id: UUID
    unit_name: str
    community_code: str
    day: date
    revision: int
    reason: str
    as_of: datetime
    by: str
    digest: str
    signatures: list[SignatureOut]
    may_sign: bool
    may_discard: bool


class SnapshotDetailOut(SnapshotOut):
    """A frozen table. `intact`: whether it fits its digest; null for who sees only some of its rows."""

    table: TableOut
    figures: list[FigureOut]
    intact: bool | None


class SnapshotIn(Schema):
    """Freeze the street or one of its communities; `after` is today's revision that was seen, 0 for none."""

    community: Annotated[str, StringConstraints(max_length=12)] = ""
    reason: Reason = ""
    after: int = 0


class CellOut(Schema):
    """A value that differs."""

    place: str
    code: str
    figure: str
    title: str
    before: str
    after: str


class DifferenceOut(Schema):
    """How a later snapshot differs from an earlier one."""

    earlier: SnapshotOut
    later: SnapshotOut
    cells: list[CellOut]


class BriefHeadsOut(Schema):
    """What the sections are called."""

    bounds: str
    posts: str
    places: str
    points: str
    gates: str
    figures: str
    flows: str


class BriefValueOut(Schema):
    """A post with who holds it, or a figure with its unit."""

    name: str
    value: str


class BriefFlowOut(Schema):
    """What to do, step by step."""

    name: str
    note: str
    steps: list[str]


class BriefOut(Schema):
    """The brief of a grid in the reader's words."""

    title: str
    head: str
    made_at: str
    source: str
    heads: BriefHeadsOut
    bounds: str
    posts: list[BriefValueOut]
    places: str
    points: str
    gates: str
    figures: list[BriefValueOut]
    flows: list[BriefFlowOut]


class QuizQuestionOut(Schema):
    """A question with its answers; `right` is the place of the right one."""

    text: str
    options: list[str]
    right: int
