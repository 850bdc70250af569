"""The grids of a street and their gates as they were recorded at a moment, and who held which post on a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from gridward.ground.staff.models import Appointment, Member, TeamMember
from gridward.ground.staff.queries import in_force
from gridward.ground.territory.models import Division, Grid
from gridward.kernel import clock
from gridward.oversight.reports.queries.past import recorded_at
from gridward.oversight.reports.rules.briefs import BriefGate
from gridward.oversight.reports.terms import Held
from gridward.work.checkpoints.models import Checkpoint


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
_OF_GATES = ("id", "street_id", "grid_id", "name", "place", "lead_id", "closed_on")


def grids_at(street: Division, moment: datetime | None) -> list[GridState]:
    """Every grid that the street ever had until then, by code; two or three queries."""
    rows = recorded_at(Grid, street, moment, _COLUMNS)
    communities = {
        row.pk: row for row in Division.objects.filter(pk__in={row["community_id"] for row in rows})
    }
    day = clock.local_date(moment) if moment else clock.today()
    found = [_state(row, communities[row["community_id"]], day) for row in rows]
    return sorted(found, key=lambda one: one.code)


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


def gates_at(street: Division, moment: datetime | None) -> dict[UUID, tuple[BriefGate, ...]]:
    """The gates that were open at a moment, by the grid where they stand and by name; two or three queries."""
    day = clock.local_date(moment) if moment else clock.today()
    rows = recorded_at(Checkpoint, street, moment, _OF_GATES)
    still = [row for row in rows if row["closed_on"] is None or row["closed_on"] > day]
    ids = {row["lead_id"] for row in still if row["lead_id"]}
    names = dict(Member.objects.filter(pk__among=ids).values_list("pk", "name"))
    found: dict[UUID, list[BriefGate]] = defaultdict(list)
    for row in sorted(still, key=lambda one: (one["name"], one["id"])):
        lead = names.get(row["lead_id"], "")
        found[row["grid_id"]].append(BriefGate(row["name"], row["place"], lead))
    return {grid: tuple(here) for grid, here in found.items()}


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
