"""Shapes of wishes."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from gridward.ground.rota.queries.wishes import WishTold
from gridward.ground.rota.schemas.shifts import DutyWords, ShiftDay, Weekday
from gridward.ground.rota.terms import (
    WishFigures,
    WishGoing,
    WishSaid,
    WishTally,
    WishTime,
    WishWants,
)
from gridward.ground.staff.models import Member
from gridward.kernel.http import Shape


class WishIn(Schema):
    """What somebody wishes: each date from one to another, or one weekday of each week between them."""

    wants: WishWants
    time: WishTime = WishTime.ANY
    first: ShiftDay
    last: ShiftDay
    weekday: Weekday | None = None
    said: DutyWords = ""

    def told(self) -> WishSaid:
        """As `state_wish` takes it."""
        return WishSaid(**self.model_dump(exclude={"id", "version"}))


class WishChangeIn(WishIn):
    """Which version was seen, and what is wished instead."""

    version: int


class WishDayOut(Shape):
    """A date of a wish; `granted`: by the shifts that are planned now it goes as wished.

    `touched`: when the shifts begin that it is about.
    """

    day: date
    granted: bool
    touched: list[datetime]

    @classmethod
    def of(cls, one: WishGoing) -> "WishDayOut":
        """From how the date goes."""
        begins = [span.begins_at for span in one.touched]
        return cls(day=one.wish.day, granted=one.granted, touched=begins)


class WishOut(Shape):
    """A wish with its dates."""

    id: UUID
    version: int
    member_id: UUID
    name: str
    wants: WishWants
    time: WishTime
    first: date
    last: date
    weekday: int | None
    said: str
    days: list[WishDayOut]

    @classmethod
    def of(cls, told: WishTold) -> "WishOut":
        """From a wish and how its dates go."""
        row = told.wish
        words: dict[str, Any] = {
            name: getattr(row, name)
            for name in ("version", "member_id", "wants", "time", "first", "last", "weekday")
        }
        return cls(
            id=row.pk,
            name=row.member.name,
            said=row.open_sealed("said") or "",
            days=[WishDayOut.of(one) for one in told.days],
            **words,
        )


class OwnWishesOut(Shape):
    """One's own wishes, from which to which date one may be about now, and how many dates of a month."""

    wishes: list[WishOut]
    earliest: date
    latest: date
    days_a_month: int

    @classmethod
    def of(
        cls, told: Iterable[WishTold], bounds: tuple[date, date], figures: WishFigures
    ) -> "OwnWishesOut":
        """From wishes and the house rules of the day."""
        return cls(
            wishes=[WishOut.of(one) for one in told],
            earliest=bounds[0],
            latest=bounds[1],
            days_a_month=figures.days_a_month,
        )


class WishTallyOut(Shape):
    """How many dates of the last four weeks somebody had a wish about, and how many went as wished."""

    member_id: UUID
    name: str
    asked: int
    granted: int


class WishBookOut(Shape):
    """Wishes about some days, and how those of the four weeks before today went, by name."""

    wishes: list[WishOut]
    tallies: list[WishTallyOut]

    @classmethod
    def of(
        cls,
        told: Iterable[WishTold],
        tallies: Mapping[UUID, WishTally],
        members: Mapping[UUID, Member],
    ) -> "WishBookOut":
        """From wishes, counts by member, and the members."""
        named = sorted(members.values(), key=lambda one: (one.sort_key, str(one.pk)))
        return cls(
            wishes=[WishOut.of(one) for one in told],
            tallies=[
                WishTallyOut(
                    member_id=one.pk,
                    name=one.name,
                    asked=tallies[one.pk].asked,
                    granted=tallies[one.pk].granted,
                )
                for one in named
                if one.pk in tallies
            ],
        )
