"""Whether somebody lives in a household follows from who is registered there."""

from uuid import UUID

from django.db.models import Exists, OuterRef

from gridward.ground.register.models import Household, Resident
from gridward.ground.register.problems import HouseholdMerged
from gridward.ground.register.terms.people import HouseholdState
from gridward.kernel.models import touched


def open_to_all(household: Household) -> Household:
    """The household, unless another took it in: HouseholdMerged."""
    if household.merged_into_id is not None:
        raise HouseholdMerged
    return household


def somebody_lives(household_id: UUID) -> None:
    """A household to which people come is lived in."""
    rows = Household.objects.filter(pk=household_id).exclude(state=HouseholdState.LIVING)
    rows.update(state=HouseholdState.LIVING, **touched())


def nobody_left(household_id: UUID, state: HouseholdState = HouseholdState.EMPTY) -> bool:
    """When the last person is gone the household is empty, or what is said; answers whether it is so."""
    here = Resident.objects.filter(household=OuterRef("pk"), left_on=None)
    rows = Household.objects.filter(pk=household_id).exclude(Exists(here))
    rows.filter(state=HouseholdState.LIVING).update(state=state, **touched())
    return rows.exists()
