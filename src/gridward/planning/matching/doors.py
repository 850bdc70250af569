"""Addresses as written, read into place, building, unit and room, as far as they say.

    door("南昌市西湖区桃苑路12号春禾苑三栋2单元501室")   春禾苑 3 2 501
    door("春禾苑3#2-501")                                春禾苑 3 2 501
    door("禾塘村12号")                                   禾塘村 12

The address book of the street (`ground.territory`) knows its places by name; here two writings are only compared, so the
place stays as it is written, without what lies above it.
"""

import re
from typing import NamedTuple
from unicodedata import normalize

_DIGITS = dict(zip("零〇一二三四五六七八九", "00123456789", strict=True)) | {"两": "2"}
_NUMERAL = re.compile(
    r"[零〇一二三四五六七八九十百两]+(?=号|栋|幢|座|单元|楼|层|室|房|户)|[零〇一二三四五六七八九]{3,}$"
)
_TENS = re.compile(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)")
_NOISE = re.compile(r"[\s,，。.;；:：、()（）]+")
_DASHES = re.compile(r"[‐‑‒–—―−－~～/\\]+|(?<=\d)[#＃](?=\d)")
_ABOVE = re.compile(r"^.*(?:省|市|(?<![小园校院厂新])区|县|镇|乡|街道|街办|社区|居委会|村委会)(?=.)")
_HOUSE_NUMBER = re.compile(r"^[^\d]*(?:路|街|巷|弄|道|里)[0-9]+(?:-[0-9]+)?号(?=.)")
_BUILDING = re.compile(r"([0-9]+|[A-Z]|[甲乙丙丁东西南北中])(?:号楼|栋|幢|座|#楼?)")
_UNIT = re.compile(r"^([0-9]+|[A-Z]|[甲乙丙丁东西])单元")
_ROOM = re.compile(r"([0-9]{1,5}[A-Z]?)(?:室|号房|房|户|号)?$")
_DASHED = re.compile(r"(?<![0-9])([0-9]+|[A-Z])-(?:([0-9]+|[A-Z])-)?([0-9]{2,5}[A-Z]?)(?:室|房|号)?$")
_REST_DASHED = re.compile(r"^([0-9]+|[A-Z])-([0-9]{2,5}[A-Z]?)(?:室|房|号)?$")
_NUMBERED = re.compile(r"([0-9]+(?:-[0-9]+)?)号")


class Door(NamedTuple):
    """The parts of an address; None where it does not say."""

    place: str | None = None
    building: str | None = None
    unit: str | None = None
    room: str | None = None


def door(address: str) -> Door:
    """Read one address; what is no address gives a place that equals nothing."""
    text = _plain(address)
    if found := _BUILDING.search(text):
        unit, room = _within(text[found.end() :])
        return Door(_place(text[: found.start()]), _number(found[1]), unit, room)
    if found := _DASHED.search(text):
        place = _place(text[: found.start()])
        return Door(place, _number(found[1]), _number(found[2]), _number(found[3]))
    if found := _last_number(text):
        unit, room = _within(text[found.end() :])
        return Door(_place(text[: found.start()]), _number(found[1]), unit, room)
    return Door(_place(text))


def _plain(address: str) -> str:
    text = _NOISE.sub("", normalize("NFKC", address).upper())
    text = _NUMERAL.sub(lambda found: _in_digits(found[0]), text)
    return _DASHES.sub("-", text)


def _in_digits(numeral: str) -> str:
    tens = _TENS.sub(lambda found: (found[1] or "一") + (found[2] or "零"), numeral)
    return "".join(_DIGITS.get(character, "") for character in tens)


def _within(rest: str) -> tuple[str | None, str | None]:
    """Unit and room from what follows the building."""
    rest = rest.lstrip("-")
    if found := _UNIT.search(rest):
        room = _ROOM.search(rest[found.end() :])
        return _number(found[1]), _number(room[1]) if room else None
    if found := _REST_DASHED.search(rest):
        return _number(found[1]), _number(found[2])
    room = _ROOM.search(rest)
    return None, _number(room[1]) if room else None


def _last_number(text: str) -> re.Match[str] | None:
    found = None
    for found in _NUMBERED.finditer(text):
        pass
    return found


def _place(text: str) -> str | None:
    """What is left of the text before the building without divisions and the number of a street."""
    below = _ABOVE.sub("", text)
    return _HOUSE_NUMBER.sub("", below).strip("-") or None


def _number(text: str | None) -> str | None:
    return (text.lstrip("0") or "0") if text else None
