"""What a bulletin holds and says: plain data in, lines of text out. Bulletins are Chinese, whoever prints them."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

Content = Mapping[str, Any]
Say = Callable[..., str]
LANGUAGE = "zh-Hans"
_NUMBER = re.compile(r"[0-9０-９](?:[\s·.\-—－]?[0-9０-９xX]){10,}")
"""Eleven digits or more, as phones and documents have, also with dashes or blanks between them."""
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]{2,}")
_SHORTEST_NAME, _LONGEST_NAME = 2, 6
"""Signs of a name; one with a dot between its parts may be longer where it stands alone."""
_NUMBERS = "一二三四五六七八九十"


def numbers_in(text: str) -> list[str]:
    """Phone and document numbers in a text, as far as they are told again: 138…00."""
    return [f"{one[:3]}…{one[-2:]}" for one in _NUMBER.findall(text)]


def possible_names(text: str) -> list[str]:
    """Every piece of a text that may be somebody's name in Chinese, each once; which are names the register knows."""
    runs = _HAN.findall(text)
    pieces = {
        run[at : at + length]
        for run in runs
        for length in range(_SHORTEST_NAME, _LONGEST_NAME + 1)
        for at in range(len(run) - length + 1)
    }
    return sorted(pieces | {run for run in runs if "·" in run})


def digest(content: Content) -> str:
    """SHA-256 over one canonical text of the content, as hexadecimal digits."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def written(at: datetime) -> str:
    """A local moment: 2026年3月2日17:30."""
    return f"{at.year}年{at.month}月{at.day}日{at:%H:%M}"


def lines(content: Content, say: Say) -> list[str]:
    """The bulletin as plain text, line by line: to paste into a chat group."""
    return [
        say("bulletin.title", unit=content["unit"]),
        say("bulletin.day", day=content["day"], revision=content["revision"]),
        *revision_lines(content, say),
        say("bulletin.held", **content["held"]),
        *_numbered(body(content, say)),
        *([say("bulletin.remark", text=content["remark"])] if content["remark"] else []),
        say("bulletin.as_of", since=content["since"], at=content["as_of"]),
    ]


def revision_lines(content: Content, say: Say) -> list[str]:
    """What a revision says of itself; a first one says nothing."""
    if content["revision"] == 1:
        return []
    words = {"before": content["revision"] - 1, "reason": content["reason"]}
    return [say("bulletin.revised", **words)]


def body(content: Content, say: Say) -> list[tuple[str, list[str]]]:
    """Titles of sections, each with its sentences."""
    found = [(one["title"][LANGUAGE], list(_figures(one, say))) for one in content["sections"]]
    if content["decisions"]:
        told = [
            say("bulletin.decision", **{**one, "kind": one["kind"][LANGUAGE]})
            for one in content["decisions"]
        ]
        found.append((say("bulletin.decisions", count=len(told)), told))
    return found


def figure_value(figure: Content, say: Say) -> str:
    """120, or 120/200（60%）; a share is rounded down: all is 100 alone."""
    if not figure["total"]:
        return str(figure["value"])
    share = figure["value"] * 100 // figure["total"]
    return say("bulletin.share", value=figure["value"], total=figure["total"], share=share)


def _figures(section: Content, say: Say) -> Iterator[str]:
    """One sentence for all figures, then one for each grid that has something of the first figures."""
    told = [f"{one['title'][LANGUAGE]}{figure_value(one, say)}" for one in section["figures"]]
    yield "，".join(told) + "。"
    for name, parts in by_grid(section["figures"]).items():
        said = [f"{title}{value}" for title, value in parts if value]
        if said:
            yield f"{name}：{'，'.join(said)}。"


def by_grid(figures: Sequence[Content]) -> dict[str, list[tuple[str, int]]]:
    """The parts of figures by the name of their grid."""
    found: dict[str, list[tuple[str, int]]] = {}
    for figure in figures:
        for name, value in figure["grids"]:
            found.setdefault(name, []).append((figure["title"][LANGUAGE], value))
    return found


def _numbered(sections: Sequence[tuple[str, list[str]]]) -> Iterator[str]:
    for place, (title, told) in enumerate(sections):
        number = _NUMBERS[place] if place < len(_NUMBERS) else str(place + 1)
        yield f"{number}、{title}"
        yield from told
