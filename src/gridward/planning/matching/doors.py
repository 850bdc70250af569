"""Addresses as written, read into place, building, unit and room, as far as they say.

    door("南昌市西湖区桃苑路12号春禾苑三栋2单元501室")   春禾苑 3 2 501
    door("春禾苑3#2-501")                                春禾苑 3 2 501
    door("禾塘村12号")                                   禾塘村 12

The address book of the street (`ground.territory`) knows its places by name; here two writings are only compared, so
the place stays as it is written, without what lies above it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

_LONGEST = 120
"""Characters of an address that are read: the work grows with their square."""

_DIGITS = dict(zip("零〇一二三四五六七八九", "00123456789", strict=True)) | {"两": "2"}
_NUMERAL = re.compile(
    r"[零〇一二三四五六七八九十百两]+(?=号|栋|幢|座|单元|楼|层|室|房|户)"
    r"|[零〇一二三四五六七八九]{3,}$",
    re.MULTILINE,
)
_TENS = re.compile(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)")
_NOISE = re.compile(r"[^\S\n]+|[,，。.;；:：、()（）]+")
_DASHES = re.compile(r"[‐‑‒–—―－~～/\\]+|(?<=\d)#(?=\d)|--+")
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_ABOVE = re.compile(
    r"^.*(?:省|市|(?<![小园校院厂新])区|县|镇|乡|街道|街办|社区|居委会|村委会)(?=.)"
)
_HOUSE_NUMBER = re.compile(r"^[^\d]*(?:路|街|巷|弄|道|里)[0-9]+(?:-[0-9]+)?号(?=.)")
_LETTER = "A-Z甲乙丙丁东西南北中"
_ROOM = r"(?<![0-9])([0-9]{1,5}[A-Z]?)(?:室|号房|房|户|号)?$"
_BUILDING = re.compile(
    rf"(.*?)([0-9]+|[{_LETTER}])(?:号楼|栋|幢|座|#楼?)-?(?:([0-9]+|[{_LETTER}])(?:单元-?|-))?(?:.*?{_ROOM})?"
)
_DASHED = re.compile(
    r"(.*?)(?<![0-9])([0-9]+|[A-Z])-(?:([0-9]+|[A-Z])-)?([0-9]{2,5}[A-Z]?)(?:室|房|号)?$"
)
_NUMBERED = re.compile(
    rf"(.*[^0-9-])([0-9]+(?:-[0-9]+)?)号(?:([0-9]+|[{_LETTER}])单元-?)?(?:.*?{_ROOM})?"
)


class Door(NamedTuple):
    """The parts of an address; None where it does not say."""

    place: str | None = None
    building: str | None = None
    unit: str | None = None
    room: str | None = None


def door(address: str) -> Door:
    """One address read."""
    return doors([address])[0]


def doors(addresses: Iterable[str]) -> list[Door]:
    """Addresses read; what is no address gives a place that equals nothing.

    All are tidied as one text, which is four times as fast as one by one.
    """
    lines = [one[:_LONGEST].replace("\n", " ") for one in addresses]
    text = _NOISE.sub("", normalize("NFKC", "\n".join(lines)).upper())
    text = _NUMERAL.sub(lambda found: _in_digits(found[0]), text)
    tidy = _ZEROS.sub("", _DASHES.sub("-", text)).split("\n")
    return [_read(one) for one in tidy[: len(lines)]]


def _read(text: str) -> Door:
    if found := _BUILDING.match(text) or _DASHED.match(text) or _NUMBERED.match(text):
        place, building, unit, room = found.groups()
        return Door(_place(place), building, unit, room)
    return Door(_place(text))


def _in_digits(numeral: str) -> str:
    tens = _TENS.sub(lambda found: (found[1] or "一") + (found[2] or "零"), numeral)
    return "".join(_DIGITS.get(character, "") for character in tens)


@lru_cache(maxsize=10_000)
def _place(text: str) -> str | None:
    """What is left of the text before the building without divisions and the number of a street."""
    below = _ABOVE.sub("", text)
    return _HOUSE_NUMBER.sub("", below).strip("-") or None
