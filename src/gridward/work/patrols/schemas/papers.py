"""Shapes of logs and sheets; `LogIn` and `SheetIn` are also what phones' commands hold."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints, model_validator

from gridward.ground.register.schemas.people import GridRef, Note
from gridward.kernel.documents.formats import PaperFormat
from gridward.kernel.http import Shape
from gridward.kernel.texts import say
from gridward.work.patrols.models import Countersignature, DailySheet, WorkLog
from gridward.work.patrols.queries.logs import digest_of
from gridward.work.patrols.queries.sheets import Sheet
from gridward.work.patrols.schemas import Day, Moment
from gridward.work.patrols.services.sheet_files import SheetFormat
from gridward.work.patrols.terms import MOST_LOGS, LogSaid, RowUnder, Under

LogText = Annotated[str, StringConstraints(max_length=4000)]
LogReason = Annotated[str, StringConstraints(max_length=200)]
FigureName = Annotated[str, StringConstraints(max_length=60)]
Shown = Annotated[int, Field(ge=0, le=1_000_000)]


class LogProposalIn(Schema):
    """Of which grid, and of which day or time; today when nothing is said."""

    grid_id: UUID
    day: Day | None = None
    start: Moment | None = Field(default=None, alias="from")
    end: Moment | None = Field(default=None, alias="to")


class LogProposalOut(Shape):
    """工作情况, 处置情况, 处置结果, to be changed and signed."""

    work: str
    handling: str
    result: str


class LogIn(Schema):
    """A log to be signed; `signature` is SVG path data in a box of 600 by 200. `corrects` makes it a later version."""

    id: UUID
    grid_id: UUID
    day: Day
    start: Moment = Field(alias="from")
    end: Moment = Field(alias="to")
    work: LogText
    handling: LogText = ""
    result: LogText = ""
    signature: str
    corrects: UUID | None = None
    reason: LogReason = ""

    def said(self) -> dict[str, Any]:
        """As `sign_log` takes it."""
        log = LogSaid(
            self.grid_id,
            self.day,
            self.start,
            self.end,
            self.work,
            self.signature,
            self.handling,
            self.result,
        )
        return {"log_id": self.id, "said": log, "corrects": self.corrects, "reason": self.reason}


class CountersignIn(Schema):
    """A finger's line, or nothing: by name."""

    signature: str = ""


class CountersignatureOut(Shape):
    """Who countersigned."""

    account_name: str
    post: str
    signed_at: datetime
    signature: str

    @classmethod
    def of(cls, row: Countersignature) -> "CountersignatureOut":
        """From a row."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class LogOut(Shape):
    """A log as it was signed; `intact` tells whether what is stored is what was signed."""

    id: UUID
    first_id: UUID
    revision: int
    reason: str
    superseded: bool
    grid: GridRef
    member_id: UUID
    account_name: str
    post: str
    day: date
    start_at: datetime
    end_at: datetime
    work: str
    handling: str
    result: str
    signature: str
    signed_at: datetime
    intact: bool
    countersignatures: list[CountersignatureOut]

    @classmethod
    def of(cls, row: WorkLog) -> "LogOut":
        """From a row that was read whole."""
        names = ("first_id", "revision", "reason", "member_id", "account_name", "post", "day")
        texts = ("start_at", "end_at", "work", "handling", "result", "signature", "signed_at")
        return cls(
            id=row.pk,
            superseded=getattr(row, "superseded", False),
            grid=GridRef.of(row.grid),
            intact=digest_of(row) == row.digest,
            countersignatures=[CountersignatureOut.of(one) for one in row.countersignatures.all()],
            **{name: getattr(row, name) for name in (*names, *texts)},
        )


class LogVersionsOut(Shape):
    """All versions of a log, the first first."""

    versions: list[LogOut]


class LogFileIn(Schema):
    """Which logs: those named, or the latest of a grid or a day (or both); `blank` is an empty form of the grid."""

    ids: Annotated[list[UUID], Field(default_factory=list, max_length=MOST_LOGS)]
    grid_id: UUID | None = None
    day: Day | None = None
    format: PaperFormat = PaperFormat.PDF
    blank: bool = False

    @model_validator(mode="after")
    def _blank_of_a_grid(self) -> "LogFileIn":
        if self.blank and self.grid_id is None:
            raise ValueError("a blank form is of a grid")
        return self


class SheetIn(Schema):
    """A sheet to be confirmed; `figures` are those that the sender was shown."""

    id: UUID
    grid_id: UUID
    day: Day
    figures: Annotated[dict[FigureName, Shown], Field(default_factory=dict, max_length=200)]
    note: Note = ""

    def said(self) -> dict[str, Any]:
        """As `confirm_sheet` takes it."""
        words = self.model_dump()
        return {"sheet_id": words.pop("id"), **words}


class SheetFileIn(Schema):
    """Sheets of a day: at all of one's grids, or at one."""

    day: Day
    grid_id: UUID | None = None
    format: SheetFormat = SheetFormat.PDF


class SheetFigureOut(Shape):
    """A figure with its words."""

    name: str
    title: str
    definition: str
    value: int


class SheetVersionOut(Shape):
    """A sheet as it was confirmed; `shown` are the phone's figures where they were others."""

    id: UUID
    grid_id: UUID
    member_id: UUID
    account_name: str
    day: date
    revision: int
    figures: dict[str, int]
    shown: dict[str, int]
    note: str
    confirmed_at: datetime

    @classmethod
    def of(cls, row: DailySheet) -> "SheetVersionOut":
        """From a row."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class DailySheetOut(Shape):
    """A sheet as the records have it now, what was confirmed, and which figures are others since."""

    grid: GridRef
    member_id: UUID
    member_name: str
    day: date
    figures: list[SheetFigureOut]
    confirmed: list[SheetVersionOut]
    changed: list[str]

    @classmethod
    def of(cls, sheet: Sheet, language: str) -> "DailySheetOut":
        """From a computed sheet."""
        return cls(
            grid=GridRef.of(sheet.grid),
            member_id=sheet.member.pk,
            member_name=sheet.member.name,
            day=sheet.day,
            figures=figures_told(sheet.figures, language),
            confirmed=[SheetVersionOut.of(one) for one in sheet.confirmed],
            changed=sheet.changed,
        )


class SheetRowOut(Shape):
    """A row under a figure."""

    kind: RowUnder
    id: UUID
    label: str
    count: int
    at: datetime | None

    @classmethod
    def of(cls, row: Under) -> "SheetRowOut":
        """From a row."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class SheetRowsOut(Shape):
    """The rows under a figure; the figure is the sum of their counts."""

    rows: list[SheetRowOut]


def figures_told(figures: Mapping[str, int], language: str) -> list[SheetFigureOut]:
    """Figures with title and definition."""
    return [
        SheetFigureOut(
            name=name,
            title=say(f"sheet.figure.{name}.title", language),
            definition=say(f"sheet.figure.{name}.definition", language),
            value=value,
        )
        for name, value in figures.items()
    ]
