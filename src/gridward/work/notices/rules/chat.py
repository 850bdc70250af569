"""A message of a chat group, read: which doors it names, what it says of them, and what was not understood.

"3号楼2单元 5户 已测" names a staircase and counts households; "301 302 没人" names two doors. What says that something
is not done yet claims nothing. Nothing is recorded by reading.
"""

import re
from collections.abc import Iterator

from gridward.work.notices.rules.chat_words import WORDS
from gridward.work.notices.terms import ChatClaim, ChatReading

_PATTERNS = tuple((claim, re.compile("|".join(words))) for claim, words in WORDS)
_SENDER = re.compile(r"^[^：:\s\d]{1,12}[：:]\s*")
_TIME = re.compile(
    r"(?:今天|昨天|早上|上午|下午|晚上)?\s*(?<!\d)(?:[01]?\d|2[0-3])[:：点][0-5]\d分?(?!\d)"
)
_DIGITS = {sign: n for n, sign in enumerate("零一二三四五六七八九十")} | {"两": 2}
_COUNT = re.compile(
    r"(?:共|一共|总共)?\s*(?<!\d)(\d{1,2}|[一二三四五六七八九十两])\s*(?:户|家)(?!\d)"
)
_WHOLE = re.compile(r"全部|全楼|整栋|整个?单元|所有(?:住?户)?|都(?=已|测|收|做|好|登|走)")
_ROOMS = re.compile(r"(?<![\d-])(\d{3,4})室?(?:\s*[、，,和/ ]\s*(\d{3,4})室?)+(?!\d)")
_ROOM = re.compile(r"\d{3,4}")
_HAN = "[一二三四五六七八九十]{1,3}"
_SITE = r"(?:[\u4e00-\u9fff]{2,8}(?:小区|花园|苑|公寓|家园|新村|大院))?"
_BUILDING = rf"(?:(?:[A-Za-z]?(?<!\d)\d{{1,3}}|{_HAN})\s*(?:号楼|栋|幢|座|#|-))?"
_UNIT = rf"(?:(?:\d{{1,2}}|{_HAN})\s*(?:单元|-))?"
_DOOR = r"(?:(?<!\d)\d{3,4}(?!\d)\s*(?:室|号|户)?)?"
_PLACE = re.compile(rf"{_SITE}\s*{_BUILDING}\s*{_UNIT}\s*{_DOOR}")
_SAYS_DOOR = re.compile(rf"\d{{3,4}}|(?:\d|{_HAN})\s*(?:号楼|栋|幢|座|#|单元)")
_IDLE = re.compile(
    r"报告|已报|汇报|上报|情况|目前|现在|的|了|吧|哦|啊|请|麻烦|谢谢|辛苦|@\S+"
    r"|[\s，,。.！!？?、；;：:~～()（）]+"
)


def readings(text: str) -> list[ChatReading]:
    """Each message of a pasted piece, a line or a part between semicolons; empty ones are left out."""
    parts = re.split(r"[\n\r；;]+", text)
    return [reading(one) for one in parts if one.strip()]


def reading(message: str) -> ChatReading:
    """One message."""
    plain = _TIME.sub(" ", _SENDER.sub("", message.strip()))
    whole = bool(_WHOLE.search(plain))
    claim, rest = _claim(plain)
    count, rest = _count(rest)
    rest = _WHOLE.sub(" ", rest)
    places, rest = _places(rest)
    return ChatReading(
        line=message.strip(),
        claim=claim,
        places=places,
        households=count,
        whole=whole,
        rest=_IDLE.sub(" ", rest).strip(),
    )


def _claim(text: str) -> tuple[ChatClaim | None, str]:
    """What it says, and the text without it. Of several claims the first of the list holds, which is the gravest."""
    found: list[ChatClaim] = []
    for claim, pattern in _PATTERNS:
        if pattern.search(text):
            found.append(claim)
            text = pattern.sub(" ", text)
    if ChatClaim.NOT_YET in found:
        return None, text
    return (found[0] if found else None), text


def _count(text: str) -> tuple[int | None, str]:
    match = _COUNT.search(text)
    if match is None:
        return None, text
    said = match[1]
    count = int(said) if said.isdecimal() else _DIGITS[said]
    return count or None, text[: match.start()] + " " + text[match.end() :]


def _places(text: str) -> tuple[tuple[str, ...], str]:
    """The doors, staircases or buildings that are named: one, or several rooms behind one beginning."""
    several = _ROOMS.search(text)
    if several:
        begin = text[: several.start()]
        head = next(_said(begin), "")
        rest = begin.replace(head, " ", 1) + " " + text[several.end() :]
        return tuple(f"{head}{room}" for room in _ROOM.findall(several[0])), rest
    found = tuple(_said(text))
    for place in found:
        text = text.replace(place, " ", 1)
    return tuple(one.strip() for one in found), text


def _said(text: str) -> Iterator[str]:
    for match in _PLACE.finditer(text):
        if _SAYS_DOOR.search(match[0]):
            yield match[0].strip()
