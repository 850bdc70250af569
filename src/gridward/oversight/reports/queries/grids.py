"""The grids of a street as they were recorded at a moment, and who held which post on a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from gridward.ground.staff.models import Appointment, TeamMember
from gridward.ground.staff.queries import in_force
from gridward.ground.territory.models import Division, Grid
from gridward.kernel import clock
from gridward.oversight.reports.terms import Held


@dataclass(frozen=True)
class GridState:
    """A grid at a moment; `current` while its code is in force."""

    id: UUID
    code: str
    name: str
    kind: str
    community_id: UUID
    community_code: str
    community_name: str
    bounds: dict[str, str]
    area_m2: float | None
    current: bool


_COLUMNS = (
    *("id", "code", "name", "kind", "street_id"),
    *("community_id", "bounds", "area_m2", "valid_to"),
)


def grids_at(street: Division, moment: datetime | None) -> list[GridState]:
    """Every grid that the street ever had until then, by code; two or three queries."""
    rows: dict[UUID, dict[str, Any]] = {
        row["id"]: row for row in _made_before(Grid.objects.filter(street=street), moment)
    }
    for row in _former(moment).values() if moment else ():
        rows.pop(row["id"], None)
        if row["street_id"] == street.pk:
            rows[row["id"]] = row
    communities = {
        row.pk: row
        for row in Division.objects.filter(pk__in={row["community_id"] for row in rows.values()})
    }
    day = clock.local_date(moment) if moment else clock.today()
    found = [_state(row, communities[row["community_id"]], day) for row in rows.values()]
    return sorted(found, key=lambda one: one.code)


def _made_before(rows: Any, moment: datetime | None) -> Iterable[dict[str, Any]]:
    if moment is not None:
        rows = rows.filter(created_at__lte=moment)
    found: Iterable[dict[str, Any]] = rows.values(*_COLUMNS)
    return found


def _former(moment: datetime) -> dict[UUID, dict[str, Any]]:
    """States that ended after the moment, of grids of any street: the earliest kept of each grid."""
    kept: Any = Grid._meta.get_field("events").related_model
    events = kept.objects.filter(pgh_created_at__gt=moment, created_at__lte=moment)
    former: dict[UUID, dict[str, Any]] = {}
    for row in events.order_by("pgh_id").values(*_COLUMNS):
        former.setdefault(row["id"], row)
    return former


def _state(row: dict[str, Any], community: Division, day: date) -> GridState:
    return GridState(
        id=row["id"],
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        community_id=community.pk,
        community_code=community.code,
        community_name=community.name,
        bounds=row["bounds"] or {},
        area_m2=row["area_m2"],
        current=row["valid_to"] is None or row["valid_to"] > day,
    )


def holders_on(street: Division, day: date) -> dict[UUID, dict[str, tuple[Held, ...]]]:
    """Who held which post at each grid on a day, deputies last; one query."""
    found: dict[UUID, dict[str, list[Held]]] = defaultdict(lambda: defaultdict(list))
    rows = in_force(Appointment.objects.filter(Q(street=street), grid__isnull=False), day)
    for grid, post, name, acting in rows.order_by("acting", "valid_from", "id").values_list(
        "grid_id", "post", "member__name", "acting"
    ):
        found[grid][post].append(Held(name, acting))
    return {
        grid: {post: tuple(held) for post, held in posts.items()} for grid, posts in found.items()
    }


def team_people_on(street: Division, day: date) -> dict[UUID | None, dict[str, int]]:
    """How many people stood in teams of each kind on a day, by the grid of the team, None for the street's own."""
    found: dict[UUID | None, dict[str, int]] = defaultdict(dict)
    lasts = Q(valid_to=None) | Q(valid_to__gt=day)
    team_lasts = Q(team__valid_to=None) | Q(team__valid_to__gt=day)
    rows = TeamMember.objects.filter(
        lasts, team_lasts, team__street=street, valid_from__lte=day, team__valid_from__lte=day
    )
    for grid, kind, people in (
        rows.values_list("team__grid_id", "team__kind").annotate(Count("id")).order_by()
    ):
        found[grid][f"team_{kind}"] = people
    return found
