"""What holds for each level on a day, read from `dated/response.toml`."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from gridward.ground.staff.terms import Post
from gridward.kernel.dated import Entry, begun, entries_of
from gridward.work.response.terms import LegalBasis, LevelRule, ResponseLevel

FILE = Path(__file__).resolve().parents[1] / "dated" / "response.toml"


def authority_on(day: date) -> tuple[Post, ...]:
    """The posts that may sign, those first named before the others."""
    return tuple(map(Post, _by_code("authority", day)["street"]["posts"]))


def rule_of(level: ResponseLevel, day: date) -> LevelRule | None:
    """How long a level may hold before it is reviewed; None for ordinary, which nobody declares."""
    entry = _by_code("level", day).get(level.value)
    return LevelRule(level, entry["review_days"], entry["source"]) if entry else None


def bases_on(day: date) -> tuple[LegalBasis, ...]:
    """The legal bases that hold on a day, in the order of the file."""
    known = _by_code("basis", day)
    order = dict.fromkeys(one["code"] for one in entries_of(FILE)["basis"])
    return tuple(
        LegalBasis(
            code,
            entry["source"],
            frozenset(map(ResponseLevel, entry["levels"])),
            entry["needs_document"],
        )
        for code, entry in ((one, known[one]) for one in order if one in known)
    )


def cadences_on(level: ResponseLevel, day: date) -> Mapping[str, tuple[int, str]]:
    """How often what comes again comes at a level: code to days and source."""
    entries = begun(entries_of(FILE)["cadence"], day)
    return {
        one["code"]: (one["days"], one["source"]) for one in entries if one["level"] == level.value
    }


def cadence(code: str, level: ResponseLevel, day: date) -> int:
    """How often, in days."""
    return cadences_on(level, day)[code][0]


def modules_on(level: ResponseLevel, day: date) -> Mapping[str, tuple[bool, str]]:
    """Parts of the console that only some levels need: code to whether this one does, and source."""
    return {
        code: (level.value in entry["levels"], entry["source"])
        for code, entry in _by_code("module", day).items()
    }


def banner_days(day: date) -> int:
    """For how many days a switch is told on every page."""
    return int(_by_code("telling", day)["banner"]["days"])


def _by_code(kind: str, day: date) -> dict[str, Entry]:
    return {one["code"]: one for one in begun(entries_of(FILE)[kind], day)}
