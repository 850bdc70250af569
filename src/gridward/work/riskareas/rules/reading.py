"""A notice of risk areas as it was published, read into levels, regions and places.

Notices are prose in lists: `高风险地区（2个）：黑龙江省哈尔滨市（2个）：南岗区甲小区；巴彦县丙镇。`
They say themselves how many places follow, which settles where they are divided: at the list mark too, or at the
stronger ones alone. Where no division has the number that was declared, the places are read all the same and the region
is told as doubtful.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gridward.work.riskareas.terms import AreaLevel, NoticeRead, Place, RegionRead

_LEVELS = {
    "高风险": AreaLevel.HIGH,
    "中风险": AreaLevel.MEDIUM,
    "低风险": AreaLevel.LOW,
    "封控": AreaLevel.SEALED,
    "管控": AreaLevel.CONTROLLED,
    "防范": AreaLevel.PREVENTION,
}
_COUNT = r"[(（]\s*共?\s*(?P<{}>\d+)\s*个?\s*[)）]"
_HEAD = re.compile(
    r"(?:(?P<before>\d+)\s*个)?\s*(?P<level>高风险|中风险|低风险|封控|管控|防范)(?:地?区|区域)"
    rf"\s*(?:{_COUNT.format('after')})?\s*[:：\n]"
)
_REGION = re.compile(
    rf"(?P<name>[\u4e00-\u9fff·]{{2,30}})\s*(?:{_COUNT.format('count')}\s*[:：]?|[:：]\s*(?P<bare>\d+)\s*个)"
)
_UNCOUNTED = re.compile(r"\s*(?P<name>[\u4e00-\u9fff·]{2,30})\s*[:：]")
_OPENING, _CLOSING = "（(【[", "）)】]"
_STRONG, _WEAK, _LIST = "；;\n", "，,", "、"
_DIVISIONS = (_STRONG + _WEAK, _STRONG + _LIST, _STRONG)
_COUNTY = re.compile(
    r"^(?P<county>[\u4e00-\u9fff·]{1,12}?"
    r"(?:自治县|自治旗|矿区|林区|新区|开发区|(?<![小社校厂片园舍活属庭景街库辖一二三四五六七八九十])区|县|(?<![超门])市|旗))"
    r"(?![间域块道场里])"
)
_FOLLOWS = re.compile(r"[A-Za-z\d一二三四五六七八九十]")
_SHORT = 14
Pieces = list[tuple[str, str]]


def read_notice(text: str) -> NoticeRead:
    """Levels, regions and places of a notice; what is not a list of areas is passed over. Never fails."""
    heads = list(_HEAD.finditer(text))
    bounds = [*(one.start() for one in heads), len(text)]
    regions: list[RegionRead] = []
    declared = []
    for head, (_, end) in zip(heads, pairwise(bounds), strict=True):
        level = _LEVELS[head["level"]]
        count = _number(head["before"] or head["after"])
        found = list(_regions(level, count, text[head.end() : end]))
        regions += found
        if found and count is not None:
            declared.append((level, count))
    return NoticeRead(tuple(regions), tuple(declared))


def _regions(level: AreaLevel, count: int | None, text: str) -> Iterator[RegionRead]:
    """The regions under a heading; one alone may go without a count of its own."""
    found = list(_REGION.finditer(text))
    if not found and (alone := _UNCOUNTED.match(text)):
        yield _region(level, alone["name"], count, text[alone.end() :])
    bounds = [*(one.start() for one in found), len(text)]
    for one, (_, end) in zip(found, pairwise(bounds), strict=True):
        yield _region(
            level, one["name"], _number(one["count"] or one["bare"]), text[one.end() : end]
        )


def _region(level: AreaLevel, name: str, declared: int | None, text: str) -> RegionRead:
    listed = text.strip().split("。", 1)[0]
    places = tuple(_placed(divided(listed, declared)))
    return RegionRead(level, name, declared, places)


def divided(text: str, declared: int | None) -> list[tuple[bool, str]]:
    """The places of a list in order, each with whether a stronger mark stands before it.

    The division that has the declared number of places is taken, the finest first; without one the finest.
    """
    finest = _joined(_cut(text, _STRONG + _WEAK + _LIST))
    if declared in (None, len(finest)):
        return finest
    coarser = [
        [(mark in _STRONG, piece) for mark, piece in _cut(text, marks)] for marks in _DIVISIONS
    ]
    mixed = _mixed(text, declared)
    fitting = (one for one in (*coarser, mixed) if len(one) == declared)
    return next(fitting, finest)


def _cut(text: str, marks: str) -> Pieces:
    """The pieces between marks that stand outside of brackets, each with the mark before it."""
    depth, mark, piece = 0, "\n", ""
    found = []
    for letter in text:
        depth = max(0, depth + (letter in _OPENING) - (letter in _CLOSING))
        if depth == 0 and letter in marks:
            found.append((mark, piece))
            mark, piece = letter, ""
        else:
            piece += letter
    found.append((mark, piece))
    return [(mark, kept) for mark, piece in found if (kept := piece.strip(" \t\r　.。"))]


def _joined(pieces: Pieces) -> list[tuple[bool, str]]:
    """`16、17号楼` is one place; so is what follows by 及."""
    found: list[tuple[bool, str]] = []
    for mark, piece in pieces:
        if found and mark == _LIST and _continues(found[-1][1], piece):
            strong, before = found[-1]
            found[-1] = (strong, before + mark + piece)
        else:
            found.append((mark in _STRONG, piece))
    return found


def _continues(before: str, piece: str) -> bool:
    if piece.startswith(("及", "以及")):
        return True
    return bool(len(piece) < _SHORT and _FOLLOWS.match(before[-1]) and _FOLLOWS.match(piece[0]))


def _mixed(text: str, declared: int) -> list[tuple[bool, str]]:
    """Some of the stronger pieces are lists and others are not: where one way alone gives the number, that way."""
    groups = [
        (mark in _STRONG, one, _joined(_cut(one, _LIST)))
        for mark, one in _cut(text, _STRONG + _WEAK)
    ]
    lists = [at for at, (_, _, parts) in enumerate(groups) if len(parts) > 1]
    ways = [at for at in lists if len(groups) + len(groups[at][2]) - 1 == declared]
    ways += [-1 - at for at in lists if _all(groups) - len(groups[at][2]) + 1 == declared]
    if len(ways) != 1:
        return []
    way = ways[0]
    found: list[tuple[bool, str]] = []
    for at, (strong, one, parts) in enumerate(groups):
        split = at == way if way >= 0 else at != -1 - way
        found += (
            [(strong, one)]
            if not split
            else [(strong and not n, part) for n, (_, part) in enumerate(parts)]
        )
    return found


def _all(groups: Sequence[tuple[bool, str, list[tuple[bool, str]]]]) -> int:
    return sum(len(parts) for _, _, parts in groups)


def _placed(pieces: Sequence[tuple[bool, str]]) -> Iterator[Place]:
    """A county holds for the places after it, until another is named or a stronger mark comes."""
    county = ""
    for strong, piece in pieces:
        named = _COUNTY.match(piece)
        if named:
            county = named["county"]
            yield Place(county, piece[named.end() :].strip() or piece)
        else:
            county = "" if strong else county
            yield Place(county, piece)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
