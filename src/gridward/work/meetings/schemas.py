"""Shapes of meetings and bulletins that cross the wire."""

from datetime import date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from gridward.ground.staff.terms import Post
from gridward.kernel.http import Shape
from gridward.kernel.texts import DEFAULT_LANGUAGE, LANGUAGES, say
from gridward.work.meetings.models import AgendaItem, Attendance, Bulletin, Decision, Meeting
from gridward.work.meetings.queries.decisions import Task
from gridward.work.meetings.queries.meetings import AgendaSection
from gridward.work.meetings.terms import (
    AttendanceSaid,
    AttendanceState,
    DecisionSaid,
    FigureKind,
    MeetingRule,
    MeetingState,
    Texts,
    Unit,
)
from gridward.work.patrols.schemas import Day
from gridward.work.workorders.queries.kinds import kind_of
from gridward.work.workorders.schemas.orders import OrderKindOut
from gridward.work.workorders.terms import OVER, OrderState

Words = Annotated[str, StringConstraints(max_length=1000)]
Long = Annotated[str, StringConstraints(max_length=8000)]
Short = Annotated[str, StringConstraints(max_length=200)]
Code = Annotated[str, StringConstraints(max_length=40)]
Answer = bool | int | float | Annotated[str, StringConstraints(max_length=500)] | None


def in_language(texts: Texts, language: str) -> str:
    """A text in the reader's language, else in Chinese."""
    return texts[language if language in LANGUAGES else DEFAULT_LANGUAGE]


class MeetingIn(Schema):
    """A meeting to be called: of a community grid, or without one of the street.

    At the usual hour unless one is said.
    """

    grid_id: UUID | None = None
    day: Day
    hour: time | None = None
    place: Annotated[str, StringConstraints(max_length=100)] = ""


class MeetingVersionIn(Schema):
    """A meeting as it was seen."""

    version: int


class MeetingCancelIn(MeetingVersionIn):
    """Why it is not held."""

    reason: Short


class MeetingEndIn(MeetingVersionIn):
    """What was said."""

    summary: Long = ""


class AgendaItemIn(Schema):
    """What somebody brings to a section."""

    section: Code
    text: Words


class AttendanceIn(Schema):
    """How somebody attended."""

    member_id: UUID
    state: AttendanceState
    reason: Short = ""
    stand_in_id: UUID | None = None


class AttendancesIn(Schema):
    """How some of those expected attended."""

    attendance: Annotated[list[AttendanceIn], Field(min_length=1, max_length=500)]

    def said(self) -> list[AttendanceSaid]:
        """As the service takes it."""
        return [AttendanceSaid(**one.model_dump()) for one in self.attendance]


class DecisionIn(Schema):
    """A decision with the id that its sender gives it, and the work order that it becomes."""

    id: UUID
    text: Words
    kind: Code
    grid_id: UUID
    post: Post | None = None
    handle_by: AwareDatetime | None = None
    answers: Annotated[dict[Code, Answer], Field(max_length=40)] = {}

    def said(self) -> DecisionSaid:
        """As the service takes it."""
        return DecisionSaid(**self.model_dump())


class BulletinIn(Schema):
    """A bulletin to be signed; `after` is the revision that was seen, 0 for none.

    `knowing`: that its words may tell of residents was seen, and they are needed.
    """

    after: Annotated[int, Field(ge=0, le=1000)] = 0
    reason: Short = ""
    remark: Words = ""
    knowing: bool = False


class MeetingUnitOut(Shape):
    """A unit whose meetings the caller leads, and how they are held."""

    grid_id: UUID | None
    name: str
    hour: str
    every_days: int
    conveners: list[Post]
    source: str
    hour_source: str

    @classmethod
    def of(cls, unit: Unit, rule: MeetingRule, every_days: int) -> "MeetingUnitOut":
        """From a unit, its rule and the pace of its response level."""
        return cls(
            grid_id=unit.grid_id,
            name=unit.name,
            hour=rule.hour,
            every_days=every_days,
            conveners=list(rule.conveners),
            source=rule.source,
            hour_source=rule.hour_source,
        )


class BulletinRow(Shape):
    """A signed bulletin as lists have it."""

    id: UUID
    revision: int
    reason: str
    signed_by: str
    post: Post
    stand_in: bool
    signed_at: datetime
    digest: str

    @classmethod
    def of(cls, row: Bulletin) -> "BulletinRow":
        """From a row."""
        same = ("id", "revision", "reason", "stand_in", "signed_at", "digest")
        return cls(
            signed_by=row.account_name,
            post=Post(row.post),
            **{name: getattr(row, name) for name in same},
        )


class MeetingRow(Shape):
    """A meeting as lists have it, with the bulletins that were signed of it."""

    id: UUID
    version: int
    grid_id: UUID | None
    name: str
    day: date
    planned_at: datetime
    place: str
    state: MeetingState
    called_by: str
    reason: str
    begun_at: datetime | None
    begun_by: str
    ended_at: datetime | None
    bulletins: list[BulletinRow]

    @classmethod
    def of(cls, row: Meeting) -> "MeetingRow":
        """From a row read with its bulletins."""
        return cls(**row_words(row))


def row_words(row: Meeting) -> dict[str, Any]:
    """What a list tells of a meeting."""
    names = [one for one in MeetingRow.model_fields if one != "bulletins"]
    signed = [BulletinRow.of(one) for one in row.bulletins.all()]
    return {**{name: getattr(row, name) for name in names}, "bulletins": signed}


class MeetingPart(Shape):
    """The part of a figure at a grid, in the street at a community."""

    name: str
    value: int


