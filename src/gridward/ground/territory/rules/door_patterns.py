"""Many doors in one line, as people say them: "1-6层每层2户", "1-3单元1-18层（不含4、14层）01 02 03", "501-504"."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from gridward.ground.territory.problems import PatternTooLarge, PatternUnread
from gridward.ground.territory.rules.address_words import HAN_NUMBER, plain_number, tidy

MOST_DOORS: Final = 2_000
"""One line makes no more doors than a large tower has (33 floors of 8 units with 6 doors are 1,584)."""
_TALLEST: Final = 200
_DEEPEST: Final = 9
_NUMBER = rf"(?>\d+|{HAN_NUMBER}+)"  # atomic: a long row of digits is one number, not many ways of cutting it
_LIST = rf"{_NUMBER}(?:(?:\s*[-至到和]\s*|\s+){_NUMBER})*+"
_UNITS = re.compile(rf"^(?P<units>{_LIST}|[A-Z东西南北中])\s*(?:个?单元|梯)")
_FLOORS = re.compile(
    rf"^第?(?P<low>负|地下)?(?P<first>-?{_NUMBER})\s*(?:层|楼)?(?:\s*[-至到]\s*第?(?P<last>{_NUMBER}))?\s*(?:层|楼)"
)
_WITHOUT = re.compile(
    rf"^\(?\s*(?:不含|除去?|没有|跳过)\s*(?P<floors>{_LIST})\s*(?:层|楼)?\s*(?:外)?\)?"
)
_EACH = re.compile(rf"^(?:每层|各|每)?\s*(?P<count>{_NUMBER})\s*(?:户|家|间|室|套)")
_ROOM = re.compile(
    r"^(?:附?\d{1,6}[A-Z]?|[A-Z]\d{0,5}|[东西南北中甲乙丙丁]户?"
    r"|(?:车库|储藏间|储藏室|地下室|门卫室?|商铺|门面|店面|阁楼|架空层)\d{0,3})[室号]?$"
)
_ROOM_RANGE = re.compile(r"^(\d+)-(\d+)$")
_PIECE = re.compile(rf"({_NUMBER})(?:\s*[-至到]\s*({_NUMBER}))?")


class NewDoor(NamedTuple):
    """A door to be: unit key ("" outside units), floor (None: not said), room."""

    unit: str
    floor: int | None
    room: str


class _Line:
    """What is left of a line to read."""

    def __init__(self, text: str) -> None:
        self.text, self._rest = text, tidy(text).strip(" :")

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What the rest begins with, taken off; None where it begins otherwise."""
        if found := pattern.match(self._rest):
            self._rest = self._rest[found.end() :].strip(" ,:-")
        return found

    @property
    def words(self) -> list[str]:
        """The rest, piece by piece."""
        return self._rest.replace("和", " ").split()


def doors_in(text: str, unit: str = "") -> tuple[NewDoor, ...]:
    """The doors that a line names, each once; `unit` is the key where the line says none.

    Rooms on numbered floors are floor and door ("01" on floor 6 is 601); words stay as they are.
    Raises PatternUnread, PatternTooLarge.
    """
    line = _Line(text)
    units = _units(line) or (unit,)
    floors = _floors(line)
    found = tuple(dict.fromkeys(_made(units, floors, _rooms(line, bool(floors)))))
    if not found:
        raise PatternUnread(text=text.strip())
    return found


def _made(units: tuple[str, ...], floors: list[int], rooms: list[str]) -> Iterator[NewDoor]:
    if len(units) * max(len(floors), 1) * len(rooms) > MOST_DOORS:
        raise PatternTooLarge(most=MOST_DOORS)
    for unit in units:
        for floor in floors:
            yield from (NewDoor(unit, floor, _on_floor(floor, room)) for room in rooms)
        if not floors:
            yield from (NewDoor(unit, _floor_of(room), room) for room in rooms)


def _units(line: _Line) -> tuple[str, ...]:
    """1-3单元, 1、2单元, 东单元."""
    found = line.take(_UNITS)
    if found is None:
        return ()
    said = found["units"]
    return tuple(map(str, _numbers(said, line))) if _PIECE.match(said) else (said,)


def _floors(line: _Line) -> list[int]:
    found = line.take(_FLOORS)
    if found is None:
        return []
    below = bool(found["low"]) or found["first"].startswith("-")
    first = int(plain_number(found["first"].removeprefix("-")))
    last = int(plain_number(found["last"] or str(first)))
    if first > last or first < 1 or last > (_DEEPEST if below else _TALLEST):
        raise PatternUnread(text=line.text.strip())
    without = line.take(_WITHOUT)
    left_out = set(_numbers(without["floors"], line)) if without else set()
    return [-one if below else one for one in range(first, last + 1) if one not in left_out]


def _rooms(line: _Line, on_floors: bool) -> list[str]:
    """The rooms named, or as many as are counted: 每层2户 is 01 and 02."""
    counted = line.take(_EACH) if on_floors else None
    words = line.words
    if not all(_ROOM.match(word) or _ROOM_RANGE.match(word) for word in words):
        raise PatternUnread(text=line.text.strip())
    named = [_plain(room) for word in words for room in _range(word, line)]
    if counted is None:
        return named
    count = int(plain_number(counted["count"]))
    if count > MOST_DOORS:
        raise PatternTooLarge(most=MOST_DOORS)
    if named and len(named) != count:
        raise PatternUnread(text=line.text.strip())
    return named or [f"{serial:02d}" for serial in range(1, count + 1)]


def _plain(room: str) -> str:
    """501室 is 501; a word such as 地下室 stays."""
    bare = room.rstrip("室号")
    return bare if bare.isalnum() and bare.isascii() else room


def _range(word: str, line: _Line) -> list[str]:
    """501-504 is four rooms; a single word is one."""
    if not (found := _ROOM_RANGE.match(word)):
        return [word]
    first, last = found.groups()
    if int(last) < int(first) or int(last) - int(first) >= MOST_DOORS:
        raise PatternUnread(text=line.text.strip())
    return [str(one).zfill(len(first)) for one in range(int(first), int(last) + 1)]


def _numbers(said: str, line: _Line) -> list[int]:
    """1-3 and 1、2、3 are three numbers."""
    found: list[int] = []
    for first, last in _PIECE.findall(said):
        begin, end = int(plain_number(first)), int(plain_number(last or first))
        if end - begin >= _TALLEST:
            raise PatternUnread(text=line.text.strip())
        found += range(begin, end + 1)
    return found


def _on_floor(floor: int, room: str) -> str:
    """A number of one or two digits is counted from the floor; a whole room number or a word stays."""
    return f"{floor}{room.zfill(2)}" if room.isdecimal() and len(room) <= 2 else room


def _floor_of(room: str) -> int | None:
    told = int(room[:-2]) if room.isdecimal() and 3 <= len(room) <= 5 else 0
    return told if 0 < told <= _TALLEST else None
