"""Shapes of shifts: planned, changed, taken over, served."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from gridward.ground.rota.models import MemberOut, Shift
from gridward.ground.rota.queries.people import Candidate, ServedShift
from gridward.ground.rota.rules.spans import repeated
from gridward.ground.rota.terms import (
    MOST_ROWS,
    DutyHours,
    PlanRow,
    RestFigures,
    RotaWarning,
    ShiftPattern,
    ShiftRole,
    ShiftState,
    Watched,
)
from gridward.ground.staff.models import Member
from gridward.ground.staff.terms import Post
from gridward.kernel.http import Shape

EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
Instant = Annotated[AwareDatetime, Field(ge=EARLIEST, le=LATEST)]
ShiftDay = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2199, 12, 31))]
Weekday = Annotated[int, Field(ge=1, le=7)]
DutyWords = Annotated[str, StringConstraints(max_length=200)]
LONGEST_PATTERN = 366


class ShiftRowIn(Schema):
    """A shift to plan; without a member it is vacant."""

    place_id: UUID
    role: ShiftRole
    member_id: UUID | None = None
    begins_at: Instant
    ends_at: Instant

    def told(self) -> PlanRow:
        """As `plan_shifts` takes it."""
        return PlanRow(**self.model_dump())


class ShiftPatternIn(Schema):
    """The same shift on many days, by local times; every so many days, or on weekdays."""

    place_id: UUID
    role: ShiftRole
    member_id: UUID | None = None
    begins: time
    ends: time
    first: ShiftDay
    last: ShiftDay
    every: Annotated[int, Field(ge=1, le=31)] = 1
    weekdays: Annotated[list[Weekday], Field(max_length=7)] = []

    def told(self) -> Sequence[PlanRow]:
        """The shifts of it, of one year at most."""
        words = self.model_dump(exclude={"begins", "ends", "weekdays", "last"})
        begins, ends = (one.replace(tzinfo=None) for one in (self.begins, self.ends))
        last = min(self.last, date.fromordinal(self.first.toordinal() + LONGEST_PATTERN))
        days = tuple(self.weekdays)
        return repeated(ShiftPattern(begins=begins, ends=ends, last=last, weekdays=days, **words))


class ShiftPlanIn(Schema):
    """Shifts to plan, one by one and by patterns: all are stored, or none."""

    rows: Annotated[list[ShiftRowIn], Field(max_length=MOST_ROWS)] = []
    patterns: Annotated[list[ShiftPatternIn], Field(max_length=500)] = []

    def told(self) -> list[PlanRow]:
        """As `plan_shifts` takes it: first the rows, then the patterns day by day."""
        found = [one.told() for one in self.rows]
        for pattern in self.patterns:
            found += pattern.told()
        return found


class ShiftChangeIn(Schema):
    """What is left out stays; a member of null leaves the shift vacant."""

    version: int
    role: ShiftRole = ShiftRole.KEEPER
    member_id: UUID | None = None
    begins_at: Instant = EARLIEST
    ends_at: Instant = EARLIEST

    def given(self) -> dict[str, Any]:
        """What was said, as `change_shift` takes it."""
        return self.model_dump(exclude_unset=True, exclude={"version"})


class ShiftCancelIn(Schema):
    """Why a shift is cancelled."""

    version: int
    reason: DutyWords


class ShiftOut(Shape):
    """A shift; without a member it is vacant."""

    id: UUID
    version: int
    place_id: UUID
    place_name: str
    grid_id: UUID
    grid_name: str
    member_id: UUID | None
    name: str
    role: ShiftRole
    begins_at: datetime
    ends_at: datetime
    state: ShiftState

    @classmethod
    def of(cls, row: Shift) -> "ShiftOut":
        """From a row with its place, grid and member."""
        return cls(
            id=row.pk,
            version=row.version,
            place_id=row.place_id,
            place_name=row.place.name,
            grid_id=row.grid_id,
            grid_name=row.grid.name,
            member_id=row.member_id,
            name=row.member.name if row.member else "",
            role=ShiftRole(row.role),
            begins_at=row.begins_at,
            ends_at=row.ends_at,
            state=ShiftState(row.state),
        )


class RotaWarningOut(Shape):
    """What is told and refuses nothing: of whom, on which day, the figure found and the one of the rules."""

    kind: RotaWarning
    member_id: UUID
    day: date
    figure: int
    limit: int

    @classmethod
    def all(cls, found: Iterable[Watched]) -> "list[RotaWarningOut]":
        """From warnings."""
        words = ("kind", "member_id", "day", "figure", "limit")
        return [cls(**{name: getattr(one, name) for name in words}) for one in found]


class MemberWarningOut(RotaWarningOut):
    """The same with the member's name."""

    name: str

    @classmethod
    def of(cls, member: Member, one: Watched) -> "MemberWarningOut":
        """From a warning and whom it is about."""
        words = ("kind", "member_id", "day", "figure", "limit")
        return cls(name=member.name, **{name: getattr(one, name) for name in words})


