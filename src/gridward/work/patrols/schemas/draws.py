"""Shapes of drawn patrols. None of them holds a day that has not come."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gridward.ground.register.schemas.people import GridRef
from gridward.kernel.http import Shape
from gridward.work.patrols.models import DrawPlan, PatrolPoint
from gridward.work.patrols.queries.draws import PastSlot, Statistics, is_over
from gridward.work.patrols.schemas import Day
from gridward.work.patrols.schemas.walked import PlaceName
from gridward.work.patrols.services.draws import DrawSaid, Duty
from gridward.work.patrols.terms import Fairness, Proof, Slot, Window

Points = Mapping[UUID, PatrolPoint]


class DrawWindow(Shape):
    """Hours of some days (1 is Monday); `to` is not included."""

    days: Annotated[list[int], Field(max_length=7)]
    start: Annotated[int, Field(alias="from", ge=0, le=23)]
    to: Annotated[int, Field(ge=1, le=24)]


class DrawPlanIn(Schema):
    """A plan to be bound; without an officer it is for the police of the grid."""

    grid_id: UUID
    name: PlaceName = ""
    officer_id: UUID | None = None
    starts_on: Day
    ends_on: Day
    windows: Annotated[list[DrawWindow], Field(max_length=50)]
    points: Annotated[list[UUID], Field(max_length=200)]
    per_week: Annotated[int, Field(ge=1, le=168)]
    opens_at: Annotated[int, Field(ge=0, le=23)] = 6

    def said(self) -> DrawSaid:
        """As `bind_draw` takes it."""
        return DrawSaid(
            self.grid_id,
            self.name,
            self.starts_on,
            self.ends_on,
            tuple(Window(tuple(one.days), one.start, one.to) for one in self.windows),
            tuple(self.points),
            self.per_week,
            self.opens_at,
            self.officer_id,
        )


class DrawPlanOut(Shape):
    """A plan and what binds it: `commitment` is the SHA-256 of the seed, `over` whether the seed can be asked for."""

    id: UUID
    version: int
    grid: GridRef
    name: str
    officer_id: UUID | None
    officer_name: str
    starts_on: date
    ends_on: date
    windows: list[DrawWindow]
    points: list[UUID]
    per_week: int
    opens_at: int
    commitment: str
    bound_by: str
    bound_at: datetime
    stopped_on: date | None
    over: bool

    @classmethod
    def of(cls, row: DrawPlan) -> "DrawPlanOut":
        """From a row."""
        apart = {"grid", "officer_name", "over", "windows"}
        return cls(
            grid=GridRef.of(row.grid),
            officer_name=row.officer.name if row.officer else "",
            over=is_over(row),
            windows=[DrawWindow(**one) for one in row.windows],
            **{name: getattr(row, name) for name in cls.model_fields if name not in apart},
        )


class DrawSlotOut(Shape):
    """A patrol that was drawn: the local time, the point and its name."""

    day: date
    at: str
    point_id: UUID
    point: str

    @classmethod
    def of(cls, slot: Slot, points: Points) -> "DrawSlotOut":
        """From a slot."""
        point = points.get(slot.point)
        name = point.name if point else ""
        return cls(day=slot.day, at=f"{slot.at:%H:%M}", point_id=slot.point, point=name)


class DrawDutyOut(Shape):
    """Today's patrols of a plan; before the day opens none are told. `commitment` binds the plan to its seed."""

    plan_id: UUID
    commitment: str
    name: str
    grid: GridRef
    open: bool
    opens_at: int
    slots: list[DrawSlotOut]

    @classmethod
    def of(cls, duty: Duty, points: Points) -> "DrawDutyOut":
        """From a duty."""
        return cls(
            plan_id=duty.plan.pk,
            commitment=duty.plan.commitment,
            name=duty.plan.name,
            grid=GridRef.of(duty.plan.grid),
            open=duty.open,
            opens_at=duty.plan.opens_at,
            slots=[DrawSlotOut.of(one, points) for one in duty.slots],
        )


class DrawDutiesOut(Shape):
    """What is drawn for the asker today."""

    duties: list[DrawDutyOut]


class DrawPastOut(DrawSlotOut):
    """A patrol that was drawn for a day that is over, and the one that was walked in that hour."""

    patrol_id: UUID | None

    @classmethod
    def told(cls, past: PastSlot, points: Points) -> "DrawPastOut":
        """From a past slot."""
        slot = DrawSlotOut.of(past.slot, points)
        return cls(**slot.model_dump(), patrol_id=past.patrol)


class DrawPastsOut(Shape):
    """Patrols of days that are over."""

    slots: list[DrawPastOut]

    @classmethod
    def of(cls, slots: Sequence[PastSlot], points: Points) -> "DrawPastsOut":
        """From past slots."""
        return cls(slots=[DrawPastOut.told(one, points) for one in slots])


class DrawChanceOut(Shape):
    """How often something was drawn, beside the expected number; `key`: an hour, a day of the week or a point's id."""

    key: str
    drawn: int
    expected: float


class DrawFairnessOut(Shape):
    """Chances and their test: chi-square, degrees of freedom, and how often equal lots differ at least so much."""

    chances: list[DrawChanceOut]
    statistic: float
    freedom: int
    surprise: float | None

    @classmethod
    def of(cls, told: Fairness) -> "DrawFairnessOut":
        """From a fairness."""
        return cls(
            chances=[
                DrawChanceOut(key=key, drawn=one.drawn, expected=one.expected)
                for key, one in told.chances.items()
            ],
            statistic=told.statistic,
            freedom=told.freedom,
            surprise=told.surprise,
        )


class DrawStatisticsOut(Shape):
    """Chances until a day."""

    until: date
    hours: DrawFairnessOut
    days: DrawFairnessOut
    points: DrawFairnessOut

    @classmethod
    def of(cls, told: Statistics) -> "DrawStatisticsOut":
        """From statistics."""
        return cls(
            until=told.until,
            hours=DrawFairnessOut.of(told.hours),
            days=DrawFairnessOut.of(told.days),
            points=DrawFairnessOut.of(told.points),
        )


class DrawProofOut(Shape):
    """The seed and what it gives; `holds` when it fits what was bound and what was shown."""

    holds: bool
    seed: str
    commitment: str
    seed_fits: bool
    shown_otherwise: list[date]
    slots: list[DrawSlotOut]

    @classmethod
    def of(cls, told: Proof, points: Points) -> "DrawProofOut":
        """From a proof."""
        return cls(
            holds=told.holds,
            seed=told.seed,
            commitment=told.commitment,
            seed_fits=told.seed_fits,
            shown_otherwise=list(told.shown_otherwise),
            slots=[DrawSlotOut.of(one, points) for one in told.slots],
        )