class MeetingFigureOut(Shape):
    """A figure with how it was counted, and its parts."""

    code: str
    kind: FigureKind
    title: str
    definition: str
    value: int
    total: int | None
    grids: list[MeetingPart]

    @classmethod
    def of(cls, one: dict[str, Any], language: str) -> "MeetingFigureOut":
        """From what was frozen."""
        return cls(
            code=one["code"],
            kind=FigureKind(one["kind"]),
            title=in_language(one["title"], language),
            definition=in_language(one["definition"], language),
            value=one["value"],
            total=one["total"],
            grids=[MeetingPart(name=name, value=value) for name, value in one["grids"]],
        )


class AgendaItemOut(Shape):
    """What somebody brought; `own` is the caller's."""

    id: UUID
    text: str
    by: str
    own: bool
    created_at: datetime

    @classmethod
    def of(cls, row: AgendaItem, account: UUID | None) -> "AgendaItemOut":
        """From a row."""
        return cls(
            id=row.pk,
            text=row.open_sealed("text") or "",
            by=row.account_name,
            own=row.account_id == account,
            created_at=row.created_at,
        )


class AgendaSectionOut(Shape):
    """A section of the agenda."""

    code: str
    title: str
    figures: list[MeetingFigureOut]
    items: list[AgendaItemOut]

    @classmethod
    def of(cls, one: AgendaSection, account: UUID | None, language: str) -> "AgendaSectionOut":
        """From a section."""
        return cls(
            code=one.code,
            title=in_language(one.title, language),
            figures=[MeetingFigureOut.of(dict(figure), language) for figure in one.figures],
            items=[AgendaItemOut.of(item, account) for item in one.items],
        )


class AgendaChoice(Shape):
    """A section to which something can be brought, and where it stands in the founding document."""

    code: str
    title: str
    source: str


class AttendeePost(Shape):
    """A post by which somebody attends, and where it is held."""

    post: Post
    unit: str


class AttendanceOut(Shape):
    """Somebody who is expected; `state` is empty until it is noted."""

    member_id: UUID
    name: str
    posts: list[AttendeePost]
    state: AttendanceState | None
    reason: str
    stand_in_id: UUID | None
    stand_in_name: str

    @classmethod
    def of(cls, row: Attendance) -> "AttendanceOut":
        """From a row."""
        return cls(
            member_id=row.member_id,
            name=row.name,
            posts=[AttendeePost(post=Post(post), unit=unit) for post, unit in row.posts],
            state=AttendanceState(row.state) if row.state else None,
            reason=row.open_sealed("reason") or "",
            stand_in_id=row.stand_in_id,
            stand_in_name=row.stand_in_name,
        )


class DecisionOut(Shape):
    """A decision, and its work order as it stands."""

    id: UUID
    meeting_id: UUID
    day: date
    text: str
    order_id: UUID
    number: str
    kind: str
    grid_name: str
    state: OrderState
    state_title: str
    post: Post | None
    handler: str
    due: datetime | None
    late: bool
    over: bool

    @classmethod
    def of(cls, row: Decision, language: str, now: datetime) -> "DecisionOut":
        """From a row read with its order."""
        order = row.order
        over = order.state in OVER
        return cls(
            id=row.pk,
            meeting_id=row.meeting_id,
            day=row.meeting.day,
            text=row.open_sealed("text") or "",
            order_id=order.pk,
            number=order.number,
            kind=in_language(kind_of(order.kind_id).title, language),
            grid_name=order.grid.name,
            state=OrderState(order.state),
            state_title=say(f"word.order.state.{order.state}", language),
            post=Post(order.post) if order.post else None,
            handler=order.handler.name if order.handler else "",
            due=order.handle_due,
            late=not over and order.late_after is not None and order.late_after < now,
            over=over,
        )


class TaskHandlers(Shape):
    """A post that could handle it, and who holds it."""

    post: Post
    names: list[str]


class MeetingTaskOut(Shape):
    """A kind of work order that a decision can become; `first` handles it unless another post is named."""

    kind: OrderKindOut
    first: Post
    posts: list[TaskHandlers]

    @classmethod
    def of(cls, task: Task, language: str) -> "MeetingTaskOut":
        """From a task."""
        posts = [TaskHandlers(post=post, names=list(names)) for post, names in task.posts]
        kind = OrderKindOut.of(task.version, language)
        return cls(kind=kind, first=task.first, posts=posts)


class MeetingGrid(Shape):
    """A grid that decisions may be for."""

    id: UUID
    name: str


class MeetingOut(MeetingRow):
    """A meeting whole. `may_join`: the caller brings items; `may_lead`: begins, notes, decides, ends; `may_sign`."""

    begun_post: Post | None
    ended_by: str
    since_at: datetime | None
    summary: str
    agenda: list[AgendaSectionOut]
    choices: list[AgendaChoice]
    attendance: list[AttendanceOut]
    decisions: list[DecisionOut]
    earlier: list[DecisionOut]
    may_join: bool
    may_lead: bool
    may_sign: bool
    signer: Post
    grids: list[MeetingGrid]


class BulletinOut(BulletinRow):
    """A signed bulletin with its text.

    `superseded_by` names a later revision, `intact` tells whether it is what was signed.
    """

    meeting_id: UUID
    lines: list[str]
    superseded_by: int | None
    intact: bool


class BulletinPreviewOut(Shape):
    """What would be signed now, as `revision`; `people`: residents or numbers that its words may tell of."""

    revision: int
    lines: list[str]
    people: list[str]
