"""Words of the door matrix: what is behind each door of a building, as people look for it on screen and on paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from gridward.ground.register.terms.people import HouseholdState, Tenure


class DoorState(StrEnum):
    """What a door shows; every door has exactly one. UNSEEN: the reader may not read the register there."""

    LIVED_IN = "lived_in"
    EMPTY = "empty"
    MOVED_OUT = "moved_out"
    UNREGISTERED = "unregistered"
    SEVERAL = "several"
    NOT_RESIDENTIAL = "not_residential"
    UNSEEN = "unseen"


class DoorDoubt(StrEnum):
    """What looks wrong about a door itself."""

    FLOOR_UNKNOWN = "floor_unknown"
    FLOOR_BEYOND = "floor_beyond"
    FLOOR_OTHER = "floor_other"


@dataclass(frozen=True, slots=True)
class DoorHousehold:
    """A household behind a door; `head_name` is masked and "" where nobody is entered, `conflicts` are open ones.

    `persons_said` is how many live here as told at the door.
    """

    id: UUID
    version: int
    state: HouseholdState
    tenure: Tenure
    residents: int
    persons_said: int | None
    head_id: UUID | None
    head_name: str
    conflicts: int


@dataclass(frozen=True, slots=True)
class WaitingHousehold:
    """A household without a door; `dwelling_id` and `label` are the door of the building that its address may mean."""

    id: UUID
    version: int
    address_text: str
    head_name: str
    residents: int
    grid_id: UUID
    grid_name: str
    dwelling_id: UUID | None
    label: str


@dataclass(frozen=True, slots=True)
class DoorCell:
    """One door; `households` has those who live here first, then empty ones, then those who moved out."""

    dwelling_id: UUID
    version: int
    unit_key: str
    floor: int | None
    room: str
    label: str
    residential: bool
    state: DoorState
    households: tuple[DoorHousehold, ...] = ()
    doubt: DoorDoubt | None = None

    @property
    def household_ids(self) -> tuple[UUID, ...]:
        """Every household behind the door."""
        return tuple(one.id for one in self.households)

    @property
    def present(self) -> tuple[DoorHousehold, ...]:
        """The households that live here now."""
        return tuple(one for one in self.households if one.state is HouseholdState.LIVING)

    @property
    def head_name(self) -> str:
        """The masked name of the first household's head, "" where there is none."""
        return next((one.head_name for one in self.present if one.head_name), "")

    @property
    def residents(self) -> int:
        """How many are registered behind the door now."""
        return sum(one.residents for one in self.households)

    @property
    def persons_said(self) -> int | None:
        """How many live here now as told at the door; None where nobody has said."""
        said = [one.persons_said for one in self.present if one.persons_said is not None]
        return sum(said) if said else None

    @property
    def tenure(self) -> Tenure:
        """How the first household holds the door."""
        return next((one.tenure for one in self.households), Tenure.UNKNOWN)

    @property
    def conflicts(self) -> int:
        """Open questions about the households behind the door."""
        return sum(one.conflicts for one in self.households)


@dataclass(frozen=True, slots=True)
class DoorUnit:
    """A stairwell, or the doors outside stairwells (`id` None, key ""); a row of doors for each floor of the matrix."""

    id: UUID | None
    number_key: str
    rows: tuple[tuple[DoorCell, ...], ...]

    @property
    def doors(self) -> int:
        """How many doors it has."""
        return sum(map(len, self.rows))


@dataclass(frozen=True, slots=True)
class DoorMatrix:
    """A building: `floors` from the top down (None: floor not known, last), each unit with one row a floor."""

    building_id: UUID
    building_name: str
    site_id: UUID
    site_name: str
    grid_id: UUID
    grid_name: str
    building_floors: int | None
    floors: tuple[int | None, ...]
    units: tuple[DoorUnit, ...]

    def cells(self) -> Iterator[DoorCell]:
        """Every door, unit by unit, from the top down."""
        for unit in self.units:
            for row in unit.rows:
                yield from row

    def counts(self) -> Mapping[DoorState, int]:
        """How many doors are in each state; every state is there, the sum is the number of doors."""
        found = dict.fromkeys(DoorState, 0)
        for cell in self.cells():
            found[cell.state] += 1
        return found

    @property
    def disputed(self) -> int:
        """How many doors have an open question."""
        return sum(bool(cell.conflicts) for cell in self.cells())

    @property
    def doubtful(self) -> int:
        """How many doors look wrong themselves."""
        return sum(cell.doubt is not None for cell in self.cells())
