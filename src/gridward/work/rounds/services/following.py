"""Rounds follow the register: whoever is entered while a round is walked becomes a target, and targets move along."""

from uuid import UUID

from django.db import transaction

from gridward.ground.register.models import Household
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.positions import took_over
from gridward.work.rounds.models import Round, RoundGrid, Target, Visit
from gridward.work.rounds.problems import AlreadyVisited
from gridward.work.rounds.services.freezing import follow, freeze
from gridward.work.rounds.terms import RoundState


@transaction.atomic
def found_later(grid_id: UUID) -> int:
    """Somebody was entered in a grid: of each round that is walked there they are a late target."""
    open_rounds = Round.objects.filter(state=RoundState.OPEN, grids__grid=grid_id)
    return sum(freeze(one, [grid_id], late=True) for one in open_rounds.order_by("id"))


@transaction.atomic
def found_by_import(community_grid: UUID) -> int:
    """A roster brought households into a community; whoever is no target yet is a late one."""
    grids = Grid.objects.filter(community__grids=community_grid, valid_to=None)
    return sum(found_later(one) for one in grids.order_by("code").values_list("id", flat=True))


@transaction.atomic
def forget_import(batch_id: UUID) -> int:
    """An import is undone: its households are targets no more. Raises AlreadyVisited where somebody was there."""
    homes = Household.objects.filter(batch_id=batch_id).values("id")
    visited = Visit.objects.filter(household_id__in=homes).values("household_id").distinct().count()
    if visited:
        raise AlreadyVisited(count=visited)
    return Target.objects.filter(household__in=homes).delete()[0]


@transaction.atomic
def follow_household(household_id: UUID) -> int:
    """A household went to another grid."""
    return follow("household_id", household_id)


@transaction.atomic
def follow_organisation(organisation_id: UUID) -> int:
    """An organisation went to another grid."""
    return follow("organisation_id", organisation_id)


@transaction.atomic
def follow_places(old_grid: UUID) -> int:
    """Places of a grid went to others: rounds are walked there too, and targets go along with whom they are of."""
    new = took_over(old_grid)
    for row in RoundGrid.objects.filter(grid=old_grid).order_by("id"):
        for grid in new:
            RoundGrid.objects.get_or_create(
                round_id=row.round_id, grid=grid, defaults={"street_id": grid.street_id}
            )
    return follow("grid_id", old_grid)
