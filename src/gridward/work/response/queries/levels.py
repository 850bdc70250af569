"""Which level holds at a grid on a day: what every part of work asks. Two queries for however many grids."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from gridward.ground.territory.models import Grid
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel.access import Actor
from gridward.work.response.models import ResponseStanding
from gridward.work.response.rules.levels import covers, highest, in_force, level_among
from gridward.work.response.terms import HeldLevel, ResponseLevel, Span

_PLACE = tuple[UUID, UUID]
"""The street and the community of a grid."""


@dataclass(frozen=True)
class LevelsHeld:
    """The spans in force on a day, where grids lie, and the rows of the spans."""

    spans: tuple[Span, ...] = ()
    places: Mapping[UUID, _PLACE] = field(default_factory=dict)
    rows: Mapping[UUID, ResponseStanding] = field(default_factory=dict)

    def at(self, grid: UUID) -> HeldLevel:
        """The level of one grid, and why."""
        if grid not in self.places:
            return HeldLevel(ResponseLevel.ORDINARY)
        street, community = self.places[grid]
        return level_among(one for one in self.spans if covers(one, street, grid, community))

    def highest_at(self, grids: Iterable[UUID]) -> ResponseLevel:
        """The highest level among grids."""
        return highest(self.at(one).level for one in grids) if self.spans else highest(())


def level_at(grid_id: UUID, day: date) -> HeldLevel:
    """The level of one grid on a day, and why."""
    return levels_held({grid_id}, day).at(grid_id)


def levels_held(grids: Iterable[UUID], day: date) -> LevelsHeld:
    """The levels of grids on a day; in ordinary times one query."""
    rows = {one.pk: one for one in standings_on(day)}
    spans = tuple(span for one in rows.values() if in_force(span := span_of(one), day))
    if not spans:
        return LevelsHeld()
    found = Grid.objects.filter(pk__in=set(grids)).values_list("id", "street_id", "community_id")
    return LevelsHeld(spans, {pk: (street, community) for pk, street, community in found}, rows)


@dataclass(frozen=True)
class HeldHere:
    """The highest level among grids, by which standings, and those that it outweighs; the earliest first."""

    level: ResponseLevel
    because: tuple[ResponseStanding, ...]
    outweighed: tuple[ResponseStanding, ...]


def held_by(grids: Iterable[UUID], day: date) -> HeldHere:
    """The highest level among grids on a day, and why."""
    wanted = set(grids)
    held = levels_held(wanted, day)
    there = map(held.at, wanted)
    whole = level_among({span for one in there for span in (*one.because, *one.outweighed)})
    because, outweighed = (
        tuple(held.rows[one.id] for one in some) for some in (whole.because, whole.outweighed)
    )
    return HeldHere(whole.level, because, outweighed)


def standings_of(actor: Actor, day: date, *, ahead: bool) -> QuerySet[ResponseStanding]:
    """Standings of the actor's street on a day, with `ahead` also those that begin later; the higher level first."""
    rows = standings_on(day)
    if ahead:
        later = ResponseStanding.objects.filter(since__gt=day, closed=False)
        rows = _with_units(
            ResponseStanding.objects.filter(Q(pk__in=rows.values("pk")) | Q(pk__in=later))
        )
    rows = rows.filter(street_id=actor.street_id)
    return rows.order_by("since", "grid__code", "id")


def standings_on(day: date) -> QuerySet[ResponseStanding]:
    """Standings that hold on a day, those of every street."""
    rows = ResponseStanding.objects.filter(since__lte=day)
    return _with_units(rows.filter(Q(until=None) | Q(until__gte=day)))


def open_standings(street_id: UUID) -> QuerySet[ResponseStanding]:
    """Standings of a street that nobody ended yet, those to come among them."""
    return _with_units(ResponseStanding.objects.filter(street_id=street_id, closed=False))


def span_of(row: ResponseStanding) -> Span:
    """A standing as the rules take it."""
    grid = row.grid
    whole = grid is not None and grid.kind == GridKind.COMMUNITY
    return Span(
        id=row.pk,
        street=row.street_id,
        grid=row.grid_id,
        community=grid.community_id if grid is not None and whole else None,
        level=ResponseLevel(row.level),
        since=row.since,
        until=row.until,
    )


def _with_units(rows: QuerySet[ResponseStanding]) -> QuerySet[ResponseStanding]:
    rows = rows.select_related("grid", "street", "opened_by")
    return rows.defer("grid__boundary", "grid__bounds", "opened_by__content", "opened_by__grids")
