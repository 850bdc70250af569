"""Hiding most of a personal value where it is only recognised, not read (GB/T 35273-2020; clause
L14).

Every function takes the stored text and never fails: what has no known form is hidden more, not
less. The stars count the hidden characters, so columns keep their width; what may be shown in
full is a matter of rights, not of this module.
"""

import re
from datetime import date

from gridward.kernel.codes import phone, plate
from gridward.kernel.problems import Problem

_COMPOUND_SURNAME = re.compile(
    "欧阳|上官|司马|司徒|司空|诸葛|东方|独孤|南宫|夏侯|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|轩辕|端木|"
    "百里|东郭|西门|南门|呼延|赫连|澹台|公冶|太史|太叔|申屠|仲孙|钟离|鲜于|闾丘|濮阳|淳于|单于|万俟|"
    "闻人|公羊|宗政|亓官|司寇|巫马|颛孙|壤驷|漆雕|乐正|宰父|谷梁|拓跋|夹谷|段干|羊舌|梁丘|左丘|第五|"
    "公西|公良|微生|完颜|纳兰|达奚|褚师|歐陽|司馬|東方|諸葛|尉遲|獨孤|公孫|長孫|鍾離|鮮于|澹臺"
)
_NUMERALS = "0-9A-Za-z０-９零〇一二三四五六七八九十百"
_ROOM = re.compile(rf"[{_NUMERALS}]+(?:[室房号户铺间](?:[-之][{_NUMERALS}]+)?)?(?:\s*[(（].*)?\s*$")


def mask_name(name: str) -> str:
    """张三 → 张*, 欧阳娜娜 → 欧阳**; other names keep their first letter: 阿里木·买买提 →
    阿**·***.
    """
    kept = 2 if len(name) > 2 and _COMPOUND_SURNAME.match(name) else 1
    if len(name) <= kept:
        return "*" * len(name)
    return name[:kept] + re.sub(r"[^·•\s]", "*", name[kept:])


def mask_identity_number(number: str) -> str:
    """First four and last four: 360199190001010016 → 3601**********0016."""
    return _between(number, 4, 4)


def mask_document(number: str) -> str:
    """A quarter at each end, four characters at most: E12345678 → E1*****78."""
    kept = min(len(number) // 4, 4)
    return _between(number, kept, kept)


def mask_phone(number: str) -> str:
    """13800138000 or +8613800138000 → 138****8000; 0791-86123456 → 0791-****3456; extensions are
    hidden.
    """
    try:
        known = phone.parse(number)
    except Problem:
        return _between(number, 0, 4)
    if known.kind == "landline":
        area, local = known.display.split("-")[:2]
        return f"{area}-{_between(local, 0, 4)}"
    if known.kind in ("hong_kong", "macao", "taiwan"):
        country, local = known.display.split()
        return f"{country} {_between(local, 0, 4)}"
    return _between(known.display, 3, 4)


def mask_date(day: date) -> str:
    """The year: 1990-01-02 → 1990-**-**."""
    return f"{day.year:04}-**-**"


def mask_plate(number: str) -> str:
    """The office and the last three: 赣A12345 → 赣A·**345, 赣AD12345 → 赣A·***345."""
    try:
        known = plate.parse(number)
    except Problem:
        return _between(number, 0, 3)
    office, dot, serial = known.display.partition("·")
    return f"{office}{dot}{_between(serial, 0, 3)}" if dot else _between(known.number, 1, 3)


def mask_address(address: str) -> str:
    """The room, or a house's own number, hidden: …3栋2单元501室 → …3栋2单元***; a bare building
    or place stays.
    """
    return _ROOM.sub("***", address)


def _between(text: str, first: int, last: int) -> str:
    """The ends kept and the middle starred; a text with nothing left to hide is starred whole."""
    hidden = len(text) - first - last
    if hidden <= 0:
        return "*" * len(text)
    return f"{text[:first]}{'*' * hidden}{text[first + hidden :]}"
