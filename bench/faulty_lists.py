"""A list about some people of an invented town as it arrives: with mistakes, and with the truth beside it.

Sound-alike characters are those of `hanzi_confusion` in the shared data, not pypinyin's, which the engine asks. Half of
the look-alikes are those of its other file, which the engine carries too; the other half is any character.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from random import Random

import opencc
from tests.shared_data import shared

from bench.invented_town import Living, Town
from gridward.fiction import vocabulary as words
from gridward.fiction.chance import stream
from gridward.fiction.rosters.hands import any_address, short_address
from gridward.planning.matching.terms import Person, Row

_AT_HOME = 0.85
_RELATIVE, _NAMESAKE = 0.89, 0.92


@dataclass(frozen=True, slots=True)
class Listed:
    """One row, the person it means (None: nobody of the register) and what was done to it."""

    row: Row
    person: str | None
    done: tuple[str, ...]


def make_list(town: Town, people: Sequence[Living], count: int, seed: int) -> list[Listed]:
    """Rows about residents, each once, and about others: relatives and twins of theirs, namesakes, strangers."""
    rng = stream(seed, "list")
    residents = iter(rng.sample(people, min(count, len(people))))
    found = []
    for place in range(count):
        one = next(residents, None)
        lot = rng.random() if one else 1.0
        kind = "" if lot < _AT_HOME else _kind(lot)
        meant = one if one and not kind else _other(town, one or people[0], kind, rng)
        row, done = _written(f"r{place}", meant, people, rng)
        found.append(Listed(row, None if kind else meant.key, (kind, *done) if kind else done))
    return found


def _kind(lot: float) -> str:
    return "relative" if lot < _RELATIVE else "namesake" if lot < _NAMESAKE else "stranger"


def _other(town: Town, one: Living, kind: str, rng: Random) -> Living:
    """Somebody whom the register does not know, as near to `one` as the kind says."""
    if kind == "relative":
        if rng.random() < 0.2:
            return town.twin(one)
        age = rng.randint(1, 70)
        return town.somebody(one.door, age, rng.choice(("male", "female")), one.name[0], one.phones)
    other = town.somebody(one.door, rng.randint(1, 80), one.sex)
    if kind == "namesake":
        door = replace(one.door, building=f"{rng.randint(1, 20)}栋", room=f"{rng.randint(1, 18)}01")
        return replace(other, name=one.name, door=door)
    door = replace(
        one.door, site=rng.choice(words.COMPOUND_STEMS) + "庭", room=f"{rng.randint(1, 18)}02"
    )
    return replace(other, door=door)


def opaque(token: str | None) -> str | None:
    """What a keyed index leaves of a number: equal for equal, else nothing."""
    return blake2b(token.encode(), digest_size=16, key=b"bench").hexdigest() if token else None


def hidden(one: Row | Person) -> Row | Person:
    """A record with opaque numbers, as in production."""
    phones = tuple(opaque(phone) or "" for phone in one.phones)
    found = replace(one, document=opaque(one.document), phones=phones)
    if isinstance(found, Person):
        former = tuple(opaque(phone) or "" for phone in found.former_phones)
        return replace(found, former_phones=former)
    return found


# -- how a row is written ------------------------------------------------------------------------


def _written(
    key: str, one: Living, people: Sequence[Living], rng: Random
) -> tuple[Row, tuple[str, ...]]:
    row = Row(
        key, one.number, one.phones, one.name, one.birth.year, one.sex, any_address(one.door, rng)
    )
    done = []
    for chance, name, fault in _FAULTS:
        if rng.random() < chance:
            row = fault(row, one, people, rng)
            done.append(name)
    return row, tuple(done)


Fault = Callable[[Row, Living, Sequence[Living], Random], Row]


def _no_number(row: Row, *_: object) -> Row:
    return replace(row, document=None)


def _wrong_digit(row: Row, _: Living, __: Sequence[Living], rng: Random) -> Row:
    return replace(row, document=_other_digit(row.document, rng)) if row.document else row


def _swapped_digits(row: Row, _: Living, __: Sequence[Living], rng: Random) -> Row:
    if not row.document:
        return row
    at = rng.choice([n for n in range(6, 16) if row.document[n] != row.document[n + 1]] or [6])
    text = row.document
    return replace(row, document=text[:at] + text[at + 1] + text[at] + text[at + 2 :])


def _no_phone(row: Row, *_: object) -> Row:
    return replace(row, phones=())


def _old_phone(row: Row, one: Living, _: Sequence[Living], rng: Random) -> Row:
    unknown = (f"160{rng.randrange(10**8):08d}",)
    return replace(row, phones=one.former or unknown)


def _phone_of_another(row: Row, _: Living, people: Sequence[Living], rng: Random) -> Row:
    return replace(row, phones=rng.choice(people).phones)


def _wrong_phone_digit(row: Row, _: Living, __: Sequence[Living], rng: Random) -> Row:
    return replace(row, phones=tuple(_other_digit(phone, rng) for phone in row.phones))


def _other_digit(text: str, rng: Random) -> str:
    at = rng.randrange(3, len(text) - 1)
    return text[:at] + rng.choice("0123456789".replace(text[at], "")) + text[at + 1 :]


def _sound_alike(row: Row, _: Living, __: Sequence[Living], rng: Random) -> Row:
    return replace(row, name=_with_other(row.name, _lines("same_pinyin.txt"), rng))


def _look_alike(row: Row, _: Living, __: Sequence[Living], rng: Random) -> Row:
    return replace(row, name=_with_other(row.name, _lines("same_stroke.txt"), rng))


def _any_character(row: Row, one: Living, _: Sequence[Living], rng: Random) -> Row:
    at = rng.randrange(len(row.name))
    character = rng.choice(words.GIVEN[one.sex, rng.randrange(3)])
    return replace(row, name=row.name[:at] + character + row.name[at + 1 :])


def _swapped_characters(row: Row, *_: object) -> Row:
    return replace(row, name=row.name[:-2] + row.name[:-3:-1])


def _traditional(row: Row, *_: object) -> Row:
    return replace(row, name=_to_traditional().convert(row.name))


def _no_name(row: Row, *_: object) -> Row:
    return replace(row, name="")


def _no_year(row: Row, *_: object) -> Row:
    return replace(row, birth_year=None)


def _year_off(row: Row, one: Living, _: Sequence[Living], rng: Random) -> Row:
    return replace(row, birth_year=one.birth.year + rng.choice((-1, 1)))


def _wrong_year(row: Row, one: Living, _: Sequence[Living], rng: Random) -> Row:
    return replace(row, birth_year=one.birth.year + rng.choice((-10, -5, 3, 10)))


def _no_sex(row: Row, *_: object) -> Row:
    return replace(row, sex=None)


def _wrong_sex(row: Row, one: Living, *_: object) -> Row:
    return replace(row, sex="female" if one.sex == "male" else "male")


def _no_address(row: Row, *_: object) -> Row:
    return replace(row, address="")


def _short_address(row: Row, one: Living, _: Sequence[Living], rng: Random) -> Row:
    return replace(row, address=short_address(one.door, rng))


def _no_room(row: Row, one: Living, *_: object) -> Row:
    return replace(row, address=f"{one.door.site}{one.door.building}")


def _moved(row: Row, _: Living, people: Sequence[Living], rng: Random) -> Row:
    return replace(row, address=any_address(rng.choice(people).door, rng))


def _married(row: Row, _: Living, people: Sequence[Living], rng: Random) -> Row:
    """Moved to another household, with a phone of it."""
    new = rng.choice(people)
    return replace(row, address=any_address(new.door, rng), phones=new.phones[:1])


_FAULTS: tuple[tuple[float, str, Fault], ...] = (
    (0.35, "no number", _no_number),
    (0.03, "wrong digit", _wrong_digit),
    (0.02, "swapped digits", _swapped_digits),
    (0.15, "no phone", _no_phone),
    (0.10, "old phone", _old_phone),
    (0.01, "phone of another", _phone_of_another),
    (0.01, "wrong phone digit", _wrong_phone_digit),
    (0.04, "sound-alike", _sound_alike),
    (0.02, "look-alike", _look_alike),
    (0.02, "any character", _any_character),
    (0.005, "swapped characters", _swapped_characters),
    (0.02, "traditional", _traditional),
    (0.01, "no name", _no_name),
    (0.10, "no year", _no_year),
    (0.04, "year off", _year_off),
    (0.01, "wrong year", _wrong_year),
    (0.10, "no sex", _no_sex),
    (0.01, "wrong sex", _wrong_sex),
    (0.10, "short address", _short_address),
    (0.10, "no room", _no_room),
    (0.08, "no address", _no_address),
    (0.12, "moved", _moved),
    (0.02, "married", _married),
)


def _with_other(name: str, table: dict[str, str], rng: Random) -> str:
    places = [place for place, character in enumerate(name) if table.get(character)]
    if not places:
        return name
    at = rng.choice(places)
    return name[:at] + rng.choice(table[name[at]]) + name[at + 1 :]


@cache
def _lines(name: str) -> dict[str, str]:
    """Of each character those that are mistaken for it."""
    found = {}
    for line in (shared("hanzi_confusion") / name).read_text("utf-8").splitlines():
        first, *others = line.lstrip("\ufeff").split("\t")
        if not first.startswith("#"):
            found[first] = "".join(others).replace(first, "")
    return found


@cache
def _to_traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")
