"""Words of tracing: what is asked, what is found in the input, and how moments and places are written inside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
"""Moments inside are whole microseconds since 1970 in UTC, the same number on every engine and in every time zone."""
ZONE = "Asia/Shanghai"
"""The zone of moments that name none."""
ZONE_OFFSET = 8 * HOUR
LATEST = 130 * 365 * DAY
"""No moment before 1970 or after about 2099 is taken."""
ALWAYS = 2 * LATEST
"""Where somebody belongs to a group without an end, or without a beginning (with a minus)."""

SLOTS = 1 << 24
"""A *cell* is a place's number times SLOTS plus the number of a slot of time: one number to join and to prune by."""
MOMENT_SLOT = 10 * MINUTE
SPELL_SLOT = 8 * HOUR
"""Spells no longer than this lie in the cell of the slot they begin in; longer ones in the place's cell LONG."""
LONG = SLOTS - 1


class EngineKind(StrEnum):
    """What runs the expressions."""

    DUCKDB = "duckdb"
    SPARK = "spark"


class Source(StrEnum):
    """The tables that may be given, by the name of their file; each is evidence of a kind."""

    PASSAGES = "passages"
    STAYS = "stays"
    GROUPS = "groups"


EVIDENCE: Mapping[Source, str] = {
    Source.PASSAGES: "passage",
    Source.STAYS: "stay",
    Source.GROUPS: "group",
}
COLUMNS: Mapping[Source, tuple[str, ...]] = {
    Source.PASSAGES: ("person", "place", "at"),
    Source.STAYS: ("person", "place", "from", "to"),
    Source.GROUPS: ("person", "group", "kind", "from", "to"),
}
RESULT = (
    *("case", "person", "degree", "via", "evidence", "kind", "place"),
    *("first", "last", "minutes", "meetings"),
)
"""Columns of an answer; `via` is empty for the first degree, `kind` for passages and stays."""


@dataclass(frozen=True)
class Finding:
    """Why something cannot be traced: `code` names its sentence, the values fill it."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


class Refused(Exception):
    """The input cannot be traced; the finding says which table and column, and why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.finding = Finding(code, values)


@dataclass(frozen=True)
class Question:
    """How far to ask: degrees (1 or 2), and how many minutes may lie between two passages of one place."""

    degrees: int = 2
    window_minutes: int = 10

    def __post_init__(self) -> None:
        if self.degrees not in (1, 2):
            raise Refused("degrees_unknown", degrees=self.degrees)
        if not 0 <= self.window_minutes <= 24 * 60:
            raise Refused("window_wrong", minutes=self.window_minutes)

    @property
    def window(self) -> int:
        """The window in microseconds."""
        return self.window_minutes * MINUTE
