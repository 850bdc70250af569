"""How hands type: forms of an address, of a phone, of a number, and slips of the pen."""

from random import Random

from gridward.fiction.rosters.terms import Cell, Door

_NUMERALS = "零一二三四五六七八九"
_FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_SLIPS = {
    "苑": "院",
    "园": "圆",
    "禾": "和",
    "锦": "绵",
    "荷": "何",
    "桂": "贵",
    "杏": "幸",
    "薇": "微",
    "听": "厅",
    "晴": "情",
    "溪": "西",
    "祥": "详",
    "福": "富",
    "康": "糠",
    "青": "清",
    "明": "名",
    "阳": "杨",
    "辉": "晖",
    "虹": "红",
    "棠": "堂",
    "岭": "领",
    "涛": "淘",
    "望": "忘",
    "翠": "脆",
}


def chinese_number(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens] + "十"
    return head + (_NUMERALS[ones] if ones or not tens else "")


def house_in_words(door: Door) -> str:
    """三栋, or the building's name where it has a letter."""
    key = door.number_key
    return f"{chinese_number(int(key))}栋" if key.isdigit() else door.building


def plain_address(door: Door) -> str:
    """春禾苑3栋2单元501室."""
    return f"{door.site}{door.building}{_unit(door)}{door.room}室"


def any_address(door: Door, rng: Random) -> str:
    """One of the long forms that people write."""
    forms = (
        plain_address(door),
        f"{door.community}{plain_address(door)}",
        f"{door.site}{door.building}{_unit(door)}{door.room}",
        f"南昌市西湖区{door.road}{door.house_number}号{plain_address(door)}",
        f"{door.site} {door.building} {_unit(door)} {door.room}室",
        f"{door.site}{_dashed(door)}",
    )
    return rng.choice(forms)


def short_address(door: Door, rng: Random) -> str:
    """A form for people who know the compound: 3-2-501, 3#2-501, 三栋二单元五零一室."""
    unit = f"{chinese_number(int(door.unit))}单元" if door.unit else ""
    room = "".join(_NUMERALS[int(digit)] for digit in door.room)
    forms = (
        _dashed(door),
        _dashed(door).replace("-", "#", 1),
        _dashed(door).replace("-", "－"),
        f"{house_in_words(door)}{unit}{room}室",
        f"{door.building}{door.unit}{'-' if door.unit else ''}{door.room}",
    )
    return rng.choice(forms)


def _unit(door: Door) -> str:
    return f"{door.unit}单元" if door.unit else ""


def _dashed(door: Door) -> str:
    return "-".join(part for part in (door.number_key, door.unit, door.room) if part)


def slip(text: str, rng: Random) -> str:
    """The text with one character replaced by one that sounds or looks alike, if there is one."""
    places = [index for index, character in enumerate(text) if character in _SLIPS]
    if not places:
        return text
    place = rng.choice(places)
    return text[:place] + _SLIPS[text[place]] + text[place + 1 :]


def phones(numbers: tuple[str, ...], rng: Random) -> str:
    """All phones in one cell."""
    forms = ("{0}{1}{2}", "{0}{1}{2}", "{0} {1} {2}", "{0}-{1}-{2}", "+86 {0}{1}{2}")
    form = rng.choice(forms)
    typed = (form.format(number[:3], number[3:7], number[7:]) for number in numbers)
    return rng.choice(("/", "、", "；", "\n", ",")).join(typed)


def as_number(text: str) -> Cell:
    """What a spreadsheet keeps of digits typed as a number: fifteen of them."""
    if not text.isdigit():
        return text
    return float(text[:15] + "0" * (len(text) - 15)) if len(text) > 15 else int(text)


def scientific(text: str) -> str:
    """What a spreadsheet shows of a long number and saves as csv: 3.60199E+17."""
    mantissa, exponent = f"{float(text):.5E}".split("E+")
    return f"{mantissa}E+{int(exponent)}"


def disguised(text: str, rng: Random) -> str:
    """The same number behind an apostrophe, a tab, full width or spaces; nothing is lost."""
    forms = (
        f"'{text}",
        f"\t{text}",
        text.translate(_FULL_WIDTH),
        f"{text[:6]} {text[6:14]} {text[14:]}",
        f" {text} ",
        text.lower(),
        f"{text}\u00a0",
    )
    return rng.choice(forms)


def wrong_check(text: str, rng: Random) -> str:
    """An identity number whose last character is another one."""
    return text[:-1] + rng.choice([digit for digit in "123456789" if digit != text[-1]])
