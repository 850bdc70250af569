"""What a row's place is called: one text out of an address column, or of columns for compound, building, unit, room."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from gridward.ground.register.rules.roster.cell_values import is_nothing, words
from gridward.kernel.sheets.cells import Cell

_NUMBER = re.compile(r"[0-9０-９A-Za-z]{1,4}|[一二三四五六七八九十]{1,3}")
_PARTS: Final = (("site", ""), ("building", "栋"), ("unit", "单元"), ("room", "室"))
_OF_LISTS = re.compile(
    r"居民|住户|常住|人口|人员|家庭|基本|信息|基础|登记|花名册|名册|名单|台账|统计|一览|摸底|排查|情况|汇总|明细|采集|底册|网格员?"
    r"|表|册|\d{2,4}年(\d{1,2}月)?(\d{1,2}日)?|[(（].*?[)）]|sheet\d*",
    re.IGNORECASE,
)


def place_texts(cells: Mapping[str, Sequence[Cell]]) -> tuple[str, ...]:
    """The ways to say where the row's people live, the fullest first; empty when the row does not say."""
    address = _said(cells, "address")
    joined = "".join(_part(cells, name, word) for name, word in _PARTS)
    if not joined:
        return (address,) if address else ()
    if not _said(cells, "room") and _said(cells, "floor"):
        joined += f"{_said(cells, 'floor').removesuffix('楼').removesuffix('层')}楼"
    if not address:
        return (joined,)
    if not any(_said(cells, name) for name in ("building", "unit", "room")):
        return tuple(dict.fromkeys((joined + address, address)))
    whole = joined if _said(cells, "site") else address + joined
    return tuple(dict.fromkeys((whole, address, joined)))


def _said(cells: Mapping[str, Sequence[Cell]], name: str) -> str:
    values = cells.get(name)
    text = words(values[0]) if values else ""
    return "" if is_nothing(text) else text[:200]


def _part(cells: Mapping[str, Sequence[Cell]], name: str, word: str) -> str:
    text = _said(cells, name)
    return f"{text}{word}" if word and _NUMBER.fullmatch(text) else text


def context_text(title: str) -> str:
    """What is left of a title, a sheet's name or a section line when the words of lists are taken away."""
    return _OF_LISTS.sub("", words(title)).strip(" -—_:：、，,")
