"""Shapes of where somebody sets out from for duty."""

from collections.abc import Sequence
from typing import Annotated

from ninja import Schema
from pydantic import Field

from gridward.ground.rota.terms import HomeChoice, HomeFigures, Point
from gridward.kernel.http import Shape

Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]


class HomeIn(Schema):
    """A point in degrees; what is kept of it is rounded to about a hundred metres."""

    longitude: Longitude
    latitude: Latitude

    def told(self) -> Point:
        """As `say_home` takes it."""
        return self.longitude, self.latitude


class HomePointOut(Shape):
    """A point in degrees."""

    longitude: float
    latitude: float

    @classmethod
    def of(cls, at: Point) -> "HomePointOut":
        """From a point."""
        return cls(longitude=at[0], latitude=at[1])


class HomeChoiceOut(HomePointOut):
    """A grid or compound that may be named instead of a point; its middle."""

    name: str


class OwnHomeOut(Shape):
    """Where the caller sets out from, if they said it; what may be named instead of a point, and how far it may lie."""

    at: HomePointOut | None
    choices: list[HomeChoiceOut]
    furthest_km: int
    fewest_together: int

    @classmethod
    def of(
        cls, at: Point | None, choices: Sequence[HomeChoice], figures: HomeFigures
    ) -> "OwnHomeOut":
        """From what is kept, the choices, and the house rules of the day."""
        return cls(
            at=HomePointOut.of(at) if at else None,
            choices=[
                HomeChoiceOut(name=one.name, longitude=one.at[0], latitude=one.at[1])
                for one in choices
            ],
            furthest_km=figures.furthest_km,
            fewest_together=figures.fewest_together,
        )
