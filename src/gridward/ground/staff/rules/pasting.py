"""People of a team pasted from a spreadsheet: each line is accounted for, identity numbers are never taken (P5)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gridward.ground.staff.terms import TeamRole
from gridward.kernel.codes import phone as phones
from gridward.kernel.problems import Problem

MOST_LINES = 500
LONGEST_NAME = 60
_IDENTITY = re.compile(r"(?<!\d)(?:\d{17}[\dXxＸｘ]|\d{15})(?!\d)")
_SPLIT = re.compile(r"[\t,，;；|]+")
_NUMBERED = re.compile(r"^\d{1,4}[.、)）]\s*")
_SERIAL = re.compile(r"\d{1,4}[.、)）]?")
_PHONE_LIKE = re.compile(r"[+(（]?\d[\d\s\-()（）.转+]{5,}")
_DIGITS = re.compile(r"[\d\s\-+()（）.]+")
_HEADS = frozenset({"姓名", "名字", "队员姓名", "name"})
_ROLES = {
    **dict.fromkeys(("队长", "负责人", "lead", "leader"), TeamRole.LEAD),
    **dict.fromkeys(("副队长", "deputy"), TeamRole.DEPUTY),
    **dict.fromkeys(("队员", "成员", "member"), TeamRole.MEMBER),
}


class LineOutcome(StrEnum):
    """What became of a line; the first two are entered."""

    TAKEN = "taken"
    OF_SERVICE = "of_service"
    ALREADY = "already"
    TWICE = "twice"
    HEADER = "header"
    NO_NAME = "no_name"
    NAME_TOO_LONG = "name_too_long"
    BAD_PHONE = "bad_phone"
    SECOND_LEAD = "second_lead"


@dataclass(frozen=True)
class PastedLine:
    """One line that is not blank: its number from 1, what was read, what becomes of it.

    `phone` is E.164 or "". `identity` tells that an identity number stood in the line and was left out.
    """

    number: int
    name: str
    phone: str
    role: TeamRole
    outcome: LineOutcome
    identity: bool = False


def read_lines(text: str) -> list[PastedLine]:
    """The lines of a paste, in their order, without blank ones; a line that was there before is TWICE."""
    found: list[PastedLine] = []
    seen: set[tuple[str, str]] = set()
    for line in _lines(text):
        key = (line.name, line.phone)
        if line.outcome is LineOutcome.TAKEN and key in seen:
            line = _marked(line, LineOutcome.TWICE)
        seen.add(key)
        found.append(line)
    return found


def _lines(text: str) -> Iterator[PastedLine]:
    for number, raw in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if raw.strip():
            yield _read(number, raw)


def _read(number: int, raw: str) -> PastedLine:
    identity = _IDENTITY.search(raw) is not None
    cells = [cell.strip() for cell in _SPLIT.split(_IDENTITY.sub("\t", raw)) if cell.strip()]
    cells = [word for cell in cells for word in _apart(cell)]
    if cells and _SERIAL.fullmatch(cells[0]):
        cells = cells[1:]
    if any(cell.lower() in _HEADS for cell in cells):
        return PastedLine(number, "", "", TeamRole.MEMBER, LineOutcome.HEADER)
    role = next((_ROLES[cell.lower()] for cell in cells if cell.lower() in _ROLES), TeamRole.MEMBER)
    rest = [cell for cell in cells if cell.lower() not in _ROLES]
    name = _NUMBERED.sub("", next((cell for cell in rest if not _is_number(cell)), ""))
    typed = next((cell for cell in rest if _is_number(cell)), "")
    phone, good = _phone(typed)
    outcome = _outcome(name, good)
    return PastedLine(number, name[:LONGEST_NAME], phone, role, outcome, identity)


def _apart(text: str) -> list[str]:
    """Name and number written in one cell, with blanks between or none: 张三 13800138000."""
    met = _PHONE_LIKE.search(text)
    if met is None:
        return [text]
    around = [text[: met.start()], met.group(), text[met.end() :]]
    return [cell for part in around for cell in _words(part)]


def _words(part: str) -> list[str]:
    part = part.strip()
    if _PHONE_LIKE.fullmatch(part):
        return [part]
    return part.split()


def _is_number(cell: str) -> bool:
    return _DIGITS.fullmatch(cell) is not None or sum(sign.isdigit() for sign in cell) >= 5


def _phone(typed: str) -> tuple[str, bool]:
    if not typed:
        return "", True
    try:
        return phones.parse(typed).e164, True
    except Problem:
        return "", False


def _outcome(name: str, good_phone: bool) -> LineOutcome:
    if not name:
        return LineOutcome.NO_NAME
    if len(name) > LONGEST_NAME:
        return LineOutcome.NAME_TOO_LONG
    return LineOutcome.TAKEN if good_phone else LineOutcome.BAD_PHONE


def _marked(line: PastedLine, outcome: LineOutcome) -> PastedLine:
    return PastedLine(line.number, line.name, line.phone, line.role, outcome, line.identity)
