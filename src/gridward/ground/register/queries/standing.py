"""Where organisations stand, for the proof of cover (T2)."""

from typing import Any

from gridward.ground.register.models import Organisation
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
