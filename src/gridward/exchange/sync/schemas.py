"""Shapes of sync: what a phone asks and sends, what comes back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints, ValidationError

from gridward.exchange.sync.models import Device
from gridward.exchange.sync.problems import CommandUnknown
from gridward.exchange.sync.queries.documents import Doors
from gridward.exchange.sync.services.carrying import ACTS
from gridward.exchange.sync.terms import TOGETHER, CommandOutcome, Result, Sent
from gridward.ground.register.queries.homes import Home
from gridward.ground.register.schemas.organisations import OrganisationOut
from gridward.ground.register.schemas.people import (
    HouseholdChangeIn,
    HouseholdOut,
    ResidentIn,
)
from gridward.ground.territory.models import Dwelling
from gridward.kernel.access import Actor
from gridward.kernel.http import Shape
from gridward.kernel.problems import BadRequest, Problem
from gridward.work.patrols.schemas.papers import LogIn, SheetIn
from gridward.work.patrols.schemas.walked import PatrolIn, PointOut
from gridward.work.rounds.schemas import PhoneRound, PhoneTarget, VisitIn

Label = Annotated[str, StringConstraints(max_length=120)]
CursorText = Annotated[str, StringConstraints(max_length=60)]


class HouseholdAdd(HouseholdChangeIn):
    """A new household, with the id that the phone has given it."""

    id: UUID


class HouseholdEdit(HouseholdChangeIn):
    """What is left out stays; `after` is the phone's own command about this row before."""

    id: UUID
    version: int
    after: UUID | None = None


class ResidentAdd(ResidentIn):
    """A person entered into a household."""

    id: UUID
    household_id: UUID


class ResidentEdit(ResidentIn):
    """What is left out stays; phones and plates are whole lists."""

    id: UUID
    version: int
    after: UUID | None = None


class ResidentGone(Schema):
    """Somebody lives here no more."""

    id: UUID
    version: int
    after: UUID | None = None


SHAPES: Mapping[str, type[Schema]] = {
    "household.add": HouseholdAdd,
    "household.change": HouseholdEdit,
    "resident.add": ResidentAdd,
    "resident.change": ResidentEdit,
    "resident.leave": ResidentGone,
    "visit.record": VisitIn,
    "patrol.record": PatrolIn,
    "log.sign": LogIn,
    "sheet.confirm": SheetIn,
}
assert SHAPES.keys() == ACTS.keys() | TOGETHER  # noqa: S101 - a kind without a shape or an act is a mistake of ours


class CommandIn(Shape):
    """One command; `at` is the moment by the phone's clock."""

    id: UUID
    kind: Annotated[str, StringConstraints(max_length=40)]
    at: AwareDatetime
    content: dict[str, Any]

    def sent(self) -> Sent:
        """As the service takes it; what is wrong with it is told when its turn comes."""
        said, problem = _read(self.kind, self.content)
        return Sent(self.id, self.kind, self.at, self.content, said, problem)


class PushIn(Schema):
    """Commands in the order in which they were given; `now` is the phone's clock when it sends."""

    device: UUID
    label: Label = ""
    now: AwareDatetime
    commands: Annotated[list[CommandIn], Field(max_length=1000)]


class ResultOut(Shape):
    """What became of a command."""

    id: UUID
    outcome: CommandOutcome
    answer: dict[str, Any]
    code: str
    sentence: str
    details: dict[str, Any]

    @classmethod
    def of(cls, one: Result) -> "ResultOut":
        """From a result."""
        return cls(
            id=one.id,
            outcome=one.outcome,
            answer=one.answer,
            code=one.code,
            sentence=one.sentence,
            details=one.details,
        )


class PushOut(Shape):
    """The results in the order of the commands; `epoch` as in a pull."""

    epoch: int
    results: list[ResultOut]


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
    gone: list[UUID]


class PullOut(Shape):
    """What is new. `lost` are grids to forget: their rows leave the phone at once."""

    epoch: int
    now: datetime
    grids: list[PhoneGrid]
    lost: list[UUID]


class PhoneLimitsOut(Shape):
    """Figures of the installation: wrong PINs, days without contact, minutes in the background."""

    wrong_pins: int
    days_without_contact: int
    minutes_until_locked: int


class SecretIn(Schema):
    """Which kind of phone asks."""

    label: Label = ""


class SecretOut(Shape):
    """32 random bytes of the phone, base64."""

    secret: str


class DeviceOut(Shape):
    """A phone."""

    id: UUID
    account_name: str
    label: str
    first_seen_at: datetime
    seen_at: datetime
    revoked_at: datetime | None
    revoked_by: str

    @classmethod
    def of(cls, row: Device) -> "DeviceOut":
        """From a row."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


def _plain(read: Schema) -> dict[str, Any]:
    """What was written, without what was left out; of a day's papers all of it, as the services take it."""
    if isinstance(read, PatrolIn | LogIn | SheetIn):
        return read.said()
    return read.dict(exclude_unset=True)


def _read(kind: str, content: Mapping[str, Any]) -> tuple[dict[str, Any], Problem | None]:
    shape = SHAPES.get(kind)
    if shape is None:
        return {}, CommandUnknown(kind=kind)
    try:
        return _plain(shape.model_validate(content)), None
    except ValidationError as error:
        fields = [".".join(str(step) for step in one["loc"]) for one in error.errors()]
        return {}, BadRequest(fields=", ".join(dict.fromkeys(fields)) or "-")
