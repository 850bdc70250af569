"""Which household everybody of a file joins: one that stands at the door, or a new one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from gridward.ground.register.rules.roster.matching import DoorKey
from gridward.ground.register.rules.roster.reasons import Reason
from gridward.ground.register.services.rosters.places import Door
from gridward.ground.register.services.rosters.reading import Member
from gridward.ground.register.terms.people import Tenure
from gridward.kernel.ids import new_id

NOWHERE = "nowhere"
Slot = tuple[DoorKey, str]


@dataclass(slots=True)
class Place:
    """A household of the register or of the file; `new` ones are to be written."""

    id: UUID
    grid: UUID
    door: Door | None
    new: bool
    tenure: Tenure = Tenure.UNKNOWN
    doubt: Reason | None = None
    used: bool = False
    lived_in: bool = False


class Households:
    """Households by door and by the mark that parts several behind one door."""

    def __init__(self, standing: Mapping[DoorKey, set[UUID]], community_grid: UUID) -> None:
        self._standing, self._grid = standing, community_grid
        self._places: dict[Slot, Place] = {}
        self._living: dict[Slot, UUID] = {}
        self._marks: dict[DoorKey, set[str]] = defaultdict(set)

    def prepare(self, members: Iterable[tuple[Member, UUID | None]]) -> None:
        """Look at the whole file first: its marks, and where its known people live."""
        for member, household in members:
            slot = _slot(member)
            self._marks[slot[0]].add(slot[1])
            if household is not None and household in self._standing.get(slot[0], ()):
                self._living.setdefault(slot, household)

    def of(self, member: Member) -> Place:
        """The household that this person of the file belongs to."""
        slot = _slot(member)
        place = self._places.get(slot)
        if place is None:
            place = self._places[slot] = self._found(slot, member.door) or self._new(member.door)
            place.doubt = member.candidate.doubt
        if place.tenure is Tenure.UNKNOWN:
            place.tenure = member.candidate.person.tenure
        return place

    def vacant(self, door: Door) -> Place | None:
        """A new empty household; None where one stands at the door already."""
        if self._standing.get(door.key) or self._marks.get(door.key):
            return None
        slot = (door.key, "")
        if slot in self._places:
            return None
        place = self._places[slot] = self._new(door)
        place.used = True
        return place

    def new(self) -> list[Place]:
        """The households to write: those that somebody joins."""
        return [place for place in self._places.values() if place.new and place.used]

    def _found(self, slot: Slot, door: Door | None) -> Place | None:
        standing = self._standing.get(slot[0], set())
        household = self._living.get(slot)
        if household is None and len(standing) == 1 and len(self._marks[slot[0]]) == 1:
            household = next(iter(standing))
        if household is None:
            return None
        return Place(household, door.grid if door else self._grid, door, new=False)

    def _new(self, door: Door | None) -> Place:
        return Place(new_id(), door.grid if door else self._grid, door, new=True)


def _slot(member: Member) -> Slot:
    return (member.door.key if member.door else NOWHERE, member.household)
