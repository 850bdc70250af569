"""When an export is too much, what may leave in full, and what stands on every page of it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from gridward.ground.audit.terms import AlertRule, Excess, Limits

SHORTEST_REASON = 2
NUMBER_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's signs: none is taken for another when it is read out from a printed page."""
NUMBER_LENGTH = 8


@dataclass(frozen=True)
class DatedLimits:
    """Limits in force from a day on, and where they come from."""

    since: date
    source: str
    limits: Limits


STANDARD = DatedLimits(
    since=date(2021, 11, 1),
    source="",
    limits=Limits(
        expiry_hours=24,
        rows_per_export=5_000,
        full_rows_per_export=200,
        rows_per_day=20_000,
        exports_per_hour=10,
        reveals=30,
        reveal_minutes=10,
        full_rows_without_right=30,
        stream_minutes=30,
        at_once=2,
        work_from=7,
        work_to=21,
    ),
)
"""Since PIPL took effect. Its article 51 and GB/T 35273-2020 7.1 c) ask that bulk copying be limited and watched;
neither gives a figure: these are the makers' proposal. The source is said by `export.standard_source`."""


def with_figures(limits: Limits, figures: Mapping[str, int]) -> Limits:
    """The limits with those figures that a street has set itself; names that are unknown are passed over."""
    known = asdict(limits)
    return replace(limits, **{name: value for name, value in figures.items() if name in known})


RANGES: Mapping[str, tuple[int, int]] = {
    "expiry_hours": (1, 24 * 30),
    "rows_per_export": (1, 1_000_000),
    "full_rows_per_export": (0, 1_000_000),
    "rows_per_day": (1, 10_000_000),
    "exports_per_hour": (1, 1_000),
    "reveals": (1, 1_000),
    "reveal_minutes": (1, 24 * 60),
    "full_rows_without_right": (0, 1_000),
    "stream_minutes": (1, 240),
    "at_once": (1, 10),
    "work_from": (0, 23),
    "work_to": (1, 24),
}
"""Between which figures a street may choose; wider ones would be no limits."""


def wrong_figures(figures: Mapping[str, int]) -> list[str]:
    """Names of figures that are unknown or out of their range; a day's work begins before it ends."""
    wrong = []
    for name, figure in figures.items():
        lowest, highest = RANGES.get(name, (1, 0))
        if not lowest <= figure <= highest:
            wrong.append(name)
    begins, ends = figures.get("work_from"), figures.get("work_to")
    if begins is not None and ends is not None and begins >= ends and not wrong:
        wrong.append("work_to")
    return wrong


@dataclass(frozen=True)
class Taken:
    """What somebody takes, and took before: rows of this export (0 unknown), of the local day with this one,
    exports of the last hour with this one, the local hour.
    """

    rows: int
    masked: bool
    rows_today: int
    exports_last_hour: int
    hour: int


def excesses(taken: Taken, limits: Limits) -> list[Excess]:
    """Every limit that this export passes; none of them stops it."""
    return list(_counted(taken, limits)) + list(_outside_hours(taken, limits))


def _counted(taken: Taken, limits: Limits) -> Iterator[Excess]:
    figures = (
        (AlertRule.ROWS_PER_EXPORT, taken.rows, limits.rows_per_export),
        (
            AlertRule.FULL_ROWS_PER_EXPORT,
            0 if taken.masked else taken.rows,
            limits.full_rows_per_export,
        ),
        (AlertRule.ROWS_PER_DAY, taken.rows_today, limits.rows_per_day),
        (AlertRule.EXPORTS_PER_HOUR, taken.exports_last_hour, limits.exports_per_hour),
    )
    for rule, figure, limit in figures:
        if figure > limit:
            yield Excess(rule, figure, limit)


def _outside_hours(taken: Taken, limits: Limits) -> Iterator[Excess]:
    """Full data at night; masked lists at night are ordinary in an epidemic."""
    if not taken.masked and not limits.work_from <= taken.hour < limits.work_to:
        yield Excess(AlertRule.OUTSIDE_HOURS, taken.hour, limits.work_to)


def few_enough(rows: int | None, limits: Limits) -> bool:
    """Whether so many rows may leave in full without the right to full exports; an unknown number may not."""
    return rows is not None and rows <= limits.full_rows_without_right


def spelt(number: str) -> str:
    """A short number as it is printed: K7Q29MXA → K7Q2-9MXA."""
    return f"{number[:4]}-{number[4:]}"