class ShiftsPlannedOut(Shape):
    """How many shifts were stored, their ids, and what is warned of."""

    count: int
    ids: list[UUID]
    warnings: list[RotaWarningOut]


class ShiftChangedOut(Shape):
    """A shift as it is now, and what is warned of."""

    shift: ShiftOut
    warnings: list[RotaWarningOut]


class ShiftCandidateOut(Shape):
    """Who could take a shift over: posts, minutes of duty in its month, and whether the post is the same."""

    member_id: UUID
    name: str
    posts: list[Post]
    minutes: int
    same_post: bool
    near: bool

    @classmethod
    def of(cls, one: Candidate) -> "ShiftCandidateOut":
        """From what was found."""
        return cls(
            member_id=one.member.pk,
            name=one.member.name,
            posts=list(one.posts),
            minutes=one.minutes,
            same_post=one.same_post,
            near=one.near,
        )


class MemberOutIn(Schema):
    """Who is out, from when to when. Why is not asked."""

    member_id: UUID
    begins_at: Instant
    ends_at: Instant


class MemberOutOut(Shape):
    """Who is out."""

    id: UUID
    version: int
    member_id: UUID
    name: str
    begins_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, row: MemberOut) -> "MemberOutOut":
        """From a row with its member."""
        return cls(
            id=row.pk,
            version=row.version,
            member_id=row.member_id,
            name=row.member.name,
            begins_at=row.begins_at,
            ends_at=row.ends_at,
        )


class CalledOutOut(Shape):
    """Who is out, and the shifts that nobody has now."""

    out: MemberOutOut
    vacated: list[ShiftOut]


class ServedShiftOut(Shape):
    """A shift that is over, and what it comes to: evidence for meals and insurance."""

    shift: ShiftOut
    day: date
    minutes: int
    night_minutes: int
    is_weekend: bool

    @classmethod
    def of(cls, one: ServedShift) -> "ServedShiftOut":
        """From a shift with its count."""
        return cls(
            shift=ShiftOut.of(one.shift),
            day=one.served.day,
            minutes=one.served.minutes,
            night_minutes=one.served.night_minutes,
            is_weekend=one.served.is_weekend,
        )


class DutyHoursOut(Shape):
    """A member's shifts of a month that are over, summed."""

    member_id: UUID
    name: str
    shifts: int
    minutes: int
    nights: int
    night_minutes: int
    weekends: int
    days: int

    @classmethod
    def of(cls, member: Member, hours: DutyHours) -> "DutyHoursOut":
        """From a member with their sums."""
        words = ("shifts", "minutes", "nights", "night_minutes", "weekends", "days")
        told = {name: getattr(hours, name) for name in words}
        return cls(member_id=member.pk, name=member.name, **told)


class RestFiguresOut(Shape):
    """The figures by which hours and rest are watched on a day, and who says so."""

    day: date
    rest_hours: int
    most_hours_a_day: int
    most_days_in_a_row: int
    night_from: int
    night_to: int
    sources: dict[str, str]

    @classmethod
    def of(cls, day: date, figures: RestFigures) -> "RestFiguresOut":
        """From the figures of a day."""
        words = ("rest_hours", "most_hours_a_day", "most_days_in_a_row", "night_from", "night_to")
        told = {name: getattr(figures, name) for name in words}
        return cls(day=day, sources=dict(figures.sources), **told)
