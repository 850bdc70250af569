"""An invented town, household by household, with its twins, namesakes and phones that families share.

Everybody is drawn from the words of `gridward.fiction`; identity numbers lie in area 360199. Names are fewer than in
life, so namesakes are more.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from gridward.fiction import vocabulary as words
from gridward.fiction.chance import stream
from gridward.fiction.names import full_name, surname
from gridward.fiction.numbers import AREA
from gridward.fiction.rosters.hands import plain_address
from gridward.fiction.rosters.terms import Door
from gridward.planning.matching.terms import Person

TODAY = date(2022, 11, 1)
_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))


@dataclass(frozen=True, slots=True)
class Living:
    """Somebody of the invented town, with what is true of them today; `home` numbers the household."""

    key: str
    name: str
    sex: str
    birth: date
    number: str
    phones: tuple[str, ...]
    former: tuple[str, ...]
    door: Door
    home: int

    def registered(self, rng: Random) -> Person:
        """As the register knows it: now and then without number or birth."""
        number = self.number if rng.random() < 0.96 else None
        year = self.birth.year if number or rng.random() < 0.7 else None
        address = plain_address(self.door)
        return Person(
            self.key,
            number,
            self.phones,
            self.name,
            year,
            self.sex,
            address,
            former_phones=self.former,
        )


class Town:
    """Households door by door; numbers and phones are given once."""

    def __init__(self, seed: int) -> None:
        self._rng = stream(seed, "town")
        self._serials: Counter[str] = Counter()
        self._phone = 0
        self._people = 0
        self._homes = 0

    def people(self, count: int) -> Iterator[Living]:
        """So many residents, household by household."""
        for door in self._doors():
            for one in self.household(door):
                if self._people > count:
                    return
                yield one

    def _doors(self) -> Iterator[Door]:
        rng = self._rng
        for turn in range(1_000):
            for stem in words.COMPOUND_STEMS:
                for ending in words.COMPOUND_ENDINGS:
                    yield from self._compound(_turned(stem, turn) + ending, rng)

    def _compound(self, site: str, rng: Random) -> Iterator[Door]:
        road = rng.choice((*words.ROADS_NORTHWARD, *words.ROADS_EASTWARD))
        place = (
            rng.choice(tuple(words.COMMUNITIES.values())),
            site,
            road,
            str(rng.randint(1, 300)),
        )
        units, floors = rng.choice((0, 2, 3, 4)), rng.choice((6, 6, 11, 18))
        for building in range(1, rng.randint(4, 20)):
            for unit in range(1, units + 1) or (0,):
                for room in (f"{floor}{at:02d}" for floor in range(1, floors + 1) for at in (1, 2)):
                    if rng.random() < 0.85:
                        yield _door(place, str(building), str(unit or ""), room)

    def household(self, door: Door) -> list[Living]:
        """Who lives behind a door: a family, sometimes with twins or a namesake, or people who share it."""
        rng = self._rng
        self._homes += 1
        if rng.random() < 0.15:
            ages = [rng.randint(18, 45) for _ in range(rng.randint(1, 4))]
            return [self.somebody(door, age, rng.choice(("male", "female"))) for age in ages]
        age = rng.randint(24, 80)
        man = self.somebody(door, age, "male")
        woman = self.somebody(door, age - rng.randint(-2, 4), "female")
        return [
            man,
            woman,
            *self._children(man, woman, door, age, rng),
            *self._old(man, door, age, rng),
        ]

    def _children(
        self, man: Living, woman: Living, door: Door, age: int, rng: Random
    ) -> list[Living]:
        if not 24 <= age < 60:
            return []
        phones = (man.phones or woman.phones)[:1]
        found: list[Living] = []
        for _ in range(rng.choice((0, 1, 1, 2))):
            child = self.somebody(
                door, max(0, age - rng.randint(22, 34)), _any_sex(rng), man.name[0], phones
            )
            found.append(child)
            if rng.random() < 0.02:
                found.append(self.twin(child))
        return found

    def _old(self, man: Living, door: Door, age: int, rng: Random) -> list[Living]:
        if age > 55 or rng.random() > 0.2:
            return []
        return [self.somebody(door, age + rng.randint(22, 30), "male", man.name[0], man.phones[:1])]

    def somebody(
        self, door: Door, age: int, sex: str, family: str = "", shared_phones: tuple[str, ...] = ()
    ) -> Living:
        """A new person; the young and the old are reached by a phone of the household."""
        rng = self._rng
        birth = date(TODAY.year - age, 1, 1) + timedelta(days=rng.randrange(300))
        name = full_name(family or surname(rng), sex, birth, rng)
        own = () if age < 12 or rng.random() < 0.08 else (self.phone(),)
        phones = own if own and not (age > 65 and rng.random() < 0.3) else shared_phones
        former = (self.phone(),) if age > 18 and rng.random() < 0.1 else ()
        self._people += 1
        number = self._number(birth, sex)
        return Living(
            f"p{self._people}", name, sex, birth, number, phones, former, door, self._homes
        )

    def twin(self, one: Living) -> Living:
        """A twin: another last character, the next number, the same phone."""
        others = words.GIVEN[one.sex, (one.birth.year >= 1965) + (one.birth.year >= 1990)]
        name = one.name[:-1] + self._rng.choice(others.replace(one.name[-1], ""))
        self._people += 1
        number = self._number(one.birth, one.sex)
        return replace(one, key=f"p{self._people}", name=name, number=number)

    def phone(self) -> str:
        """A mobile number in a segment without subscribers."""
        self._phone += 1
        return f"154{(self._phone * 61_803_399 + 27_182_818) % 10**8:08d}"

    def _number(self, birth: date, sex: str) -> str:
        day = f"{birth:%Y%m%d}"
        self._serials[day + sex] += 1
        serial = (2 * self._serials[day + sex] + (sex == "male")) % 1000
        body = f"{AREA}{day}{serial:03d}"
        total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
        return body + "10X98765432"[total % 11]


def _turned(stem: str, turn: int) -> str:
    return stem if turn == 0 else f"{'东南西北中新'[turn % 6]}{stem}{'' if turn < 6 else turn}"


def _any_sex(rng: Random) -> str:
    return rng.choice(("male", "female"))


def _door(place: tuple[str, str, str, str], building: str, unit: str, room: str) -> Door:
    community, site, road, number = place
    return Door("", "", community, site, road, number, f"{building}栋", building, unit, room)
