"""First figures: how much the register holds, all together and per grid."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from gridward.ground.register.models import Employee, Household, Organisation, Resident
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.register.terms.people import HouseholdState
from gridward.kernel.access import Actor, Permission


@dataclass(frozen=True)
class GridFigures:
    """Counts of one grid, of those who are there now."""

    grid_id: UUID
    households: int
    residents: int
    organisations: int
    employees: int


def figures(actor: Actor) -> list[GridFigures]:
    """The figures of each grid where the actor reads the register; one query a figure."""
    counted = [
        _per_grid(actor, Household, state=HouseholdState.LIVING),
        _per_grid(actor, Resident, left_on=None),
        _per_grid(actor, Organisation, closed_on=None),
        _per_grid(actor, Employee, left_on=None),
    ]
    return [
        GridFigures(grid, *(one.get(grid, 0) for one in counted))
        for grid in sorted(actor.grids(Permission.REGISTER_READ))
    ]


def _per_grid(
    actor: Actor,
    model: type[Household | Resident | Organisation | Employee],
    **present: object,
) -> dict[UUID, int]:
    rows = visible_to(actor, model).filter(**present).order_by()
    return dict(rows.values_list("grid_id").annotate(Count("pk")))
