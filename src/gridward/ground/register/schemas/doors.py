"""Shapes of the door matrix: doors with who is behind them, and what is entered at a door."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gridward.ground.register.schemas.people import Name, Typed
from gridward.ground.register.terms.doors import DoorCell, DoorDoubt, DoorMatrix, DoorState
from gridward.ground.register.terms.people import DocumentKind, HouseholdState, Tenure


class DoorHouseholdOut(Schema):
    """A household behind a door; the head's name is masked, `conflicts` are open ones."""

    id: UUID
    version: int
    state: HouseholdState
    tenure: Tenure
    residents: int
    persons_said: int | None
    head_id: UUID | None
    head_name: str
    conflicts: int


class DoorCellOut(Schema):
    """One door of the matrix."""

    dwelling_id: UUID
    version: int
    unit_key: str
    floor: int | None
    room: str
    label: str
    residential: bool
    state: DoorState
    doubt: DoorDoubt | None
    households: list[DoorHouseholdOut]


class DoorUnitOut(Schema):
    """A stairwell; one row of doors for each floor of the matrix, in its order."""

    id: UUID | None
    number_key: str
    rows: list[list[DoorCellOut]]


class DoorMatrixOut(Schema):
    """A building as a table of doors; `may_enter` says whether the caller may enter people and correct doors."""

    building_id: UUID
    building_name: str
    site_id: UUID
    site_name: str
    grid_id: UUID
    grid_name: str
    building_floors: int | None
    floors: list[int | None]
    units: list[DoorUnitOut]
    counts: dict[str, int]
    disputed: int
    doubtful: int
    may_enter: bool

    @classmethod
    def of(cls, matrix: DoorMatrix, may_enter: bool) -> "DoorMatrixOut":
        """From the query's answer."""
        plain = (name for name in cls.model_fields if name not in ("counts", "may_enter"))
        values = {name: getattr(matrix, name) for name in plain}
        return cls.model_validate(
            {
                **values,
                "counts": {state.value: n for state, n in matrix.counts().items()},
                "may_enter": may_enter,
            },
            from_attributes=True,
        )


class WaitingOut(Schema):
    """A household without a door, and the door of the building that its address may mean."""

    id: UUID
    version: int
    address_text: str
    head_name: str
    residents: int
    grid_id: UUID
    grid_name: str
    dwelling_id: UUID | None
    label: str


class Seen(Schema):
    """A household that the enterer saw behind the door."""

    id: UUID
    version: int


class HeadIn(Schema):
    """The head of a household in short; what is left out stays."""

    name: Name = ""
    phones: Annotated[list[Typed], Field(max_length=10)] = []
    document_kind: DocumentKind = DocumentKind.IDENTITY_CARD
    document: Typed = ""


class DoorEntryIn(Schema):
    """What is entered at a door; what is left out stays. Without `household_id` a household is added."""

    seen: Annotated[list[Seen], Field(max_length=60)] = []
    household_id: UUID | None = None
    state: HouseholdState = HouseholdState.LIVING
    tenure: Tenure = Tenure.UNKNOWN
    persons_said: Annotated[int, Field(ge=0, le=99)] | None = None
    head: HeadIn | None = None


class EnteredDoorOut(Schema):
    """The door as it is now, the household that was written, and the conflict if its head lives elsewhere."""

    door: DoorCellOut
    household_id: UUID
    made: bool
    conflict: UUID | None

    @classmethod
    def of(
        cls, cell: DoorCell, household_id: UUID, made: bool, conflict: UUID | None
    ) -> "EnteredDoorOut":
        """From the door after the act."""
        door = DoorCellOut.model_validate(cell, from_attributes=True)
        return cls(door=door, household_id=household_id, made=made, conflict=conflict)


class AssignIn(Schema):
    """The waiting household to bring to this door."""

    seen: Annotated[list[Seen], Field(max_length=60)] = []
    household_id: UUID
    version: int


class WithdrawIn(Schema):
    """The version of the household to take back."""

    version: int
