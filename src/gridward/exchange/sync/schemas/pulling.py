"""What a phone asks, and the documents that it gets."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import StringConstraints

from gridward.exchange.sync.queries.documents import Doors
from gridward.exchange.sync.schemas.devices import Label
from gridward.exchange.sync.schemas.measures import PhoneMeasure
from gridward.exchange.sync.schemas.orders import PhoneOrder, PhoneOrderKinds
from gridward.ground.register.queries.homes import Home
from gridward.ground.register.schemas.organisations import OrganisationOut
from gridward.ground.register.schemas.people import HouseholdOut
from gridward.ground.territory.models import Dwelling
from gridward.kernel.access import Actor
from gridward.kernel.http import Shape
from gridward.work.patrols.schemas.walked import PointOut
from gridward.work.rounds.schemas import PhoneRound, PhoneTarget

CursorText = Annotated[str, StringConstraints(max_length=80)]


class PullIn(Schema):
    """What the phone keeps: of each grid its cursor, empty where it begins; the epoch that the cursors are of."""

    device: UUID
    label: Label = ""
    epoch: int = 0
    grids: dict[UUID, CursorText] = {}


class PhoneHousehold(HouseholdOut):
    """A household with the search keys (pinyin) of its residents, in their order."""

    keys: list[str]

    @classmethod
    def of(cls, row: Home, actor: Actor) -> "PhoneHousehold":
        """From a household with its residents."""
        told = HouseholdOut.of(row, actor)
        keys = [one.sort_key for one in row.residents]
        return cls(**{name: getattr(told, name) for name in HouseholdOut.model_fields}, keys=keys)


class PhoneDoor(Shape):
    """A door of a building."""

    id: UUID
    unit: str
    floor: int | None
    room: str
    label: str
    residential: bool

    @classmethod
    def of(cls, row: Dwelling) -> "PhoneDoor":
        """From a row read with its unit."""
        unit = row.unit.number_key if row.unit else ""
        return cls(
            id=row.pk,
            unit=unit,
            floor=row.floor,
            room=row.room,
            label=row.label,
            residential=row.residential,
        )


class PhoneBuilding(Shape):
    """A building with its doors."""

    id: UUID
    version: int
    site_id: UUID
    site: str
    name: str
    number_key: str
    floors: int | None
    doors: list[PhoneDoor]

    @classmethod
    def of(cls, one: Doors) -> "PhoneBuilding":
        """From a building read with its site and doors."""
        row = one.building
        return cls(
            id=row.pk,
            version=row.version,
            site_id=row.site_id,
            site=row.site.name,
            name=row.name,
            number_key=row.number_key,
            floors=row.floors,
            doors=[PhoneDoor.of(door) for door in one.dwellings],
        )


class PhoneGrid(Shape):
    """What is new of a grid. `fresh` when it begins anew: what is not told until `more` is false is forgotten."""

    id: UUID
    code: str
    name: str
    fresh: bool
    cursor: str
    more: bool
    households: list[PhoneHousehold]
    organisations: list[OrganisationOut]
    buildings: list[PhoneBuilding]
    rounds: list[PhoneRound]
    targets: list[PhoneTarget]
    points: list[PointOut]
    orders: list[PhoneOrder]
    order_kinds: list[PhoneOrderKinds]
    measures: list[PhoneMeasure]
    gone: list[UUID]


class PullOut(Shape):
    """What is new. `lost` are grids to forget: their rows leave the phone at once."""

    epoch: int
    now: datetime
    grids: list[PhoneGrid]
    lost: list[UUID]
