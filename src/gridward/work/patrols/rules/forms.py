"""What stands in which place of Annex 2, 网格工作日志: plain facts in, the texts of the form out (W1).

Both kinds of file, PDF and Word, are filled from the same data. The founding document's form has a line for street,
community and grid, the time of the patrol as 年 月 日 时至 时, and three fields; the signatures stand below, as on
Annex 3 and 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

BLANK = "　" * 4
"""What stands on a line where no name is known."""
Form = dict[str, Any]


@dataclass(frozen=True)
class Signed:
    """Who signed, when (local time), and what the finger drew; an empty path means by name alone."""

    name: str
    at: datetime
    path: str = ""


@dataclass(frozen=True)
class LogFacts:
    """A work log to be printed; times are local, `by` has the worker first and nobody on an empty form."""

    street: str
    community: str
    grid: str
    start: datetime | None = None
    end: datetime | None = None
    work: str = ""
    handling: str = ""
    result: str = ""
    revision: int = 1
    reason: str = ""
    signed: Signed | None = None
    countersigned: Sequence[Signed] = ()


def log_form(facts: LogFacts) -> Form:
    """Annex 2 of one log."""
    return {
        "places": [
            _place(facts.street, "街道"),
            _place(facts.community, "社区"),
            _place(facts.grid.removeprefix(facts.community), "网格"),
        ],
        "where": facts.grid,
        "time": patrol_time(facts.start, facts.end),
        "work": facts.work,
        "handling": facts.handling,
        "result": facts.result,
        "revision": f"第{facts.revision}版（更正：{facts.reason}）" if facts.revision > 1 else "",
        "worker": _signature(facts.signed),
        "chiefs": [_signature(one) for one in facts.countersigned],
        "chiefs_line": "　".join(_signature(one)["line"] for one in facts.countersigned),
    }


def patrol_time(start: datetime | None, end: datetime | None) -> str:
    """2026年3月2日9时至11时; with minutes where there are some, 次日 for an end after midnight."""
    if start is None or end is None:
        return "　　年　　月　　日　　时至　　时"
    day = f"{start.year}年{start.month}月{start.day}日"
    next_day = "次日" if end.date() > start.date() else ""
    return f"{day}{_hour(start)}至{next_day}{_hour(end)}"


def _hour(at: datetime) -> str:
    return f"{at.hour}时{at.minute}分" if at.minute else f"{at.hour}时"


def _place(name: str, word: str) -> Form:
    """西湖街道 → 西湖 on the blank and 街道 behind it; a name that does not end so stands whole, without the word."""
    stem = name.removesuffix(word)
    return {"name": stem or BLANK, "word": word if stem != name or not name else ""}


def _signature(one: Signed | None) -> Form:
    if one is None:
        return {"name": "", "at": "", "path": "", "line": ""}
    at = f"{one.at:%Y-%m-%d %H:%M}"
    return {"name": one.name, "at": at, "path": one.path, "line": f"{one.name}　{at}"}
