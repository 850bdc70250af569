"""Atoms of door addresses: every number with its unit word ("3栋", "501", "负一层") and what stands before it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from gridward.ground.territory.rules.address_words import HAN_DIGITS, HAN_NUMBER, plain_number

# A kind is one letter; with the size and the letter of what stands before, it makes the atom's shape.
_UNIT_WORDS = {
    "B": "号楼栋|号楼|号搂|高楼|号栋|号幢|#楼|号排|栋|幢|撞|懂|座|排|#",
    "S": "楼",  # storey in most texts, building in some: the readings decide
    "U": "单元|单无|单园|号门|楼道|楼梯|门|梯",
    "F": "层|F",
    "R": "号房间|号房|号室|号铺|号商铺|号店|办公室|房间|室|房|户|铺|店|档|门面",
    "L": "弄|号院",
    "N": "号|好",
}
_KIND_OF = {word: kind for kind, words in _UNIT_WORDS.items() for word in words.split("|")}
_KIND_OF[""] = "0"
_WORDS = "|".join(map(re.escape, sorted(filter(None, _KIND_OF), key=len, reverse=True)))
_NOT_A_DOOR = (
    "期|区|路|街|组|队|村|大道|巷|年|月|日|米|元|人|岁|中|小|大|线|环|公里|标|国道|省道|号|G|K"
)
_AFTER_NUMBER = "口|岗|线|公路|桥|大街|大道|路|码头|地块|店|产|卫|面|诊|县|峡"

_ATOM = re.compile(
    rf"""
    # most places hold no number: see that at once
    (?=[\dA-Z负地半架阁顶底首主副东西南北中前后裙综第附甲乙丙丁戊{HAN_DIGITS}十百])
    (?: (?P<phone>(?<!\d)(?:1[3-9]\d{{9}}|0\d{{2,3}}-?\d{{7,8}}|\d{{6,}})(?!\d))
  | (?P<cellar>半?地下室|阁楼) | (?P<storey>架空层|顶[层楼]|底[层楼]|首层)
  | (?P<named>(?:主|副|东|西|南|北|中|前|后|裙|综合)[楼](?!层))
  | 第?(?P<low>负|地下|B(?=\d+[层楼F]))?
    (?:
        # Chinese numerals with a word: 三栋, 东单元
        (?P<han>(?:{HAN_NUMBER}+|[甲乙丙丁戊东西南北中](?=单元|座|栋|幢|号楼)))
        (?P<han_word>{_WORDS})(?!{_AFTER_NUMBER})
      | # Chinese numerals without a word: 五零一 after 单元, 三-二-五零一
        (?P<bare_han>(?<=[元栋幢座楼号梯门层-])[{HAN_DIGITS}]{{3,4}}(?![\u4e00-\u9fff])
          | (?<![\u4e00-\u9fff]){HAN_NUMBER}+(?=-)|(?<=-){HAN_NUMBER}+(?![\u4e00-\u9fff]))
      | # on a road: 41-43号, 18-2
        (?P<range>(?<=[路街巷道线堤])\d+-\d+(?=号)|(?<=[路街巷道线堤])\d+-\d{{1,2}}(?![\d栋幢座单#-]))号?
      | # usual: 3栋, 501, A座, B1; without a word it must not belong to 3期, 10号路
        (?P<value>(?:(?<![A-Z])[A-Z]{{1,2}})?\d+(?:[A-EG-Z](?![A-Z\d]))?|(?<![A-Z])[A-Z](?![A-Z]))
        \ ?(?:(?P<word>{_WORDS})(?!{_AFTER_NUMBER}))?
        (?(word)|(?!{_NOT_A_DOOR}|\d))
    )
    (?:附(?P<sub>\d+)号?|之(?P<part>[{HAN_DIGITS}]))?
  | 附(?P<extra>\d+)号? )
    """,
    re.VERBOSE,
)
_JOIN = re.compile(r"[\s\-/、.:()#]*")
_ROAD_END = re.compile(r"(?:路|街|巷|道|弄|胡同|里弄|线|堤|马路|段)[东南西北中]?\s*$")
_VILLAGE_END = re.compile(r"(?:村|社区|组|队|社|庄|屯|坊)\s*$")
_SITE_END = re.compile(
    r"(?:(?P<s>区|苑|园|花园|新村|庭|府|城|里|庄|公寓|宿舍|墅|寓|居|坊|湾|邸|郡)"
    r"|(?P<m>大厦|大楼|市场|广场|商场|楼|中心|酒店|厦|馆|商城|厅))[东南西北中]?\s*$"
)
_START = "^"
_LARGE = 3  # digits from which a bare number is a room rather than a building


NameSpan: TypeAlias = tuple[int, int, str, *tuple[Any, ...]]
"""Start, end and letter of a known name, as `Atom.shape` begins; what else it holds is not looked at."""


class Atom(NamedTuple):
    """A number of the text; `shape` is three letters: what stands before, the kind of its word, its size.

    Before: ^ nothing, j the last number, - the last number and a sign, r a road, v a village, s a site of
    several buildings, m a market or other single building, n other words. Kind: see `_UNIT_WORDS`, 0 bare,
    X cellar, E 附. Size: l long, s short, a no digits.
    """

    start: int
    end: int
    key: str
    shape: str


def atoms_of(text: str, names: Sequence[NameSpan] = ()) -> list[Atom]:
    """All atoms of tidied text outside the known names."""
    found: list[Atom] = []
    begin, sort = 0, _START
    for start, end, next_sort, *_ in names:
        if begin < start:
            found += _moved(_atoms_in(text[begin:start], sort), begin)
        begin, sort = end, next_sort
    if begin < len(text):
        found += _moved(_atoms_in(text[begin:], sort), begin)
    return found


def _moved(atoms: Sequence[Atom], by: int) -> Sequence[Atom]:
    return [Atom(start + by, end + by, key, shape) for start, end, key, shape in atoms]


@lru_cache(maxsize=1 << 14)
def _atoms_in(stretch: str, sort: str) -> tuple[Atom, ...]:
    """The atoms between two known names; `sort` is the letter of what stands before the stretch.

    Remembered, since the doors of one compound are written like those of the next: 3栋2单元501室.
    """
    found: list[Atom] = []
    behind = "路" if sort == "r" else ""  # what the pattern may look back at
    last, shift = 0, len(behind)
    for match in _ATOM.finditer(behind + stretch, shift):
        if match["phone"]:
            continue
        kind, key = _kind_and_key(match)
        start = match.start() - shift
        before = _before(stretch[last:start], "j" if found else sort, "-" if found else sort)
        last = match.end() - shift
        found.append(Atom(start, last, key, before + kind + _size(key)))
    return tuple(found)


def _size(key: str) -> str:
    """One letter: l a long number, s a short one, a no number."""
    if key.isdecimal():
        return "l" if len(key) >= _LARGE else "s"
    digits = sum(map(str.isdigit, key.partition("-")[0]))
    return "l" if digits >= _LARGE else "s" if key[-1].isdigit() else "a"


def _kind_and_key(match: re.Match[str]) -> tuple[str, str]:
    """The kind letter and the key of an atom."""
    if cellar := match["cellar"]:
        return "X", cellar
    if storey := match["storey"]:
        return "F", storey
    if named := match["named"]:
        return "B", named
    if extra := match["extra"]:
        return "E", "附" + plain_number(extra)
    if numbers := match["range"]:
        return "N", "-".join(map(plain_number, numbers.split("-")))
    number = match["han"] or match["bare_han"] or match["value"]
    key = ("-" if match["low"] else "") + plain_number(number)
    if sub := match["sub"] or match["part"]:
        key = f"{key}-{plain_number(sub)}"
    return _KIND_OF[match["han_word"] or match["word"] or ""], key


def _before(gap: str, touching: str, joined: str) -> str:
    """What stands before an atom: nothing, signs only, or words, of which one letter tells the kind."""
    if not gap:
        return touching
    if _JOIN.fullmatch(gap):
        return joined
    if _ROAD_END.search(gap):
        return "r"
    if site := _SITE_END.search(gap):
        return str(site.lastgroup)
    return "v" if _VILLAGE_END.search(gap) else "n"
