"""Words of address text: one spelling for signs and numbers, keys of buildings, labels of doors."""

import re

_DASHES = "－—–―‐‑−─_~～·"
_OPEN, _CLOSE = "（【［〔〈《[{", "）】］〕〉》]}"
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SIGNS = _FULL_WIDTH | {
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _OPEN), "("),
    **dict.fromkeys(map(ord, _CLOSE), ")"),
    **dict.fromkeys(map(ord, "\u3000\u00a0\t\r\n，。；、,;"), " "),
    **{ord("①") + n: str(n + 1) for n in range(9)},
    **{ord(small): small.upper() for small in "abcdefghijklmnopqrstuvwxyz"},
    **{ord("ａ") + n: chr(ord("A") + n) for n in range(26)},
    **dict.fromkeys(map(ord, "號樓棟單層"), None),
    **{ord(old): new for old, new in zip("號樓棟單層", "号楼栋单层", strict=True)},
}
_ONE_AS_DASH = re.compile(r"(?<=\d)一(?=\d)")

HAN_DIGITS = "零〇一二三四五六七八九两"
HAN_NUMBER = f"[{HAN_DIGITS}十百]"
_VALUES = {**{sign: n for n, sign in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_NUMBER = re.compile(rf"(?:{HAN_NUMBER}+|\d+)")
_BUILDING_WORD = re.compile(r"(?:号楼|号栋|号幢|栋|幢|座|楼|#|号|排)$")
_TWO_HAN = re.compile("[\u4e00-\u9fff].*[\u4e00-\u9fff]")
NAMED_BUILDING = re.compile(r"(?:主|副|东|西|南|北|中|前|后|裙|综合)楼")


def is_words(name: str) -> bool:
    """Whether a building's name is words of its own, not a number or 东楼: then it is found as a name."""
    text = tidy(name).replace(" ", "")
    if NAMED_BUILDING.fullmatch(text) or not _TWO_HAN.search(text):
        return False
    return not _NUMBER.fullmatch(_BUILDING_WORD.sub("", text.removeprefix("第")))


def tidy(text: str) -> str:
    """Half width, capitals, one dash, one bracket; every character keeps its position."""
    return _ONE_AS_DASH.sub("-", text.translate(_SIGNS))


def plain_number(text: str) -> str:
    """A number without leading zeros: "〇五" and "05" are "5", "二十一" is "21", "A" stays."""
    if text.isascii():
        return (text.lstrip("0") or "0") if text.isdecimal() else text
    if not _NUMBER.fullmatch(text):
        return text
    return str(_counted(text) if "十" in text or "百" in text else _spelt(text))


def _spelt(text: str) -> int:
    """Digits one by one: 五零一 is 501."""
    return int("".join(str(_VALUES[sign]) for sign in text))


def _counted(text: str) -> int:
    """Tens and hundreds: 一百零二 is 102, 十二 is 12."""
    hundreds, mark, rest = text.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    return (
        (_spelt(hundreds or "一") * 100 if mark else 0)
        + (_spelt(tens.strip("零〇") or "一") * 10 if ten else 0)
        + (_spelt(ones) if ones else 0)
    )


def number_key(name: str) -> str:
    """The key of a building by its number: "3栋", "三号楼" and "第03幢" are "3", "A座" is "A"."""
    text = tidy(name).replace(" ", "").removeprefix("第")
    if NAMED_BUILDING.fullmatch(text):
        return text
    bare = _BUILDING_WORD.sub("", text)
    return plain_number(bare) if bare else text


def unit_key(name: str) -> str:
    """The key of a unit: "二单元" and "2梯" are "2", "东单元" is "东"."""
    text = tidy(name).replace(" ", "").removeprefix("第")
    return plain_number(re.sub(r"(?:单元|梯|门|号门)$", "", text))


def house_number_key(text: str) -> str:
    """The key of a number on a road: "18号附2号", "18-2号", "18号之二" are "18-2"."""
    numbers = _NUMBER.findall(tidy(text))
    return "-".join(map(plain_number, numbers))


def door_label(unit: str, room: str) -> str:
    """How a door is written: 2单元501室, 501室, 附2号, 地下室."""
    before = f"{unit}单元" if unit else ""
    ending = "号" if room.startswith("附") else "" if room.endswith(("室", "号")) else "室"
    return f"{before}{room}{ending}" if room else before
