"""Who is on duty where, who is next, and where the shifts differ from what is demanded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import F, Min, OuterRef, QuerySet, Subquery

from gridward.ground.rota.models import DutyDemand, DutyPlace, Shift
from gridward.ground.rota.queries.rows import HOLDS, out, places, shifts
from gridward.ground.rota.rules.covering import Versions, cover, needs_within
from gridward.ground.rota.terms import CoverSpan, DemandHours, Held, ShiftRole, Span
from gridward.kernel.access import Actor


@dataclass(frozen=True)
class DutyAt:
    """A place at an instant: who is on duty, and the shifts that begin next."""

    place: DutyPlace
    on_duty: list[Shift]
    following: list[Shift]


@dataclass(frozen=True)
class CoverAt:
    """A place with its gaps and overlaps in a span."""

    place: DutyPlace
    spans: list[CoverSpan]


def open_places(
    actor: Actor, grid_id: UUID | None = None, place_id: UUID | None = None
) -> QuerySet[DutyPlace]:
    """Places where somebody is on duty today, by grid and name."""
    rows = places(actor).filter(closed_on=None)
    given = {"grid": grid_id, "pk": place_id}
    rows = rows.filter(**{name: value for name, value in given.items() if value})
    return rows.order_by("grid__code", "name", "id")


def duty_at(actor: Actor, at: datetime, rows: Iterable[DutyPlace]) -> list[DutyAt]:
    """Of each place who is on duty at an instant, and the next shifts after it, which may be several at once."""
    here = list(rows)
    held = shifts(actor).filter(HOLDS, place__in=here)
    now = _by_place(held.filter(begins_at__lte=at, ends_at__gt=at))
    first = Shift.objects.filter(HOLDS, place=OuterRef("place"), begins_at__gt=at).values("place")
    soonest = Subquery(first.annotate(soonest=Min("begins_at")).values("soonest"))
    later = _by_place(held.filter(begins_at__gt=at).annotate(n=soonest).filter(begins_at=F("n")))
    return [DutyAt(place, now[place.pk], later[place.pk]) for place in here]


def cover_at(actor: Actor, span: Span, rows: Iterable[DutyPlace]) -> list[CoverAt]:
    """Gaps and overlaps of each place that demands anything; who is out, or nobody, covers nothing."""
    here = list(rows)
    versions = demanded(here)
    held = held_within(actor, span, here)
    found = []
    for place in here:
        if place.pk in versions:
            needs = needs_within(versions[place.pk], span)
            found.append(CoverAt(place, cover(needs, held[place.pk], span)))
    return found


def demanded(rows: Iterable[DutyPlace]) -> Mapping[UUID, Versions]:
    """The versions of what each place demands, by place; a place that never demanded anything is left out."""
    found: dict[UUID, dict[date, list[DemandHours]]] = defaultdict(dict)
    for row in DutyDemand.objects.filter(place__in=list(rows)):
        found[row.place_id][row.since] = [hours_of(one) for one in row.hours]
    return found


def held_within(actor: Actor, span: Span, rows: Iterable[DutyPlace]) -> Mapping[UUID, list[Held]]:
    """By place, the duties that somebody has in a span and is not out."""
    there = shifts(actor).filter(
        HOLDS,
        place__in=list(rows),
        member__isnull=False,
        begins_at__lt=span.ends_at,
        ends_at__gt=span.begins_at,
    )
    told = list(there)
    away = out({one.member_id for one in told if one.member_id}, span)
    found: dict[UUID, list[Held]] = defaultdict(list)
    for one in told:
        if one.member_id and not any(
            one.span.meets(other) for other in away.get(one.member_id, ())
        ):
            found[one.place_id].append(Held(ShiftRole(one.role), one.span))
    return found


def hours_of(stored: Mapping[str, Any]) -> DemandHours:
    """Hours as they are stored."""
    return DemandHours(
        weekday=stored["weekday"],
        since=time.fromisoformat(stored["since"]),
        until=time.fromisoformat(stored["until"]),
        role=ShiftRole(stored["role"]),
        number=stored["number"],
    )


def _by_place(rows: QuerySet[Shift]) -> defaultdict[UUID, list[Shift]]:
    found: defaultdict[UUID, list[Shift]] = defaultdict(list)
    for row in rows.order_by("begins_at", "role", "id"):
        found[row.place_id].append(row)
    return found
