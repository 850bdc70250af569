"""The grammar of door addresses: free Chinese text to its parts, with every sensible reading of its numbers.

It knows words, not places: which reading is true is decided by the known buildings (`address_reading`).
"""

import re
from collections.abc import Sequence

from gridward.ground.territory.rules.address_atoms import Atom, NameSpan, atoms_of
from gridward.ground.territory.rules.address_words import tidy
from gridward.ground.territory.rules.door_readings import Levels, readings_of
from gridward.ground.territory.terms.addresses import AddressParts, Door, Level, Span

_HAN = "[\u4e00-\u9fff]"
_DIVISIONS = re.compile(
    rf"""
    (?P<province>{_HAN}{{2,6}}?(?:省|自治区)|(?:北京|上海|天津|重庆)(?=市|{_HAN}{{2,3}}区))?\s?
    (?P<city>{_HAN}{{2,6}}?(?:市(?![场民政])|自治州|地区))?\s?
    (?P<district>{_HAN}{{2,5}}?(?:(?<![小社园发学厂校片库营东西南北中])区|县|旗|市(?![场民政])))?\s?
    (?P<street>{_HAN}{{2,6}}?(?:街道(?:办事处|办)?|镇|乡))?\s?
    (?P<community>{_HAN}{{2,7}}?(?:社区(?:居委会|居民委员会)?|居委会|(?<!新)村(?:委会)?(?!小)))?\s?
    """,
    re.VERBOSE,
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_FORMER = re.compile(r"原|曾|旧|老|户籍")
_ROAD = re.compile(
    r"[\u4e00-\u9fffA-Z]{1,7}?(?:大道|马路|路|街(?!道|区)|巷|弄|胡同|线)[东南西北中]?"
)
_ROAD_SIGNS = frozenset("路街巷道弄同线")
_NOTHING = ("", "", "", "", "")


def parse(text: str) -> AddressParts:
    """Take an address apart by its words alone."""
    return take_apart(tidy(text), ())


def take_apart(plain: str, names: Sequence[NameSpan]) -> AddressParts:
    """Take tidied text apart; `names` are spans of it that hold known names, from left to right."""
    outside = _outside_brackets(plain)
    atoms = atoms_of(outside, names)
    readings = readings_of(tuple([atom.shape for atom in atoms]))
    match = None if _begins_with_site(names) else _DIVISIONS.match(plain)
    end = match.end() if match else 0
    province, city, district, street, community = match.groups("") if match else _NOTHING
    road = None
    if not _ROAD_SIGNS.isdisjoint(outside):
        road = _ROAD.search(outside, end, max(atoms[0].start, end) if atoms else len(plain))
    return AddressParts(
        plain,
        province,
        city,
        district,
        street,
        community,
        road.group() if road else "",
        road.end() if road else end,
        _doors(atoms, readings),
        _spans(atoms, readings[0]),
        len(atoms) - len(readings[0]) + readings[0].count(None),
    )


def _begins_with_site(names: Sequence[NameSpan]) -> bool:
    return bool(names) and names[0][0] == 0 and names[0][2] in "sm"


def _doors(atoms: Sequence[Atom], readings: Sequence[Levels]) -> tuple[Door, ...]:
    if len(readings) == 1:
        return (door_of(atoms, readings[0]),)
    return tuple(dict.fromkeys(door_of(atoms, levels) for levels in readings))


def _outside_brackets(plain: str) -> str:
    """The text with every bracket blanked, so that numbers of another address are not read."""
    return _BRACKETS.sub(_blank, plain) if "(" in plain else plain


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def former_names(plain: str) -> list[tuple[int, int]]:
    """Brackets that name what the place was called before."""
    return [found.span() for found in _BRACKETS.finditer(plain) if _FORMER.match(found[1])]


def door_of(atoms: Sequence[Atom], levels: Levels) -> Door:
    """The numbers at their levels."""
    found = [""] * len(Level)
    for atom, level in zip(atoms, levels, strict=False):
        if level is not None:
            found[level] = f"{found[level]}-{atom.key}" if found[level] else atom.key
    return Door(*found)


def _spans(atoms: Sequence[Atom], levels: Levels) -> tuple[Span, ...]:
    return tuple(
        [
            Span(_PARTS[level], atom.start, atom.end)
            for atom, level in zip(atoms, levels, strict=False)
            if level is not None
        ]
    )


_PARTS = {level: level.name.lower() for level in Level}
