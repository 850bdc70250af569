"""What a place demands, and where its shifts are short of it or more than it (G2)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from gridward.ground.rota.rules.spans import DAY, days_between, span_of
from gridward.ground.rota.terms import (
    CoverKind,
    CoverSpan,
    DemandHours,
    Held,
    Need,
    ShiftRole,
    Span,
)
from gridward.kernel.clock import local_date

Versions = Mapping[date, Sequence[DemandHours]]
"""What is demanded, by the day from which it holds."""


def needs_within(versions: Versions, span: Span) -> list[Need]:
    """What is wanted in a span: each day by the version that holds on it, also past its midnight."""
    first = local_date(span.begins_at) - DAY
    needs = [
        Need(hours.role, hours.number, span_of(day, hours.since, hours.until))
        for day in days_between(first, local_date(span.ends_at))
        for hours in in_force(versions, day)
        if hours.weekday == day.isoweekday()
    ]
    return [cut for need in needs if (cut := _cut(need, span)) is not None]


def cover(needs: Iterable[Need], held: Iterable[Held], span: Span) -> list[CoverSpan]:
    """Gaps and overlaps of each role in a span, in order; neighbours of the same kind and numbers are one."""
    needs, held = list(needs), list(held)
    found = []
    for role in ShiftRole:
        wanted = [(one.span, one.number) for one in needs if one.role is role]
        there = [(one.span, 1) for one in held if one.role is role]
        if wanted or there:
            found += _of_role(role, wanted, there, span)
    return sorted(found, key=lambda one: (one.span.begins_at, one.role.value))


Counted = Sequence[tuple[Span, int]]


def _of_role(role: ShiftRole, wanted: Counted, there: Counted, span: Span) -> list[CoverSpan]:
    edges = sorted(
        {span.begins_at, span.ends_at}
        | {
            edge
            for one, _ in (*wanted, *there)
            for edge in (one.begins_at, one.ends_at)
            if span.begins_at < edge < span.ends_at
        }
    )
    found: list[CoverSpan] = []
    for begins, ends in pairwise(edges):
        piece = Span(begins, ends)
        want, have = _sum(wanted, piece), _sum(there, piece)
        if want == have:
            continue
        kind = CoverKind.GAP if have < want else CoverKind.OVERLAP
        _append(found, CoverSpan(kind, role, piece, want, have))
    return found


def _append(found: list[CoverSpan], new: CoverSpan) -> None:
    last = found[-1] if found else None
    if last and last.span.ends_at == new.span.begins_at and _alike(last, new):
        whole = Span(last.span.begins_at, new.span.ends_at)
        found[-1] = CoverSpan(new.kind, new.role, whole, new.wanted, new.there)
    else:
        found.append(new)


def _alike(one: CoverSpan, other: CoverSpan) -> bool:
    return (one.kind, one.wanted, one.there) == (other.kind, other.wanted, other.there)


def _sum(counted: Counted, piece: Span) -> int:
    return sum(number for span, number in counted if span.meets(piece))


def in_force(versions: Versions, day: date) -> Sequence[DemandHours]:
    """The hours of the version that holds on a day."""
    begun = [since for since in versions if since <= day]
    return versions[max(begun)] if begun else ()


def _cut(need: Need, span: Span) -> Need | None:
    if not need.span.meets(span):
        return None
    begins = max(need.span.begins_at, span.begins_at)
    return Need(need.role, need.number, Span(begins, min(need.span.ends_at, span.ends_at)))
