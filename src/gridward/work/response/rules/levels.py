"""Which level counts: on a day, at a grid, where standings overlap."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from gridward.work.response.terms import HeldLevel, ResponseLevel, Span

_RANK = {level: place for place, level in enumerate(ResponseLevel)}


def rank(level: ResponseLevel) -> int:
    """Higher for a higher level."""
    return _RANK[level]


def highest(levels: Iterable[ResponseLevel]) -> ResponseLevel:
    """The highest of them; ordinary where there is none."""
    return max(levels, key=rank, default=ResponseLevel.ORDINARY)


def in_force(span: Span, day: date) -> bool:
    """Whether it holds on a local day: its last day counts whole, until midnight in Shanghai."""
    return span.since <= day and (span.until is None or day <= span.until)


def covers(span: Span, street: UUID, grid: UUID, community: UUID) -> bool:
    """Whether a grid of a street and a community lies within the span's unit."""
    if span.street != street:
        return False
    return span.grid is None or span.grid == grid or span.community == community


def level_among(spans: Iterable[Span]) -> HeldLevel:
    """The higher level counts: which one, by which spans, and those that it outweighs."""
    found = sorted(spans, key=lambda one: (-rank(one.level), one.since, str(one.id)))
    level = highest(one.level for one in found)
    return HeldLevel(
        level,
        tuple(one for one in found if one.level is level),
        tuple(one for one in found if one.level is not level),
    )
