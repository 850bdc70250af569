"""The dated measures of the completeness check, read from `dated/filling.toml` beside the program."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from gridward.ground.staff.terms import Post
from gridward.ground.staff.terms.filling import Clash, Measures, Where

FILE = Path(__file__).resolve().parents[1] / "dated" / "filling.toml"
FIGURES = ("coming_days", "acting_days", "handover_days", "answer_days")
Entry = Mapping[str, Any]


def measures_on(day: date) -> Measures:
    """What the check measures by on a day; before the first entry of a kind, that first entry."""
    return measures_from(_file(), day)


def measures_from(file: Mapping[str, list[Entry]], day: date) -> Measures:
    """The measures of a day from a file's content; raises KeyError where a figure is missing."""
    needed = {post: entry for entry in _begun(file["needed"], day) for post in entry["posts"]}
    figures = {entry["name"]: entry for entry in _begun(file["figure"], day)}
    sources = {name: entry["source"] for name, entry in (needed | figures).items()}
    return Measures(
        needed={Post(post): entry["count"] for post, entry in needed.items()},
        clashes=tuple(_clash(entry) for entry in _begun(file["clash"], day)),
        **{name: figures[name]["value"] for name in FIGURES},
        sources=sources,
    )


def _begun(entries: Iterable[Entry], day: date) -> list[Entry]:
    """The entries that hold, the latest last so that it wins; the oldest also hold before they began."""
    lasting = [entry for entry in entries if entry.get("until") is None or day < entry["until"]]
    first = min((entry["since"] for entry in lasting), default=day)
    return sorted(
        (entry for entry in lasting if entry["since"] <= max(day, first)),
        key=lambda entry: entry["since"],
    )


def _clash(entry: Entry) -> Clash:
    return Clash(
        id=entry["id"],
        first=frozenset(Post(post) for post in entry["first"]),
        second=frozenset(Post(post) for post in entry["second"]),
        where=Where(entry["where"]),
        source=entry["source"],
    )


@cache
def _file() -> Mapping[str, list[Entry]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
