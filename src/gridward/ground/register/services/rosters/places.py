"""The doors of a file: each distinct address read once, against the places of the community."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from uuid import UUID

from gridward.ground.register.rules.doors import door_words
from gridward.ground.register.rules.roster.addresses import context_text
from gridward.ground.register.rules.roster.reasons import Reason
from gridward.ground.territory.rules.address_reading import Gazetteer
from gridward.ground.territory.terms.addresses import (
    Candidate,
    Evidence,
    Hint,
    Id,
    Place,
    Reading,
)
from gridward.ground.territory.terms.places import DoorKey

_NAMED = frozenset({Evidence.NAMED, Evidence.HINTED})
LONGEST_ADDRESS = 200


@dataclass(frozen=True, slots=True)
class Door:
    """A door of the file. `new` is set for a door that no row knows yet, in a building that is known.

    With a `doubt` the people are kept at the community grid until somebody decides; `guess` is what may be meant.
    """

    key: Hashable
    grid: UUID
    dwelling: UUID | None
    text: str
    score: float
    new: DoorKey | None = None
    doubt: Reason | None = None
    guess: UUID | None = None


class Doors:
    """The doors that a file names, read as they come; `names` are those of sites and buildings."""

    def __init__(
        self, gazetteer: Gazetteer, community: UUID, grid: UUID, names: Mapping[UUID, str]
    ) -> None:
        self._gazetteer, self._community, self._grid = gazetteer, community, grid
        self._names = names
        self._hints: dict[tuple[str, ...], Hint] = {(): Hint(community=community)}
        self.uses = Counter[Id]()
        """How often each name of the address book was read, by its entry."""
        self._read: dict[tuple[tuple[str, ...], tuple[str, ...]], Door] = {}

    def door(self, texts: tuple[str, ...], context: tuple[str, ...]) -> Door:
        """The door that one of the texts names beyond doubt, else the first text with its doubt."""
        key = (texts, context)
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = self._new(texts, self._hint(context))
        return found

    def all(self) -> list[Door]:
        """Each door once."""
        return list({door.key: door for door in self._read.values()}.values())

    def _new(self, texts: tuple[str, ...], hint: Hint) -> Door:
        readings = []
        for text in texts:
            reading = self._gazetteer.read(text, within=hint)
            if reading.best is not None:
                self.uses.update(self._gazetteer.entries_read(text, reading.best))
                return self._certain(reading.best, text, reading.score)
            readings.append(reading)
        text = texts[0][:LONGEST_ADDRESS]
        doubt = readings[0].doubt
        reason = Reason(f"roster.address.{doubt.value if doubt else 'unknown_place'}")
        guess = _first_guess(readings[0])
        return Door(("text", text), self._grid, None, text, readings[0].score, None, reason, guess)

    def _certain(self, place: Place, text: str, score: float) -> Door:
        grid = _uuid(place.grid)
        if place.dwelling is not None:
            dwelling = _uuid(place.dwelling)
            return Door(dwelling, grid, dwelling, self._named(place, text), score)
        if place.building is not None and place.room:
            new = DoorKey(_uuid(place.building), place.unit_key, place.room, place.floor)
            return Door(new, grid, None, self._named(place, text), score, new)
        return Door(("in", grid, text), grid, None, text[:LONGEST_ADDRESS], score)

    def _named(self, place: Place, text: str) -> str:
        """The door in the register's own words, as `services.households.door_text` says it."""
        site, building = (self._names.get(_uuid(one), "") for one in (place.site, place.building))
        known = site and building
        return door_words(site, building, place.door_label) if known else text[:LONGEST_ADDRESS]

    def _hint(self, context: tuple[str, ...]) -> Hint:
        """What titles, the sheet's name and section lines say of the place, each read with those before it."""
        known = self._hints.get(context)
        if known is None:
            known = self._hints[context] = self._narrowed(self._hint(context[:-1]), context[-1])
        return known

    def _narrowed(self, hint: Hint, title: str) -> Hint:
        text = context_text(title)
        if len(text) < 2:
            return hint
        reading = self._gazetteer.read(text, within=hint)
        candidates = [one for one in reading.candidates if _names_a_place(one)]
        if len({one.place.site for one in candidates}) != 1:
            return hint
        place = candidates[0].place
        return Hint(self._community, place.site, place.building or hint.building)


def _first_guess(reading: Reading) -> UUID | None:
    dwelling = reading.candidates[0].place.dwelling if reading.candidates else None
    return _uuid(dwelling) if dwelling is not None else None


def _names_a_place(candidate: Candidate) -> bool:
    return candidate.evidence in _NAMED and candidate.doubt is None


def _uuid(value: UUID | str | None) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))
