"""Where organisations stand, for the proof of cover (T2), and how much each grid holds, for changes of boundaries."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, QuerySet

from gridward.ground.register.models import Conflict, Household, Organisation, Resident
from gridward.ground.register.terms.people import ConflictDecision, HouseholdState
from gridward.ground.territory.models import Division
from gridward.ground.territory.terms.cover import Thing


def organisations_standing(street: Division) -> tuple[list[Thing], dict[Any, str]]:
    """Every organisation that is not closed, with its own position or its building's or site's, and their names."""
    things, names = [], {}
    columns = ("id", "name", "grid_id", "longitude", "latitude")
    places = ("building__longitude", "building__latitude", "site__longitude", "site__latitude")
    rows = Organisation.objects.filter(street=street, closed_on=None)
    for pk, name, grid, *positions in rows.values_list(*columns, *places):
        things.append(Thing(pk, "organisation", _first(positions), None, grid))
        names[pk] = name
    return things, names


def _first(positions: list[float | None]) -> tuple[float, float] | None:
    pairs = zip(positions[::2], positions[1::2], strict=True)
    return next(((x, y) for x, y in pairs if x is not None and y is not None), None)


class Standing(NamedTuple):
    """What a grid holds now: living households, people present, organisations not closed, open conflicts."""

    households: int
    residents: int
    organisations: int
    conflicts: int


def standing_in(grids: Sequence[UUID]) -> dict[UUID, Standing]:
    """The counts of some grids, as far as the database shows their rows; one query a count."""
    counted = [
        _per_grid(Household.objects.filter(state=HouseholdState.LIVING), grids),
        _per_grid(Resident.objects.filter(left_on=None), grids),
        _per_grid(Organisation.objects.filter(closed_on=None), grids),
        _per_grid(Conflict.objects.filter(decision=ConflictDecision.OPEN), grids),
    ]
    return {grid: Standing(*(one.get(grid, 0) for one in counted)) for grid in grids}


def _per_grid(rows: "QuerySet[Any]", grids: Sequence[UUID]) -> dict[UUID, int]:
    held = rows.filter(grid__in=grids).order_by()
    return dict(held.values_list("grid_id").annotate(Count("pk")))
