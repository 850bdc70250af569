"""The dated measures of the completeness check, read from `dated/filling.toml` beside the program."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from gridward.ground.staff.terms import Post
from gridward.ground.staff.terms.filling import Clash, Measures, Where
from gridward.kernel.dated import Entry, begun, entries_of

FILE = Path(__file__).resolve().parents[1] / "dated" / "filling.toml"
FIGURES = ("coming_days", "acting_days", "handover_days", "answer_days")


def measures_on(day: date) -> Measures:
    """What the check measures by on a day; before the first entry of a kind, that first entry."""
    return measures_from(entries_of(FILE), day)


def measures_from(file: Mapping[str, list[Entry]], day: date) -> Measures:
    """The measures of a day from a file's content; raises KeyError where a figure is missing."""
    needed = {post: entry for entry in begun(file["needed"], day) for post in entry["posts"]}
    figures = {entry["name"]: entry for entry in begun(file["figure"], day)}
    sources = {name: entry["source"] for name, entry in (needed | figures).items()}
    return Measures(
        needed={Post(post): entry["count"] for post, entry in needed.items()},
        clashes=tuple(_clash(entry) for entry in begun(file["clash"], day)),
        **{name: figures[name]["value"] for name in FIGURES},
        sources=sources,
    )


def _clash(entry: Entry) -> Clash:
    return Clash(
        id=entry["id"],
        first=frozenset(Post(post) for post in entry["first"]),
        second=frozenset(Post(post) for post in entry["second"]),
        where=Where(entry["where"]),
        source=entry["source"],
    )
